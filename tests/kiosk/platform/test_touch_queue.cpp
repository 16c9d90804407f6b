// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/touch_queue.hpp"
#include "tests/catch.hpp"

using namespace istiqbal::platform;

namespace {

TouchPoint at(float x, float y, int milliseconds = 0) {
    return {x, y, Clock::time_point(std::chrono::milliseconds(milliseconds))};
}

Input take(TouchQueue& queue) {
    Input input;
    queue.take(input);
    return input;
}

std::vector<float> xs(const Input& input) {
    std::vector<float> places;
    for (const TouchPoint& point : input.path)
        places.push_back(point.x);
    return places;
}

} // namespace

TEST_CASE("Nothing touched: nothing down, pressed or released", "[touch]") {
    TouchQueue queue;
    CHECK_FALSE(queue.pending());
    const Input input = take(queue);
    CHECK_FALSE(input.down);
    CHECK_FALSE(input.pressed);
    CHECK_FALSE(input.released);
    CHECK(input.path.empty());
}

TEST_CASE("A finger is pressed once, down while it stays, released once", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(10, 20));
    Input input = take(queue);
    CHECK(input.pressed);
    CHECK(input.down);
    CHECK_FALSE(input.released);
    CHECK(input.position.x == 10);
    CHECK(input.position.y == 20);

    input = take(queue);
    CHECK_FALSE(input.pressed);
    CHECK(input.down);
    CHECK(input.path.empty());
    CHECK(input.position.x == 10);

    queue.finger_up(1, at(11, 21));
    input = take(queue);
    CHECK(input.released);
    CHECK_FALSE(input.down);
    CHECK_FALSE(input.pressed);
    CHECK(input.position.x == 11);

    CHECK_FALSE(take(queue).released);
}

TEST_CASE("A tap shorter than a frame is a frame pressed and a frame released", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(5, 5));
    queue.finger_up(1, at(5, 5));
    Input input = take(queue);
    CHECK(input.pressed);
    CHECK(input.down);
    CHECK_FALSE(input.released);
    CHECK(queue.pending());
    input = take(queue);
    CHECK(input.released);
    CHECK_FALSE(input.down);
    CHECK_FALSE(queue.pending());
}

TEST_CASE("Two taps in one frame come one after the other", "[touch]") {
    TouchQueue queue;
    for (const float x : {10.0F, 90.0F}) {
        queue.finger_down(1, at(x, 0));
        queue.finger_up(1, at(x, 0));
    }
    std::vector<std::pair<bool, float>> seen;
    while (queue.pending()) {
        const Input input = take(queue);
        CHECK(input.pressed != input.released);
        seen.emplace_back(input.pressed, input.position.x);
    }
    CHECK(seen == std::vector<std::pair<bool, float>>{{true, 10}, {false, 10}, {true, 90}, {false, 90}});
}

TEST_CASE("A fast stroke keeps every point, in order, with its time", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(0, 0, 0));
    for (int step = 1; step < 40; ++step)
        queue.finger_move(1, at(static_cast<float>(step), 0, step));
    const Input first = take(queue);
    REQUIRE(first.path.size() == 40);
    for (std::size_t step = 0; step < first.path.size(); ++step) {
        CHECK(first.path[step].x == static_cast<float>(step));
        CHECK(first.path[step].time.time_since_epoch() == std::chrono::milliseconds(step));
    }
    CHECK(first.position.x == 39);

    // What comes with the lifting belongs to it, and nothing waits after it.
    queue.finger_move(1, at(40, 0));
    queue.finger_move(1, at(41, 0));
    queue.finger_up(1, at(42, 0));
    const Input last = take(queue);
    CHECK(last.released);
    CHECK(xs(last) == std::vector<float>{40, 41, 42});
    CHECK_FALSE(queue.pending());
}

TEST_CASE("A whole stroke within a frame is split at its lifting only", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(1, 0));
    queue.finger_move(1, at(2, 0));
    queue.finger_move(1, at(3, 0));
    queue.finger_up(1, at(4, 0));
    const Input pressed = take(queue);
    CHECK(pressed.pressed);
    CHECK(xs(pressed) == std::vector<float>{1, 2, 3});
    const Input released = take(queue);
    CHECK(released.released);
    CHECK(xs(released) == std::vector<float>{4});
}

TEST_CASE("A palm and a second hand are ignored until the first finger is lifted", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(10, 0));
    queue.finger_down(2, at(500, 0));
    queue.finger_move(2, at(510, 0));
    Input input = take(queue);
    CHECK(input.pressed);
    CHECK(xs(input) == std::vector<float>{10});

    // The palm leaves and comes again: still nothing.
    queue.finger_up(2, at(510, 0));
    queue.finger_down(3, at(600, 0));
    CHECK_FALSE(queue.pending());
    CHECK(take(queue).down);

    queue.finger_up(1, at(12, 0));
    input = take(queue);
    CHECK(input.released);
    CHECK(input.position.x == 12);

    // A palm that was there already is not taken for a new touch; the next finger down is.
    queue.finger_move(3, at(610, 0));
    queue.finger_up(3, at(610, 0));
    CHECK_FALSE(queue.pending());
    queue.finger_down(4, at(70, 0));
    CHECK(take(queue).pressed);
}

TEST_CASE("A lifting or a move without a touch changes nothing", "[touch]") {
    TouchQueue queue;
    queue.finger_up(7, at(1, 1));
    queue.finger_move(7, at(2, 2));
    CHECK_FALSE(queue.pending());
    CHECK_FALSE(take(queue).released);
}

TEST_CASE("A finger whose lifting was lost does not shut out the next one for good", "[touch]") {
    TouchQueue queue;
    queue.finger_down(1, at(10, 20));
    take(queue);
    queue.finger_down(2, at(30, 40, 9'000));
    CHECK_FALSE(queue.pending());
    queue.finger_down(3, at(50, 60, 11'000));
    Input input = take(queue);
    CHECK(input.released);
    input = take(queue);
    CHECK(input.pressed);
    CHECK(input.position.x == 50);
    queue.finger_up(3, at(50, 60, 11'100));
    CHECK(take(queue).released);
}

TEST_CASE("Fingers beside the primary one are counted: the most at once, and those that stay", "[touch]") {
    TouchQueue queue;
    CHECK(take(queue).extra_fingers == 0);
    queue.finger_down(1, at(10, 0));
    queue.finger_down(2, at(20, 0));
    queue.finger_down(3, at(30, 0));
    queue.finger_up(3, at(30, 0));
    CHECK(take(queue).extra_fingers == 2);
    CHECK(take(queue).extra_fingers == 1);
    queue.finger_up(2, at(20, 0));
    take(queue);
    CHECK(take(queue).extra_fingers == 0);
}

TEST_CASE("The pressure of a point comes with it", "[touch]") {
    TouchQueue queue;
    TouchPoint light = at(1, 2);
    light.pressure = 0.25F;
    queue.finger_down(1, light);
    queue.finger_move(1, at(2, 2));
    const Input input = take(queue);
    REQUIRE(input.path.size() == 2);
    CHECK(input.path[0].pressure == 0.25F);
    CHECK(input.path[1].pressure == 1);
}

TEST_CASE("Typing with two hands: the next finger finishes the key of the first", "[touch]") {
    TouchQueue queue;
    queue.set_areas({.typing = {0, 500, 1000, 500}, .drawing = {}});
    queue.finger_down(1, at(100, 600));
    queue.finger_down(2, at(800, 700));
    queue.finger_up(1, at(101, 600));
    queue.finger_up(2, at(801, 700));
    std::vector<std::pair<bool, float>> seen;
    while (queue.pending()) {
        const Input input = take(queue);
        seen.emplace_back(input.pressed, input.position.x);
    }
    CHECK(seen == std::vector<std::pair<bool, float>>{{true, 100}, {false, 100}, {true, 800}, {false, 801}});
    // Not where only one of them is on the keyboard.
    queue.finger_down(3, at(100, 100));
    queue.finger_down(4, at(800, 700));
    CHECK(take(queue).position.x == 100);
    CHECK_FALSE(queue.pending());
}

TEST_CASE("A finger that signs takes over from a palm beside the pad, which presses nothing", "[touch]") {
    TouchQueue queue;
    queue.set_areas({.typing = {}, .drawing = {{100, 100, 400, 200}}});
    queue.finger_down(1, at(300, 350));
    take(queue);
    queue.finger_down(2, at(200, 200));
    Input input = take(queue);
    CHECK(input.released);
    CHECK(input.position.x < 0);
    input = take(queue);
    CHECK(input.pressed);
    CHECK(input.position.x == 200);
    queue.finger_move(1, at(310, 340)); // the palm shifts: not part of the stroke
    CHECK_FALSE(queue.pending());
    // While someone signs, a palm on the pad changes nothing.
    queue.finger_down(3, at(400, 250));
    queue.finger_move(2, at(210, 200));
    CHECK(xs(take(queue)) == std::vector<float>{210});
}

TEST_CASE("A hand on the rim is no finger; a tap there is one", "[touch]") {
    TouchQueue queue;
    queue.set_glass({1000, 2000, 8});
    queue.finger_down(1, at(3, 900, 0));
    CHECK_FALSE(queue.pending());
    queue.finger_down(2, at(500, 900, 100));
    Input input = take(queue);
    CHECK(input.pressed);
    CHECK(input.position.x == 500);
    CHECK(input.extra_fingers == 0);
    queue.finger_up(2, at(500, 900, 200));
    CHECK(take(queue).released);
    queue.finger_up(1, at(3, 900, 5'000));
    CHECK_FALSE(queue.pending());

    queue.finger_down(4, at(996, 1999, 6'000));
    queue.finger_up(4, at(996, 1999, 6'150));
    input = take(queue);
    CHECK(input.pressed);
    CHECK(input.position.x == 996);
    CHECK(take(queue).released);
}
