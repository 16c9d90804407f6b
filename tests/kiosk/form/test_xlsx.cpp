// SPDX-License-Identifier: Apache-2.0
// What the cells of an .xlsx say: numbers, dates, texts and their places, as an office sees them.
#include "kiosk/form/xlsx.hpp"
#include "kiosk/form/xlsx_values.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/xlsx_writer.hpp"

#include <string>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

Workbook read(const std::string& bytes) {
    auto workbook = parse_xlsx(bytes);
    if (!workbook) {
        for (const Fault& fault : workbook.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("the workbook has faults");
    }
    return *workbook;
}

/// The one cell of a survey that has no other.
std::string cell(const std::string& xml) {
    const Workbook workbook = read(xlsx_with_survey("<row r=\"1\">" + xml + "</row>"));
    REQUIRE(workbook.survey.size() == 1);
    return workbook.survey.front().cells.back();
}

} // namespace

TEST_CASE("numbers are written as they are seen") {
    CHECK(number_text("1") == "1");
    CHECK(number_text("1.0") == "1");
    CHECK(number_text("-3") == "-3");
    CHECK(number_text("0.1") == "0.1");
    CHECK(number_text("-0") == "0");
    CHECK(number_text("2026.11") == "2026.11");
    CHECK(number_text("1E-3") == "0.001");
    CHECK(number_text("1.5E+9") == "1500000000");
    CHECK(number_text("0.30000000000000004") == "0.30000000000000004");
    CHECK(number_text("1234567897") == "1234567897");
    CHECK_FALSE(number_text(""));
    CHECK_FALSE(number_text("1,5"));
    CHECK_FALSE(number_text("nan"));
    CHECK_FALSE(number_text("inf"));
    CHECK_FALSE(number_text("1e999"));
    CHECK(number_text("5e-324")->size() > 300);
}

TEST_CASE("dates are counted from 1900 with Excel's leap day, or from 1904") {
    const auto since_1900 = [](const char* value) { return date_text(value, DateEpoch::since_1900); };
    const auto since_1904 = [](const char* value) { return date_text(value, DateEpoch::since_1904); };
    CHECK(since_1900("1") == "1900-01-01");
    CHECK(since_1900("59") == "1900-02-28");
    CHECK_FALSE(since_1900("60"));
    CHECK(since_1900("61") == "1900-03-01");
    CHECK(since_1900("25569") == "1970-01-01");
    CHECK(since_1900("46348") == "2026-11-22");
    CHECK(since_1904("44886") == "2026-11-22");
    CHECK(since_1904("0") == "1904-01-01");
    CHECK(since_1900("46348.5") == "2026-11-22T12:00:00");
    CHECK(since_1900("46348.999999") == "2026-11-23");
    CHECK(since_1900("0.354166666666667") == "08:30:00");
    CHECK_FALSE(since_1900("0"));
    CHECK_FALSE(since_1900("-1"));
    CHECK(since_1900("2958465") == "9999-12-31");
    CHECK_FALSE(since_1900("2958466"));
}

TEST_CASE("a number's format tells whether it is a date") {
    for (const char* code : {"yyyy-mm-dd", "dd/mm/yyyy;@", "[$-1170401]B2dd/mm/yyyy", "h:mm AM/PM", "[h]:mm",
                             "[ss]", "\"day\" d", "mmm\\-yy"}) {
        CAPTURE(code);
        CHECK(format_kind(code) == NumberKind::date_or_time);
    }
    for (const char* code : {"General", "0.00", "#,##0", "0\" days\"", "0\\d", "[Red]0", "[$SAR] 0", "@",
                             "_d0", "*d0", "0;yyyy", "0.00E+00", "\"never closed d", "[never closed d"}) {
        CAPTURE(code);
        CHECK(format_kind(code) == NumberKind::number);
    }
    CHECK(built_in_format(14) == NumberKind::date_or_time);
    CHECK(built_in_format(22) == NumberKind::date_or_time);
    CHECK(built_in_format(0) == NumberKind::number);
    CHECK(built_in_format(49) == NumberKind::number);
}

TEST_CASE("escaped characters are read") {
    CHECK(unescape("a_x000D_\nb") == "a\nb");
    CHECK(unescape("a\r\nb") == "a\nb");
    CHECK(unescape("_x0041_") == "A");
    CHECK(unescape("_x0645_") == "م");
    CHECK(unescape("_x005F_x0041_") == "_x0041_");
    CHECK(unescape("_xZZZZ_ _x41_") == "_xZZZZ_ _x41_");
}

TEST_CASE("places of cells") {
    CHECK(cell_place("A1")->column == 1);
    CHECK(cell_place("AA12")->column == 27);
    CHECK(cell_place("AA12")->row == 12);
    CHECK(cell_place("XFD1048576"));
    for (const char* wrong :
         {"", "A", "1", "A0", "a1", "A1B", "ABCD1", "A-1", "A1048577", "A99999999999999999999"}) {
        CAPTURE(wrong);
        CHECK_FALSE(cell_place(wrong));
    }
}

TEST_CASE("a cell is what the office sees in it") {
    CHECK(cell("<c r=\"A1\"><v>1.0</v></c>") == "1");
    CHECK(cell("<c r=\"A1\" t=\"n\" s=\"0\"><v>46348</v></c>") == "46348");
    CHECK(cell("<c r=\"A1\" s=\"1\"><v>46348</v></c>") == "2026-11-22");
    CHECK(cell("<c r=\"A1\" s=\"2\"><v>46348</v></c>") == "2026-11-22");
    CHECK(cell("<c r=\"A1\" s=\"3\"><v>2.5</v></c>") == "2.5");
    CHECK(cell("<c r=\"A1\" s=\"99\"><v>7</v></c>") == "7");
    CHECK(cell("<c r=\"A1\" t=\"b\"><v>1</v></c>") == "TRUE");
    CHECK(cell("<c r=\"A1\" t=\"b\"><v>0</v></c>") == "FALSE");
    CHECK(cell("<c r=\"A1\" t=\"b\"><f aca=\"false\">FALSE()</f><v>0</v></c>") == "FALSE");
    CHECK(cell("<c r=\"A1\" t=\"str\"><v>text</v></c>") == "text");
    CHECK(cell("<c r=\"A1\" t=\"d\"><v>2026-11-22</v></c>") == "2026-11-22");
    CHECK(cell("<c r=\"A1\" t=\"inlineStr\"><is><t>a &lt; b &amp; &#x645;</t></is></c>") == "a < b & م");
    CHECK(cell("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>") == "a<b");
    CHECK(cell("<c t=\"inlineStr\"><is><t>without a place</t></is></c>") == "without a place");
}

TEST_CASE("the runs of a text are joined and its phonetic guides left out") {
    Parts parts = workbook_parts(
        {{"survey",
          worksheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>")},
         {"settings", worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}});
    parts["xl/sharedStrings.xml"] =
        "<sst><si><r><t>ما </t></r><r><rPr><b/></rPr><t>الاسم</t></r><rPh sb=\"0\" eb=\"1\">"
        "<t>guide</t></rPh></si><si><t xml:space=\"preserve\">  b </t></si></sst>";
    const Workbook workbook = read(zip_of(parts));
    CHECK(workbook.survey.front().cells == std::vector<std::string>{"ما الاسم", "  b "});
}

TEST_CASE("rows and columns keep their places, empty ones are left out") {
    const Workbook workbook = read(xlsx_with_survey(
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"C2\" s=\"1\"/></row><row r=\"3\"><c r=\"A3\" "
        "t=\"inlineStr\"><is><t> </t></is></c></row><row><c><v>4</v></c></row>"
        "<row r=\"1048576\" s=\"1\"/>"));
    REQUIRE(workbook.survey.size() == 2);
    CHECK(workbook.survey[0].number == 2);
    CHECK(workbook.survey[0].cells == std::vector<std::string>{"", "1"});
    CHECK(workbook.survey[1].number == 4);
    CHECK(workbook.survey[1].cells == std::vector<std::string>{"4"});
}

TEST_CASE("the epoch of 1904 is the workbook's to say") {
    Parts parts =
        workbook_parts({{"survey", worksheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44886</v></c></row>")},
                        {"settings", worksheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")}});
    std::string& book = parts["xl/workbook.xml"];
    book.insert(book.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
    CHECK(read(zip_of(parts)).survey.front().cells.front() == "2026-11-22");
}

TEST_CASE("prefixes of namespaces and absolute targets are as good as any") {
    Parts parts;
    const std::string sheet =
        "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a</x:t>"
        "</x:is></x:c></x:row></x:sheetData></x:worksheet>";
    parts["_rels/.rels"] = "<p:Relationships><p:Relationship Id=\"a\" Type=\"t/officeDocument\" "
                           "Target=\"/book/main.xml\"/></p:Relationships>";
    parts["book/main.xml"] =
        "<x:workbook><x:sheets><x:sheet name=\" Survey \" q:id=\"s\"/><x:sheet name=\"SETTINGS\" "
        "q:id=\"t\"/><x:sheet name=\"notes\" q:id=\"none\"/></x:sheets></x:workbook>";
    parts["book/_rels/main.xml.rels"] =
        "<Relationships><Relationship Id=\"s\" Type=\"t/worksheet\" Target=\"one.xml\"/>"
        "<Relationship Id=\"t\" Type=\"t/worksheet\" Target=\"/two.xml\"/>"
        "</Relationships>";
    parts["book/one.xml"] = sheet;
    parts["two.xml"] = sheet;
    const Workbook workbook = read(zip_of(parts));
    CHECK(workbook.survey.front().cells == std::vector<std::string>{"a"});
    CHECK(workbook.settings.size() == 1);
    CHECK(workbook.choices.empty());
}
