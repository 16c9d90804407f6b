// SPDX-License-Identifier: Apache-2.0
// What lies over a page: help is coming, shall everything be forgotten, are you still here, something went
// wrong. Each can be left by one tap back to where the person was (P1: no rushing).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

void employee_called(ui::Frame& frame, Intents& intents);
// `at_desk`: a representative's request, whose draft goes too.
void confirm_start_again(ui::Frame& frame, bool at_desk, Intents& intents);
void idle_warning(ui::Frame& frame, int seconds_left, Intents& intents);
// Nobody answered the warning: what was here is gone. For whoever comes back, or comes next.
void session_ended(ui::Frame& frame, Intents& intents);
// Something that nobody foresaw; the answers are still there.
void trouble(ui::Frame& frame, Intents& intents);

} // namespace istiqbal::screens
