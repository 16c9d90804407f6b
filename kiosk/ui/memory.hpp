// SPDX-License-Identifier: Apache-2.0
// What widgets remember between frames: which field types, where the caret is, how far a view is scrolled. It
// belongs to one person's session and is wiped with it.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/platform/input.hpp"
#include "kiosk/ui/focus.hpp"
#include "kiosk/ui/geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace istiqbal::ui {

// The text of the field that has the focus; a field without it shows what the session holds.
struct TextEditor {
    std::string field; // identifier of the field that is focused; empty if none is
    form::WipedText text;
    std::size_t caret = 0;     // byte index, always between graphemes
    float scroll = 0;          // pixels that the text is moved so that the caret is seen
    bool text_refused = false; // the last insertion went over the longest text a field takes
};

enum class KeyLayer : std::uint8_t { arabic, arabic_marks, latin, latin_capitals, symbols };

struct Keyboard {
    KeyLayer layer = KeyLayer::arabic;
    KeyLayer letters = KeyLayer::arabic; // the script to return to from the symbols: arabic or latin
    bool layer_chosen = false;           // by the person; until then it follows the language
    // What was tapped and is not typed yet; the field takes it in the next frame, as it takes a hardware
    // keyboard's.
    form::WipedText typed;
    std::vector<platform::Key> keys;
    platform::Clock::time_point delete_repeats_at{};
};

struct Scroll {
    float offset = 0;   // pixels of content above the view
    float velocity = 0; // pixels a second, after the finger has left
    float content = 0;  // height of the content in the last frame
    bool dragged = false;
};

// A finger's way on the signature pad. x and y are fractions of the pad, 0 to 1, never mirrored.
struct StrokePoint {
    float x = 0;
    float y = 0;
    std::uint32_t milliseconds = 0; // since the first touch of the signature
};
using Stroke = std::vector<StrokePoint, form::WipingAllocator<StrokePoint>>;

// A value that eases to its target; see Frame::animate.
struct Moving {
    float from = 0;
    float to = 0;
    platform::Clock::time_point began{};
    std::uint64_t seen = 0; // the frame that last asked for it
};

struct Memory {
    TextEditor editor;
    bool reveal_field = false; // the focused field asks its scrolling view to be seen
    Keyboard keyboard;
    std::unordered_map<std::string, Scroll> scrolls;
    Focus focus; // of two-button operation
    std::unordered_map<std::string, Moving> moving;
    std::uint64_t frame = 0; // counts them
    // Where the finger came down, for telling a tap from a drag.
    platform::TouchPoint touch_began;
    platform::TouchPoint touch_last;
    bool drags = false;
    // Where the signature pad was in the last frame: a finger that comes down there signs and does not
    // scroll.
    Rect pad;
    bool pad_active = false;

    // Ends the session's share: everything is overwritten and begins anew.
    void wipe() { *this = Memory{}; }
};

} // namespace istiqbal::ui
