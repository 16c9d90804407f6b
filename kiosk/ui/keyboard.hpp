// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard: Arabic, Latin and symbols, or a number pad. It types into Memory::keyboard, from
// where the focused field takes it in the next frame. Keys stand where they stand on a keyboard: they are not
// mirrored.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

enum class KeyboardKind { none, text, digits, decimal };

float keyboard_height(Frame& frame, KeyboardKind kind); // pixels
void keyboard(Frame& frame, const Rect& area, KeyboardKind kind);

} // namespace istiqbal::ui
