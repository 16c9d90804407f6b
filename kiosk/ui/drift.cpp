// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/drift.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

ImVec2 drift(Frame& frame, std::chrono::seconds rest) {
    if (frame.presentation().reduced_motion)
        rest = std::max(rest, std::chrono::seconds(60));
    const auto since = std::chrono::floor<std::chrono::seconds>(frame.now().time_since_epoch());
    constexpr std::int64_t day = 86'400; // a float counts the seconds of a day exactly enough
    const auto time = static_cast<float>(since.count() / rest.count() * rest.count() % day);
    constexpr float turn = 2 * 3.14159265F;
    // Two periods without a common measure, in seconds.
    return {frame.mm(drift_across_mm * std::sin(turn * time / 311)),
            frame.mm(drift_down_mm * std::sin(turn * time / 193))};
}

} // namespace istiqbal::ui
