// SPDX-License-Identifier: Apache-2.0
// A pad for a secret of digits: a representative's or an employee's PIN. The digits stay in wiped memory and
// are shown nowhere, neither on the glass nor in the tree, only how many there are. A keyboard's digits, of
// any script, are taken as well.
#pragma once

#include "kiosk/ui/frame.hpp"

#include <chrono>
#include <cstddef>

namespace istiqbal::ui {

inline constexpr std::size_t longest_pin = 12;

struct PinSpec {
    std::string_view name;        // of the field in the tree: "PIN"
    std::size_t least_digits = 4; // the way on is shut before
    bool invalid = false;         // the last one was wrong; the screen says so in words
    // After wrong ones: nothing is taken until it is over. Who gives it draws a frame each second.
    std::chrono::seconds wait{0};
};

// The height that the pad takes of a column `width` pixels wide.
float pin_pad_height(Frame& frame);
// Whether it was confirmed in this frame: the digits are then taken by take_pin().
bool pin_pad(Frame& frame, const Rect& area, const PinSpec& spec);

// Hands the digits over, in ASCII, and forgets them.
form::WipedText take_pin(Memory& memory);

} // namespace istiqbal::ui
