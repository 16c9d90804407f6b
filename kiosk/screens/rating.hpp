// SPDX-License-Identifier: Apache-2.0
// Rating a service (G5, G7): five faces, for low and high scores the reasons, thanks. The page of faces says
// that rating is the visitor's right and a tool to develop, never to punish (G6). It is the rest screen of an
// exit terminal, and follows a journey's receipt.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"

#include <functional>
#include <vector>

namespace istiqbal::screens {

// Which service or department, where the terminal does not say: those that serve visitors, and in a list of
// their own those that serve colleagues (G7).
struct RatingSubjectView {
    const catalogue::Rating& choices;
    RatedList list = RatedList::services; // which is shown
};
void rating_subject(ui::Frame& frame, const RatingSubjectView& view, Intents& intents);

struct RatingFacesView {
    std::string_view rated;     // the service's or department's name in the page's language; may be empty
    int score = 0;              // a face chosen before; 0: none
    bool at_rest = false;       // nobody has chosen a language yet: both are on the page
    bool after_service = false; // of a journey just done: can be skipped
    bool back = false;
    std::string_view rated_other = {}; // at rest: the name in the other language
};
void rating_faces(ui::Frame& frame, const RatingFacesView& view, Intents& intents);

struct RatingReasonsView {
    int score = 0;
    const std::vector<catalogue::Choice>& reasons;
    std::function<bool(const std::string&)> marked;
    std::string_view comment;
};
void rating_reasons(ui::Frame& frame, const RatingReasonsView& view, Intents& intents);

// `leaves_by_itself`: an exit terminal returns to rest without a touch.
void rating_thanks(ui::Frame& frame, bool leaves_by_itself, Intents& intents);

} // namespace istiqbal::screens
