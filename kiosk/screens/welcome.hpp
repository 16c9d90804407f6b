// SPDX-License-Identifier: Apache-2.0
// The terminal at rest (P1): a greeting in both languages, the hour and the day in both calendars, something
// worth knowing, and the choice of language that begins a visit. It drifts slowly, so that no pixel shows the
// same thing for hours, and costs a frame every five seconds; in reduced motion it moves with the clock's
// minute.
//
// Holding the mark for three seconds asks for the staff panel; nothing on the screen says so.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct WelcomeView {
    form::Date today;
    std::string_view clock; // "14:05"
    // Announcements and corrections (G6, G9), one shown after the other, each in both languages.
    const std::vector<form::LocalText>& worth_knowing;
    // For the staff: what happened to the terminal, if anything. Says nothing of any person.
    std::string_view notice = {};
};

void welcome(ui::Frame& frame, const WelcomeView& view, Intents& intents);

} // namespace istiqbal::screens
