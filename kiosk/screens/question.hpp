// SPDX-License-Identifier: Apache-2.0
// The pages of a form. One question a page: where we are, the question, why it is asked, the field, and what
// is wrong with the answer. Where the form wants several on one page, see field_list.hpp; for the list of
// what was added in a repeat, repeat.hpp.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct PageView {
    const form::Interview& interview;
    const form::Page& page;
    const std::vector<form::Problem>& problems; // of this page, once the person tried to go on
    // The entry of the page's repeat that the person asked to remove: a dialog asks whether they mean it.
    std::string_view removing = {};
};

// Whichever kind the page is.
void form_page(ui::Frame& frame, const PageView& view, Intents& intents);

void question(ui::Frame& frame, const PageView& view, Intents& intents);

} // namespace istiqbal::screens
