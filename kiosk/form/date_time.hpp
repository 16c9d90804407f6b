// SPDX-License-Identifier: Apache-2.0
// Times of day and moments as XForms writes them (XML Schema's time and dateTime). Pure functions, any
// thread.
#pragma once

#include "kiosk/form/calendar.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form {

constexpr int milliseconds_in_day = 86'400'000;
/// Minutes before UTC: Saudi Arabia keeps one offset all year.
constexpr int saudi_offset = 180;

/// A time on the clock, without a zone: "14:05:00".
struct TimeOfDay {
    int milliseconds = 0; ///< since midnight, below milliseconds_in_day

    /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.sss` in ASCII digits; a zone behind it is read over, since a terminal
    /// stays in one. 24:00 does not exist.
    static std::optional<TimeOfDay> from_iso(std::string_view text);
    /// "14:05:00", with ".250" only where there are milliseconds.
    std::string iso() const;
    /// The share of the day that has passed, 0 to below 1.
    double days() const { return static_cast<double>(milliseconds) / milliseconds_in_day; }

    friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

/// A moment, by the clock of a zone that is `offset` minutes before UTC (Riyadh: 180).
struct DateTime {
    Date date;
    TimeOfDay time;
    int offset = saudi_offset;

    /// `yyyy-mm-ddThh:mm[:ss[.sss]]` with `Z`, `+hh:mm`, `-hh:mm` or nothing, which means `assumed` minutes.
    static std::optional<DateTime> from_iso(std::string_view text, int assumed = saudi_offset);
    /// The moment that is so many days and parts of a day after 1970-01-01T00:00 UTC, to the millisecond, on
    /// the clock of `offset`; nothing outside year 1 to 9999.
    static std::optional<DateTime> from_days(double days, int offset);
    /// The same moment by another clock; itself at the very ends of the years.
    DateTime at_offset(int wanted) const;
    /// "2026-11-22T14:05:00+03:00".
    std::string iso() const;
    /// Days since 1970-01-01T00:00 UTC, with their fraction: how expressions count moments.
    double days() const;
};

/// What a person types or a picker passes: hours and minutes as `h:mm` or four digits, digits of any script,
/// followed by nothing (24 hours), by "am"/"pm" or by «ص»/«م».
std::optional<TimeOfDay> parse_typed_time(std::string_view typed);

} // namespace istiqbal::form
