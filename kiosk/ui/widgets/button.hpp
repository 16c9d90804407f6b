// SPDX-License-Identifier: Apache-2.0
// Buttons. Each draws itself in the rectangle it is given, at least the theme's target high, and returns
// whether it was chosen.
#pragma once

#include "kiosk/ui/icons.hpp"

namespace istiqbal::ui {

enum class ButtonKind {
    primary,   // the one way on
    secondary, // other ways
    quiet,     // tools at the edge of the page: no surface until pressed
    danger     // what cannot be undone
};

struct ButtonSpec {
    std::string_view label;
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    bool icon_after = false; // "Continue →"
    bool enabled = true;
    std::string_view name = {}; // for the tree, where the label alone would not be told apart ("Change")
    Type type = Type::label;
    bool busy =
        false; // what it began is still going on: an arc turns in the icon's place, it cannot be pressed
};

// Width that the label needs, with its icon and margins.
float button_width(Frame& frame, const ButtonSpec& spec);
// Height that the label needs in that width, at least the theme's button; two lines at most.
float button_height(Frame& frame, const ButtonSpec& spec, float width);
bool button(Frame& frame, std::string_view id, const Rect& rect, const ButtonSpec& spec);

// Buttons beside each other from the leading edge where all fit in the width, otherwise beneath each other in
// its full width. Returns which was chosen. `prefix` makes their ids: prefix.0, prefix.1 …
std::optional<std::size_t> button_row(Column& column, std::string_view prefix,
                                      std::initializer_list<ButtonSpec> specs);

} // namespace istiqbal::ui
