// SPDX-License-Identifier: Apache-2.0
// Check your answers: every question and answer as they will be signed, with "Change" beside each (P4). What
// was added in a repeat stands under the name of its entry; of many entries a page at a time is shown.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

// What was said before the questions.
struct OpeningRow {
    std::string label;
    std::string shown;
    ChangeOpening change;
};

struct CheckAnswersView {
    const form::Interview& interview;
    const std::vector<form::Problem>& problems; // what must be mended before going on; empty at first
    bool signed_next = true;                    // a declaration and a signature follow
    std::string opening_title = {};             // over `opening`
    std::vector<OpeningRow> opening = {};
};

void check_answers(ui::Frame& frame, const CheckAnswersView& view, Intents& intents);

} // namespace istiqbal::screens
