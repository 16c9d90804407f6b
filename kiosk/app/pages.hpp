// SPDX-License-Identifier: Apache-2.0
// Which screen shows what the session is at.
#pragma once

#include "kiosk/app/contents.hpp"
#include "kiosk/app/records.hpp"
#include "kiosk/app/session.hpp"
#include "kiosk/platform/power.hpp"
#include "kiosk/ui/frame.hpp"

namespace istiqbal::app {

// What is known of the terminal besides the session; asked for only while a page shows it.
struct Surroundings {
    const Records& records;
    std::optional<platform::Power> battery;
    std::string_view notice = {}; // on the welcome page, for the staff
    std::string_view name = {};   // the terminal's, for people; empty: as it was certified
};

void show_page(ui::Frame& frame, const Session& session, const Contents& contents,
               const Surroundings& surroundings, screens::Intents& intents);
// Over the page, if the session has one. `idle_left`: until everything is wiped. What the page said while a
// dialog covers it does not count.
void show_dialog(ui::Frame& frame, const Session& session, std::chrono::seconds idle_left,
                 screens::Intents& intents);

} // namespace istiqbal::app
