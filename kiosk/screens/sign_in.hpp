// SPDX-License-Identifier: Apache-2.0
// Who is there? A name is chosen and a PIN typed: for the branch desk, the staff panel, taking a tablet back,
// and vouching for somebody who cannot sign.
#pragma once

#include "kiosk/screens/intents.hpp"

#include <optional>

namespace istiqbal::screens {

struct SignInPerson {
    std::string id;
    std::string name;
};

struct SignInView {
    std::string_view title;
    std::string_view text;
    const std::vector<SignInPerson>& people;
    const SignInPerson* chosen = nullptr;
    bool busy = false;
    bool wrong = false;
    bool failed = false;
    std::optional<std::chrono::seconds> wait{}; // the pad is closed so long
    bool back = true;                           // there is a page to go back to
};

void sign_in(ui::Frame& frame, const SignInView& view, Intents& intents);

} // namespace istiqbal::screens
