// SPDX-License-Identifier: Apache-2.0
// Days, moments and times in expressions. The clock of the world stands at 2026-11-22 14:05:09.250 in Riyadh.
#include "tests/kiosk/form/expression_examples.hpp"

using namespace istiqbal::form;

TEST_CASE("days compare and subtract as days") {
    check_examples({{"today()", "2026-11-22"},
                    {"${born} < today()", "true"},
                    {"${born} = '1989-08-03'", "true"},
                    {"'1989-08-03' = ${born}", "true"},
                    {"${born} != '1989-08-04'", "true"},
                    {"${born} = ''", "false"},
                    {"${born} > '1990-01-01'", "false"},
                    {"'1990-01-01' > ${born}", "true"},
                    {"'1990-01-01' > '1989-12-31'", "true"},
                    {"number('1970-01-02')", "1"},
                    {"number(date('1970-01-02'))", "1"},
                    {"number('1970-01-02T12:00:00Z')", "1.5"},
                    {"number('2026-02-30')", "NaN"},
                    {"today() - ${born} > 365", "true"},
                    {"today() - '2026-11-20'", "2"},
                    {"${missing} <= today()", "false"},
                    {"date(today() + 14)", "2026-12-06"},
                    {"int((today() - ${born}) div 365.25)", "37"},
                    {"date(max(${born}, today()))", "2026-11-22"}});
}

TEST_CASE("date() makes a day of a text, a number or a moment") {
    check_examples({{"date('2026-11-22')", "2026-11-22"},
                    {"date('2026-02-30')", ""},
                    {"date(1)", "1970-01-02"},
                    {"date(-1)", "1969-12-31"},
                    {"date('x')", ""},
                    {"date('')", ""},
                    {"date(0 div 0)", ""},
                    {"date(1 div 0)", ""},
                    {"date(1000000000000)", ""},
                    {"date(now())", "2026-11-22"},
                    {"date('2026-11-21T22:30:00Z')", "2026-11-22"},
                    {"date(decimal-date-time(${born}))", "1989-08-03"},
                    {"date(decimal-date-time(${arrival}))", "2026-11-22"},
                    {"date(true())", ""}});
}

TEST_CASE("a moment beside a day is compared by the moment's own clock") {
    check_examples({{"now()", "2026-11-22T14:05:09.250+03:00"},
                    {"now() > today()", "true"},
                    {"${arrival} >= today()", "true"}, // 02:30 in Riyadh, the evening before in UTC
                    {"today() <= ${arrival}", "true"},
                    {"${arrival} < '2026-11-23'", "true"},
                    {"'2026-11-22' < ${arrival}", "true"},
                    {"${arrival} = '2026-11-21T23:30:00Z'", "true"},
                    {"${arrival} = '2026-11-22T02:30:00+03:00'", "true"},
                    {"${arrival} < now()", "true"},
                    {"round((${arrival} - today()) * 24, 6)", "2.5"},
                    {"round((now() - ${arrival}) * 24, 1)", "11.6"},
                    {"${arrival} = ''", "false"}});
}

TEST_CASE("date-time() makes a moment") {
    check_examples({{"date-time('2026-11-22T02:30:00+03:00')", "2026-11-22T02:30:00+03:00"},
                    {"date-time('2026-11-22T00:00:00Z')", "2026-11-22T03:00:00+03:00"},
                    {"date-time('2026-11-22T02:30')", "2026-11-22T02:30:00+03:00"},
                    {"date-time('2026-11-22')", "2026-11-22T00:00:00+03:00"},
                    {"date-time(${born})", "1989-08-03T00:00:00+03:00"},
                    {"date-time(0.5)", "1970-01-01T15:00:00+03:00"},
                    {"date-time('x')", ""}});
}

TEST_CASE("decimal-date-time() and decimal-time()") {
    check_examples({{"decimal-date-time('1970-01-02')", "1"},
                    {"decimal-date-time('1970-01-01T00:00:00Z')", "0"},
                    {"decimal-date-time('1970-01-02T12:00:00Z')", "1.5"},
                    {"decimal-date-time('1970-01-02T15:00:00+03:00')", "1.5"},
                    {"decimal-date-time('1970-01-01T15:00:00')", "0.5"}, // in Riyadh
                    {"decimal-date-time(today()) = number(today())", "true"},
                    {"decimal-date-time('x')", "NaN"},
                    {"decimal-time('12:00')", "0.5"},
                    {"decimal-time(${hour})", "0.75"},
                    {"decimal-time('18:00:00.000+03:00')", "0.75"},
                    {"decimal-time('06:00:00')", "0.25"},
                    {"decimal-time('24:00')", "NaN"},
                    {"decimal-time('')", "NaN"},
                    {"decimal-time(date-time('2026-11-22T18:00'))", "0.75"},
                    {"decimal-time(${hour}) > decimal-time('08:00')", "true"}});
}

TEST_CASE("format-date() writes what each % stands for") {
    check_examples({{"format-date('2026-03-04', '%Y|%y|%m|%n|%b|%d|%e|%a')", "2026|26|03|3|Mar|04|4|Wed"},
                    {"format-date(${born}, '%d/%m/%Y')", "03/08/1989"},
                    {"format-date(today(), '%a')", "Sun"},
                    {"format-date('1969-12-31', '%a')", "Wed"},
                    {"format-date(0, '%Y-%m-%d %a')", "1970-01-01 Thu"},
                    {"format-date(now(), '%Y-%m-%d')", "2026-11-22"},
                    {"format-date(${born}, '100%%')", "100%"},
                    {"format-date(${born}, '')", ""},
                    {"format-date('', '%Y')", ""},
                    {"format-date('x', '%Y')", ""},
                    {"format-date(${born}, concat('%', 'Y'))", "1989"},
                    {"format-date(${born}, concat('%', 'Q', '%'))", "%Q%"}});
    CHECK(fault_says("format-date(${born}, '%Q')", "%Y %y"));
    CHECK(fault_says("format-date(${born}, '%')", "%Y %y"));
    CHECK(fault_says("format-date(${born}, '%H:%M')", "format-date-time()"));
}

TEST_CASE("format-date-time() adds the time, by the clock of the terminal") {
    check_examples({{"format-date-time(now(), '%H:%M:%S.%3')", "14:05:09.250"},
                    {"format-date-time(${arrival}, '%h:%M')", "2:30"},
                    {"format-date-time('2026-11-21T23:30:00Z', '%d %H:%M')", "22 02:30"},
                    {"format-date-time('2026-11-22T07:08', '%H|%h|%M')", "07|7|08"},
                    {"format-date-time(${born}, '%H:%M')", "00:00"},
                    {"format-date-time('', '%H')", ""}});
    CHECK(fault_says("format-date-time(now(), '%p')", "%3"));
}

TEST_CASE("names of months and days are in the person's language") {
    World world;
    world.reading = Language::arabic;
    CHECK(text_in(world, "format-date(today(), '%a %e %b %Y')") == "الأحد 22 نوفمبر 2026");
    CHECK(text_in(world, "format-date('2026-11-23', '%a')") == "الاثنين");
    CHECK(parsed(world, "format-date(today(), '%b')").uses_language());
    CHECK(parsed(world, "format-date(today(), ${name})").uses_language());
    CHECK_FALSE(parsed(world, "format-date(${born}, '%d/%m %%b')").uses_language());
}
