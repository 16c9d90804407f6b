// SPDX-License-Identifier: Apache-2.0
// Ranges and steppers: which values they take, by finger and by key, in both directions of reading.
#include "kiosk/ui/scroll.hpp"
#include "kiosk/ui/widgets/number.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <limits>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

struct Held {
    NumberSpec spec{.name = "Members", .least = 1, .most = 11, .step = 2, .value = 5};

    Headless::Scene as_range() {
        return [this](Frame& frame) {
            spec.value = range(frame, "range", {100, 300, 800, range_height(frame, spec, 800)}, spec);
        };
    }
    Headless::Scene as_stepper() {
        return [this](Frame& frame) {
            spec.value = stepper(frame, "stepper", {100, 300, 500, stepper_height(frame)}, spec);
        };
    }
};

const Node& node(Headless& screen, std::string_view name) {
    const Node* found = screen.semantics.find_target(name);
    REQUIRE(found != nullptr);
    return *found;
}

std::string less(ui::Language language) {
    return test::shipped_strings().format(language, "widgets.less", {{"name", "Members"}});
}
std::string more(ui::Language language) {
    return test::shipped_strings().format(language, "widgets.more", {{"name", "Members"}});
}

} // namespace

TEST_CASE("Values are brought to the nearest step and stay within their limits", "[number]") {
    const NumberSpec spec{.name = "n", .least = 1, .most = 10, .step = 2};
    CHECK(snap(spec, 1) == 1);
    CHECK(snap(spec, 2.1) == 3);
    CHECK(snap(spec, -50) == 1);
    CHECK(snap(spec, 50) == 9); // 11 would be beyond, 10 is no step
    CHECK(snap(spec, std::numeric_limits<double>::quiet_NaN()) == 1);
    CHECK(snap({.name = "n", .least = 0, .most = 1, .step = 0.1}, 1) == Approx(1));
    CHECK(snap({.name = "n", .least = 5, .most = 5, .step = 1}, 7) == 5);
    CHECK(snap({.name = "n", .least = 0, .most = 5, .step = 0}, 3) == 0);
}

TEST_CASE("A range grows along the reading direction and follows the finger", "[number]") {
    const auto language = GENERATE(ui::Language::arabic, ui::Language::english);
    Headless screen;
    screen.presentation.language = language;
    Held held;
    const auto scene = held.as_range();
    screen.settle(scene);
    const Rect track = node(screen, "Members").rect;
    CHECK(node(screen, "Members").role == Role::slider);
    const bool mirrored = language == ui::Language::arabic;
    const float least_x = mirrored ? track.right() - 2 : track.x + 2;
    const float most_x = mirrored ? track.x + 2 : track.right() - 2;
    CHECK((node(screen, less(language)).rect.x > node(screen, more(language)).rect.x) == mirrored);

    screen.touch_down(most_x, track.centre_y());
    screen.frame(scene);
    CHECK(held.spec.value == 11);
    screen.touch_move(track.centre_x(), track.centre_y());
    screen.frame(scene);
    CHECK(held.spec.value.value() == Approx(6).margin(1.1));
    screen.touch_move(least_x, track.centre_y() + 10);
    screen.frame(scene);
    CHECK(held.spec.value == 1);
    // Beyond the end it stays there.
    screen.touch_move(mirrored ? 1079.0F : 0.0F, track.centre_y());
    screen.frame(scene);
    CHECK(held.spec.value == 1);
    screen.touch_up(most_x, track.centre_y());
    screen.settle(scene);
    CHECK_FALSE(screen.wakes_at().has_value());
}

TEST_CASE("A finger that slides along a range does not scroll the page under it", "[number]") {
    Headless screen;
    Held held;
    const auto scene = [&](Frame& frame) {
        ScrollView view(frame, "view", {0, 200, 1080, 600});
        held.spec.value =
            range(frame, "range", view.column().take(range_height(frame, held.spec, 1080)), held.spec);
        view.column().take(3000);
    };
    screen.settle(scene);
    const Rect track = node(screen, "Members").rect;
    screen.touch_down(track.centre_x(), track.centre_y());
    screen.frame(scene);
    screen.touch_move(track.x + 2, track.centre_y() + 40);
    screen.frame(scene);
    CHECK(held.spec.value == 11); // Arabic: the left end is the most
    screen.touch_up(track.x + 2, track.centre_y() + 40);
    screen.settle(scene);
    CHECK(screen.memory.scrolls["view"].offset == 0);
    CHECK(held.spec.value == 11);
}

TEST_CASE("The two buttons step and stop at the ends", "[number]") {
    const auto language = GENERATE(ui::Language::arabic, ui::Language::english);
    const bool is_range = GENERATE(true, false);
    Headless screen;
    screen.presentation.language = language;
    Held held;
    const auto scene = is_range ? held.as_range() : held.as_stepper();
    screen.settle(scene);
    screen.tap(scene, node(screen, more(language)).rect);
    CHECK(held.spec.value == 7);
    for (int tap = 0; tap < 5; ++tap)
        screen.tap(scene, node(screen, more(language)).rect);
    CHECK(held.spec.value == 11);
    CHECK_FALSE(node(screen, more(language)).state.enabled);
    for (int tap = 0; tap < 8; ++tap)
        screen.tap(scene, node(screen, less(language)).rect);
    CHECK(held.spec.value == 1);
    CHECK_FALSE(node(screen, less(language)).state.enabled);
}

TEST_CASE("Arrow keys move a focused range along the reading direction", "[number]") {
    const auto language = GENERATE(ui::Language::arabic, ui::Language::english);
    Headless screen;
    screen.presentation.language = language;
    Held held;
    const auto scene = held.as_range();
    screen.settle(scene);
    for (int stop = 0; stop < 2; ++stop) { // minus, then the track
        screen.key(platform::Key::tab);
        screen.settle(scene);
        screen.frame(scene);
    }
    REQUIRE(node(screen, "Members").state.current);
    const bool mirrored = language == ui::Language::arabic;
    screen.key(mirrored ? platform::Key::left : platform::Key::right);
    screen.settle(scene);
    CHECK(held.spec.value == 7);
    screen.key(mirrored ? platform::Key::right : platform::Key::left);
    screen.settle(scene);
    CHECK(held.spec.value == 5);
    screen.key(platform::Key::end);
    screen.settle(scene);
    CHECK(held.spec.value == 11);
    screen.key(platform::Key::home);
    screen.settle(scene);
    CHECK(held.spec.value == 1);
}

TEST_CASE("A disabled range and stepper stand still", "[number]") {
    Headless screen;
    Held held;
    held.spec.enabled = false;
    const bool is_range = GENERATE(true, false);
    const auto scene = is_range ? held.as_range() : held.as_stepper();
    screen.settle(scene);
    for (float x = 120; x < 900; x += 40)
        screen.tap(scene, x, 400);
    CHECK(held.spec.value == 5);
}

TEST_CASE("A range that nobody touched has no value, and begins where it is touched", "[number]") {
    const auto language = GENERATE(ui::Language::arabic, ui::Language::english);
    Headless screen;
    screen.presentation.language = language;
    Held held;
    held.spec.value.reset();
    const auto scene = held.as_range();
    const std::string& ask = test::shipped_strings().get(language, "range.choose");
    screen.settle(scene);
    CHECK_FALSE(held.spec.value.has_value());
    CHECK(node(screen, "Members").value.empty());
    CHECK_FALSE(node(screen, "Members").state.selected);
    CHECK_FALSE(node(screen, less(language)).state.enabled);
    SECTION("by finger") {
        const Rect track = node(screen, "Members").rect;
        screen.tap(scene, track);
        CHECK(held.spec.value.value() == Approx(6).margin(1.1));
        CHECK(node(screen, "Members").state.selected);
    }
    SECTION("by plus") {
        screen.tap(scene, node(screen, more(language)).rect);
        CHECK(held.spec.value == 1);
    }
    SECTION("by choosing it with a key") {
        screen.key(platform::Key::tab);
        screen.settle(scene);
        screen.frame(scene);
        REQUIRE(node(screen, "Members").state.current);
        screen.key(platform::Key::enter);
        screen.settle(scene);
        CHECK(held.spec.value == 1);
    }
    SECTION("by an arrow key") {
        screen.key(platform::Key::tab);
        screen.settle(scene);
        screen.frame(scene);
        screen.key(platform::Key::left);
        screen.settle(scene);
        CHECK(held.spec.value == 1);
    }
    CHECK_FALSE(ask.empty());
}

TEST_CASE("A number is written with the decimals of its range", "[number]") {
    CHECK(number_text({.name = "n", .least = 0, .most = 1, .step = 0.1}, 0.1 + 0.2) == "0.3");
    CHECK(number_text({.name = "n", .least = 0, .most = 1, .step = 0.25}, 0.5) == "0.50");
    CHECK(number_text({.name = "n", .least = 1, .most = 9, .step = 2}, 7) == "7");
    CHECK(number_text({.name = "n", .least = -1.5, .most = 3, .step = 1}, -0.5) == "-0.5");
    CHECK(number_text({.name = "n", .least = -1, .most = 1, .step = 1}, -0.0) == "0");
}
