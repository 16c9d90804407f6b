// SPDX-License-Identifier: Apache-2.0
// Branch mode: what a representative says of a request before it is filled in (C2–C4, C8; G10): who asks,
// when it reached us, and how somebody who is not there consented. One question a page, as everywhere.
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

enum class Asks { unsaid, themself, another };
enum class ConsentGiven { unsaid, read_out, on_paper };
enum class TakingProblem {
    none,
    unsaid, // nothing was chosen
    empty,  // nothing was typed
    wrong,  // what was typed is no name, or no mobile number
    future  // the day has not come yet
};

// What who asks is to the beneficiary; the strings name each as taking.relation.ID.
inline constexpr const char* relations[] = {"spouse", "child",    "parent",       "sibling", "relative",
                                            "friend", "guardian", "organisation", "other"};

struct TakingView {
    TakingPage page = TakingPage::who;
    TakingProblem problem = TakingProblem::none;
    Asks asks = Asks::unsaid;
    std::string_view name; // as typed
    std::string_view relation;
    std::string_view mobile; // as typed
    form::Date received;
    form::Date today;
    ConsentGiven consent = ConsentGiven::unsaid;
};

void taking(ui::Frame& frame, const TakingView& view, Intents& intents);

} // namespace istiqbal::screens
