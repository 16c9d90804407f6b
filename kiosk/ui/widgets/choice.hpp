// SPDX-License-Identifier: Apache-2.0
// One answer of several (radio card) or any of several (check card), a switch, and segmented tabs.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <span>

namespace istiqbal::ui {

struct ChoiceSpec {
    std::string_view label;
    bool selected = false;
    bool multiple = false;      // a check card instead of a radio card
    std::string_view text = {}; // a second line, quieter
    bool invalid = false;       // its question was refused
    bool enabled = true;
    Icon icon = Icon::none;     // at the trailing edge
    std::string_view name = {}; // as the tree says it; the label if empty
};
float choice_height(Frame& frame, const ChoiceSpec& spec, float width);
// Returns whether it was chosen; what is selected then is the caller's.
bool choice_card(Frame& frame, std::string_view id, const Rect& rect, const ChoiceSpec& spec);
bool choice_card(Column& column, std::string_view id, const ChoiceSpec& spec);

// On or off, at once: "Large text  (●)". Returns whether it was turned; told as a switch.
struct SwitchSpec {
    std::string_view label;
    bool on = false;
    std::string_view text = {};
    Icon icon = Icon::none; // at the leading edge
    bool enabled = true;
};
float switch_height(Frame& frame, const SwitchSpec& spec, float width);
bool switch_row(Frame& frame, std::string_view id, const Rect& rect, const SwitchSpec& spec);
bool switch_row(Column& column, std::string_view id, const SwitchSpec& spec);

struct TabSpec {
    std::string_view label;
    Icon icon = Icon::none;
};
// 2 to 5 tabs in equal shares of the width; labels wrap to two lines. Returns what is selected from now on.
float tabs_height(Frame& frame, std::span<const TabSpec> specs, float width);
std::size_t tabs(Frame& frame, std::string_view id, const Rect& rect, std::span<const TabSpec> specs,
                 std::size_t selected);
std::size_t tabs(Column& column, std::string_view id, std::span<const TabSpec> specs, std::size_t selected);

} // namespace istiqbal::ui
