// SPDX-License-Identifier: Apache-2.0
// What lies over a page: help is coming, shall everything be forgotten, are you still here. Each can be left
// by one tap back to where the person was (P1: no rushing).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

void employee_called(ui::Frame& frame, Intents& intents);
void confirm_start_again(ui::Frame& frame, Intents& intents);
void idle_warning(ui::Frame& frame, int seconds_left, Intents& intents);

} // namespace istiqbal::screens
