// SPDX-License-Identifier: Apache-2.0
// Turns raw finger events into what one frame shows. Pure: no window, no clock of its own, so that tests can
// feed it.
#pragma once

#include "kiosk/platform/input.hpp"

#include <cstdint>
#include <deque>
#include <optional>

namespace istiqbal::platform {

// Rules: the first finger down is the primary one until it is lifted (or was silent for ten seconds: its
// lifting was lost); others are ignored. A frame takes at most one coming-down or one lifting, so that a tap
// shorter than a frame still shows its press and then its release.
class TouchQueue {
public:
    void finger_down(std::int64_t finger, TouchPoint point);
    void finger_move(std::int64_t finger, TouchPoint point);
    void finger_up(std::int64_t finger, TouchPoint point);

    // Fills down, pressed, released, position and path of the next frame.
    void take(Input& input);
    // Events are left for a further frame.
    bool pending() const { return !events_.empty(); }

private:
    enum class Kind { down, move, up };
    struct Event {
        Kind kind;
        TouchPoint point;
    };
    std::deque<Event> events_;
    std::optional<std::int64_t> primary_; // by arrival
    Clock::time_point last_heard_{};      // of the primary finger
    bool down_ = false;                   // as the last frame showed it
    TouchPoint position_;
};

} // namespace istiqbal::platform
