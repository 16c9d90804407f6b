// SPDX-License-Identifier: Apache-2.0
// A field to type in. While it has the focus its text is Memory::editor; hardware and on-screen keyboards
// both feed that. Any text is taken, also a wrong one: saying what is wrong is validation's part, so that
// nothing is lost. A scanner is a keyboard that types fast and ends with Enter.
#pragma once

#include "fonts/style.hpp"
#include "kiosk/ui/icons.hpp"

namespace istiqbal::ui {

// More than any question allows (validation says the question's own limit long before), and no more than a
// layout takes whole, so that the caret always stands on what is shown.
inline constexpr std::size_t longest_field_text = std::size_t{22} * 1024; // bytes: 11,000 Arabic letters
static_assert(longest_field_text < text::longest_text);

struct FieldSpec {
    std::string_view name; // for the tree: the question or the part of it
    std::string_view placeholder = {};
    bool multiline = false;
    bool left_to_right = false; // numbers and identifiers: aligned with the page, written left to right
    bool latin = false;         // an identifier of Latin letters: their keys come first in every language
    bool invalid = false;
    bool centred = false;
    Icon icon = Icon::none;  // at the leading edge, in a field of one line: "this can be scanned"
    bool next_field = false; // Enter leads to another field of the page rather than on to the next page
    Type type = Type::label;
};

struct FieldResult {
    bool changed = false; // Memory::editor.text is new
    bool entered = false; // Enter was typed in a field of one line
    bool focused = false; // it took the focus in this frame
};

// Gives the focus to a field: what is typed from now on goes there, at the end of `text`.
void focus_field(Memory& memory, std::string_view id, std::string_view text);

// `text` is what the session holds for this field.
FieldResult text_field(Frame& frame, std::string_view id, const Rect& rect, const FieldSpec& spec,
                       std::string_view text);

} // namespace istiqbal::ui
