// SPDX-License-Identifier: Apache-2.0
// What widgets share in their look: surfaces, soft discs, the ring of the focus, colours by meaning. Screens
// use card() for a surface of their own.
#pragma once

#include "kiosk/ui/icons.hpp"

namespace istiqbal::ui {

// What something means, said by a shape, a colour and (by the caller) a word; never by the colour alone.
enum class Status {
    none,        // says nothing: no chip is drawn
    neutral,     // a ring
    information, // a disc with an i
    ok,          // a disc with a check mark
    waiting,     // a clock
    warning,     // a triangle
    error        // an octagon with a cross
};

struct Tone {
    Colour strong; // shape and line
    Colour soft;   // surface under text
    Colour text;   // on `soft`
};
Tone tone(Frame& frame, Status status);
// The shape of the status in its colour; nothing for none.
void draw_status(Frame& frame, Status status, const Rect& square);

// A raised surface with a hairline, which content is put on.
void card(Frame& frame, const Rect& rect);
// A surface that can be pressed, in the states that it has.
struct CardState {
    bool held = false;
    bool selected = false;
    bool invalid = false;
    bool enabled = true;
    bool raised = false; // with a shadow while it rests
};
void pressable_card(Frame& frame, const Rect& rect, const CardState& state);
// An icon in the middle of a soft disc that fills `square`.
void icon_disc(Frame& frame, Icon icon, const Rect& square, Colour colour, Colour disc);

// The icon's side that goes with a line of text of that type.
float icon_side(Frame& frame, Type type);
// Where an icon stands beside the first line of a text: centred on the middle of its letters.
Rect beside_first_line(const Frame::Layout& layout, const Rect& slot, float text_top, float side);

} // namespace istiqbal::ui
