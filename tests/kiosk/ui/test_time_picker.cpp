// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/time_picker.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

class Desk {
public:
    explicit Desk(std::optional<ClockTime> held, Language language = Language::english)
        : value(held) {
        screen.presentation.language = language;
        screen.settle(scene());
    }

    Headless::Scene scene() {
        return [this](Frame& frame) {
            Column column(frame, {100, 200, 800, 1600});
            if (const auto chosen = time_picker(column, {.id = "when", .value = value}))
                value = chosen;
        };
    }
    std::string named(std::string_view key) const {
        return test::shipped_strings().get(screen.presentation.language, key);
    }
    const Node& wheel(std::string_view key) const {
        const Node* node = screen.semantics.find_target(named(key));
        REQUIRE(node != nullptr);
        REQUIRE(node->role == Role::spinbutton);
        return *node;
    }
    // A tap `rows` beneath the middle.
    void step(std::string_view key, int rows) {
        const Rect rect = wheel(key).rect;
        screen.tap(scene(), rect.centre_x(), rect.centre_y() + static_cast<float>(rows) * rect.height);
    }
    std::string text() const { return value ? value->text() : ""; }

    Headless screen;
    std::optional<ClockTime> value;
};

} // namespace

TEST_CASE("Times are read as XForms writes them, and nothing else is", "[time]") {
    CHECK(ClockTime::parse("09:05") == ClockTime{9, 5});
    CHECK(ClockTime::parse("23:59:30.000+03:00") == ClockTime{23, 59});
    CHECK(ClockTime::parse("00:00")->text() == "00:00");
    for (const char* wrong : {"", "9:05", "24:00", "12:60", "12-30", "12:3", "12:305", "ab:cd", "-1:00"}) {
        INFO(wrong);
        CHECK_FALSE(ClockTime::parse(wrong).has_value());
    }
}

TEST_CASE("Midnight and noon are twelve of their halves", "[time]") {
    CHECK(ClockTime{0, 0}.hour_of_twelve() == 12);
    CHECK_FALSE(ClockTime{0, 0}.afternoon());
    CHECK(ClockTime{12, 0}.hour_of_twelve() == 12);
    CHECK(ClockTime{12, 0}.afternoon());
    CHECK(ClockTime{23, 0}.hour_of_twelve() == 11);
    for (int hour = 0; hour < 24; ++hour) {
        const ClockTime time{hour, 0};
        CHECK(ClockTime::hour_of_day(time.hour_of_twelve(), time.afternoon()) == hour);
    }
}

TEST_CASE("No time is chosen before a wheel is turned or tapped", "[time]") {
    Desk desk(std::nullopt);
    CHECK(desk.wheel("time.hour.name").value == "9");
    CHECK_FALSE(desk.wheel("time.hour.name").state.selected);
    CHECK(desk.screen.semantics.shows(desk.named("time.turn")));
    desk.screen.frame(desk.scene());
    CHECK(desk.text().empty());
    desk.step("time.minute.name", 0);
    CHECK(desk.text() == "09:00");
    CHECK_FALSE(desk.screen.semantics.shows(desk.named("time.turn")));
}

TEST_CASE("The wheels give the time of the day, in both languages", "[time]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    Desk desk(ClockTime{11, 58}, language);
    CHECK(desk.wheel("time.half.name").value == desk.named("time.am"));
    desk.step("time.minute.name", 1);
    CHECK(desk.text() == "11:59");
    desk.step("time.half.name", 1);
    CHECK(desk.text() == "23:59");
    CHECK(desk.wheel("time.half.name").value == desk.named("time.pm"));
    CHECK(desk.screen.semantics.shows("11:59"));
    CHECK(desk.screen.semantics.shows(language == Language::arabic ? "م" : "PM"));
    desk.step("time.hour.name", -2);
    CHECK(desk.text() == "21:59");
    CHECK_FALSE(desk.screen.wakes_at().has_value());
    // Hours stand left of minutes whichever way one reads; the half of the day comes after them.
    const float hour = desk.wheel("time.hour.name").rect.x;
    const float minute = desk.wheel("time.minute.name").rect.x;
    const float half = desk.wheel("time.half.name").rect.x;
    CHECK(hour < minute);
    CHECK((half < hour) == (language == Language::arabic));
}

TEST_CASE("Twelve at night and at noon stand on the first row of the hours", "[time]") {
    Desk desk(ClockTime{0, 30});
    CHECK(desk.wheel("time.hour.name").value == "12");
    desk.step("time.half.name", 1);
    CHECK(desk.text() == "12:30");
    desk.step("time.hour.name", 1);
    CHECK(desk.text() == "13:30");
}
