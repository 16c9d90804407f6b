// SPDX-License-Identifier: Apache-2.0
// Every widget in every state, on a few pages of their own: seen in the gallery and by the tests of screens.
#pragma once

#include "kiosk/screens/intents.hpp"
#include "tests/kiosk/headless.hpp"

#include <functional>
#include <string>
#include <vector>

namespace istiqbal::test {

struct WidgetSheet {
    std::string name;
    std::function<void(ui::Frame&, screens::Intents&)> show;
    bool back = true;   // Back is on it
    bool moves = false; // something turns on it, or leaves by itself
};
std::vector<WidgetSheet> widget_sheets();

} // namespace istiqbal::test
