// SPDX-License-Identifier: Apache-2.0
// What a person did with their hands since the last frame, in window pixels, free of SDL.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace istiqbal::platform {

using Clock = std::chrono::steady_clock;

// A place of the primary finger. Only one finger counts at a time: the first that touched; others (a palm, a
// second hand) are ignored until it is lifted.
struct TouchPoint {
    float x = 0; // pixels from the window's left edge, never mirrored
    float y = 0; // pixels from its top
    Clock::time_point time;
};

enum class Key { backspace, del, enter, tab, back_tab, escape, left, right, up, down, home, end };

struct Input {
    bool down = false;     // the finger is on the glass at the end of this frame
    bool pressed = false;  // it came down in this frame
    bool released = false; // it was lifted in this frame
    TouchPoint position;   // the last place; meaningless unless down, pressed or released
    std::vector<TouchPoint>
        path;              // every place in this frame, oldest first, so that a fast stroke has no gaps
    std::string typed;     // UTF-8 from a hardware keyboard or a scanner that types
    std::vector<Key> keys; // editing keys of a hardware keyboard, repeats included
    bool activity = false; // anything at all, for the inactivity clock
};

} // namespace istiqbal::platform
