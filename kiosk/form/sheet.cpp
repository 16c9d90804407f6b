// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/sheet.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace istiqbal::form {
namespace {

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// "label::Arabic (ar)" as "label::ar"; nothing if it is not a column with a language of ours.
std::optional<std::string> translation_key(std::string_view header, const SheetColumns& columns) {
    const std::size_t colons = header.find("::");
    if (colons == std::string_view::npos || !contains(columns.translated, header.substr(0, colons)))
        return std::nullopt;
    for (const std::string_view code : {"ar", "en"}) {
        if (ends_with(header, fmt::format("({})", code)))
            return fmt::format("{}::{}", header.substr(0, colons), code);
    }
    return std::nullopt;
}

std::string column_names(const SheetColumns& columns) {
    std::string names;
    for (const std::string_view name : columns.plain)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
    for (const std::string_view name : columns.translated)
        names += fmt::format(", {0}::Arabic (ar), {0}::English (en)", name);
    return names;
}

} // namespace

Sheet::Sheet(std::string name, std::string_view text, const SheetColumns& columns, std::vector<Fault>& faults)
    : name_(std::move(name))
    , faults_(faults) {
    auto rows = parse_csv(text);
    if (!rows) {
        const CsvFault& found = rows.error();
        const std::string place = found.column > 0 ? fmt::format("{}", found.column) : std::string();
        add(found.row, place, found.message);
        return;
    }
    if (rows->empty()) {
        add(0, {}, "the sheet is empty; its first row names the columns");
        return;
    }
    rows_ = std::move(*rows);
    const CsvRow header = std::move(rows_.front());
    rows_.erase(rows_.begin());
    read_header(header, columns);
    for (const CsvRow& row : rows_) {
        if (row.fields.size() > header.fields.size())
            add(row.number, {},
                fmt::format("the row has {} cells, the header {}; quote texts that hold a comma",
                            row.fields.size(), header.fields.size()));
    }
}

void Sheet::read_header(const CsvRow& header, const SheetColumns& columns) {
    for (std::size_t index = 0; index < header.fields.size(); ++index) {
        const std::string_view title = trim(header.fields[index]);
        const auto translation = translation_key(title, columns);
        if (title.empty()) {
            add(header.number, std::to_string(index + 1), "the column has no name; name it or delete it");
        } else if (contains(columns.translated, title)) {
            add(header.number, title,
                fmt::format("the column has no language; write {0}::Arabic (ar) and {0}::English (en)",
                            title));
        } else if (!translation && !contains(columns.plain, title)) {
            add(header.number, title,
                fmt::format("the column is not supported; delete it or use one of {}",
                            column_names(columns)));
        } else {
            std::string key = translation.value_or(std::string(title));
            if (!indices_.emplace(key, index).second)
                add(header.number, title, "the column is there twice; delete one");
            headers_.emplace(std::move(key), title);
        }
    }
    for (const std::string_view wanted : columns.wanted) {
        if (indices_.find(wanted) == indices_.end())
            add(header.number, wanted, "the column is missing; add it");
    }
}

std::string_view Sheet::cell(const CsvRow& row, std::string_view column) const {
    const auto found = indices_.find(column);
    if (found == indices_.end() || found->second >= row.fields.size())
        return {};
    return trim(row.fields[found->second]);
}

bool Sheet::has(const CsvRow& row, std::string_view column) const {
    return !cell(row, column).empty() || !cell(row, fmt::format("{}::ar", column)).empty() ||
           !cell(row, fmt::format("{}::en", column)).empty();
}

LocalText Sheet::text(const CsvRow& row, std::string_view column, bool wanted) {
    const std::string arabic_key = fmt::format("{}::ar", column);
    const std::string english_key = fmt::format("{}::en", column);
    LocalText text{std::string(cell(row, arabic_key)), std::string(cell(row, english_key))};
    const auto check = [&](const std::string& one, const std::string& other, const std::string& key,
                           std::string_view title) {
        const auto header = headers_.find(key);
        const std::string shown =
            header != headers_.end() ? header->second : fmt::format("{}::{}", column, title);
        if (one.empty() && !other.empty())
            fault(row, shown, "the translation is missing; write the text in this language, too");
        else if (one.empty() && wanted)
            fault(row, shown, "the text is missing; write it");
        else if (const auto found = text_fault(one, TextRules{true, false}))
            fault(row, shown, "the text holds control, direction or unreadable characters; write it again");
    };
    check(text.ar, text.en, arabic_key, "Arabic (ar)");
    check(text.en, text.ar, english_key, "English (en)");
    return text;
}

void Sheet::fault(const CsvRow& row, std::string_view column, std::string message) {
    add(row.number, column, std::move(message));
}

void Sheet::add(std::size_t row, std::string_view column, std::string message) {
    faults_.push_back(Fault{name_, row, std::string(column), std::move(message)});
}

} // namespace istiqbal::form
