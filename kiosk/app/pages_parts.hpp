// SPDX-License-Identifier: Apache-2.0
// The pages of the session's parts, for pages.cpp alone.
#pragma once

#include "kiosk/app/pages.hpp"

namespace istiqbal::app {

void show_journey(ui::Frame& frame, const Visit& visit, const Printouts& printouts,
                  screens::Intents& intents);
void show_follow_up(ui::Frame& frame, const Session& session, const Contents& contents,
                    screens::Intents& intents);
void show_sign_in(ui::Frame& frame, const SignIn& sign_in, screens::Intents& intents);
void show_stick(ui::Frame& frame, const StickStatus& status, screens::Intents& intents);
void show_desk(ui::Frame& frame, const Session& session, const Surroundings& surroundings,
               screens::Intents& intents);
void show_staff_panel(ui::Frame& frame, const Session& session, const Contents& contents,
                      const Surroundings& surroundings, screens::Intents& intents);

} // namespace istiqbal::app
