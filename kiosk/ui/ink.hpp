// SPDX-License-Identifier: Apache-2.0
// A signature's strokes as ink: curves through the midpoints of what the finger gave, with a width that
// follows speed and pressure. Used wherever a signature is shown.
#pragma once

#include "kiosk/ui/frame.hpp"

#include <vector>

namespace istiqbal::ui {

// A place of the drawn line, pixels.
struct InkPoint {
    float x = 0;
    float y = 0;
    float width = 0;
};

// The curve of one stroke on a pad at `rect`, dense enough that no corner is seen; `nib` is the width in
// pixels of a slow, firm line. One point for a dot.
std::vector<InkPoint> ink_of(const Stroke& stroke, const Rect& rect, float nib);
void draw_ink(Frame& frame, const Rect& rect, const Stroke& stroke);

} // namespace istiqbal::ui
