// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/touch_queue.hpp"

#include <algorithm>

namespace istiqbal::platform {

namespace {

// A lifting can be lost (a glass that was reset): a finger that was silent for so long is not there any more.
constexpr auto longest_silence = std::chrono::seconds(10);
// A hand that rests on the rim stays longer than a tap.
constexpr auto longest_rim_tap = std::chrono::milliseconds(400);

} // namespace

bool TouchQueue::on_rim(const TouchPoint& point) const {
    return glass_.rim > 0 && (point.x < glass_.rim || point.y < glass_.rim ||
                              point.x > glass_.width - glass_.rim || point.y > glass_.height - glass_.rim);
}

// Whether a second finger is the one that counts from now on.
bool TouchQueue::takes_over(const TouchPoint& point) const {
    const bool types_on = areas_.typing.contains(began_) && areas_.typing.contains(point);
    const auto on_pad = [this](const TouchPoint& place) {
        return std::any_of(areas_.drawing.begin(), areas_.drawing.end(),
                           [&](const Area& pad) { return pad.contains(place); });
    };
    const bool signs = on_pad(point) && !on_pad(began_);
    return types_on || signs;
}

void TouchQueue::begin(std::int64_t finger, TouchPoint point) {
    primary_ = finger;
    last_heard_ = point.time;
    began_ = latest_ = point;
    events_.push_back({Kind::down, point});
}

// A hand on the rim holds the tablet; it is no finger that hammers.
int TouchQueue::others_now() const {
    return static_cast<int>(
        std::count_if(others_.begin(), others_.end(), [](const Other& other) { return !other.on_rim; }));
}

void TouchQueue::count_others() {
    most_others_ = std::max(most_others_, others_now());
}

void TouchQueue::finger_down(std::int64_t finger, TouchPoint point) {
    const auto stale = [&](const Other& other) {
        return other.finger == finger || point.time - other.began.time >= longest_silence;
    };
    others_.erase(std::remove_if(others_.begin(), others_.end(), stale), others_.end());
    const bool rim = on_rim(point);
    const bool silent = primary_ && point.time - last_heard_ >= longest_silence;
    if (rim || (primary_ && !silent && !takes_over(point))) {
        others_.push_back({finger, point, rim});
        count_others();
        return;
    }
    if (primary_ && !silent) {
        others_.push_back({*primary_, began_, false});
        count_others();
    }
    if (primary_) {
        // A palm that makes way for the signing finger must not press what it lies on: it is lifted beside
        // the glass.
        const bool palm = !silent && !areas_.typing.contains(began_);
        TouchPoint lifted = latest_;
        if (palm)
            lifted.x = lifted.y = -1;
        events_.push_back({Kind::up, lifted});
    }
    begin(finger, point);
}

void TouchQueue::finger_move(std::int64_t finger, TouchPoint point) {
    if (primary_ != finger)
        return;
    last_heard_ = point.time;
    latest_ = point;
    events_.push_back({Kind::move, point});
}

void TouchQueue::finger_up(std::int64_t finger, TouchPoint point) {
    if (primary_ == finger) {
        primary_.reset();
        events_.push_back({Kind::up, point});
        return;
    }
    const auto other = std::find_if(others_.begin(), others_.end(),
                                    [finger](const Other& candidate) { return candidate.finger == finger; });
    if (other == others_.end())
        return;
    const Other lifted = *other;
    others_.erase(other);
    if (!lifted.on_rim || primary_ || point.time - lifted.began.time > longest_rim_tap)
        return;
    events_.push_back({Kind::down, lifted.began});
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
    input.extra_fingers = most_others_;
    most_others_ = others_now();
}

} // namespace istiqbal::platform
