// SPDX-License-Identifier: Apache-2.0
// Drawn icons of one style: rounded strokes on a square. Those that point along the reading direction are
// mirrored with it; check marks and clocks are not.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

enum class Icon {
    none,
    back,    // towards the leading edge
    forward, // towards the trailing edge
    check,
    call, // a bell: someone comes
    globe,
    text_size,
    restart,
    backspace, // towards what was typed before
    shift,
    enter,
    warning,
    pencil,
    document,
    clock,
    calendar,
    heart,
    up,
    down,
    cross,
};

// `square` is the icon's box; strokes are a twelfth of it.
void draw_icon(Frame& frame, Icon icon, const Rect& square, Colour colour);

} // namespace istiqbal::ui
