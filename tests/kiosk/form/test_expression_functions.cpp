// SPDX-License-Identifier: Apache-2.0
// The functions of the ODK XForms specification and of the XLSForm reference, one by one. Those of dates are
// in test_expression_dates.cpp, those of repeats in test_expression_paths.cpp.
#include "kiosk/form/expression_functions.hpp"
#include "tests/kiosk/form/expression_examples.hpp"

#include <cmath>
#include <set>

using namespace istiqbal::form;

TEST_CASE("control: if, coalesce, once, boolean, not, true, false, boolean-from-string") {
    check_examples({{"if(${size} > 3, 'big', 'small')", "big"},
                    {"if(false(), 1, 2)", "2"},
                    {"coalesce('', 'b')", "b"},
                    {"coalesce('', 'b', 'c')", "b"},
                    {"coalesce(${missing}, ${size})", "4"},
                    {"coalesce('', '')", ""},
                    {"not(true())", "false"},
                    {"not('')", "true"},
                    {"boolean(${missing})", "false"},
                    {"boolean(${size})", "true"},
                    {"boolean(1 > 2)", "false"},
                    {"boolean-from-string('true')", "true"},
                    {"boolean-from-string('1')", "true"},
                    {"boolean-from-string('false')", "false"},
                    {"boolean-from-string('yes')", "false"},
                    {"boolean-from-string('')", "false"},
                    {"boolean-from-string(1 < 2)", "true"}});
}

TEST_CASE("once() keeps the answer that is there") {
    World world;
    CHECK(text_in(world, "once('new')") == "new");
    world.answer("missing", 0, std::string("old"));
    CHECK(text_in(world, "once('new')") == "old");
}

TEST_CASE("select: selected, selected-at, count-selected, jr:choice-name") {
    check_examples({{"selected(${sources}, 'pension')", "true"},
                    {"selected(${sources}, 'pens')", "false"},
                    {"selected('', '')", "false"},
                    {"selected-at(${sources}, 0)", "salary"},
                    {"selected-at(${sources}, 1)", "pension"},
                    {"selected-at(${sources}, 2)", ""},
                    {"selected-at(${sources}, -1)", ""},
                    {"selected-at(${sources}, '')", ""},
                    {"count-selected(${sources})", "2"},
                    {"count-selected(${missing})", "0"},
                    {"jr:choice-name('salary', '${sources}')", "Salary"},
                    {"jr:choice-name(selected-at(${sources}, 0), ${sources})", "Salary"},
                    {"jr:choice-name('salary', ../sources)", "Salary"},
                    {"jr:choice-name('nothing', '${sources}')", ""}});
    World world;
    world.reading = Language::arabic;
    CHECK(text_in(world, "jr:choice-name('salary', '${sources}')") == "راتب");
    CHECK(parsed(world, "jr:choice-name('salary', '${sources}')").uses_language());
    CHECK(fault_of("jr:choice-name('salary', 'sources')").position == 0);
    CHECK(fault_of("jr:choice-name('salary', '${nobody}')").position == 0);
    CHECK(fault_of("jr:choice-name('salary', '${address}')").position == 0);
    CHECK(fault_of("jr:choice-name('salary', ..)").position == 0);
    CHECK(text_in(world, "jr:choice-name('salary', .)", {"sources"}) == "راتب");
}

TEST_CASE("text: contains, starts-with, ends-with, substr, substring-before, substring-after") {
    check_examples({{"contains('abc', 'bc')", "true"},
                    {"contains('abc', '')", "true"},
                    {"contains('abc', 'd')", "false"},
                    {"starts-with('abc', 'ab')", "true"},
                    {"starts-with('abc', 'bc')", "false"},
                    {"ends-with('abc', 'bc')", "true"},
                    {"ends-with('abc', '')", "true"},
                    {"ends-with('abc', 'ab')", "false"},
                    {"ends-with('c', 'abc')", "false"},
                    {"substr('hello', 1)", "ello"},
                    {"substr('hello', 1, 3)", "el"},
                    {"substr('hello', 0, 99)", "hello"},
                    {"substr('hello', 3, 1)", ""},
                    {"substr('hello', -2)", "lo"},
                    {"substr('hello', 0, -1)", "hell"},
                    {"substr('نورة', 1, 3)", "ور"},
                    {"substring-before('1999/04/01', '/')", "1999"},
                    {"substring-before('abc', 'x')", ""},
                    {"substring-before('abc', 'a')", ""},
                    {"substring-after('1999/04/01', '/')", "04/01"},
                    {"substring-after('1999/04/01', '19')", "99/04/01"},
                    {"substring-after('abc', 'x')", ""},
                    {"substring-after('abc', '')", "abc"}});
}

TEST_CASE("text: translate, normalize-space, string-length, string, concat, join") {
    check_examples({{"translate('bar', 'abc', 'ABC')", "BAr"},
                    {"translate('--aaa--', 'abc-', 'ABC')", "AAA"},
                    {"translate('aXbX', 'XX', 'yz')", "ayby"},
                    {"translate('١٢٣', '١٢٣', '123')", "123"},
                    {"translate('123', '123', '١٢٣')", "١٢٣"},
                    {"translate('abc', '', 'x')", "abc"},
                    {"normalize-space('  a \t b\n')", "a b"},
                    {"normalize-space('')", ""},
                    {"string-length('نورة')", "4"},
                    {"string-length('')", "0"},
                    {"string(1.50)", "1.5"},
                    {"concat('a')", "a"},
                    {"concat('a', 1, true())", "a1true"},
                    {"concat(${member})", "SaraOmarHuda"},
                    {"join(', ', ${member})", "Sara, Omar, Huda"},
                    {"join('-', 'a', 'b', ${place})", "a-b-hall-desk"}});
    check_examples({{"string-length()", "4"}, {"string-length(.)", "4"}, {"normalize-space()", "نورة"}},
                   {"name"});
    CHECK(text_of("count(${member}[string-length() = 4])") == "3");
}

TEST_CASE("text: regex fits the whole answer") {
    check_examples({{"regex(., '[0-9]')", "true"},
                    {"regex(., '[0-9]{2}')", "false"},
                    {"regex('44', '[0-9]')", "false"},
                    {"regex('', '')", "true"},
                    {"regex(${name}, '\\p{Arabic}+')", "true"},
                    {"regex('a|b', 'a\\|b')", "true"}},
                   {"size"});
    CHECK(fault_of("regex(., ${name})").position == 0);
    CHECK(fault_of("1 = regex(., '[')").position == 4);
    CHECK(fault_of("regex(., '" + std::string(600, 'a') + "')").position == 0);
}

TEST_CASE("numbers: int, round, abs, floor, ceiling, pow, sqrt") {
    check_examples({{"int(2.7)", "2"},
                    {"int(-2.7)", "-2"},
                    {"int('x')", "NaN"},
                    {"round(2.5)", "3"},
                    {"round(-2.5)", "-2"},
                    {"round(0.49999999999999994)", "0"},
                    {"round(875.125, 2)", "875.13"},
                    {"round(1234, -2)", "1200"},
                    {"round('')", "NaN"},
                    {"round(1 div 0)", "Infinity"},
                    {"abs(-2.5)", "2.5"},
                    {"floor(-2.5)", "-3"},
                    {"ceiling(2.1)", "3"},
                    {"pow(2, 10)", "1024"},
                    {"pow(2, -1)", "0.5"},
                    {"sqrt(9)", "3"},
                    {"sqrt(-1)", "NaN"}});
}

TEST_CASE("numbers: exp, exp10, log, log10, the circle") {
    check_examples({{"exp(0)", "1"},
                    {"exp10(2)", "100"},
                    {"log(exp(2))", "2"},
                    {"log(0)", "-Infinity"},
                    {"log(-1)", "NaN"},
                    {"log10(1000)", "3"},
                    {"sin(0)", "0"},
                    {"cos(0)", "1"},
                    {"tan(0)", "0"},
                    {"asin(2)", "NaN"},
                    {"acos(1)", "0"},
                    {"round(sin(pi() div 2), 9)", "1"},
                    {"round(asin(1) - pi() div 2, 9)", "0"},
                    {"round(atan(1) * 4 - pi(), 9)", "0"},
                    {"round(atan2(1, -1) * 4 div 3 - pi(), 9)", "0"},
                    {"round(pi(), 5)", "3.14159"}});
}

TEST_CASE("sets: sum, min, max, count, count-non-empty leave out what was not answered") {
    check_examples({{"sum(${age})", "59"},
                    {"sum(${income})", "3500"},
                    {"sum(${missing})", "0"},
                    {"min(3, 1, 2)", "1"},
                    {"max(3, 1, 2)", "3"},
                    {"min(${age})", "7"},
                    {"max(${age}, 41)", "41"},
                    {"max(1, '')", "1"},
                    {"max('')", "NaN"},
                    {"max(1, 'x')", "NaN"},
                    {"count(${age})", "3"},
                    {"count(${income})", "3"},
                    {"count-non-empty(${income})", "2"},
                    {"count-non-empty(${missing})", "0"},
                    {"count-non-empty(${size} | ${age})", "4"}});
    CHECK(fault_says("sum(${household})", "household is none"));
    CHECK(fault_says("count-non-empty(${size} | ${address})", "address is none"));
    CHECK(fault_says("sum(1)", "${name}"));
    CHECK(fault_says("count('a')", "${name}"));
}

TEST_CASE("checklist counts what is true, weighted-checklist its weights") {
    check_examples({{"checklist(1, 2, 1, 0, 1)", "true"},
                    {"checklist(3, -1, 1, 0, 1)", "false"},
                    {"checklist(-1, 1, 1, 0, 1)", "false"},
                    {"checklist(-1, -1, 1)", "true"},
                    {"checklist(2, 2, 'yes', 'no', true())", "true"},
                    {"checklist(0, 0, '', 'no', -1)", "true"},
                    {"checklist(3, 3, ${age})", "true"},
                    {"weighted-checklist(5, 5, 'yes', 2, 'no', 10, 1, 3)", "true"},
                    {"weighted-checklist(6, -1, 'yes', 2, 1, 3)", "false"},
                    {"weighted-checklist(-1, 4, 'yes', 2, 1, 3)", "false"}});
    CHECK(fault_says("weighted-checklist(1, 2, 'yes', 1, 'yes')", "weight"));
}

TEST_CASE("random() lies within 0 and 1 and differs each time") {
    World world;
    std::set<double> seen;
    for (int draw = 0; draw < 100; ++draw) {
        const double number = to_number(value_in(world, "random()"));
        CHECK((number >= 0 && number < 1));
        seen.insert(number);
    }
    CHECK(seen.size() == 100);
}

TEST_CASE("uuid() is of RFC 4122, version 4; with a length it is that long") {
    World world;
    const std::string first = text_in(world, "uuid()");
    CAPTURE(first);
    CHECK(text_in(world, "regex('" + first +
                             "', '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')") ==
          "true");
    CHECK(text_in(world, "uuid()") != first);
    CHECK(text_in(world, "string-length(uuid(12))") == "12");
    CHECK(text_in(world, "regex(uuid(64), '[0-9A-Z]{64}')") == "true");
    CHECK(text_in(world, "uuid(0)").empty());
    CHECK(text_in(world, "uuid(65)").empty());
    CHECK(text_in(world, "uuid('x')").empty());
}

TEST_CASE("every function of the reference is supported, or refused with the reason") {
    const char* const reference[] = {"abs",
                                     "acos",
                                     "area",
                                     "asin",
                                     "atan",
                                     "atan2",
                                     "base64-decode",
                                     "boolean",
                                     "boolean-from-string",
                                     "checklist",
                                     "coalesce",
                                     "concat",
                                     "contains",
                                     "cos",
                                     "count",
                                     "count-non-empty",
                                     "count-selected",
                                     "current",
                                     "date",
                                     "decimal-date-time",
                                     "decimal-time",
                                     "digest",
                                     "distance",
                                     "ends-with",
                                     "exp",
                                     "exp10",
                                     "extract-signed",
                                     "false",
                                     "format-date",
                                     "format-date-time",
                                     "geofence",
                                     "if",
                                     "indexed-repeat",
                                     "instance",
                                     "int",
                                     "intersects",
                                     "join",
                                     "jr:choice-name",
                                     "jr:itext",
                                     "log",
                                     "log10",
                                     "max",
                                     "min",
                                     "normalize-space",
                                     "not",
                                     "now",
                                     "number",
                                     "once",
                                     "pi",
                                     "position",
                                     "pow",
                                     "pulldata",
                                     "random",
                                     "randomize",
                                     "regex",
                                     "round",
                                     "selected",
                                     "selected-at",
                                     "sin",
                                     "sqrt",
                                     "starts-with",
                                     "string",
                                     "string-length",
                                     "substr",
                                     "substring-after",
                                     "substring-before",
                                     "sum",
                                     "tan",
                                     "today",
                                     "translate",
                                     "true",
                                     "uuid",
                                     "weighted-checklist"};
    for (const char* name : reference) {
        CAPTURE(name);
        CHECK((find_function(name) != nullptr) != !unsupported_reason(name).empty());
    }
    CHECK(fault_says("pulldata('a', 'b', 'c', 'd')", "known but not supported: a form has no data"));
    CHECK(fault_says("area(${size})", "no map"));
    CHECK(fault_says("1 + substring('a', 1)", "substr()"));
    CHECK(fault_of("1 + pulldata('x')").position == 4);
}

TEST_CASE("the message of an unknown function names the known ones") {
    CHECK(fault_says("fly('x')", "fly()"));
    CHECK(fault_says("fly('x')", "weighted-checklist()"));
    CHECK(find_function("abs") != nullptr);
    CHECK(find_function("weighted-checklist") != nullptr);
    CHECK(find_function("") == nullptr);
}
