// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/touch_queue.hpp"

namespace istiqbal::platform {

void TouchQueue::finger_down(std::int64_t finger, TouchPoint point) {
    // A lifting can be lost (a glass that was reset): a finger that was silent for so long is not there any
    // more.
    constexpr auto longest_silence = std::chrono::seconds(10);
    if (primary_ && point.time - last_heard_ < longest_silence)
        return;
    if (primary_)
        events_.push_back({Kind::up, position_});
    last_heard_ = point.time;
    primary_ = finger;
    events_.push_back({Kind::down, point});
}

void TouchQueue::finger_move(std::int64_t finger, TouchPoint point) {
    if (primary_ != finger)
        return;
    last_heard_ = point.time;
    events_.push_back({Kind::move, point});
}

void TouchQueue::finger_up(std::int64_t finger, TouchPoint point) {
    if (primary_ != finger)
        return;
    primary_.reset();
    events_.push_back({Kind::up, point});
}

void TouchQueue::take(Input& input) {
    bool transition = false;
    while (!events_.empty()) {
        const Event event = events_.front();
        if (event.kind != Kind::move && transition)
            break;
        events_.pop_front();
        position_ = event.point;
        input.path.push_back(event.point);
        if (event.kind == Kind::move)
            continue;
        transition = true;
        down_ = event.kind == Kind::down;
        input.pressed = down_;
        input.released = !down_;
        // What follows a lifting belongs to the next touch.
        if (!down_)
            break;
    }
    input.down = down_;
    input.position = position_;
}

} // namespace istiqbal::platform
