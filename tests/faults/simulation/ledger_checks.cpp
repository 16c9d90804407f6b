// SPDX-License-Identifier: Apache-2.0
// Ledger: what holds between machines, and at the end.
#include "tests/faults/simulation/ledger.hpp"

#include <algorithm>

namespace istiqbal::simulation {

bool Ledger::any_hub_replaced() const {
    return std::any_of(hubs_.begin(), hubs_.end(), [](const HubFacts& hub) { return hub.replaced; });
}

bool Ledger::somewhere(const Named& record) const {
    return filed_.count(record) > 0 ||
           std::any_of(hubs_.begin(), hubs_.end(),
                       [&](const HubFacts& hub) { return hub.held.count(record) > 0; }) ||
           std::any_of(terminals_.begin(), terminals_.end(),
                       [&](const TerminalFacts& terminal) { return terminal.held.count(record) > 0; });
}

void Ledger::excuse_lost() {
    for (Shown& shown : shown_)
        if (!shown.excused && !somewhere(shown.record)) {
            shown.excused = true;
            trace_.line(0, "lost with a disk: " + shown.record.first.text());
        }
}

void Ledger::check() {
    for (const Shown& shown : shown_)
        if (!shown.excused && !somewhere(shown.record))
            violate("record_lost", shown.record.first.text() + " has a receipt and is nowhere");
    for (const TerminalFacts& terminal : terminals_) {
        check_spooled(terminal);
        check_terminal_cursor(terminal);
    }
    check_office_cursors();
    check_alarms();
}

void Ledger::check_spooled(const TerminalFacts& terminal) {
    // Also if it was a copy of this terminal that sent it, to another hub.
    if (hub_forgot(terminal.key.id()))
        return;
    for (const Named& record : terminal.held) {
        const auto mark = terminal.image.spooled.find(record.first.epoch);
        if (mark == terminal.image.spooled.end() || record.first.sequence > mark->second)
            continue;
        // A copy of a terminal may have been enrolled with another hub since.
        if (std::none_of(hubs_.begin(), hubs_.end(),
                         [&](const HubFacts& hub) { return hub.held.count(record) > 0; }))
            violate("spooled_unheld", record.first.text() + " is marked as spooled, and no hub holds it");
    }
}

// What the hub lists up to the terminal's cursor was applied. A copy of a terminal may have come to another
// hub with a cursor into the first one's numbers.
void Ledger::check_terminal_cursor(const TerminalFacts& terminal) {
    if (compromised(terminal.key.id()))
        return;
    const auto found = terminal.image.values.find("uplink.acknowledgements");
    if (found == terminal.image.values.end())
        return;
    const std::uint64_t cursor = seal::Reader(found->second).u64();
    for (const auto& [number, bytes] : hubs_[terminal.hub].image.acknowledgements) {
        const auto ack = seal::parse_office_ack(bytes, office_);
        if (number > cursor || !ack || ack->terminal != terminal.key.id())
            continue;
        for (const seal::AcknowledgedRecord& record : ack->records) {
            const Named name{{ack->terminal, ack->epoch, record.sequence}, record.hash};
            if (terminal.held.count(name) > 0)
                violate("cursor_before_items", name.first.text() + " is not purged behind the cursor");
        }
    }
}

// What a hub lists up to the office's cursor is filed or put aside.
void Ledger::check_office_cursors() {
    for (const HubFacts& hub : hubs_) {
        const auto cursor = office_image_.cursors.find(hub.key.bytes());
        if (cursor == office_image_.cursors.end())
            continue;
        for (const auto& [number, record] : hub.image.records)
            if (number <= cursor->second && filed_.count({record.place, record.hash}) == 0 &&
                std::find(office_image_.quarantine.begin(), office_image_.quarantine.end(),
                          record.envelope) == office_image_.quarantine.end())
                violate("cursor_before_items",
                        record.place.text() + " is not filed behind the office's cursor");
    }
}

bool Ledger::evidence_of(const seal::TerminalId& terminal) const {
    const bool at_hub = std::any_of(hubs_.begin(), hubs_.end(), [&](const HubFacts& hub) {
        return hub.image.evidence.count(terminal) > 0;
    });
    return at_hub || std::any_of(office_image_.quarantine.begin(), office_image_.quarantine.end(),
                                 [&](const seal::Bytes& bytes) {
                                     const auto envelope = seal::parse_envelope(bytes);
                                     return envelope && envelope->terminal == terminal;
                                 });
}

void Ledger::check_alarms() {
    if (any_hub_replaced())
        return;
    for (const TerminalFacts& terminal : terminals_)
        if (!compromised(terminal.key.id()) && evidence_of(terminal.key.id()))
            violate("false_alarm", "of terminal " + brief(terminal.key.id()));
}

bool Ledger::acknowledged_at(const Place& place) const {
    const auto first = acknowledged_.lower_bound({place, seal::Digest{}});
    return first != acknowledged_.end() && first->first == place;
}

bool Ledger::holds_unpurged() const {
    return std::any_of(terminals_.begin(), terminals_.end(), [this](const TerminalFacts& terminal) {
        return !compromised(terminal.key.id()) && !terminal.held.empty();
    });
}

// What a hub held and the office had not pulled is gone with the hub's disk; the terminals keep it, and send
// it again when they notice. What it held as evidence is gone for good.
bool Ledger::hub_forgot(const seal::TerminalId& terminal) const {
    return std::any_of(terminals_.begin(), terminals_.end(), [&](const TerminalFacts& facts) {
        return facts.key.id() == terminal && hubs_[facts.hub].replaced;
    });
}

void Ledger::check_convergence() {
    for (const Shown& shown : shown_) {
        if (shown.excused || filed_.count(shown.record) > 0)
            continue;
        const seal::TerminalId& terminal = shown.record.first.terminal;
        if (!compromised(terminal))
            violate("not_converged", shown.record.first.text() + " has a receipt and is not at the office");
        else if (!evidence_of(terminal) && !hub_forgot(terminal))
            violate("no_alarm", shown.record.first.text() + " did not arrive, and nothing tells");
    }
    for (const TerminalFacts& terminal : terminals_)
        if (!compromised(terminal.key.id()) && !terminal.held.empty())
            violate("not_converged", "terminal " + brief(terminal.key.id()) + " still keeps " +
                                         terminal.held.begin()->first.text());
}

} // namespace istiqbal::simulation
