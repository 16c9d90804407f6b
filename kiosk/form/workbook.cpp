// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/workbook.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/csv.hpp"
#include "kiosk/form/sheet_shelf.hpp"
#include "kiosk/form/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace istiqbal::form {
namespace {

tl::expected<Workbook, std::vector<Fault>> read_folder(const std::filesystem::path& folder) {
    SheetShelf shelf;
    const CsvLimits limits;
    const auto read = [&](std::string_view name) {
        const auto file = folder / fmt::format("{}.csv", name);
        std::error_code error;
        if (!std::filesystem::exists(file, error) || !shelf.wants(name))
            return;
        const auto text = read_file(file, limits.bytes);
        auto rows = text ? parse_csv(*text, limits) : tl::unexpected(text.error());
        if (rows)
            shelf.put(name, std::move(*rows));
        else
            shelf.fault(name, rows.error().row, column_letters(rows.error().column), rows.error().message);
    };
    for (const std::string_view name :
         {"survey", "choices", "settings", "external_choices", "entities", "osm"})
        read(name);
    return shelf.take();
}

/// What the rows of a single CSV say one after another.
class SheetSplitter {
public:
    explicit SheetSplitter(SheetShelf& shelf)
        : shelf_(shelf) {}

    void add(Row row) {
        const std::string name(trim(row.cells.front()));
        row.cells.front().clear(); // the columns keep their letters
        if (!name.empty() && sheet_key(name) != sheet_key(name_)) {
            finish();
            name_ = name;
            // A stray word in the first column would hide every row below it.
            if (!sheet_known(name))
                shelf_.fault(
                    "file", row.number, "A",
                    fmt::format("\"{}\" is no sheet of a form; correct the name, empty the cell, or begin "
                                "the name with _",
                                name));
            wanted_ = shelf_.wants(name);
        }
        const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                       [](const std::string& cell) { return trim(cell).empty(); });
        if (!blank && wanted_)
            rows_.push_back(std::move(row));
    }

    void finish() {
        if (wanted_)
            shelf_.put(name_, std::move(rows_));
        rows_.clear();
        wanted_ = false;
    }

private:
    SheetShelf& shelf_;
    std::string name_;
    bool wanted_ = false;
    std::vector<Row> rows_;
};

} // namespace

tl::expected<Workbook, std::vector<Fault>> parse_workbook_csv(std::string_view text) {
    CsvLimits limits;
    limits.rows *= 3;
    auto rows = parse_csv(text, limits);
    if (!rows) {
        const CsvFault& found = rows.error();
        return tl::unexpected(
            std::vector<Fault>{Fault{"file", found.row, column_letters(found.column), found.message}});
    }
    if (rows->empty())
        return refuse_file("the file is empty");
    if (!sheet_known(rows->front().cells.front()))
        return refuse_file(
            "the first column does not say which sheet begins; put survey.csv, choices.csv and "
            "settings.csv into one folder and name the folder, or write the sheet's name into the "
            "first column and its cells from the second on");
    SheetShelf shelf;
    SheetSplitter splitter(shelf);
    for (Row& row : *rows)
        splitter.add(std::move(row));
    splitter.finish();
    return shelf.take();
}

tl::expected<Workbook, std::vector<Fault>> read_workbook(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return read_folder(path);
    const auto bytes = read_file(path, XlsxLimits{}.file_bytes);
    if (!bytes)
        return refuse_file(bytes.error().message);
    if (looks_like_xlsx(*bytes) || sheet_key(path.extension().string()) != ".csv")
        return parse_xlsx(*bytes);
    return parse_workbook_csv(*bytes);
}

std::string workbook_csv(const Workbook& workbook) {
    std::string text;
    const auto quoted = [&](std::string_view cell) {
        text += ",\"";
        for (const char byte : cell) {
            if (byte == '"')
                text += '"';
            text += byte;
        }
        text += '"';
    };
    const auto write = [&](const char* name, const std::vector<Row>& rows) {
        if (rows.empty())
            return;
        text += name;
        text += "\n";
        // Read from this layout, rows keep the column in which the sheets' names stand.
        const std::size_t first = !rows.front().cells.empty() && rows.front().cells.front().empty() ? 1 : 0;
        for (const Row& row : rows) {
            for (std::size_t index = first; index < row.cells.size(); ++index)
                quoted(row.cells[index]);
            text += "\n";
        }
    };
    write("survey", workbook.survey);
    write("choices", workbook.choices);
    write("settings", workbook.settings);
    return text;
}

} // namespace istiqbal::form
