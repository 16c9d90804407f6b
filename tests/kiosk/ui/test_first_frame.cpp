// SPDX-License-Identifier: Apache-2.0
// A finger is answered in the very next frame, whatever it touches.
#include "tests/catch.hpp"
#include "tests/kiosk/every_screen.hpp"
#include "tests/kiosk/probes.hpp"

#include <set>

using namespace istiqbal;
using test::EveryScreen;
using test::Headless;

TEST_CASE("A touch is seen in the next frame, on every target of every screen", "[screens]") {
    Headless screen;
    EveryScreen every;
    std::set<std::string> late; // the same button stands on many screens
    std::size_t touched = 0;
    for (const EveryScreen::Entry& entry : every.entries()) {
        screen.memory.wipe();
        screen.settle(entry.scene);
        const std::vector<test::Target> targets = test::touchable(screen.semantics);
        // Keys are many and all the same widget.
        const std::size_t step = 1 + targets.size() / 10;
        for (std::size_t index = 0; index < targets.size(); index += step) {
            const test::Target& target = targets[index];
            const int frames = test::frames_until_touch_shows(screen, entry.scene, target.visible);
            ++touched;
            if (frames != 1 && late.insert(target.name).second) {
                INFO(entry.name << ": " << target.name);
                CHECK(frames == 1);
            }
        }
    }
    CHECK(touched > 200);
}

TEST_CASE("What a touch changed is counted by the frame", "[screens]") {
    Headless screen;
    constexpr int late_by = 4;
    int held = 0;
    const Headless::Scene late = [&held](ui::Frame& frame) {
        held = frame.input().down ? held + 1 : 0;
        frame.fill({0, 0, 100, 100}, held >= late_by ? 0xFF0000FF : 0xFF00FF00);
    };
    screen.settle(late);
    CHECK(test::frames_until_touch_shows(screen, late, {0, 0, 100, 100}) == late_by);
    const Headless::Scene never = [](ui::Frame& frame) { frame.fill({0, 0, 100, 100}, 0xFF00FF00); };
    screen.settle(never);
    CHECK(test::frames_until_touch_shows(screen, never, {0, 0, 100, 100}) == 10);
    CHECK(test::frames_at_rest(screen, never, std::chrono::minutes(1)) == 0);
    const Headless::Scene ticks = [](ui::Frame& frame) {
        frame.wake_at(frame.now() + std::chrono::seconds(1));
    };
    screen.settle(ticks);
    CHECK(test::frames_at_rest(screen, ticks, std::chrono::minutes(1)) == 59);
}

TEST_CASE("Every question page rests: a minute passes without a frame", "[screens]") {
    Headless screen;
    EveryScreen every;
    int questions = 0;
    for (const EveryScreen::Entry& entry : every.entries()) {
        if (entry.name.rfind("question ", 0) != 0)
            continue;
        ++questions;
        screen.memory.wipe();
        screen.settle(entry.scene);
        INFO(entry.name);
        CHECK(test::frames_at_rest(screen, entry.scene, std::chrono::minutes(1)) == 0);
    }
    CHECK(questions > 10);
}
