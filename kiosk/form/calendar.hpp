// SPDX-License-Identifier: Apache-2.0
// Days, in the two calendars that a Saudi form speaks: Gregorian and Umm al-Qura (the official Hijri
// calendar, by ICU's `islamic-umalqura` tables). All functions may be called from any thread.
#pragma once

#include "kiosk/form/language.hpp"

#include <tl/expected.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form {

/// A day that exists in the proleptic Gregorian calendar, year 1 to 9999. Ordered by time.
class Date {
public:
    static std::optional<Date> from_gregorian(int year, int month, int day);
    /// Days since 1970-01-01, which is how XForms expressions count dates; nothing outside year 1 to 9999.
    static std::optional<Date> from_days(std::int64_t days);
    /// Exactly `yyyy-mm-dd` in ASCII digits, and only if that day exists.
    static std::optional<Date> from_iso(std::string_view text);

    int year() const { return year_; }
    int month() const { return month_; }
    int day() const { return day_; }
    std::int64_t days() const;
    std::string iso() const;
    /// The day `count` days later (earlier if negative); stops at the ends of the range.
    Date plus_days(std::int64_t count) const;

    // clang-tidy 14 takes the 0 that a rewritten comparison has for a pointer.
    friend auto operator<=>(const Date&, const Date&) = default; // NOLINT(modernize-use-nullptr)

private:
    Date(int year, int month, int day)
        : year_(year)
        , month_(month)
        , day_(day) {}

    int year_;
    int month_;
    int day_;
};

/// A day by its Umm al-Qura numbers. The tables cover 1300 to 1600 AH; nothing outside is converted.
struct HijriDate {
    int year = 0;
    int month = 0;
    int day = 0;
    friend bool operator==(const HijriDate&, const HijriDate&) = default;
};

constexpr int first_hijri_year = 1300;
constexpr int last_hijri_year = 1600;

std::optional<HijriDate> to_hijri(Date date);
/// Nothing if that day does not exist: 30/10/1445 does not.
std::optional<Date> from_hijri(HijriDate date);
/// 29 or 30; 0 for a month that the tables do not cover.
int days_in_hijri_month(int year, int month);
/// 28 to 31; 0 for a month that does not exist.
int days_in_gregorian_month(int year, int month);

enum class CalendarKind : std::uint8_t { gregorian, umm_al_qura };

/// The month's name as written in dates ("ديسمبر", "جمادى الآخرة", "December", "Jumada al-Akhirah"); month 1
/// to 12, empty outside.
std::string month_name(CalendarKind calendar, int month, Language language);

enum class DateStyle : std::uint8_t { gregorian, umm_al_qura, both };

/// A date written out for reading, e.g. «6 ديسمبر 2026م الموافق 26 جمادى الآخرة 1448هـ» or
/// "6 December 2026 (26 Jumada al-Akhirah 1448 AH)". Without invisible marks. A day that the Umm al-Qura
/// tables do not cover is written in the Gregorian calendar alone.
std::string format_date(Date date, DateStyle style, Language language, Digits digits = Digits::latin);

enum class DateFault : std::uint8_t {
    not_a_date,    ///< not three numbers in one of the accepted orders
    does_not_exist ///< well written, but the calendar has no such day
};

/// What a person or a date picker writes: year-month-day or day-month-year, separated by `-`, `/`, `.` or
/// spaces, digits of any script, the year in four digits. A year from 1300 to 1600 is Umm al-Qura; a
/// Gregorian year must lie in 1800 to 2200. Pickers pass e.g. "1445-10-30" or "2026-02-30" and get the fault
/// that the person should see.
tl::expected<Date, DateFault> parse_typed_date(std::string_view typed);

} // namespace istiqbal::form
