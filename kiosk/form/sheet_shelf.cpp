// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/sheet_shelf.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace istiqbal::form {
namespace {

constexpr std::array<std::string_view, 3> sheets_read = {"survey", "choices", "settings"};
constexpr std::array<std::string_view, 3> sheets_refused = {"external_choices", "entities", "osm"};
/// A file can be wrong in every row; nobody reads so much.
constexpr std::size_t most_faults = 200;

template <typename Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// How many letters must be put in, left out or changed (Levenshtein).
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

bool nearly(std::string_view one, std::string_view other) {
    constexpr std::size_t longest = 20;
    return one.size() <= longest && distance(one, other) <= 2;
}

} // namespace

bool sheet_known(std::string_view name) {
    const std::string key = sheet_key(name);
    return contains(sheets_read, key) || contains(sheets_refused, key) || key.substr(0, 1) == "_";
}

tl::unexpected<std::vector<Fault>> refuse_file(std::string message) {
    return tl::unexpected(std::vector<Fault>{Fault{"file", 0, {}, std::move(message)}});
}

std::string sheet_key(std::string_view name) {
    const std::string written = without_marks(name);
    std::string key(trim(written));
    std::transform(key.begin(), key.end(), key.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    return key;
}

bool SheetShelf::wants(std::string_view name) {
    const std::string key = sheet_key(name);
    if (key.empty() || key.front() == '_')
        return false;
    if (contains(sheets_refused, key)) {
        fault(key, fmt::format("sheets named {} are not supported; delete it or begin its name with _", key));
        return false;
    }
    if (!contains(sheets_read, key)) {
        constexpr std::size_t most_named = 50;
        if (others_.size() < most_named)
            others_.push_back(key);
        return false;
    }
    if (contains(seen_, key)) {
        fault(key, "the sheet is there twice; keep its rows together in one sheet");
        return false;
    }
    seen_.push_back(key);
    return true;
}

void SheetShelf::put(std::string_view name, std::vector<Row> rows) {
    const std::string key = sheet_key(name);
    (key == "survey"    ? workbook_.survey
     : key == "choices" ? workbook_.choices
                        : workbook_.settings) = std::move(rows);
}

void SheetShelf::fault(std::string_view sheet, std::size_t row, std::string column, std::string message) {
    if (faults_.size() < most_faults)
        faults_.push_back(Fault{std::string(sheet), row, std::move(column), std::move(message)});
    else if (faults_.size() == most_faults)
        faults_.push_back(Fault{"file", 0, {}, "there is more to correct; begin with these"});
}

tl::expected<Workbook, std::vector<Fault>> SheetShelf::take() {
    for (const std::string_view name : sheets_read) {
        if (contains(seen_, name))
            continue;
        const auto close = std::find_if(others_.begin(), others_.end(),
                                        [&](const std::string& other) { return nearly(other, name); });
        if (close != others_.end())
            fault(name, fmt::format("there is no such sheet, but one named \"{}\"; rename it", *close));
        else if (name != "choices")
            fault(name, "there is no such sheet; add it");
    }
    if (!faults_.empty())
        return tl::unexpected(std::move(faults_));
    return std::move(workbook_);
}

} // namespace istiqbal::form
