// SPDX-License-Identifier: Apache-2.0
// What this is, which documents, how long, what happens next: told before the first question (P2).
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct BeforeYouBeginView {
    const catalogue::Journey& journey;
    const form::Form& form; // its checklists say which documents
    bool read_out = false;  // branch mode: a representative reads it to the person (C1–C8)
};

void before_you_begin(ui::Frame& frame, const BeforeYouBeginView& view, Intents& intents);

} // namespace istiqbal::screens
