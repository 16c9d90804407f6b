// SPDX-License-Identifier: Apache-2.0
// Before sending: the request goes to the research committee, which answers in not less than two weeks, with
// the day in both calendars; the person says that they know (P5).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct CommitteeView {
    std::string_view notice; // as it will be kept with the record
    std::string_view date;   // two weeks on, in both calendars
    const std::vector<std::string>& missing_documents;
    bool acknowledged = false;
    bool acknowledgement_missing = false;
};

void committee(ui::Frame& frame, const CommitteeView& view, Intents& intents);

} // namespace istiqbal::screens
