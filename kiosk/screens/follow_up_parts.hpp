// SPDX-License-Identifier: Apache-2.0
// What the pages of a request that was found share.
#pragma once

#include "kiosk/screens/follow_up.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

void reference_card(ui::Column& column, std::string_view reference);

// One station of the request's way, with the line that leads on to the next. A neutral one lies ahead.
struct Station {
    ui::Status status;
    std::string_view title;
    std::string_view text;
    bool last = false;
};
void station(ui::Column& column, const Station& shown);

// follow_up.cpp: of a request that the office has not answered; follow_up_answered.cpp: of one that it has.
void follow_up_filed(ui::Frame& frame, const FollowUpKnownView& view, Intents& intents);
void follow_up_answered(ui::Frame& frame, const FollowUpKnownView& view, Intents& intents);

} // namespace istiqbal::screens
