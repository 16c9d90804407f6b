// SPDX-License-Identifier: Apache-2.0
// What this is, which documents, how long, what happens next: told before the first question (P2).
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct BeforeYouBeginView {
    const form::Form& form;
};

void before_you_begin(ui::Frame& frame, const BeforeYouBeginView& view, Intents& intents);

} // namespace istiqbal::screens
