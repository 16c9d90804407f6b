// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xlsx.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/sheet_shelf.hpp"
#include "kiosk/form/xlsx_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace istiqbal::form {
namespace {

/// What is left of the limits that hold for all sheets together.
struct Budget {
    std::size_t cells = 0;
    std::size_t text_bytes = 0;
    std::size_t faults = 0;
};

struct Tables {
    std::vector<std::string> strings;
    std::vector<NumberKind> kinds;
    DateEpoch epoch = DateEpoch::since_1900;
};

class SheetReader {
public:
    SheetReader(std::string name, const Tables& tables, const XlsxLimits& limits, Budget& budget,
                SheetShelf& shelf)
        : name_(std::move(name))
        , tables_(tables)
        , limits_(limits)
        , budget_(budget)
        , shelf_(shelf) {}

    /// What can be read until reading ends; faults are on the shelf.
    std::vector<Row> read(const pugi::xml_node& worksheet) {
        for (const pugi::xml_node& node : child_named(worksheet, "sheetData").children()) {
            if (is_named(node, "row"))
                read_row(node);
            if (ended_)
                break;
        }
        return std::move(rows_);
    }

private:
    void read_row(const pugi::xml_node& node) {
        const std::size_t before = row_;
        row_ = before + 1;
        if (const pugi::xml_attribute number = node.attribute("r"))
            row_ = number.as_uint();
        if (row_ <= before)
            return end("the rows are not in their order; open the workbook and save it again");
        Row row{row_, {}};
        column_ = 0;
        for (const pugi::xml_node& cell : node.children()) {
            if (is_named(cell, "c"))
                read_cell(cell, row);
            if (ended_)
                return;
        }
        if (row.cells.empty())
            return;
        if (rows_.empty())
            header_ = row.cells;
        rows_.push_back(std::move(row));
    }

    void read_cell(const pugi::xml_node& node, Row& row) {
        const std::size_t before = column_;
        column_ = before + 1;
        if (const pugi::xml_attribute reference = node.attribute("r")) {
            const auto place = cell_place(reference.value());
            column_ = place && place->row == row_ ? place->column : 0;
        }
        if (column_ <= before)
            return end("the cells are not in their order; open the workbook and save it again");
        std::string text = cell_text(node);
        if (ended_ || trim(text).empty())
            return;
        if (row_ > limits_.rows)
            return end(fmt::format("more than {} rows; delete what is below the form", limits_.rows));
        if (column_ > limits_.columns)
            return end(fmt::format("more than {} columns; delete what is beside the form", limits_.columns));
        if (text.size() > limits_.cell_bytes)
            return refuse(fmt::format("is longer than {} bytes; shorten it", limits_.cell_bytes));
        if (!valid_utf8(text))
            return refuse("holds unreadable characters; write it again");
        const std::size_t cells = column_ - row.cells.size();
        if (cells > budget_.cells || text.size() > budget_.text_bytes)
            return end("the sheets hold far more than a form needs; delete what does not belong to it");
        budget_.cells -= cells;
        budget_.text_bytes -= text.size();
        row.cells.resize(column_);
        row.cells.back() = std::move(text);
    }

    /// LibreOffice writes the plain values TRUE and FALSE as formulas.
    static bool constant(const pugi::xml_node& formula) {
        const std::string text = characters(formula);
        return text == "TRUE()" || text == "FALSE()";
    }

    std::string cell_text(const pugi::xml_node& node) {
        if (const pugi::xml_node formula = child_named(node, "f"); formula && !constant(formula)) {
            refuse("holds a formula; paste its value instead (Paste special, Values)");
            return {};
        }
        const std::string_view type = node.attribute("t").value();
        if (type == "inlineStr")
            return rich_text(child_named(node, "is"));
        const std::string value = characters(child_named(node, "v"));
        if (value.empty())
            return {};
        if (type == "s")
            return shared(value);
        if (type == "str" || type == "d")
            return unescape(value);
        if (type == "b")
            return value == "1" || value == "true" ? "TRUE" : "FALSE";
        if (type == "e") {
            refuse(fmt::format("shows the error {}; write its value",
                               valid_utf8(value) ? value : "of a formula"));
            return {};
        }
        return number(node, value);
    }

    std::string shared(std::string_view value) {
        std::size_t index = 0;
        const auto result = std::from_chars(value.data(), value.data() + value.size(), index);
        if (result.ec == std::errc() && result.ptr == value.data() + value.size() &&
            index < tables_.strings.size())
            return tables_.strings[index];
        refuse("refers to a text that is not there; write it again");
        return {};
    }

    std::string number(const pugi::xml_node& node, std::string_view value) {
        const std::size_t style = node.attribute("s").as_uint();
        const bool date = style < tables_.kinds.size() && tables_.kinds[style] == NumberKind::date_or_time;
        auto text = date ? date_text(value, tables_.epoch) : number_text(value);
        if (!text)
            refuse(date ? "is no day that can be read; write it as text, such as 2026-11-01"
                        : "is no number that can be read; write it again");
        return text.value_or(std::string());
    }

    void refuse(std::string_view what) {
        const std::string letters = column_letters(column_);
        std::string header;
        if (column_ <= header_.size())
            header = trim(header_[column_ - 1]);
        if (budget_.faults == 0)
            return end("there are more such cells; correct these first");
        --budget_.faults;
        shelf_.fault(name_, row_, header.empty() ? letters : header,
                     fmt::format("the cell {}{} {}", letters, row_, what));
    }

    void end(std::string message) {
        shelf_.fault(name_, row_, {}, std::move(message));
        ended_ = true;
    }

    std::string name_;
    const Tables& tables_;
    const XlsxLimits& limits_;
    Budget& budget_;
    SheetShelf& shelf_;
    std::vector<Row> rows_;
    std::vector<std::string> header_;
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    bool ended_ = false;
};

tl::expected<Tables, std::string> read_tables(XlsxArchive& archive, const XlsxParts& parts,
                                              const XlsxLimits& limits) {
    auto strings = read_shared_strings(archive, parts.shared_strings, limits);
    if (!strings)
        return tl::unexpected(std::move(strings.error()));
    auto kinds = read_number_kinds(archive, parts.styles, limits);
    if (!kinds)
        return tl::unexpected(std::move(kinds.error()));
    return Tables{std::move(*strings), std::move(*kinds), parts.epoch};
}

void read_sheet(XlsxArchive& archive, const XlsxParts::NamedSheet& sheet, const Tables& tables,
                const XlsxLimits& limits, Budget& budget, SheetShelf& shelf) {
    const std::string name = sheet_key(sheet.name);
    if (sheet.part.empty())
        return shelf.fault(name, "the sheet holds no cells but a chart; rename it");
    auto text = archive.read(sheet.part);
    if (!text)
        return shelf.fault(name, std::move(text.error()));
    const auto xml = XmlPart::parse(std::move(*text), limits);
    if (!xml)
        return shelf.fault(name, xml.error());
    shelf.put(name, SheetReader(name, tables, limits, budget, shelf).read(xml->root()));
}

} // namespace

tl::expected<Workbook, std::vector<Fault>> parse_xlsx(std::string_view bytes, const XlsxLimits& limits) {
    auto archive = XlsxArchive::open(bytes, limits);
    if (!archive)
        return refuse_file(std::move(archive.error()));
    const auto parts = read_parts(*archive, limits);
    if (!parts)
        return refuse_file(parts.error());
    const auto tables = read_tables(*archive, *parts, limits);
    if (!tables)
        return refuse_file(tables.error());
    SheetShelf shelf;
    Budget budget{limits.cells, limits.text_bytes, limits.faults};
    for (const XlsxParts::NamedSheet& sheet : parts->sheets) {
        if (shelf.wants(sheet.name))
            read_sheet(*archive, sheet, *tables, limits, budget, shelf);
    }
    return shelf.take();
}

} // namespace istiqbal::form
