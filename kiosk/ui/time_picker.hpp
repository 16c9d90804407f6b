// SPDX-License-Identifier: Apache-2.0
// A time of day chosen by three wheels: hour from 1 to 12, minute, and the half of the day (ص/م, AM/PM).
// Hours stand left of minutes in both directions of reading, as they are written. Nothing is chosen before
// the person turns or taps.
#pragma once

#include "kiosk/ui/widgets.hpp"

namespace istiqbal::ui {

// A minute of the civil day.
struct ClockTime {
    int hour = 0;   // 0 to 23
    int minute = 0; // 0 to 59

    // "HH:MM", also with seconds and a zone behind it, which are left aside. Two digits each.
    static std::optional<ClockTime> parse(std::string_view text);
    std::string text() const; // "HH:MM"

    bool afternoon() const { return hour >= 12; }
    int hour_of_twelve() const { return hour % 12 == 0 ? 12 : hour % 12; }
    // `hour_of_twelve` from 1 to 12.
    static int hour_of_day(int hour_of_twelve, bool afternoon) {
        return hour_of_twelve % 12 + (afternoon ? 12 : 0);
    }

    friend bool operator==(const ClockTime&, const ClockTime&) = default;
};

// As a person reads it: "9:05 ص", "9:05 AM".
std::string time_in_words(Frame& frame, const ClockTime& time);

struct TimePickerSpec {
    std::string_view id;                 // the question; another one begins anew
    ClockTime shown_first{9, 0};         // where the wheels stand before something is chosen
    std::optional<ClockTime> value = {}; // what the session holds
    bool invalid = false;
};

// Takes its height from the column. The time, when the person chose one in this frame.
std::optional<ClockTime> time_picker(Column& column, const TimePickerSpec& spec);

} // namespace istiqbal::ui
