// SPDX-License-Identifier: Apache-2.0
// Where a person signs with the finger (P4). The pad draws the strokes that the session holds and hands over
// what the finger added in this frame, every point of it, however fast it went.
#pragma once

#include "kiosk/ui/frame.hpp"

#include <vector>

namespace istiqbal::ui {

struct PadInput {
    bool begins = false; // the first of these points begins a stroke
    // Fractions of the pad, 0 to 1, never mirrored; a finger that leaves the pad runs along its edge.
    std::vector<platform::TouchPoint> points;
};

PadInput signature_pad(Frame& frame, std::string_view id, const Rect& rect, std::string_view name,
                       const std::vector<Stroke>& strokes);

} // namespace istiqbal::ui
