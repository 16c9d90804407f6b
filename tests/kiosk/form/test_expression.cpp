// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression.hpp"
#include "tests/catch.hpp"

#include <cmath>
#include <map>
#include <string>

using namespace istiqbal::form;

namespace {

class Answered : public EvaluationContext {
public:
    std::map<std::string, Value, std::less<>> values;
    Value own = std::string();

    Value value_of(std::string_view name) const override {
        const auto found = values.find(name);
        return found == values.end() ? Value(std::string()) : found->second;
    }
    Value self() const override { return own; }
    Date today() const override { return *Date::from_iso("2026-11-22"); }
};

Answered answered() {
    Answered context;
    context.values["size"] = 4.0;
    context.values["name"] = std::string("نورة");
    context.values["sources"] = std::string("salary pension");
    context.values["born"] = *Date::from_iso("1989-08-03");
    context.own = std::string("05");
    return context;
}

Value value(std::string_view source) {
    const auto expression = Expression::parse(source);
    if (!expression)
        FAIL(source << ": " << expression.error().message);
    return expression->evaluate(answered());
}

std::string text(std::string_view source) {
    return to_text(value(source));
}

std::size_t fault_position(std::string_view source) {
    const auto expression = Expression::parse(source);
    CAPTURE(source);
    REQUIRE_FALSE(expression);
    CHECK_FALSE(expression.error().message.empty());
    return expression.error().position;
}

struct Example {
    const char* source;
    const char* result;
};

} // namespace

TEST_CASE("operators bind as XPath says") {
    const auto example =
        GENERATE(Example{"1 + 2 * 3", "7"}, Example{"(1 + 2) * 3", "9"}, Example{"10 - 4 - 3", "3"},
                 Example{"12 div 4 div 3", "1"}, Example{"7 mod 4 * 2", "6"}, Example{"-2 + 5", "3"},
                 Example{"- - 2", "2"}, Example{"2 * -3", "-6"}, Example{"1 < 2 = true()", "true"},
                 Example{"1 = 1 and 2 = 3", "false"}, Example{"true() or true() and false()", "true"},
                 Example{"1 + 1 = 2", "true"}, Example{"3 > 2 > 1", "false"},
                 Example{"1 < 2 and 2 <= 2 and 3 >= 3 and 4 > 3", "true"}, Example{"1 != 2", "true"},
                 Example{"2-1", "1"}, Example{"${size}-1", "3"}, Example{"${size}*2", "8"},
                 Example{"5 mod -3", "2"}, Example{"-5 mod 3", "-2"});
    CAPTURE(example.source);
    CHECK(text(example.source) == example.result);
}

TEST_CASE("values convert as XPath says") {
    const auto example = GENERATE(
        Example{"number('')", "NaN"}, Example{"number('12abc')", "NaN"}, Example{"number(' 12.50 ')", "12.5"},
        Example{"number('1e3')", "NaN"}, Example{"number(true())", "1"}, Example{"1 div 0", "Infinity"},
        Example{"-1 div 0", "-Infinity"}, Example{"0 div 0", "NaN"}, Example{"'' = 0", "false"},
        Example{"'1' = 1", "true"}, Example{"'1.0' = '1'", "false"}, Example{"'a' < 'b'", "false"},
        Example{"0 div 0 = 0 div 0", "false"}, Example{"0 div 0 != 0 div 0", "true"},
        Example{"'x' = true()", "true"}, Example{"boolean('false')", "true"}, Example{"boolean('')", "false"},
        Example{"boolean(0)", "false"}, Example{"boolean(0 div 0)", "false"}, Example{"string(0.1)", "0.1"},
        Example{"string(1000000000000000000000)", "1000000000000000000000"}, Example{"string(-0)", "0"},
        Example{"string(true())", "true"}, Example{"${missing} = ''", "true"},
        Example{"${missing} + 1", "NaN"}, Example{"${missing} < 1", "false"},
        Example{"${missing} >= 0", "false"});
    CAPTURE(example.source);
    CHECK(text(example.source) == example.result);
}

TEST_CASE("dates compare as days") {
    const auto example =
        GENERATE(Example{"today()", "2026-11-22"}, Example{"${born} < today()", "true"},
                 Example{"${born} = '1989-08-03'", "true"}, Example{"${born} > '1990-01-01'", "false"},
                 Example{"'1990-01-01' > ${born}", "true"}, Example{"number(date('1970-01-02'))", "1"},
                 Example{"date('2026-02-30')", ""}, Example{"date(1)", "1970-01-02"},
                 Example{"date('x')", ""}, Example{"today() - ${born} > 365", "true"},
                 Example{"${missing} <= today()", "false"}, Example{"date(today() + 14)", "2026-12-06"},
                 Example{"date(0 div 0)", ""}, Example{"date(1 div 0)", ""});
    CAPTURE(example.source);
    CHECK(text(example.source) == example.result);
}

TEST_CASE("functions, one by one") {
    const auto example = GENERATE(
        Example{"not(true())", "false"}, Example{"not('')", "true"},
        Example{"if(${size} > 3, 'big', 'small')", "big"}, Example{"if(false(), 1, 2)", "2"},
        Example{"coalesce('', 'b', 'c')", "b"}, Example{"coalesce('', '')", ""}, Example{"int(2.7)", "2"},
        Example{"int(-2.7)", "-2"}, Example{"int('x')", "NaN"}, Example{"round(2.5)", "3"},
        Example{"round(-2.5)", "-2"}, Example{"round(875.125, 2)", "875.13"},
        Example{"round(1234, -2)", "1200"}, Example{"round('')", "NaN"}, Example{"min(3, 1, 2)", "1"},
        Example{"max(3, 1, 2)", "3"}, Example{"max(1, '')", "NaN"}, Example{"max('')", "NaN"},
        Example{"string-length('نورة')", "4"}, Example{"string-length('')", "0"},
        Example{"string-length(.)", "2"}, Example{"contains('abc', 'bc')", "true"},
        Example{"contains('abc', '')", "true"}, Example{"contains('abc', 'd')", "false"},
        Example{"starts-with('abc', 'ab')", "true"}, Example{"starts-with('abc', 'bc')", "false"},
        Example{"concat('a', 1, true())", "a1true"}, Example{"selected(${sources}, 'pension')", "true"},
        Example{"selected(${sources}, 'pens')", "false"}, Example{"selected('', '')", "false"},
        Example{"count-selected(${sources})", "2"}, Example{"count-selected(${missing})", "0"},
        Example{"regex(., '[0-9]{2}')", "true"}, Example{"regex(., '[0-9]')", "false"},
        Example{"regex(${name}, '\\p{Arabic}+')", "true"}, Example{"number(false())", "0"},
        Example{"concat(\"it's\", ' \"it\"')", "it's \"it\""}, Example{".5 + 5.", "5.5"});
    CAPTURE(example.source);
    CHECK(text(example.source) == example.result);
}

TEST_CASE("what is not taken is not computed") {
    CHECK(text("if(true(), 'a', 1 div 0)") == "a");
    CHECK(text("true() or 1 div 0") == "true");
    CHECK(text("false() and 1 div 0") == "false");
}

TEST_CASE("an expression tells what it depends on") {
    const auto expression = Expression::parse("${b} + ${a} > ${b} and . < today()");
    REQUIRE(expression);
    CHECK(expression->names() == std::vector<std::string>{"a", "b"});
    CHECK(expression->uses_self());
    CHECK(expression->uses_today());
    const auto plain = Expression::parse("1.5 = ${a}");
    REQUIRE(plain);
    CHECK_FALSE(plain->uses_self());
    CHECK_FALSE(plain->uses_today());
}

TEST_CASE("what is wrong is told with its position") {
    CHECK(fault_position("") == 0);
    CHECK(fault_position("1 +") == 3);
    CHECK(fault_position("1 2") == 2);
    CHECK(fault_position("(1") == 2);
    CHECK(fault_position("1)") == 1);
    CHECK(fault_position("'abc") == 0);
    CHECK(fault_position("1 + ${a") == 4);
    CHECK(fault_position("${ a }") == 0);
    CHECK(fault_position("$a") == 0);
    CHECK(fault_position("${}") == 0);
    CHECK(fault_position("../a") == 0);
    CHECK(fault_position("1 & 2") == 2);
    CHECK(fault_position("1 == 2") == 3);
    CHECK(fault_position("1 + age") == 4);
    CHECK(fault_position("1 + pulldata('x')") == 4);
    CHECK(fault_position("once(1)") == 0);
    CHECK(fault_position("not()") == 0);
    CHECK(fault_position("if(1, 2)") == 0);
    CHECK(fault_position("not(1 2)") == 6);
    CHECK(fault_position("today(1)") == 0);
    CHECK(fault_position("concat(1,)") == 9);
    CHECK(fault_position("regex(., ${a})") == 0);
    CHECK(fault_position("regex(., '[')") == 0);
    CHECK(fault_position("regex(., '" + std::string(600, 'a') + "')") == 0);
    CHECK(fault_position("'\xFF'") == 0);
    CHECK(fault_position("* 2") == 0);
}

TEST_CASE("the message of an unknown function names the known ones") {
    const auto expression = Expression::parse("pulldata('x')");
    REQUIRE_FALSE(expression);
    CHECK(expression.error().message.find("pulldata()") != std::string::npos);
    CHECK(expression.error().message.find("selected()") != std::string::npos);
}

TEST_CASE("length, depth and number of parts are limited") {
    CHECK(Expression::parse(std::string(60, '(') + "1" + std::string(60, ')')));
    CHECK(fault_position(std::string(2000, '(')) == 64);
    CHECK(fault_position(std::string(2000, '-') + "1") == 64);
    std::string calls;
    for (int depth = 0; depth < 100; ++depth)
        calls += "not(";
    CHECK(fault_position(calls) == 4 * 64);
    CHECK(fault_position(std::string(5000, ' ')) == 4096);
    std::string sum = "1";
    for (int term = 0; term < 1000; ++term)
        sum += "+1";
    CHECK(text(sum) == "1001");
    for (int term = 0; term < 500; ++term)
        sum += "+1";
    CHECK_FALSE(Expression::parse(sum));
}

TEST_CASE("a regular expression that would not end counts as not matching") {
    Answered context;
    context.own = std::string(40, 'a') + "b";
    const auto expression = Expression::parse("regex(., '(a+)+')");
    REQUIRE(expression);
    CHECK_FALSE(to_boolean(expression->evaluate(context)));
    context.own = std::string(20'000, 'a');
    CHECK_FALSE(to_boolean(expression->evaluate(context)));
}
