// SPDX-License-Identifier: Apache-2.0
// Keys for references and claim codes: the thirty-two characters that can occur (Crockford base32), in order,
// and delete. Nobody has to look for digits behind a key, or to choose between O and 0. It types into
// Memory::keyboard as the keyboard does. Its keys stand in one order in both languages, as the codes do.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::screens {

float code_pad_height(ui::Frame& frame); // pixels
void code_pad(ui::Frame& frame, const ui::Rect& area);

} // namespace istiqbal::screens
