// SPDX-License-Identifier: Apache-2.0
// XPath 1.0, section 3: how expressions are read, and how values convert.
#include "tests/kiosk/form/expression_examples.hpp"

using namespace istiqbal::form;

TEST_CASE("operators bind as XPath says") {
    check_examples({{"1 + 2 * 3", "7"},
                    {"(1 + 2) * 3", "9"},
                    {"10 - 4 - 3", "3"},
                    {"12 div 4 div 3", "1"},
                    {"7 mod 4 * 2", "6"},
                    {"-2 + 5", "3"},
                    {"- - 2", "2"},
                    {"2 * -3", "-6"},
                    {"-2 * -3", "6"},
                    {"5 - -3", "8"},
                    {"-${size} + 1", "-3"},
                    {"1 < 2 = true()", "true"},
                    {"1 = 1 and 2 = 3", "false"},
                    {"true() or true() and false()", "true"},
                    {"1 + 1 = 2", "true"},
                    {"3 > 2 > 1", "false"},
                    {"1 < 2 and 2 <= 2 and 3 >= 3 and 4 > 3", "true"},
                    {"1 != 2", "true"},
                    {"2-1", "1"},
                    {"${size}-1", "3"},
                    {"${size}*2", "8"},
                    {"${size}div 2", "2"},
                    {"../size*2", "8"},
                    {"../size *2", "8"},
                    {"5 mod -3", "2"},
                    {"-5 mod 3", "-2"},
                    {"1.5 mod 0.5", "0"},
                    {"5 mod 0", "NaN"}});
}

TEST_CASE("names that look like operators, with dots and with dashes") {
    check_examples({{"/data/odd/div", "div"},
                    {"../odd/mod", "mod"},
                    {"string-length(../odd/mod) mod 2", "1"},
                    {"6 div (3)", "2"},
                    {"${and} = 'and' and ${and} = 'and'", "true"},
                    {"${first-name}", "first-name"},
                    {"../odd/first-name", "first-name"},
                    {"${v1.2}", "v1.2"},
                    {"../odd/v1.2", "v1.2"},
                    {"count(../odd[and = 'and'])", "1"},
                    {"../odd[mod = 'mod' and div = 'div']/and", "and"}});
}

TEST_CASE("numbers and texts are written as XPath says") {
    check_examples({{".5 + 5.", "5.5"},
                    {"1.", "1"},
                    {"0.1", "0.1"},
                    {"00012", "12"},
                    {"concat(\"it's\", ' \"it\"')", "it's \"it\""},
                    {"''", ""},
                    {"\"نورة\"", "نورة"},
                    {" \t\r\n 1 ", "1"}});
    CHECK(fault_of("1..2").position == 2);
    CHECK(fault_of("1.5.2").position == 3);
    CHECK(fault_of("1e3").position == 1);
    CHECK(fault_of(std::string(400, '9')).position == 0);
    CHECK(fault_of("'it''s'").position == 4);
}

TEST_CASE("values convert as XPath says") {
    check_examples({{"number('')", "NaN"},
                    {"number('12abc')", "NaN"},
                    {"number(' 12.50 ')", "12.5"},
                    {"number('1e3')", "NaN"},
                    {"number('+1')", "NaN"},
                    {"number('.')", "NaN"},
                    {"number('-.5')", "-0.5"},
                    {"number(true())", "1"},
                    {"number(false())", "0"},
                    {"1 div 0", "Infinity"},
                    {"-1 div 0", "-Infinity"},
                    {"0 div 0", "NaN"},
                    {"'' = 0", "false"},
                    {"'1' = 1", "true"},
                    {"'1.0' = '1'", "false"},
                    {"'a' < 'b'", "false"},
                    {"'2' < '10'", "true"},
                    {"0 div 0 = 0 div 0", "false"},
                    {"0 div 0 != 0 div 0", "true"},
                    {"'x' = true()", "true"},
                    {"true() > false()", "true"},
                    {"boolean('false')", "true"},
                    {"boolean('')", "false"},
                    {"boolean(0)", "false"},
                    {"boolean(0 div 0)", "false"},
                    {"string(0.1)", "0.1"},
                    {"string(1000000000000000000000)", "1000000000000000000000"},
                    {"string(-0)", "0"},
                    {"string(true())", "true"},
                    {"${missing} = ''", "true"},
                    {"${missing} + 1", "NaN"},
                    {"${missing} < 1", "false"},
                    {"${missing} >= 0", "false"}});
}

TEST_CASE("what is not taken is not computed") {
    check_examples(
        {{"if(true(), 'a', 1 div 0)", "a"}, {"true() or 1 div 0", "true"}, {"false() and 1 div 0", "false"}});
}

TEST_CASE("an expression tells what its value can change by") {
    const World world;
    const Expression expression = parsed(world, "${size} + ${floor} > ${size} and . < today()");
    CHECK(expression.uses_self());
    CHECK(expression.uses_clock());
    CHECK_FALSE(expression.uses_language());
    CHECK(parsed(world, "now()").uses_clock());
    const Expression plain = parsed(world, "1.5 = ${size} + ../building/floor[. > 1]", {"city"});
    CHECK_FALSE(plain.uses_self());
    CHECK_FALSE(plain.uses_clock());
}

TEST_CASE("the own answer is noticed however it is written") {
    const World world;
    for (const char* source : {".", "./.", "current()", "current()/.", "string-length()", "normalize-space()",
                               ".[. > 3]", "count(${household}[age > current()])"}) {
        CAPTURE(source);
        CHECK(parsed(world, source).uses_self());
    }
    for (const char* source : {"..", "../size", "${household}[. = 1]", "current()/../size",
                               "${member}[string-length() > 2]", "once(random())"}) {
        CAPTURE(source);
        CHECK_FALSE(parsed(world, source).uses_self());
    }
}

TEST_CASE("what is wrong is told with its position") {
    CHECK(fault_of("").position == 0);
    CHECK(fault_of("1 +").position == 3);
    CHECK(fault_of("1 2").position == 2);
    CHECK(fault_of("(1").position == 2);
    CHECK(fault_of("1)").position == 1);
    CHECK(fault_of("'abc").position == 0);
    CHECK(fault_of("1 + ${a").position == 4);
    CHECK(fault_of("${ a }").position == 0);
    CHECK(fault_of("$a").position == 0);
    CHECK(fault_of("${}").position == 0);
    CHECK(fault_of("1 + ${nobody}").position == 4);
    CHECK(fault_of("1 & 2").position == 2);
    CHECK(fault_of("1 == 2").position == 3);
    CHECK(fault_of("1 + age").position == 4);
    CHECK(fault_of("not()").position == 0);
    CHECK(fault_of("if(1, 2)").position == 0);
    CHECK(fault_of("not(1 2)").position == 6);
    CHECK(fault_of("today(1)").position == 0);
    CHECK(fault_of("concat(1,)").position == 9);
    CHECK(fault_of("'\xFF'").position == 0);
    CHECK(fault_of("* 2").position == 0);
    CHECK(fault_of("../size[1").position == 9);
    CHECK(fault_of("${size}/").position == 8);
}

TEST_CASE("what XPath has and a form has not is told by name") {
    CHECK(fault_says("//size", "(//)"));
    CHECK(fault_says("../*", "* for everything"));
    CHECK(fault_says("../@id", "attributes"));
    CHECK(fault_says("child::size", "axes"));
    CHECK(fault_says("../child::size", "child::size"));
    CHECK(fault_says("1 | 2", "either"));
    CHECK(fault_says("${size} || 'a'", "|"));
    CHECK(fault_says("${last-saved#size}", "last-saved"));
    CHECK(fault_says("“abc”", "straight"));
    CHECK(fault_says("‘abc’", "straight"));
    CHECK(fault_says("/", "/registration"));
    CHECK(fault_says("/other/size", "/registration"));
}

TEST_CASE("in a choice_filter a bare name is a column") {
    World world;
    const std::vector<std::string> columns = {"city", "code"};
    const Names names{world.outline(), world.element("missing"), "data", &columns};
    const auto filter = Expression::parse("city = ${city} and code > 10", names);
    REQUIRE(filter);
    CHECK(to_boolean(filter->evaluate(world)));
    const auto unknown = Expression::parse("town = ${city}", names);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.find("no column \"town\"") != std::string::npos);
    const auto within = Expression::parse("${household}[member = 'Sara']/age", names);
    REQUIRE(within);
    CHECK(to_text(within->evaluate(world)) == "40");
}
