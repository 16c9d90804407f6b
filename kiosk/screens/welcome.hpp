// SPDX-License-Identifier: Apache-2.0
// The first thing a visitor sees: a greeting in both languages, the day in both calendars, and the choice of
// language that begins a visit (P1).
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct WelcomeView {
    form::Date today;
    std::string_view clock; // "14:05"
    // For the staff: what happened to the terminal, if anything. Says nothing of any person.
    std::string_view notice = {};
};

void welcome(ui::Frame& frame, const WelcomeView& view, Intents& intents);

} // namespace istiqbal::screens
