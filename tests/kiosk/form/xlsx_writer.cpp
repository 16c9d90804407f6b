// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/form/xlsx_writer.hpp"

#include "kiosk/form/row.hpp"
#include "tests/catch.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cstddef>

namespace istiqbal::form::tests {
namespace {

const std::string spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char byte : text) {
        if (byte == '&')
            xml += "&amp;";
        else if (byte == '<')
            xml += "&lt;";
        else
            xml += byte;
    }
    return xml;
}

std::string relationship(const std::string& id, const std::string& kind, const std::string& target) {
    return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, office, kind, target);
}

std::string relationships(const std::string& all) {
    return fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", declaration, package, all);
}

void put(std::string& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t byte = 0; byte < 4; ++byte)
        bytes.at(at + byte) = static_cast<char>((value >> (8 * byte)) & 0xFFU);
}

} // namespace

std::string worksheet(const std::string& rows) {
    return fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>{}</sheetData></worksheet>", declaration,
                       spreadsheet, rows);
}

std::string worksheet_of_texts(const Cells& cells, std::vector<std::string>& strings) {
    std::string rows;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        rows += fmt::format("<row r=\"{}\">", row + 1);
        for (std::size_t column = 0; column < cells[row].size(); ++column) {
            if (cells[row][column].empty())
                continue;
            const auto found = std::find(strings.begin(), strings.end(), cells[row][column]);
            rows += fmt::format("<c r=\"{}{}\" t=\"s\"><v>{}</v></c>", column_letters(column + 1), row + 1,
                                found - strings.begin());
            if (found == strings.end())
                strings.push_back(cells[row][column]);
        }
        rows += "</row>";
    }
    return worksheet(rows);
}

Parts workbook_parts(const std::vector<std::pair<std::string, std::string>>& worksheets,
                     const std::vector<std::string>& strings) {
    Parts parts;
    std::string sheets;
    std::string targets = relationship("strings", "sharedStrings", "sharedStrings.xml") +
                          relationship("styles", "styles", "styles.xml");
    for (std::size_t index = 0; index < worksheets.size(); ++index) {
        const std::size_t number = index + 1;
        sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", worksheets[index].first,
                              number, number);
        targets += relationship(fmt::format("rId{}", number), "worksheet",
                                fmt::format("worksheets/sheet{}.xml", number));
        parts[fmt::format("xl/worksheets/sheet{}.xml", number)] = worksheets[index].second;
    }
    parts["xl/workbook.xml"] =
        fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>", declaration,
                    spreadsheet, office, sheets);
    parts["xl/_rels/workbook.xml.rels"] = relationships(targets);
    parts["_rels/.rels"] = relationships(relationship("book", "officeDocument", "xl/workbook.xml"));
    std::string items;
    for (const std::string& text : strings)
        items += fmt::format("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text));
    parts["xl/sharedStrings.xml"] =
        fmt::format("{}<sst xmlns=\"{}\">{}</sst>", declaration, spreadsheet, items);
    parts["xl/styles.xml"] = fmt::format(
        "{}<styleSheet xmlns=\"{}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"[$-1170401]"
        "B2dd/mm/yyyy;@\"/><numFmt numFmtId=\"165\" formatCode=\"0.00&quot; days&quot;\"/></numFmts>"
        "<cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
        "<xf numFmtId=\"165\"/></cellXfs></styleSheet>",
        declaration, spreadsheet);
    parts["[Content_Types].xml"] =
        declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    return parts;
}

Parts workbook_of_texts(const std::vector<std::pair<std::string, Cells>>& sheets) {
    std::vector<std::string> strings;
    std::vector<std::pair<std::string, std::string>> worksheets;
    worksheets.reserve(sheets.size());
    for (const auto& [name, cells] : sheets)
        worksheets.emplace_back(name, worksheet_of_texts(cells, strings));
    return workbook_parts(worksheets, strings);
}

std::string zip_of(const Parts& parts, Sealing sealing) {
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    REQUIRE(target != nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    REQUIRE(archive != nullptr);
    for (const auto& [name, text] : parts) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        REQUIRE(index >= 0);
        // The quickest compression: bombs are large.
        REQUIRE(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1) == 0);
        if (sealing == Sealing::password)
            REQUIRE(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_TRAD_PKWARE,
                                            "secret") == 0);
    }
    REQUIRE(zip_close(archive) == 0);
    zip_stat_t about;
    REQUIRE(zip_source_stat(target, &about) == 0);
    std::string bytes(static_cast<std::size_t>(about.size), '\0');
    REQUIRE(zip_source_open(target) == 0);
    REQUIRE(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::string xlsx_with_survey(const std::string& survey_rows) {
    std::vector<std::string> strings;
    const std::string settings = worksheet_of_texts({{"form_id", "version"}, {"sample", "1"}}, strings);
    return zip_of(workbook_parts({{"survey", worksheet(survey_rows)}, {"settings", settings}}, strings));
}

void lie_about_size(std::string& archive, const std::string& part, std::uint32_t size) {
    struct Header {
        std::string magic;
        std::size_t size_at;
        std::size_t name_at;
    };
    std::size_t changed = 0;
    for (const Header& header : {Header{"PK\x03\x04", 22, 30}, Header{"PK\x01\x02", 24, 46}}) {
        for (std::size_t at = archive.find(header.magic); at != std::string::npos;
             at = archive.find(header.magic, at + 4)) {
            if (archive.compare(at + header.name_at, part.size(), part) == 0) {
                put(archive, at + header.size_at, size);
                ++changed;
            }
        }
    }
    REQUIRE(changed == 2);
}

} // namespace istiqbal::form::tests
