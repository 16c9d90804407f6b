// SPDX-License-Identifier: Apache-2.0
// Small pictures of a state: the battery, the network, and the organisation's mark. Told as images by the
// name that the caller gives, which says the level in words.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

struct Battery {
    int percent = 100; // 0 … 100
    bool charging = false;
};
// Twice as wide as high; grows from the leading edge. Empty below 15 %: in the colour of errors.
void battery_glyph(Frame& frame, const Rect& rect, const Battery& battery, std::string_view name);

enum class Network { offline, weak, good, strong };
// Arcs over a dot; offline is struck through.
void network_glyph(Frame& frame, const Rect& square, Network network, std::string_view name);

// The organisation's mark: an eight-pointed star of two squares, open in the middle; the product's own
// drawing.
void draw_mark(Frame& frame, const Rect& square, Colour colour, Colour accent);

} // namespace istiqbal::ui
