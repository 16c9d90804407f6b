// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/calendar.hpp"
#include "tests/catch.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace istiqbal::form;

namespace {

Date day(const char* iso) {
    const auto date = Date::from_iso(iso);
    REQUIRE(date);
    return *date;
}

} // namespace

TEST_CASE("known days agree in both calendars") {
    struct Known {
        HijriDate hijri;
        const char* iso;
    };
    const auto known = GENERATE(Known{{1445, 12, 18}, "2024-06-24"}, Known{{1445, 9, 1}, "2024-03-11"},
                                Known{{1446, 1, 1}, "2024-07-07"}, Known{{1447, 1, 1}, "2025-06-26"},
                                Known{{1410, 1, 1}, "1989-08-03"}, Known{{1420, 9, 24}, "2000-01-01"});
    CAPTURE(known.iso);
    const auto date = from_hijri(known.hijri);
    REQUIRE(date);
    CHECK(date->iso() == known.iso);
    CHECK(to_hijri(day(known.iso)) == known.hijri);
}

TEST_CASE("a Hijri day that the month does not have does not exist") {
    CHECK_FALSE(from_hijri({1445, 10, 30}));
    CHECK(from_hijri({1445, 10, 29}));
    CHECK(days_in_hijri_month(1445, 10) == 29);
    CHECK_FALSE(from_hijri({1445, 13, 1}));
    CHECK_FALSE(from_hijri({1445, 0, 1}));
    CHECK_FALSE(from_hijri({1445, 1, 0}));
    CHECK_FALSE(from_hijri({1299, 1, 1}));
    CHECK_FALSE(from_hijri({1601, 1, 1}));
    CHECK(days_in_hijri_month(1601, 1) == 0);
}

TEST_CASE("every day of the tables converts there and back, month after month without a gap") {
    Date expected = *from_hijri({first_hijri_year, 1, 1});
    for (int year = first_hijri_year; year <= last_hijri_year; ++year) {
        for (int month = 1; month <= 12; ++month) {
            const auto first = from_hijri({year, month, 1});
            REQUIRE(first);
            REQUIRE(*first == expected);
            const int length = days_in_hijri_month(year, month);
            REQUIRE((length == 29 || length == 30));
            REQUIRE(to_hijri(first->plus_days(length - 1)) == HijriDate{year, month, length});
            expected = first->plus_days(length);
        }
    }
    CHECK_FALSE(to_hijri(expected));
}

TEST_CASE("Gregorian days exist or do not") {
    CHECK(Date::from_iso("2024-02-29"));
    CHECK_FALSE(Date::from_iso("2023-02-29"));
    CHECK_FALSE(Date::from_iso("2026-02-30"));
    CHECK_FALSE(Date::from_iso("1900-02-29"));
    CHECK_FALSE(Date::from_iso("2026-2-3"));
    CHECK_FALSE(Date::from_iso("2026-13-01"));
    CHECK_FALSE(Date::from_iso("0000-01-01"));
    CHECK_FALSE(Date::from_iso("20260-1-01"));
    CHECK_FALSE(Date::from_iso("2026-01-0x"));
    CHECK(days_in_gregorian_month(2024, 2) == 29);
    CHECK(days_in_gregorian_month(2026, 13) == 0);
}

TEST_CASE("days count from 1970") {
    CHECK(day("1970-01-01").days() == 0);
    CHECK(day("2000-01-01").days() == 10957);
    CHECK(day("1969-12-31").days() == -1);
    CHECK(Date::from_days(10957) == day("2000-01-01"));
    CHECK(Date::from_days(-719162)->iso() == "0001-01-01");
    CHECK(Date::from_days(2932896)->iso() == "9999-12-31");
    CHECK_FALSE(Date::from_days(-719163));
    CHECK_FALSE(Date::from_days(2932897));
    CHECK(day("2026-11-22").plus_days(14).iso() == "2026-12-06");
    CHECK(day("2026-11-22").plus_days(9'000'000'000).iso() == "9999-12-31");
    CHECK(day("2026-11-22").plus_days(-9'000'000'000).iso() == "0001-01-01");
    CHECK(day("2025-12-31") < day("2026-01-01"));
}

TEST_CASE("a date is written out in both calendars, with the digits of the setting and no invisible marks") {
    const Date date = day("2026-12-06");
    CHECK(format_date(date, DateStyle::both, Language::arabic) ==
          "6 ديسمبر 2026م الموافق 26 جمادى الآخرة 1448هـ");
    CHECK(format_date(date, DateStyle::both, Language::arabic, Digits::arabic_indic) ==
          "٦ ديسمبر ٢٠٢٦م الموافق ٢٦ جمادى الآخرة ١٤٤٨هـ");
    CHECK(format_date(date, DateStyle::both, Language::english) ==
          "6 December 2026 (26 Jumada al-Akhirah 1448 AH)");
    CHECK(format_date(date, DateStyle::gregorian, Language::arabic) == "6 ديسمبر 2026م");
    CHECK(format_date(date, DateStyle::umm_al_qura, Language::english) == "26 Jumada al-Akhirah 1448 AH");
    CHECK(format_date(day("1700-05-01"), DateStyle::both, Language::english) == "1 May 1700");
}

TEST_CASE("months have names in both languages") {
    CHECK(month_name(CalendarKind::umm_al_qura, 9, Language::arabic) == "رمضان");
    CHECK(month_name(CalendarKind::umm_al_qura, 12, Language::english) == "Dhu al-Hijjah");
    CHECK(month_name(CalendarKind::gregorian, 4, Language::arabic) == "أبريل");
    CHECK(month_name(CalendarKind::gregorian, 0, Language::arabic).empty());
    CHECK(month_name(CalendarKind::gregorian, 13, Language::english).empty());
}

TEST_CASE("dates are read as people and pickers write them") {
    struct Typed {
        const char* text;
        const char* iso;
    };
    const auto typed = GENERATE(Typed{"2026-12-06", "2026-12-06"}, Typed{"6/12/2026", "2026-12-06"},
                                Typed{"٦/١٢/٢٠٢٦", "2026-12-06"}, Typed{"18 / 12 / 1445", "2024-06-24"},
                                Typed{"1445-12-18", "2024-06-24"}, Typed{"۱۴۴۵.۱۲.۱۸", "2024-06-24"});
    CAPTURE(typed.text);
    const auto date = parse_typed_date(typed.text);
    REQUIRE(date);
    CHECK(date->iso() == typed.iso);
}

TEST_CASE("a date that is none, and one that does not exist, are told apart") {
    const auto no_date = GENERATE("", "tomorrow", "2026", "2026-12", "06-12-26", "1-2-3-2026", "2026-012-1",
                                  "12026-12-01", "6 ديسمبر 2026");
    CAPTURE(no_date);
    CHECK(parse_typed_date(no_date) == tl::make_unexpected(DateFault::not_a_date));

    const auto missing =
        GENERATE("2026-02-30", "30/10/1445", "2026-13-01", "0000-01-01", "1700-01-01", "2026-00-10");
    CAPTURE(missing);
    CHECK(parse_typed_date(missing) == tl::make_unexpected(DateFault::does_not_exist));
}

TEST_CASE("conversions may run on several threads") {
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&wrong] {
            for (int month = 1; month <= 12; ++month) {
                const HijriDate hijri{1445, month, 29};
                const auto date = from_hijri(hijri);
                if (!date || to_hijri(*date) != hijri)
                    ++wrong;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(wrong == 0);
}
