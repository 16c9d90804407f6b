// SPDX-License-Identifier: Apache-2.0
// Where a person signs with the finger (P4). The pad draws the strokes that the session holds and hands over
// what the finger added in this frame, every point of it, however fast it went. What is drawn is smoothed,
// and thinner where the finger was fast or light; what is kept are the points as they came.
//
// A touch that began beside the pad never signs; a palm that rests beside it makes way for the finger (see
// platform::TouchQueue).
#pragma once

#include "kiosk/ui/frame.hpp"

#include <vector>

namespace istiqbal::ui {

struct PadInput {
    bool begins = false; // the first of these points begins a stroke
    // Fractions of the pad, 0 to 1, never mirrored; a finger that leaves the pad runs along its edge.
    std::vector<platform::TouchPoint> points;
};

// Three to one, as a line on paper, and no higher than leaves room for the words around it.
float signature_pad_height(Frame& frame, float width);
// `invalid`: the signature is missing; the screen says so in words.
PadInput signature_pad(Frame& frame, std::string_view id, const Rect& rect, std::string_view name,
                       const std::vector<Stroke>& strokes, bool invalid = false);

} // namespace istiqbal::ui
