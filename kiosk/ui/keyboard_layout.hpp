// SPDX-License-Identifier: Apache-2.0
// Which keys stand where, what each types, and what hides behind a long press. Arabic stands as on the phones
// of Saudi Arabia: eleven keys a row, hamza forms and ta marbuta among the letters; Latin as QWERTY. Keys are
// not mirrored.
#pragma once

#include "kiosk/ui/keyboard.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

enum class KeyAction : std::uint8_t {
    type,
    backspace,
    shift,
    marks, // opens the strip of tashkeel
    symbols,
    letters,
    other_script,
    space,
    enter
};

struct KeySpec {
    std::string_view text = {}; // what it types, and what it shows
    KeyAction action = KeyAction::type;
    float width = 1;                // in units of the row
    std::string_view variants = {}; // behind a long press, separated by spaces
};

// A row of keys; where it is narrower than `row_units` it stands in the middle, half a key aside.
using KeyRow = std::span<const KeySpec>;

struct KeyBoard {
    std::span<const KeyRow> rows;
    float units; // of the widest row
};

KeyBoard key_board(KeyboardKind kind, KeyLayer layer);
std::vector<std::string_view> variants_of(const KeySpec& key);

// Tashkeel: fatha, damma, kasra, sukun, shadda and the three tanwin.
bool is_mark(std::string_view text);
// The string with the spoken name of a mark or a sign ("فتحة", "comma"); empty for letters and digits, whose
// name they are themselves.
std::string_view spoken_key(std::string_view text);

} // namespace istiqbal::ui
