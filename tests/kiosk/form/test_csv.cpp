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

std::vector<CsvRow> rows(std::string_view text) {
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
    CHECK(parsed[0].fields == Fields{"a", "b", "c"});
    CHECK(parsed[1].fields == Fields{"1", "two, \"three\"", ""});
    CHECK(parsed[2].fields == Fields{"line\nbreak", "", "x"});
    CHECK(parsed[2].number == 3);
}

TEST_CASE("a byte order mark is no part of the first field") {
    CHECK(rows("\xEF\xBB\xBFtype,name").front().fields == Fields{"type", "name"});
    CHECK(rows("\xEF\xBB\xBF\"type\"").front().fields == Fields{"type"});
}

TEST_CASE("empty rows are left out but counted") {
    const auto parsed = rows("a\n\n,,\n\"\"\nb\n");
    REQUIRE(parsed.size() == 2);
    CHECK(parsed[1].number == 5);
    CHECK(parsed[1].fields == Fields{"b"});
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
    CHECK(read_sheet(file) == std::string("abcdef"));
    CsvLimits limits;
    limits.bytes = 3;
    const auto text = read_sheet(file, limits);
    REQUIRE(text);
    CHECK(text->size() == 4);
    CHECK_FALSE(parse_csv(*text, limits));
    std::filesystem::remove(file);
    CHECK_FALSE(read_sheet(file));
    CHECK_FALSE(read_sheet(std::filesystem::temp_directory_path()));
}
