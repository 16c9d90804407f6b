// SPDX-License-Identifier: Apache-2.0
// A day chosen by three wheels (day, month, year, in the order of reading), in the Umm al-Qura or the
// Gregorian calendar, with the same day written out in the other. A day that the calendar has not cannot be
// chosen. Nothing is chosen before the person turns or taps.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::ui {

struct DatePickerSpec {
    std::string_view id;             // the question; another one begins anew
    form::Date shown_first;          // where the wheels stand before something is chosen
    std::optional<form::Date> value; // what the session holds
    form::CalendarKind calendar = form::CalendarKind::umm_al_qura; // to begin with
    int years_back = 120;                                          // from `shown_first`
    int years_on = 10;
    bool invalid = false;
};

// Takes its height from the column. The day, when the person chose one in this frame.
std::optional<form::Date> date_picker(Column& column, const DatePickerSpec& spec);

} // namespace istiqbal::ui
