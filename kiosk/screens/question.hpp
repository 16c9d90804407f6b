// SPDX-License-Identifier: Apache-2.0
// One question a page: where we are, the question, why it is asked, the field, and what is wrong with the
// answer.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct QuestionView {
    const form::Interview& interview;
    const form::Page& page;
    const form::Item& item;                 // of the page
    const form::Problem* problem = nullptr; // shown once the person tried to go on
};

void question(ui::Frame& frame, const QuestionView& view, Intents& intents);

} // namespace istiqbal::screens
