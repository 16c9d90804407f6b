// SPDX-License-Identifier: Apache-2.0
// Turns raw finger events into what one frame shows. Pure: no window, no clock of its own, so that tests can
// feed it.
#pragma once

#include "kiosk/platform/input.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace istiqbal::platform {

// A rectangle of the glass in pixels; holds nothing while its width is 0.
struct Area {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    bool contains(const TouchPoint& point) const {
        return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
    }
};

// What the screen shows where a second finger means something, as the last frame had it.
struct TouchAreas {
    Area typing; // the on-screen keyboard: who types with two hands puts the next finger down early
    std::vector<Area> drawing; // pads to draw on: a palm may lie beside one before the finger comes
};

// The glass itself: its size, and how near to its rim a contact is held to be the hand that carries the
// tablet or leans on the kiosk.
struct Glass {
    float width = 0;
    float height = 0;
    float rim = 0; // pixels; 0 where every contact is a finger
};

// Rules: the first finger down is the primary one until it is lifted (or was silent for ten seconds: its
// lifting was lost); others are counted and ignored, with two exceptions:
// - both fingers on the keyboard: the first key is done with, the second finger is primary;
// - a finger on the signature pad, the primary one resting elsewhere: that one was a palm and is dropped.
// A contact on the rim is a finger only if it is lifted soon: it is then shown as a tap.
// A frame takes at most one coming-down or one lifting, so that a tap shorter than a frame still shows its
// press and then its release.
class TouchQueue {
public:
    void set_glass(const Glass& glass) { glass_ = glass; }
    void set_areas(const TouchAreas& areas) { areas_ = areas; }

    void finger_down(std::int64_t finger, TouchPoint point);
    void finger_move(std::int64_t finger, TouchPoint point);
    void finger_up(std::int64_t finger, TouchPoint point);

    // Fills down, pressed, released, position, path and extra_fingers of the next frame.
    void take(Input& input);
    // Events are left for a further frame.
    bool pending() const { return !events_.empty(); }

private:
    enum class Kind { down, move, up };
    struct Event {
        Kind kind;
        TouchPoint point;
    };
    struct Other {
        std::int64_t finger;
        TouchPoint began;
        bool on_rim;
    };

    bool on_rim(const TouchPoint& point) const;
    bool takes_over(const TouchPoint& point) const;
    void begin(std::int64_t finger, TouchPoint point);
    int others_now() const;
    void count_others();

    Glass glass_;
    TouchAreas areas_;
    std::deque<Event> events_;
    std::optional<std::int64_t> primary_;
    Clock::time_point last_heard_{}; // of the primary finger
    TouchPoint began_;               // where it came down
    TouchPoint latest_;              // where it is now; the frames may not have shown that yet
    std::vector<Other> others_;      // on the glass and not primary
    int most_others_ = 0;            // since the last frame
    bool down_ = false;              // as the last frame showed it
    TouchPoint position_;
};

} // namespace istiqbal::platform
