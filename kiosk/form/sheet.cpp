// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/sheet.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace istiqbal::form {
namespace {

struct Alias {
    std::string_view sheet;
    std::string_view written;
    std::string_view meant;
};

/// XLSForm's older and second names, spaces being underscores already.
constexpr std::array aliases = {
    Alias{"survey", "command", "type"},
    Alias{"survey", "tag", "name"},
    Alias{"survey", "value", "name"},
    Alias{"survey", "caption", "label"},
    Alias{"survey", "relevance", "relevant"},
    Alias{"survey", "readonly", "read_only"},
    Alias{"survey", "calculate", "calculation"},
    Alias{"survey", "constraining_message", "constraint_message"},
    Alias{"survey", "requiredmsg", "required_message"},
    Alias{"survey", "count", "repeat_count"},
    Alias{"survey", "jr:count", "repeat_count"},
    Alias{"choices", "value", "name"},
    Alias{"choices", "caption", "label"},
    Alias{"settings", "id_string", "form_id"},
    Alias{"settings", "set_form_id", "form_id"},
    Alias{"settings", "title", "form_title"},
    Alias{"settings", "set_form_title", "form_title"},
};

struct Replacement {
    std::string_view written;
    std::string_view meant;
};

/// What word processors and spreadsheets make of quotation marks and spaces.
constexpr std::array replacements = {
    Replacement{"\u2018", "'"},  Replacement{"\u2019", "'"}, Replacement{"\u201C", "\""},
    Replacement{"\u201D", "\""}, Replacement{"\u00A0", " "}, Replacement{"\u202F", " "},
};

/// Columns that mean something to XLSForm in a choices sheet, and nothing to us.
constexpr std::array<std::string_view, 5> choice_media = {"media", "image", "big-image", "audio", "video"};

/// What spreadsheets show where a formula fails.
constexpr std::array<std::string_view, 7> formula_errors = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!",
                                                            "#N/A",  "#NUM!",  "#NULL!"};

template <typename Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    return small;
}

std::string plain_text(std::string_view text) {
    std::string plain = without_marks(text);
    for (const Replacement& each : replacements) {
        for (std::size_t at = plain.find(each.written); at != std::string::npos;
             at = plain.find(each.written, at + each.meant.size()))
            plain.replace(at, each.written.size(), each.meant);
    }
    return plain;
}

/// "  List  Name" as "list_name".
std::string snake_case(std::string_view title) {
    std::string name;
    for (const char byte : lower(trim(title))) {
        if (byte != ' ')
            name += byte;
        else if (name.back() != '_')
            name += '_';
    }
    return name;
}

std::string meant_by(std::string_view sheet, std::string_view title) {
    std::string name = snake_case(title);
    const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const Alias& alias) {
        return alias.sheet == sheet && alias.written == name;
    });
    return found != aliases.end() ? std::string(found->meant) : name;
}

std::string_view code_of(Language language) {
    return language == Language::arabic ? "ar" : "en";
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

std::optional<bool> truth(std::string_view cell) {
    const std::string word = lower(cell);
    if (word == "yes" || word == "true" || word == "true()")
        return true;
    if (word == "no" || word == "false" || word == "false()")
        return false;
    return std::nullopt;
}

std::optional<Language> language_named(std::string_view name) {
    const std::string small = lower(trim(name));
    const auto named = [&](std::string_view english, std::string_view own, std::string_view code) {
        const std::string bracketed = fmt::format("({})", code);
        const bool ends = small.size() >= bracketed.size() &&
                          std::string_view(small).substr(small.size() - bracketed.size()) == bracketed;
        return ends || small == code || small == english || small == own;
    };
    if (named("arabic", "العربية", "ar"))
        return Language::arabic;
    if (named("english", "الإنجليزية", "en"))
        return Language::english;
    return std::nullopt;
}

Sheet::Sheet(std::string name, std::vector<Row> rows, const SheetColumns& columns, std::vector<Fault>& faults)
    : name_(std::move(name))
    , faults_(faults)
    , rows_(std::move(rows)) {
    if (rows_.empty()) {
        add(0, {}, "the sheet is empty; its first row names the columns");
        return;
    }
    const Row header = std::move(rows_.front());
    rows_.erase(rows_.begin());
    read_header(header, columns);
    refuse_formulas();
    for (const Row& row : rows_) {
        std::size_t used = row.cells.size();
        while (used > header.cells.size() && trim(row.cells[used - 1]).empty())
            --used;
        if (used > header.cells.size())
            add(row.number, {},
                fmt::format(
                    "the row has {} cells, the header {}; name the column, or in CSV quote texts that "
                    "hold a comma",
                    used, header.cells.size()));
    }
}

void Sheet::read_header(const Row& header, const SheetColumns& columns) {
    for (std::size_t index = 0; index < header.cells.size(); ++index)
        read_title(header, index, columns);
    for (const std::string_view wanted : columns.wanted) {
        if (indices_.find(wanted) == indices_.end())
            add(header.number, wanted, "the column is missing; add it");
    }
}

void Sheet::read_title(const Row& header, std::size_t index, const SheetColumns& columns) {
    const std::string written = plain_text(header.cells[index]);
    const std::string_view title = trim(written);
    if (title.empty()) {
        if (column_used(index))
            add(header.number, column_letters(index + 1), "the column has no name; name it or delete it");
        return;
    }
    std::string name = meant_by(name_, title);
    if (contains(columns.plain, name))
        return keep(header, std::move(name), index, true);
    const std::size_t colon = title.find(':');
    const bool doubled = title.substr(std::min(colon, title.size()), 2) == "::";
    const std::string base = meant_by(name_, title.substr(0, colon));
    if (contains(columns.translated, base)) {
        if (colon == std::string_view::npos)
            return add(header.number, title,
                       fmt::format("the column has no language; write {0}::Arabic (ar) and {0}::English (en)",
                                   base));
        const auto language = language_named(title.substr(colon + (doubled ? 2 : 1)));
        if (language && !doubled)
            add(header.number, title,
                fmt::format("write two colons: {}::{}", base, trim(title.substr(colon + 1))));
        if (language)
            return keep(header, fmt::format("{}::{}", base, code_of(*language)), index, false);
    } else if (columns.others && !doubled && !contains(choice_media, base)) {
        others_.emplace_back(title);
        return keep(header, std::string(title), index, true);
    }
    add(header.number, title,
        fmt::format("the column is not supported; delete it or use one of {}", column_names(columns)));
}

void Sheet::keep(const Row& header, std::string key, std::size_t index, bool plain) {
    const std::string_view title = trim(header.cells[index]);
    if (!indices_.emplace(key, index).second)
        add(header.number, title,
            title == key ? "the column is there twice; delete one"
                         : fmt::format("the column {} is there twice under two names; delete one", key));
    headers_.emplace(std::move(key), title);
    if (plain)
        make_plain(index);
}

bool Sheet::column_used(std::size_t index) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
        return index < row.cells.size() && !trim(row.cells[index]).empty();
    });
}

void Sheet::refuse_formulas() {
    for (const Row& row : rows_) {
        for (const auto& [column, index] : indices_) {
            const std::string_view value = cell(row, column);
            if (value.substr(0, 1) == "=")
                fault(row, column, "the cell holds a formula; write its value instead");
            else if (contains(formula_errors, value))
                fault(row, column, fmt::format("the cell shows the error {}; write its value", value));
        }
    }
}

void Sheet::make_plain(std::size_t index) {
    for (Row& row : rows_) {
        if (index < row.cells.size())
            row.cells[index] = plain_text(row.cells[index]);
    }
}

std::string_view Sheet::cell(const Row& row, std::string_view column) const {
    const auto found = indices_.find(column);
    if (found == indices_.end() || found->second >= row.cells.size())
        return {};
    return trim(row.cells[found->second]);
}

bool Sheet::has(const Row& row, std::string_view column) const {
    if (!cell(row, column).empty())
        return true;
    std::string key(column); // asked for every cell of a form
    key += "::ar";
    if (!cell(row, key).empty())
        return true;
    key.replace(column.size(), key.npos, "::en");
    return !cell(row, key).empty();
}

LocalText Sheet::text(const Row& row, std::string_view column, bool wanted) {
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

void Sheet::fault(const Row& row, std::string_view column, std::string message) {
    const auto header = headers_.find(column);
    add(row.number, header != headers_.end() ? header->second : column, std::move(message));
}

void Sheet::add(std::size_t row, std::string_view column, std::string message) {
    faults_.push_back(Fault{name_, row, std::string(column), std::move(message)});
}

} // namespace istiqbal::form
