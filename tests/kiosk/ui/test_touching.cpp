// SPDX-License-Identifier: Apache-2.0
// Buttons, choices and scrolling under a finger.
#include "kiosk/ui/scroll.hpp"
#include "kiosk/ui/widgets.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

constexpr Rect button_rect{200, 300, 400, 100};
constexpr float inside_x = 400;
constexpr float inside_y = 350;

// One button that counts.
struct Counter {
    int clicks = 0;
    bool held = false;
    bool enabled = true;

    Headless::Scene scene() {
        return [this](Frame& frame) {
            if (button(frame, "count", button_rect, {.label = "Count", .enabled = enabled}))
                ++clicks;
        };
    }
    Headless::Scene bare() {
        return [this](Frame& frame) {
            const Press press = frame.press("bare", button_rect, enabled);
            held = press.held;
            clicks += press.clicked ? 1 : 0;
        };
    }
};

// A view of 500 pixels onto twenty buttons of 100.
constexpr Rect view{100, 200, 600, 500};
constexpr float row_height = 100;
// The arrow stands in the margin beside the rows: nothing is kept free for it under the last one.
constexpr float furthest = 20 * row_height - view.height;

struct LongList {
    int rows = 20;
    std::vector<int> clicked;

    Headless::Scene scene() {
        return [this](Frame& frame) {
            ScrollView scroll(frame, "list", view);
            for (int row = 0; row < rows; ++row) {
                const std::string name = "row " + std::to_string(row);
                if (button(frame, name, scroll.column().take(row_height), {.label = name}))
                    clicked.push_back(row);
            }
        };
    }
};

float offset(Headless& screen) {
    return screen.memory.scrolls["list"].offset;
}

void drag(Headless& screen, const Headless::Scene& scene, float from_y, float to_y, int steps) {
    screen.touch_down(200, from_y);
    screen.frame(scene);
    for (int step = 1; step <= steps; ++step) {
        screen.touch_move(200,
                          from_y + (to_y - from_y) * static_cast<float>(step) / static_cast<float>(steps));
        screen.frame(scene);
    }
    screen.touch_up(200, to_y);
    screen.frame(scene);
}

} // namespace

TEST_CASE("A button acts when the finger is lifted, not before", "[button]") {
    Headless screen;
    Counter counter;
    const auto scene = counter.scene();
    screen.settle(scene);
    screen.touch_down(inside_x, inside_y);
    screen.frame(scene);
    CHECK(counter.clicks == 0);
    screen.frame(scene);
    CHECK(counter.clicks == 0);
    screen.touch_up(inside_x, inside_y);
    screen.frame(scene);
    CHECK(counter.clicks == 1);
    screen.settle(scene);
    CHECK(counter.clicks == 1);
}

TEST_CASE("A tap shorter than a frame acts once", "[button]") {
    Headless screen;
    Counter counter;
    const auto scene = counter.scene();
    screen.settle(scene);
    screen.touch_down(inside_x, inside_y);
    screen.touch_up(inside_x, inside_y);
    screen.settle(scene);
    CHECK(counter.clicks == 1);
}

TEST_CASE("A button shows the press in the very frame of the touch, and only while the finger is on it",
          "[button]") {
    Headless screen;
    Counter counter;
    const auto scene = counter.bare();
    screen.settle(scene);
    CHECK_FALSE(counter.held);
    screen.touch_down(inside_x, inside_y);
    screen.frame(scene);
    CHECK(counter.held);
    screen.touch_move(10, 10);
    screen.frame(scene);
    CHECK_FALSE(counter.held);
    screen.touch_move(inside_x, inside_y);
    screen.frame(scene);
    CHECK(counter.held);
    screen.touch_up(inside_x, inside_y);
    screen.frame(scene);
    CHECK_FALSE(counter.held);
    CHECK(counter.clicks == 1);
}

TEST_CASE("Lifting outside of a button cancels, and so does coming from outside", "[button]") {
    Headless screen;
    Counter counter;
    const auto scene = counter.scene();
    screen.settle(scene);
    SECTION("out") {
        screen.touch_down(inside_x, inside_y);
        screen.frame(scene);
        screen.touch_move(50, 50);
        screen.frame(scene);
        screen.touch_up(50, 50);
        screen.frame(scene);
    }
    SECTION("in") {
        screen.touch_down(50, 50);
        screen.frame(scene);
        screen.touch_move(inside_x, inside_y);
        screen.frame(scene);
        screen.touch_up(inside_x, inside_y);
        screen.frame(scene);
    }
    screen.settle(scene);
    CHECK(counter.clicks == 0);
}

TEST_CASE("A disabled button does nothing and says so", "[button]") {
    Headless screen;
    Counter counter;
    counter.enabled = false;
    const auto scene = counter.scene();
    screen.settle(scene);
    screen.tap(scene, inside_x, inside_y);
    CHECK(counter.clicks == 0);
    REQUIRE(screen.semantics.find_target("Count") != nullptr);
    CHECK_FALSE(screen.semantics.find_target("Count")->state.enabled);
}

TEST_CASE("Choice cards act on release and say what they are", "[choice]") {
    Headless screen;
    bool chosen = false;
    const bool multiple = GENERATE(false, true);
    const auto scene = [&](Frame& frame) {
        if (choice_card(frame, "card", button_rect, {"Rent", chosen, multiple}))
            chosen = !chosen;
    };
    screen.settle(scene);
    const Node* card = screen.semantics.find_target("Rent");
    REQUIRE(card != nullptr);
    CHECK(card->role == (multiple ? Role::checkbox : Role::radio));
    CHECK_FALSE(card->state.selected);
    screen.tap(scene, card->rect);
    CHECK(chosen);
    CHECK(screen.semantics.find_target("Rent")->state.selected);
}

TEST_CASE("A choice with a long label grows instead of cutting it", "[choice]") {
    Headless screen;
    float one_line = 0;
    float many_lines = 0;
    screen.settle([&](Frame& frame) {
        const std::string label =
            "A label that goes on and on, because the office wrote all of its conditions into "
            "the choice, as offices do, and a person has to read them";
        one_line = choice_height(frame, {.label = "Rent"}, 500);
        many_lines = choice_height(frame, {.label = label}, 500);
        CHECK(one_line >= frame.mm(frame.sizes().target));
    });
    CHECK(many_lines > one_line);
}

TEST_CASE("A drag cancels the press and scrolls", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    screen.touch_down(200, 600);
    screen.frame(scene);
    screen.touch_move(200, 450);
    screen.frame(scene);
    CHECK(offset(screen) == Approx(150));
    screen.touch_up(200, 450);
    screen.frame(scene);
    screen.settle(scene);
    CHECK(list.clicked.empty());
    CHECK(offset(screen) >= 150);
    // The next tap is a tap again.
    screen.tap(scene, 200, 250);
    CHECK(list.clicked.size() == 1);
}

TEST_CASE("A finger that trembles taps", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    screen.touch_down(200, 250);
    screen.frame(scene);
    screen.touch_move(203, 255);
    screen.frame(scene);
    screen.touch_up(202, 252);
    screen.settle(scene);
    CHECK(list.clicked == std::vector<int>{0});
    CHECK(offset(screen) == 0);
}

TEST_CASE("A tap on a scrolled list meets what is seen there", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.memory.scrolls["list"].offset = 300;
    screen.settle(scene);
    screen.settle(scene);
    CHECK(offset(screen) == 300);
    screen.tap(scene, 200, 250);
    CHECK(list.clicked == std::vector<int>{3});
    // Rows above the view cannot be met, though they were drawn there before.
    list.clicked.clear();
    screen.tap(scene, 200, 150);
    CHECK(list.clicked.empty());
    const Node* hidden = screen.semantics.find_target("row 0");
    REQUIRE(hidden != nullptr);
    CHECK(hidden->visible.empty());
}

TEST_CASE("A flick goes on by itself, comes to rest, and then asks for no frame", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    drag(screen, scene, 650, 560, 5);
    const float let_go_at = offset(screen);
    CHECK(screen.wants_frame());
    const int frames = screen.settle(scene);
    CHECK(frames < 1000);
    CHECK(offset(screen) > let_go_at);
    CHECK_FALSE(screen.wakes_at().has_value());
    const float rest = offset(screen);
    screen.frame(scene);
    CHECK(offset(screen) == rest);
}

TEST_CASE("A finger that comes down on a running view stops it and taps nothing", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    drag(screen, scene, 650, 560, 5);
    REQUIRE(screen.wants_frame());
    screen.touch_down(200, 400);
    screen.frame(scene);
    const float stopped_at = offset(screen);
    screen.touch_up(200, 400);
    screen.frame(scene);
    screen.settle(scene);
    CHECK(list.clicked.empty());
    CHECK(offset(screen) == stopped_at);
    // At rest it is a tap, and so it is while the view does no more than creep to its rest.
    screen.tap(scene, 200, 400);
    CHECK(list.clicked.size() == 1);
    drag(screen, scene, 650, 560, 5);
    while (screen.wants_frame() && std::abs(screen.memory.scrolls["list"].velocity) > 40)
        screen.frame(scene);
    REQUIRE(screen.memory.scrolls["list"].velocity != 0);
    screen.tap(scene, 200, 400);
    CHECK(list.clicked.size() == 2);
}

TEST_CASE("A finger that rests before it leaves, leaves the view where it is", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    screen.touch_down(200, 650);
    screen.frame(scene);
    screen.touch_move(200, 500);
    screen.frame(scene);
    for (int frames = 0; frames < 20; ++frames)
        screen.frame(scene);
    screen.touch_up(200, 500);
    screen.settle(scene);
    CHECK(offset(screen) == Approx(150));
}

TEST_CASE("A view goes no further than its content", "[scroll]") {
    Headless screen;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    drag(screen, scene, 300, 690, 3);
    screen.settle(scene);
    CHECK(offset(screen) == 0);
    for (int flick = 0; flick < 12; ++flick) {
        drag(screen, scene, 680, 210, 3);
        screen.settle(scene);
    }
    CHECK(offset(screen) == Approx(furthest));
    CHECK_FALSE(screen.wakes_at().has_value());
    // Content that shrinks under the view takes it along.
    list.rows = 6;
    screen.settle(scene);
    CHECK(offset(screen) == Approx(6 * row_height - view.height));
    CHECK(list.clicked.empty());
}

TEST_CASE("Content that fits does not move, and nothing offers to scroll it", "[scroll]") {
    Headless screen;
    LongList list;
    list.rows = 4;
    const auto scene = list.scene();
    screen.settle(scene);
    drag(screen, scene, 650, 300, 3);
    screen.settle(scene);
    CHECK(offset(screen) == 0);
    CHECK(screen.semantics.target_names().size() == 4);
}

TEST_CASE("The arrow pages down to the end without a drag", "[scroll]") {
    Headless screen;
    screen.presentation.language = Language::english;
    LongList list;
    const auto scene = list.scene();
    screen.settle(scene);
    const std::string& more = test::shipped_strings().get(Language::english, "scroll.down");
    int pages = 0;
    for (; pages < 20; ++pages) {
        const Node* arrow = screen.semantics.find_target(more);
        if (arrow == nullptr)
            break;
        screen.tap(scene, arrow->rect);
    }
    CHECK(pages > 1);
    CHECK(pages < 20);
    CHECK(offset(screen) > furthest - row_height);
    const Node* up =
        screen.semantics.find_target(test::shipped_strings().get(Language::english, "scroll.up"));
    REQUIRE(up != nullptr);
    screen.tap(scene, up->rect);
    CHECK(offset(screen) < furthest - row_height);
    // It lies over the rows and none of them took a tap for it.
    CHECK(list.clicked.empty());
}
