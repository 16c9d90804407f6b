// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/csv.hpp"
#include "tests/catch.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace istiqbal::form;

namespace {

using Fields = std::vector<std::string>;

std::vector<Row> rows(std::string_view text) {
    auto parsed = parse_csv(text);
    if (!parsed)
        FAIL(parsed.error().message);
    return *parsed;
}

CsvFault fault(std::string_view text, const CsvLimits& limits = {}) {
    auto parsed = parse_csv(text, limits);
    REQUIRE_FALSE(parsed);
    return parsed.error();
}

} // namespace

TEST_CASE("plain and quoted fields") {
    const auto parsed = rows("a,b,c\r\n1,\"two, \"\"three\"\"\",\n\"line\nbreak\",,x");
    REQUIRE(parsed.size() == 3);
    CHECK(parsed[0].cells == Fields{"a", "b", "c"});
    CHECK(parsed[1].cells == Fields{"1", "two, \"three\"", ""});
    CHECK(parsed[2].cells == Fields{"line\nbreak", "", "x"});
    CHECK(parsed[2].number == 3);
}

TEST_CASE("a byte order mark is no part of the first field") {
    CHECK(rows("\xEF\xBB\xBFtype,name").front().cells == Fields{"type", "name"});
    CHECK(rows("\xEF\xBB\xBF\"type\"").front().cells == Fields{"type"});
}

TEST_CASE("empty rows are left out but counted") {
    const auto parsed = rows("a\n\n,,\n\"\"\nb\n");
    REQUIRE(parsed.size() == 2);
    CHECK(parsed[1].number == 5);
    CHECK(parsed[1].cells == Fields{"b"});
    CHECK(rows("").empty());
}

TEST_CASE("broken CSV is refused with row and column") {
    struct Broken {
        const char* text;
        std::size_t row;
        std::size_t column;
    };
    const auto broken =
        GENERATE(Broken{"a,b\nc,\"d", 2, 2}, Broken{"a\nb\"c", 2, 1}, Broken{"\"a\"b", 1, 1},
                 Broken{"a,b\rc", 1, 2}, Broken{"a,\xFF", 1, 2}, Broken{"a\n\xED\xA0\x80", 2, 1});
    CAPTURE(broken.text);
    const CsvFault found = fault(broken.text);
    CHECK(found.row == broken.row);
    CHECK(found.column == broken.column);
    CHECK_FALSE(found.message.empty());
}

TEST_CASE("a byte of zero is not text") {
    CHECK(fault(std::string_view("a,b\0c", 5)).column == 2);
}

TEST_CASE("limits hold exactly") {
    CsvLimits limits;
    limits.rows = 2;
    CHECK(parse_csv("a\nb\n", limits));
    CHECK(fault("a\nb\nc", limits).row == 3);
    limits = {};
    limits.columns = 2;
    CHECK(parse_csv("a,b", limits));
    CHECK(fault("a,b,c", limits).column == 3);
    limits = {};
    limits.field_bytes = 3;
    CHECK(parse_csv("abc,\"abc\"", limits));
    CHECK(fault("abcd", limits).column == 1);
    CHECK(fault("a,\"abcd\"", limits).column == 2);
    limits = {};
    limits.bytes = 3;
    CHECK(parse_csv("abc", limits));
    CHECK(fault("abcd", limits).row == 0);
}

TEST_CASE("a million rows are refused without being kept") {
    std::string text;
    for (int row = 0; row < 1'000'000; ++row)
        text += "a\n";
    CHECK(fault(text).row == 10'001);
}

TEST_CASE("a sheet is read from a file, at most one byte over the limit") {
    const auto file = std::filesystem::temp_directory_path() / "istiqbal-test-sheet.csv";
    std::ofstream(file) << "abcdef";
    CHECK(read_file(file, 100) == std::string("abcdef"));
    CsvLimits limits;
    limits.bytes = 3;
    const auto text = read_file(file, limits.bytes);
    REQUIRE(text);
    CHECK(text->size() == 4);
    CHECK_FALSE(parse_csv(*text, limits));
    std::filesystem::remove(file);
    CHECK_FALSE(read_file(file, 100));
    CHECK_FALSE(read_file(std::filesystem::temp_directory_path(), 100));
}

TEST_CASE("semicolons separate where the first line says so or has no comma") {
    CHECK(rows("sep=;\r\na;b,c\r\n1;2").front().cells == Fields{"a", "b,c"});
    CHECK(rows("sep=;\r\na;b\r\n1;2").back().number == 2);
    CHECK(rows("a;b\n\"1;2\";3,4\n").back().cells == Fields{"1;2", "3,4"});
    CHECK(rows("\"a,b\";c\n1;2\n").front().cells == Fields{"a,b", "c"});
    CHECK(rows("a,b;c\n").front().cells == Fields{"a", "b;c"});
    CHECK(rows("survey\n;type;name\n").back().cells == Fields{"", "type", "name"});
    CHECK(rows("sep=,\na;b,c\n").front().cells == Fields{"a;b", "c"});
    CHECK(rows("sep=").front().cells == Fields{"sep="});
}

TEST_CASE("what cannot be CSV is refused with what to do") {
    CHECK(fault("type\tname\ntext\ta\n").message.find("tabs") != std::string::npos);
    CHECK(fault("sep=|\na|b\n").message.find("CSV UTF-8") != std::string::npos);
    CHECK(fault(std::string_view("\xFF\xFEt\0y\0", 6)).message.find("UTF-16") != std::string::npos);
    CHECK(fault(std::string_view("\xFE\xFF\0t\0y", 6)).message.find("UTF-16") != std::string::npos);
    // "اسم" as Windows-1256 writes it.
    const CsvFault arabic = fault("a,b\n1,\xC7\xD3\xE3\n");
    CHECK(arabic.row == 2);
    CHECK(arabic.column == 2);
    CHECK(arabic.message.find("Windows-1256") != std::string::npos);
}

TEST_CASE("rows of nothing but spaces are left out") {
    CHECK(rows("a,b\n ,\u00A0\nc,d\n").size() == 2);
}

TEST_CASE("columns have the letters that spreadsheets show") {
    CHECK(column_letters(1) == "A");
    CHECK(column_letters(26) == "Z");
    CHECK(column_letters(27) == "AA");
    CHECK(column_letters(703) == "AAA");
    CHECK(column_letters(0).empty());
}
