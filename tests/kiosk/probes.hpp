// SPDX-License-Identifier: Apache-2.0
// Questions to a screen without a window, counted in frames; for tests and benchmarks. Each expects a screen
// that has settled.
#pragma once

#include "tests/kiosk/headless.hpp"

#include <string>
#include <vector>

namespace istiqbal::test {

struct Target {
    std::string name;
    ui::Rect visible;
};
// What can be touched with effect now: enabled, at least half of it in sight, and neither the field that
// types already nor the tab that is open.
std::vector<Target> touchable(const ui::Semantics& screen);

// How many frames pass from a finger coming down in the middle of it until a frame differs from what was
// shown before; 1 is the very next. Gives up at 10. The finger is then dragged away and lifted: nothing is
// chosen.
int frames_until_touch_shows(Headless& screen, const Headless::Scene& scene, const ui::Rect& target);

// How many frames the screen itself asks for in that time, if nobody touches it.
int frames_at_rest(Headless& screen, const Headless::Scene& scene, std::chrono::seconds time);

} // namespace istiqbal::test
