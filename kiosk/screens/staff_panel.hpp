// SPDX-License-Identifier: Apache-2.0
// The staff panel of lobby and exit terminals, behind the hidden gesture and a PIN: how the terminal is, what
// waits to be sent, what it is and whom it belongs to. Nothing of any visitor is on it.
#pragma once

#include "kiosk/screens/intents.hpp"
#include "kiosk/screens/printer_state.hpp"
#include "kiosk/screens/staff_office.hpp"

#include <cstdint>
#include <optional>

namespace istiqbal::screens {

enum class Link { works, waits, offline };
// Whether the terminal is the only one that writes as itself (uplink::Standing).
enum class Standing { sound, behind, forked, revoked };

// What stands between the terminal and the centre (uplink::Trouble).
enum class LinkTrouble { none, unreachable, slow, login_page, untrusted, clock, busy, refused, own };

struct StaffPanelView {
    std::size_t tab = 0; // 0: health, 1: records, 2: this terminal, 3: from the office
    // Health.
    Link link = Link::works;
    Standing standing = Standing::sound;
    LinkTrouble link_trouble = LinkTrouble::none;
    std::string_view link_problem; // in the log's words, for whoever helps; empty: none
    std::string last_sync;         // in words; empty: not since the start
    std::uint64_t free_bytes = 0;
    std::uint64_t total_bytes = 0;
    bool has_room = true;
    std::string clock; // date and time, in words
    bool clock_plausible = true;
    std::string centre_clock;  // the same at the centre, where the two are apart; else empty
    std::string_view recovery; // what happened to the journal; empty: nothing
    bool syncing = false;
    PrinterState printer = PrinterState::none;
    // Records.
    std::uint64_t unsent = 0;
    std::uint64_t awaiting_office = 0;
    std::uint64_t acknowledged = 0;
    // This terminal.
    std::string_view name;
    std::string_view mode; // as the certificate says it
    std::string_view fingerprint;
    std::string_view office_fingerprint;
    std::string_view hub;
    std::string_view software; // version
    std::string contents;      // versions of the forms
    // From the office.
    StaffOfficeView office{};
};

void staff_panel(ui::Frame& frame, const StaffPanelView& view, Intents& intents);

} // namespace istiqbal::screens
