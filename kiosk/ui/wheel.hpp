// SPDX-License-Identifier: Apache-2.0
// A column of values that turns under the finger and comes to rest on one of them. A flick goes on turning; a
// tap on a row brings it to the middle. Told to the tree as a spinbutton with its value, and the rows beside
// the middle as buttons, so that it can be worked without turning.
#pragma once

#include "kiosk/ui/frame.hpp"

#include <functional>

namespace istiqbal::ui {

struct WheelSpec {
    std::string_view name;                 // "Month"
    int count = 0;                         // of values, at least one
    std::function<std::string(int)> label; // of the value at a row, 0 to count - 1
    int rows = 5;                          // shown at once; odd
    bool chosen = true;                    // the value in the middle counts
};

struct WheelResult {
    int row = 0;        // the value nearest to the middle
    bool moved = false; // the person turned or tapped it in this frame
};

float wheel_row_height(Frame& frame); // pixels, a target high
// `state.position` says where it stands; a screen may set it.
WheelResult wheel(Frame& frame, std::string_view id, const Rect& rect, const WheelSpec& spec, Wheel& state);

} // namespace istiqbal::ui
