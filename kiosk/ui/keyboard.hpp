// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard: Arabic, Latin and symbols, or a number pad. It types into Memory::keyboard, from
// where the focused field takes it (in the same frame, where the field is drawn after the keyboard). Keys
// stand where they stand on a keyboard: they are not mirrored.
//
// A key works when the finger leaves it; a preview of it stands above the finger. Held for 450 ms, a key that
// has variants opens them in a strip: the finger slides to one and is lifted, or is lifted at once and taps
// one. Delete works when the finger comes down and goes on while it stays: letters, then faster, then words;
// on a number pad it empties the field. Shift makes one capital; twice in a row, until it is tapped again.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

enum class KeyboardKind { none, text, digits, decimal };

float keyboard_height(Frame& frame, KeyboardKind kind); // pixels
void keyboard(Frame& frame, const Rect& area, KeyboardKind kind);

} // namespace istiqbal::ui
