// SPDX-License-Identifier: Apache-2.0
// The representative's desk in branch mode (C1–C8): drafts, what is not sent yet, the tablet's state, and how
// a new request is begun: which journey, and through which channel it came.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"
#include "kiosk/ui/widgets.hpp"

#include <optional>

namespace istiqbal::screens {

struct DeskDraft {
    std::string id;
    std::string_view label;   // the first answer: usually the person's name
    std::string_view journey; // its title
    std::string updated;      // when, in words
};

struct DeskView {
    std::string_view representative;
    std::vector<DeskDraft> drafts;
    std::uint64_t unsent = 0;
    bool online = false;
    std::string last_sync; // in words; empty: not since the start
    std::optional<ui::Battery> battery;
    bool draft_in_trouble = false;
    bool has_room = true;
    bool syncing = false;
};

void desk(ui::Frame& frame, const DeskView& view, Intents& intents);

struct DeskJourneysView {
    const catalogue::Catalogue& catalogue;
};
void desk_journeys(ui::Frame& frame, const DeskJourneysView& view, Intents& intents);

// C1 … C8, each with its name.
void desk_channels(ui::Frame& frame, std::string_view journey_title, Intents& intents);

void desk_remove_draft(ui::Frame& frame, std::string_view label, Intents& intents);

} // namespace istiqbal::screens
