// SPDX-License-Identifier: Apache-2.0
// Where a person draws with the finger: a signature (P4), or a sketch as the answer to a question. The pad
// draws the strokes that the session holds and hands over what the finger added in this frame, every point of
// it, however fast it went. What is drawn is smoothed, and thinner where the finger was fast or light; what
// is kept are the points as they came.
//
// A touch that began beside the pad never draws; a palm that rests beside it makes way for the finger (see
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

enum class PadKind {
    signature, // a line to sign on; told as a signature
    drawing    // paper with dots; told as a drawing
};

struct PadSpec {
    std::string_view name; // for the tree
    PadKind kind = PadKind::signature;
    bool invalid = false; // it is missing; the screen says so in words
};

// A signature three to one, as a line on paper; a drawing three to two; neither higher than leaves room for
// the words around it.
float ink_pad_height(Frame& frame, PadKind kind, float width);
PadInput ink_pad(Frame& frame, std::string_view id, const Rect& rect, const PadSpec& spec,
                 const std::vector<Stroke>& strokes);

} // namespace istiqbal::ui
