// SPDX-License-Identifier: Apache-2.0
// Buttons, choices and banners. Each draws itself in the rectangle it is given, at least the theme's target
// high, and returns whether it was chosen.
#pragma once

#include "kiosk/ui/icons.hpp"

namespace istiqbal::ui {

enum class ButtonKind {
    primary,   // the one way on
    secondary, // other ways
    quiet      // tools at the edge of the page: no surface until pressed
};

struct ButtonSpec {
    std::string_view label;
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    bool icon_after = false; // "Continue →"
    bool enabled = true;
    std::string_view name = {}; // for the tree, where the label alone would not be told apart ("Change")
    Type type = Type::label;
};

// Width that the label needs, with its icon and margins.
float button_width(Frame& frame, const ButtonSpec& spec);
bool button(Frame& frame, std::string_view id, const Rect& rect, const ButtonSpec& spec);

struct ChoiceSpec {
    std::string_view label;
    bool selected = false;
    bool multiple = false; // a check card instead of a radio card
};
float choice_height(Frame& frame, const ChoiceSpec& spec, float width);
bool choice_card(Frame& frame, std::string_view id, const Rect& rect, const ChoiceSpec& spec);

enum class BannerKind { information, error };
// A message in a soft box with an icon; takes its height from the column. Told as an alert if it is an error.
void banner(Column& column, BannerKind kind, std::string_view text, Icon icon = Icon::none);

// A thin bar of `share` 0…1, filled from the leading edge.
void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view name);

// The organisation's mark: an eight-pointed star of two squares, open in the middle; the product's own
// drawing.
void draw_mark(Frame& frame, const Rect& square, Colour colour, Colour accent);

} // namespace istiqbal::ui
