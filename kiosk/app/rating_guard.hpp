// SPDX-License-Identifier: Apache-2.0
// Tells a rating that belongs to a visit from one of a burst: a child that hammers the faces, a hand laid on
// the glass, someone who votes again and again (G5). It only says what it thinks: every rating is kept, and
// the office leaves suspected ones out of its measures until it decides otherwise.
//
// Pure: time comes with each call and never goes backwards. Needs no more memory however long it is hammered.
// It knows nothing of any person, and so outlives the visits: two taps in two "visits" a second apart are
// what it looks for.
#pragma once

#include "kiosk/platform/input.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace istiqbal::app {

// Why a rating may not be one visitor's considered answer. Several can hold at once.
struct Suspicion {
    bool too_soon = false;     // the last rating had hardly ended
    bool too_often = false;    // more in a minute than visitors walk by
    bool hammered = false;     // many touches where one was asked for
    bool many_fingers = false; // more than one finger was on the glass

    bool any() const { return too_soon || too_often || hammered || many_fingers; }
    // The most telling of them as the record says it (seal::Rating::flag), e.g. "hammered"; empty if nothing
    // is suspected.
    std::string_view word() const;
    bool operator==(const Suspicion&) const = default;
};

// What a visitor does not do. A rating of the middle takes one touch, and its thanks are shown for five
// seconds.
struct GuardRules {
    std::chrono::milliseconds apart{3000};     // between the end of one rating and the next one's face
    std::chrono::milliseconds taps{10'000};    // in which `most_taps` touches of the faces are hammering
    std::chrono::milliseconds ratings{60'000}; // in which `most_ratings` ratings are too many
};

class RatingGuard {
public:
    using Time = platform::Clock::time_point;

    static constexpr std::size_t most_taps = 6;
    static constexpr std::size_t most_ratings = 6;

    explicit RatingGuard(const GuardRules& rules = {})
        : rules_(rules) {}

    // A finger came down where the faces are or were; told also of the touch that chooses a face.
    void touched(Time when);
    // Others were on the glass beside the first.
    void more_fingers(Time when) { more_fingers_ = when; }
    // A face was chosen: what is to be thought of it.
    Suspicion rated(Time when);
    // The page is ready for the next visitor.
    void ended(Time when) { ended_ = when; }

private:
    // The last times of something; full and young means too much of it.
    template <std::size_t count>
    struct Recent {
        std::array<std::optional<Time>, count> times;
        std::size_t next = 0;

        void add(Time when) {
            times[next] = when;
            next = (next + 1) % count;
        }
        bool all_within(Time now, Time::duration span) const {
            const std::optional<Time>& oldest = times[next];
            return oldest && now - *oldest <= span;
        }
    };

    GuardRules rules_;
    Recent<most_taps> taps_;
    Recent<most_ratings> ratings_;
    std::optional<Time> more_fingers_;
    std::optional<Time> ended_;
};

} // namespace istiqbal::app
