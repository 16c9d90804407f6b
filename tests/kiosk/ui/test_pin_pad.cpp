// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ink.hpp"
#include "kiosk/ui/pin_pad.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <cmath>

using namespace istiqbal;
using namespace istiqbal::ui;
using platform::Key;
using test::Headless;

namespace {

struct Desk {
    Headless::Scene scene() {
        return [this](Frame& frame) {
            const Rect area{100, 100, 800, pin_pad_height(frame)};
            if (pin_pad(frame, area, {.name = "PIN", .wait = wait}))
                confirmed.push_back(std::string(take_pin(screen.memory)));
        };
    }
    void tap(std::string_view name) {
        const Node* key = screen.semantics.find_target(name);
        REQUIRE(key != nullptr);
        screen.tap(scene(), key->rect);
    }
    std::string named(std::string_view key) const {
        return test::shipped_strings().get(Language::arabic, key);
    }

    Headless screen;
    std::chrono::seconds wait{0};
    std::vector<std::string> confirmed;
};

} // namespace

TEST_CASE("A PIN is tapped, corrected and confirmed, and is then forgotten", "[pin]") {
    Desk desk;
    desk.screen.settle(desk.scene());
    for (const char* digit : {"1", "9", "0"})
        desk.tap(digit);
    desk.tap(desk.named("pin.enter")); // too short
    CHECK(desk.confirmed.empty());
    desk.tap(desk.named("key.backspace"));
    desk.tap("3");
    desk.tap("7");
    desk.tap(desk.named("pin.enter"));
    CHECK(desk.confirmed == std::vector<std::string>{"1937"});
    CHECK(desk.screen.memory.pin.empty());
}

TEST_CASE("A keyboard's digits of any script count, its Enter confirms", "[pin]") {
    Desk desk;
    desk.screen.type("12a٣۴ ");
    desk.screen.key(Key::enter);
    desk.screen.settle(desk.scene());
    CHECK(desk.confirmed == std::vector<std::string>{"1234"});
}

TEST_CASE("The tree tells how many digits there are, and none of them", "[pin]") {
    Desk desk;
    desk.screen.type("8642");
    desk.screen.settle(desk.scene());
    const Node* field = desk.screen.semantics.find_target("PIN");
    REQUIRE(field != nullptr);
    CHECK(field->value.find('4') != std::string::npos); // four of them
    for (const Node& node : desk.screen.semantics.nodes()) {
        CHECK(node.value.find("8642") == std::string::npos);
        CHECK(node.name.find("8642") == std::string::npos);
    }
    CHECK(field->value.find_first_of("862") == std::string::npos);
}

TEST_CASE("While one has to wait, nothing is taken and the time is said", "[pin]") {
    Desk desk;
    desk.wait = std::chrono::seconds(75);
    desk.screen.type("1234");
    desk.screen.key(Key::enter);
    desk.screen.settle(desk.scene());
    CHECK(desk.screen.semantics.shows("1:15"));
    CHECK_FALSE(desk.screen.semantics.find_target("5")->state.enabled);
    desk.tap("5");
    CHECK(desk.screen.memory.pin.empty());
    CHECK(desk.confirmed.empty());
    desk.wait = std::chrono::seconds(0);
    desk.screen.settle(desk.scene());
    desk.tap("5");
    CHECK(desk.screen.memory.pin.size() == 1);
}

TEST_CASE("A PIN has no more digits than it may", "[pin]") {
    Desk desk;
    desk.screen.type("12345678901234567890");
    desk.screen.settle(desk.scene());
    CHECK(desk.screen.memory.pin.size() == longest_pin);
}

TEST_CASE("Ink joins far-apart points by a curve without gaps, from the first to the last", "[signature]") {
    const Rect pad{0, 0, 900, 300};
    Stroke stroke;
    for (std::uint32_t point = 0; point < 12; ++point) {
        const float share = static_cast<float>(point) / 11;
        stroke.push_back({share, 0.5F + 0.4F * std::sin(share * 9), point * 16});
    }
    const auto ink = ink_of(stroke, pad, 5);
    REQUIRE(ink.size() > 100);
    CHECK(ink.front().x == Approx(0));
    CHECK(ink.back().x == Approx(900));
    float sharpest = 1;
    for (std::size_t index = 2; index < ink.size(); ++index) {
        const float ax = ink[index - 1].x - ink[index - 2].x;
        const float ay = ink[index - 1].y - ink[index - 2].y;
        const float bx = ink[index].x - ink[index - 1].x;
        const float by = ink[index].y - ink[index - 1].y;
        CHECK(std::hypot(bx, by) < 8);
        sharpest = std::min(sharpest, (ax * bx + ay * by) / (std::hypot(ax, ay) * std::hypot(bx, by)));
    }
    CHECK(sharpest > 0.8F); // no corner
}

TEST_CASE("Ink is thinner where the finger was fast or light", "[signature]") {
    const Rect pad{0, 0, 900, 300};
    const auto line = [&](std::uint32_t milliseconds, float pressure) {
        Stroke stroke;
        for (std::uint32_t point = 0; point < 30; ++point)
            stroke.push_back({static_cast<float>(point) / 30, 0.5F, point * milliseconds, pressure});
        return ink_of(stroke, pad, 5).back().width;
    };
    CHECK(line(4, 1) < line(60, 1) * 0.8F);
    CHECK(line(60, 0.2F) < line(60, 1) * 0.8F);
    CHECK(ink_of({{0.5F, 0.5F, 0}}, pad, 5).size() == 1);
}
