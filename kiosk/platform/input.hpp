// SPDX-License-Identifier: Apache-2.0
// What a person did with their hands since the last frame, in window pixels, free of SDL.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace istiqbal::platform {

using Clock = std::chrono::steady_clock;

// A place of the primary finger. Only one finger counts at a time (see TouchQueue); others are counted and
// otherwise ignored.
struct TouchPoint {
    float x = 0; // pixels from the window's left edge, never mirrored
    float y = 0; // pixels from its top
    Clock::time_point time;
    float pressure = 1; // 0 to 1; 1 where the glass does not say
};

// Editing keys. `del_word` removes back to the beginning of a word, `clear` all of a field.
enum class Key {
    backspace,
    del,
    enter,
    tab,
    back_tab,
    escape,
    left,
    right,
    up,
    down,
    home,
    end,
    del_word,
    clear
};

struct Input {
    bool down = false;     // the finger is on the glass at the end of this frame
    bool pressed = false;  // it came down in this frame
    bool released = false; // it was lifted in this frame
    TouchPoint position;   // the last place; meaningless unless down, pressed or released
    std::vector<TouchPoint>
        path;              // every place in this frame, oldest first, so that a fast stroke has no gaps
    int extra_fingers = 0; // the most that were on the glass at once beside the primary one
    // A frame's text comes before its keys: what was typed after a key is in the next frame (TypingQueue).
    std::string typed;     // UTF-8 from a hardware keyboard or a scanner that types; wiped by who takes it
    std::vector<Key> keys; // editing keys of a hardware keyboard, repeats included
    bool activity = false; // anything at all, for the inactivity clock
};

} // namespace istiqbal::platform
