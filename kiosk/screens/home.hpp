// SPDX-License-Identifier: Apache-2.0
// "What would you like to do?": the journeys in their groups, and following up, reading and rating (G1–G9).
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct HomeView {
    const catalogue::Catalogue& catalogue;
    std::string_view mode; // "lobby" or "branch": what is offered there
    form::Date today;      // for announcements (G9)
    bool has_room = true;  // the disk can hold a new request
};

void home(ui::Frame& frame, const HomeView& view, Intents& intents);

} // namespace istiqbal::screens
