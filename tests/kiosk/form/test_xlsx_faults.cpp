// SPDX-License-Identifier: Apache-2.0
// Workbooks that cannot be read: each is refused in words that say what to do, and none makes us hold more
// than the limits allow.
#include "kiosk/form/xlsx.hpp"
#include "kiosk/form/xlsx_archive.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/xlsx_writer.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

std::vector<Fault> faults(const std::string& bytes, const XlsxLimits& limits = {}) {
    const auto workbook = parse_xlsx(bytes, limits);
    REQUIRE_FALSE(workbook);
    for (const Fault& fault : workbook.error())
        UNSCOPED_INFO(describe(fault));
    return workbook.error();
}

/// The only fault, which is of the whole file, as it is written out.
std::string file_fault(const std::string& bytes) {
    const auto found = faults(bytes);
    REQUIRE(found.size() == 1);
    CHECK(found.front().sheet == "file");
    return found.front().message;
}

bool holds(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

Fault survey_fault(const std::string& rows, const XlsxLimits& limits = {}) {
    const auto found = faults(xlsx_with_survey(rows), limits);
    REQUIRE(found.size() == 1);
    CHECK(found.front().sheet == "survey");
    return found.front();
}

const std::string header_row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c><c r=\"B1\" "
                               "t=\"inlineStr\"><is><t>name</t></is></c></row>";

std::string row_with(const std::string& cells) {
    return header_row + "<row r=\"2\">" + cells + "</row>";
}

Parts good_parts() {
    return workbook_of_texts({{"survey", {{"type", "name"}, {"text", "a"}}},
                              {"settings", {{"form_id", "version"}, {"sample", "1"}}}});
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t count = 0; count < times; ++count)
        all += text;
    return all;
}

} // namespace

TEST_CASE("what is no workbook is refused with what to do") {
    CHECK(holds(file_fault("type,name\ntext,a\n"), "save the form as .xlsx"));
    CHECK(holds(file_fault(""), "no workbook"));
    CHECK(holds(file_fault("PK\x03\x04"), "damaged or cut short"));
    CHECK(holds(file_fault(zip_of({{"notes.txt", "hello"}})), "no workbook"));
    CHECK(holds(file_fault(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                   {"content.xml", "<office/>"}})),
                ".ods"));
    CHECK(
        holds(file_fault(zip_of({{"_rels/.rels", "<Relationships/>"}, {"xl/workbook.bin", "x"}})), ".xlsb"));
    CHECK(holds(file_fault(zip_of({{"_rels/.rels", "<Relationships/>"}, {"word/document.xml", "<w/>"}})),
                "text document"));
}

TEST_CASE("the older container is an old workbook, or a new one with a password") {
    const std::string container("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    std::string name;
    for (const char byte : std::string("EncryptedPackage"))
        name += std::string{byte, '\0'};
    CHECK(holds(file_fault(container + std::string(600, '\0')), "(.xls)"));
    CHECK(holds(file_fault(container + std::string(600, '\0') + name), "save it without one"));
    CHECK(holds(file_fault(zip_of(good_parts(), Sealing::password)), "without a password"));
}

TEST_CASE("a workbook that is cut short is refused wherever it ends") {
    const std::string whole = zip_of(good_parts());
    REQUIRE(parse_xlsx(whole));
    for (std::size_t size = 4; size < whole.size(); size += 7)
        CHECK(holds(file_fault(whole.substr(0, size)), "damaged or cut short"));
}

TEST_CASE("a part that does not fit its checksum is refused") {
    Parts parts = good_parts();
    std::string bytes = zip_of(parts);
    const auto archive = XlsxArchive::open(bytes, {});
    REQUIRE(archive);
    // The checksum of the directory, which is what is compared.
    const std::size_t entry = bytes.find("PK\x01\x02");
    REQUIRE(entry != std::string::npos);
    for (std::size_t at = entry; at != std::string::npos; at = bytes.find("PK\x01\x02", at + 4))
        bytes.at(at + 16) = static_cast<char>(bytes[at + 16] ^ 1);
    CHECK(holds(file_fault(bytes), "damaged"));
}

TEST_CASE("bytes changed at random never break anything") {
    const std::string whole = zip_of(good_parts());
    std::mt19937_64 random(4);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = whole;
        for (int change = 0; change < 3; ++change)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        const auto workbook = parse_xlsx(bytes);
        if (!workbook)
            CHECK_FALSE(workbook.error().empty());
    }
}

TEST_CASE("a bomb is refused from its directory, before anything of it is inflated") {
    Parts parts = good_parts();
    parts["xl/worksheets/sheet1.xml"] = std::string(std::size_t{64} << 20, '\0');
    const std::string bytes = zip_of(parts);
    REQUIRE(bytes.size() < (std::size_t{1} << 20));
    const auto found = faults(bytes);
    REQUIRE(found.size() == 1);
    CHECK(found.front().sheet == "survey");
    CHECK(holds(found.front().message, "65536 KiB"));

    auto archive = XlsxArchive::open(bytes, {});
    REQUIRE(archive);
    CHECK_FALSE(archive->read("xl/worksheets/sheet1.xml"));
    CHECK(archive->inflated() == 0);
}

TEST_CASE("a bomb whose directory lies is inflated no further than the lie") {
    Parts parts = good_parts();
    parts["xl/worksheets/sheet1.xml"] = std::string(std::size_t{64} << 20, ' ');
    std::string bytes = zip_of(parts);
    lie_about_size(bytes, "xl/worksheets/sheet1.xml", 1000);
    auto archive = XlsxArchive::open(bytes, {});
    REQUIRE(archive);
    const auto read = archive->read("xl/worksheets/sheet1.xml");
    REQUIRE_FALSE(read);
    CHECK(holds(read.error(), "damaged"));
    CHECK(archive->inflated() <= 1001);
    CHECK(faults(bytes).front().sheet == "survey");
}

TEST_CASE("a part that is shorter than its directory says is refused") {
    std::string bytes = zip_of(good_parts());
    lie_about_size(bytes, "xl/workbook.xml", 100'000);
    CHECK(holds(file_fault(bytes), "damaged"));
}

TEST_CASE("all parts together are inflated within one limit") {
    XlsxLimits limits;
    limits.entry_bytes = 1000;
    limits.total_bytes = 1500;
    const std::string bytes = zip_of({{"a", std::string(1000, 'a')}, {"b", std::string(1000, 'b')}});
    auto archive = XlsxArchive::open(bytes, limits);
    REQUIRE(archive);
    CHECK(archive->read("a"));
    CHECK_FALSE(archive->read("b"));
    CHECK(archive->inflated() == 1000);
    limits.total_bytes = 2000;
    archive = XlsxArchive::open(bytes, limits);
    CHECK(archive->read("a"));
    CHECK(archive->read("b"));
    CHECK_FALSE(archive->read("c"));
}

TEST_CASE("a file or a directory that is too large is not opened") {
    XlsxLimits limits;
    limits.file_bytes = 100;
    CHECK_FALSE(XlsxArchive::open(zip_of(good_parts()), limits));
    limits = {};
    limits.entries = 7;
    CHECK_FALSE(XlsxArchive::open(zip_of(good_parts()), limits));
    limits.entries = 8;
    CHECK(XlsxArchive::open(zip_of(good_parts()), limits));
}

TEST_CASE("a million rows are refused without a tree of them") {
    std::string rows;
    for (int row = 1; row <= 1'000'000; ++row)
        rows +=
            "<row r=\"" + std::to_string(row) + "\"><c r=\"A" + std::to_string(row) + "\"><v>1</v></c></row>";
    const Fault large = survey_fault(rows);
    CHECK(holds(large.message, "10000 rows"));

    // So few bytes that they fit: the marks are counted before pugixml sees them.
    const Fault small = survey_fault(repeated("<row/>", 1'000'001));
    CHECK(holds(small.message, "far more cells"));
}

TEST_CASE("rows and columns end where the limits say") {
    XlsxLimits limits;
    limits.rows = 10;
    limits.columns = 3;
    const std::string fits = "<row r=\"10\"><c r=\"C10\"><v>1</v></c></row>";
    CHECK(parse_xlsx(xlsx_with_survey(header_row + fits), limits));
    const Fault row = survey_fault(header_row + "<row r=\"11\"><c r=\"A11\"><v>1</v></c></row>", limits);
    CHECK(row.row == 11);
    CHECK(holds(row.message, "more than 10 rows"));
    const Fault column = survey_fault(row_with("<c r=\"D2\"><v>1</v></c>"), limits);
    CHECK(holds(column.message, "more than 3 columns"));
    CHECK(parse_xlsx(xlsx_with_survey(row_with("<c r=\"A2\"><v>1</v></c><c r=\"XFD2\" s=\"1\"/>")), limits));
}

TEST_CASE("one text that a thousand cells share counts a thousand times") {
    XlsxLimits limits;
    limits.text_bytes = 10'000;
    std::vector<std::string> strings{std::string(100, 'a')};
    std::string rows;
    for (int row = 1; row <= 1000; ++row)
        rows += "<row r=\"" + std::to_string(row) + "\"><c t=\"s\"><v>0</v></c></row>";
    const std::string bytes = zip_of(workbook_parts(
        {{"survey", worksheet(rows)}, {"settings", worksheet("<row><c><v>1</v></c></row>")}}, strings));
    CHECK(parse_xlsx(bytes));
    const auto found = faults(bytes, limits);
    CHECK(found.front().row == 101);
    CHECK(holds(found.front().message, "far more than a form needs"));
    limits = {};
    limits.cells = 999;
    CHECK(faults(bytes, limits).front().row == 1000);
}

TEST_CASE("a cell that is too long is refused with its place") {
    XlsxLimits limits;
    limits.cell_bytes = 10;
    const Fault found = survey_fault(row_with("<c r=\"B2\"><v>12345678901</v></c>"), limits);
    CHECK(found.row == 2);
    CHECK(found.column == "name");
    CHECK(holds(found.message, "B2 is longer than 10 bytes"));
}

TEST_CASE("every formula and every error is told with its cell") {
    const auto found =
        faults(xlsx_with_survey(row_with("<c r=\"A2\" t=\"str\"><f>B1&amp;\"x\"</f><v>textx</v></c><c "
                                         "r=\"B2\"><f t=\"shared\" si=\"0\"/><v>1</v>"
                                         "</c><c r=\"C2\" t=\"e\"><v>#REF!</v></c>")));
    REQUIRE(found.size() == 3);
    CHECK(found[0].sheet == "survey");
    CHECK(found[0].row == 2);
    CHECK(found[0].column == "type");
    CHECK(found[0].message == "the cell A2 holds a formula; paste its value instead (Paste special, Values)");
    CHECK(found[1].column == "name");
    CHECK(found[2].column == "C");
    CHECK(holds(found[2].message, "#REF!"));
}

TEST_CASE("thousands of formulas are told a hundred times") {
    std::string rows;
    for (int row = 1; row <= 5000; ++row)
        rows += "<row><c><f>1</f><v>1</v></c></row>";
    const auto found = faults(xlsx_with_survey(rows));
    CHECK(found.size() == 101);
    CHECK(holds(found.back().message, "more such cells"));
}

TEST_CASE("cells that make no sense are refused") {
    for (const char* cell :
         {"<c r=\"A2\"><v>x</v></c>", "<c r=\"A2\" s=\"1\"><v>60</v></c>",
          "<c r=\"A2\" t=\"s\"><v>99</v></c>", "<c r=\"A2\" t=\"s\"><v>-1</v></c>",
          "<c r=\"A3\"><v>1</v></c>", "<c r=\"?\"><v>1</v></c>",
          "<c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c>", "<c r=\"A2\" t=\"str\"><v>\xC7\xD3</v></c>",
          "<c r=\"A2\" t=\"str\"><v>&#xD800;</v></c>"}) {
        CAPTURE(cell);
        CHECK(survey_fault(row_with(cell)).row == 2);
    }
    CHECK(holds(survey_fault("<row r=\"2\"/><row r=\"2\"/>").message, "not in their order"));
}

TEST_CASE("entities, document types and broken XML are refused") {
    for (const char* xml :
         {"<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>", "<worksheet><sheetData>", "",
          "<worksheet", "</worksheet>", "<!-- never closed"}) {
        CAPTURE(xml);
        Parts parts = good_parts();
        parts["xl/worksheets/sheet1.xml"] = xml;
        const auto found = faults(zip_of(parts));
        CHECK(found.front().sheet == "survey");
        CHECK(holds(found.front().message, "damaged"));
    }
}

TEST_CASE("a million elements inside each other do not overflow the stack") {
    const std::string deep = repeated("<a>", 450'000) + repeated("</a>", 450'000);
    CHECK(parse_xlsx(xlsx_with_survey(header_row + deep)));
    CHECK(parse_xlsx(xlsx_with_survey(row_with("<c r=\"A2\" t=\"inlineStr\"><is>" + deep + "</is></c>"))));
}

TEST_CASE("sheets that are missing, misspelt, twice or not supported") {
    const Cells settings = {{"form_id", "version"}, {"sample", "1"}};
    const Cells survey = {{"type", "name"}, {"text", "a"}};
    const auto found_in = [](const std::vector<std::pair<std::string, Cells>>& sheets) {
        return faults(zip_of(workbook_of_texts(sheets)));
    };
    auto found = found_in({{"notes", survey}});
    REQUIRE(found.size() == 2);
    CHECK(found[0].sheet == "survey");
    CHECK(found[1].sheet == "settings");
    found = found_in({{"survey", survey}, {"Setting", settings}});
    REQUIRE(found.size() == 1);
    CHECK(holds(found[0].message, "one named \"setting\"; rename it"));
    found = found_in({{"survey", survey}, {"settings", settings}, {"choice", survey}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].sheet == "choices");
    found = found_in({{"survey", survey}, {"settings", settings}, {"Survey ", survey}});
    REQUIRE(found.size() == 1);
    CHECK(holds(found[0].message, "twice"));
    for (const char* name : {"external_choices", "entities", "osm"}) {
        found = found_in({{"survey", survey}, {"settings", settings}, {name, survey}});
        REQUIRE(found.size() == 1);
        CHECK(holds(found[0].message, "not supported"));
    }
    std::vector<std::pair<std::string, Cells>> many(251, {"notes", {}});
    CHECK(holds(found_in(many).front().message, "more than 250 sheets"));
    CHECK(parse_xlsx(zip_of(workbook_of_texts(
        {{"survey", survey}, {"settings", settings}, {"_choice", survey}, {"Internal notes", survey}}))));
}
