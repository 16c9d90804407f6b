// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ink_pad.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

constexpr Rect pad{100, 200, 800, 400};

struct Drawn {
    std::vector<PadInput> inputs; // of the frames in which something was drawn
    PadInput last;
    std::vector<Stroke> strokes;

    Headless::Scene scene() {
        return [this](Frame& frame) {
            last = ink_pad(frame, "pad", pad, {.name = "Signature"}, strokes);
            if (!last.points.empty())
                inputs.push_back(last);
        };
    }
};

} // namespace

TEST_CASE("A finger on the pad gives fractions of the pad, never mirrored", "[ink]") {
    Headless screen;
    screen.presentation.language = GENERATE(Language::arabic, Language::english);
    Drawn drawn;
    const auto scene = drawn.scene();
    screen.settle(scene);
    screen.touch_down(300, 300);
    screen.frame(scene);
    REQUIRE(drawn.last.points.size() == 1);
    CHECK(drawn.last.begins);
    CHECK(drawn.last.points[0].x == Approx(0.25));
    CHECK(drawn.last.points[0].y == Approx(0.25));
    screen.touch_move(700, 400);
    screen.frame(scene);
    REQUIRE(drawn.last.points.size() == 1);
    CHECK_FALSE(drawn.last.begins);
    CHECK(drawn.last.points[0].x == Approx(0.75));
    CHECK(drawn.last.points[0].y == Approx(0.5));
}

TEST_CASE("Every point of a fast stroke is handed over, the lifting included", "[ink]") {
    Headless screen;
    Drawn drawn;
    const auto scene = drawn.scene();
    screen.settle(scene);
    screen.touch_down(200, 300);
    for (float x = 210; x < 600; x += 10)
        screen.touch_move(x, 300);
    screen.touch_up(600, 300);
    screen.settle(scene);
    std::vector<float> xs;
    for (const PadInput& input : drawn.inputs)
        for (const platform::TouchPoint& point : input.points)
            xs.push_back(point.x);
    REQUIRE(xs.size() == 41);
    for (std::size_t index = 0; index < xs.size(); ++index)
        CHECK(xs[index] == Approx((100.0 + 10.0 * static_cast<double>(index)) / 800.0));
}

TEST_CASE("A finger that leaves the pad runs along its edge and comes back", "[ink]") {
    Headless screen;
    Drawn drawn;
    const auto scene = drawn.scene();
    screen.settle(scene);
    screen.touch_down(500, 400);
    screen.frame(scene);
    screen.touch_move(1070, 10);
    screen.frame(scene);
    REQUIRE(drawn.last.points.size() == 1);
    CHECK(drawn.last.points[0].x == 1);
    CHECK(drawn.last.points[0].y == 0);
    screen.touch_move(2, 1900);
    screen.frame(scene);
    REQUIRE(drawn.last.points.size() == 1);
    CHECK(drawn.last.points[0].x == 0);
    CHECK(drawn.last.points[0].y == 1);
    screen.touch_move(500, 400);
    screen.frame(scene);
    REQUIRE(drawn.last.points.size() == 1);
    CHECK(drawn.last.points[0].x == Approx(0.5));
    CHECK_FALSE(drawn.last.begins);
}

TEST_CASE("Each touch begins a stroke; a touch from outside draws none", "[ink]") {
    Headless screen;
    Drawn drawn;
    const auto scene = drawn.scene();
    screen.settle(scene);
    screen.tap(scene, 300, 300);
    screen.tap(scene, 500, 300);
    int begun = 0;
    for (const PadInput& input : drawn.inputs)
        begun += input.begins ? 1 : 0;
    CHECK(begun == 2);
    drawn.inputs.clear();
    screen.touch_down(50, 50);
    screen.frame(scene);
    screen.touch_move(500, 400);
    screen.frame(scene);
    screen.touch_up(500, 400);
    screen.settle(scene);
    CHECK(drawn.inputs.empty());
}

TEST_CASE("The tree says whether something is signed", "[ink]") {
    Headless screen;
    Drawn drawn;
    screen.settle(drawn.scene());
    REQUIRE(screen.semantics.find_target("Signature") != nullptr);
    CHECK_FALSE(screen.semantics.find_target("Signature")->state.selected);
    drawn.strokes = {{{0.1F, 0.1F, 0}}, {{0.2F, 0.2F, 10}, {0.6F, 0.7F, 20}}};
    screen.settle(drawn.scene());
    CHECK(screen.semantics.find_target("Signature")->state.selected);
}

TEST_CASE("Of two pads on a page each hears only its own finger", "[ink]") {
    Headless screen;
    PadInput upper;
    PadInput lower;
    const Headless::Scene scene = [&](Frame& frame) {
        upper = ink_pad(frame, "upper", {100, 200, 800, 400}, {.name = "Upper"}, {});
        lower =
            ink_pad(frame, "lower", {100, 700, 800, 400}, {.name = "Lower", .kind = PadKind::drawing}, {});
    };
    screen.settle(scene);
    REQUIRE(screen.semantics.find_target("Lower") != nullptr);
    CHECK(screen.semantics.find_target("Lower")->role == Role::drawing);
    CHECK(screen.memory.pads.size() == 2);
    screen.touch_down(500, 400);
    screen.frame(scene);
    CHECK(upper.begins);
    CHECK(lower.points.empty());
    screen.touch_move(500, 900); // over the other one
    screen.frame(scene);
    REQUIRE(upper.points.size() == 1);
    CHECK(upper.points[0].y == 1);
    CHECK(lower.points.empty());
    screen.touch_up(500, 900);
    screen.frame(scene);
    CHECK_FALSE(upper.points.empty());
    CHECK(lower.points.empty());
    screen.settle(scene);
    screen.touch_down(300, 800);
    screen.frame(scene);
    CHECK(upper.points.empty());
    REQUIRE(lower.points.size() == 1);
    CHECK(lower.points[0].x == Approx(0.25));
    screen.touch_up(300, 800);
    screen.settle(scene);
}
