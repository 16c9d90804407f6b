// SPDX-License-Identifier: Apache-2.0
// Check your answers: every question and answer as they will be signed, with "Change" beside each (P4).
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct CheckAnswersView {
    const form::Interview& interview;
    const std::vector<form::Problem>& problems; // what must be mended before going on; empty at first
    bool signed_next = true;                    // a declaration and a signature follow
};

void check_answers(ui::Frame& frame, const CheckAnswersView& view, Intents& intents);

} // namespace istiqbal::screens
