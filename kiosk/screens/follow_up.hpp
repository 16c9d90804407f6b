// SPDX-License-Identifier: Apache-2.0
// "What became of my request?" (P7, G9): the reference, the secret code, and what the office says of it or,
// before it has said anything, how far this terminal knows it to have come. Each
// field takes the receipt's QR code from a scanner that types as well.
#pragma once

#include "kiosk/screens/intents.hpp"

#include <string>
#include <vector>

namespace istiqbal::screens {

enum class TypingProblem {
    none,
    empty,
    incomplete,   // too few or too many characters, or one that never appears
    slip,         // as many as there should be, but one of them is wrong
    not_looked_up // nothing wrong with it: the terminal could not look
};

struct FollowUpEntryView {
    std::string_view typed;
    TypingProblem problem = TypingProblem::none;
    std::string_view reference = {}; // on the page of the code: the one that it belongs to
};
void follow_up_reference(ui::Frame& frame, const FollowUpEntryView& view, Intents& intents);
// The reference alone, of a request that is completed (P6): a document that is brought is never refused.
void completed_reference(ui::Frame& frame, const FollowUpEntryView& view, Intents& intents);
void follow_up_code(ui::Frame& frame, const FollowUpEntryView& view, Intents& intents);

void follow_up_looking(ui::Frame& frame, Intents& intents);

// How far the request has come.
enum class RequestState {
    // As far as this terminal knows.
    waiting,     // kept here, sealed, until the network is there
    on_its_way,  // left this terminal, not yet confirmed by the office
    with_office, // the office confirmed that it has it
    unsure,      // filed here; whether it arrived, only the office can tell
    // As the office says.
    received,
    before_committee,
    accepted,
    refused,
    needs_completion,
    delivered
};
struct FollowUpKnownView {
    std::string_view reference;
    RequestState state = RequestState::waiting;
    // Of the office's answer, in the person's language; empty: it does not say.
    std::string_view note = {};
    std::vector<std::string> missing = {}; // documents
    std::string decided = {};              // day of the decision, in both calendars
    std::string next = {};                 // day on which to expect the next step, in both calendars
    bool can_complete = false;             // here and now
};
void follow_up_known(ui::Frame& frame, const FollowUpKnownView& view, Intents& intents);

// No such request here, or another code: said the same way, kindly, and with a way on.
void follow_up_unknown(ui::Frame& frame, Intents& intents);
// Too many of those.
void follow_up_resting(ui::Frame& frame, int minutes, Intents& intents);

} // namespace istiqbal::screens
