// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/date_picker.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using form::Date;
using test::Headless;

namespace {

// A picker, and what the session would hold.
class Desk {
public:
    explicit Desk(std::optional<Date> held, Language language = Language::english,
                  form::CalendarKind calendar = form::CalendarKind::gregorian)
        : value(held)
        , calendar_(calendar) {
        screen.presentation.language = language;
        screen.settle(scene());
    }

    Headless::Scene scene() {
        return [this](Frame& frame) {
            Column column(frame, {100, 200, 800, 1600});
            const DatePickerSpec spec{.id = "day",
                                      .shown_first = *Date::from_iso("2026-11-22"),
                                      .value = value,
                                      .calendar = calendar_};
            if (const auto chosen = date_picker(column, spec))
                value = chosen;
        };
    }
    const Node& wheel(std::string_view key) const {
        const Node* node = screen.semantics.find_target(named(key));
        REQUIRE(node != nullptr);
        REQUIRE(node->role == Role::spinbutton);
        return *node;
    }
    std::string named(std::string_view key) const {
        return test::shipped_strings().get(screen.presentation.language, key);
    }
    // A tap `rows` beneath the middle.
    void step(std::string_view key, int rows) {
        const Rect rect = wheel(key).rect;
        screen.tap(scene(), rect.centre_x(), rect.centre_y() + static_cast<float>(rows) * rect.height);
    }
    void choose(std::string_view key) {
        const Node* node = screen.semantics.find_target(named(key));
        REQUIRE(node != nullptr);
        screen.tap(scene(), node->rect);
    }
    std::string iso() const { return value ? value->iso() : ""; }

    Headless screen;
    std::optional<Date> value;

private:
    form::CalendarKind calendar_;
};

} // namespace

TEST_CASE("Nothing is chosen before the person turns or taps a wheel", "[date]") {
    Desk desk(std::nullopt);
    CHECK_FALSE(desk.value.has_value());
    CHECK(desk.wheel("date.day.name").value == "22");
    CHECK(desk.screen.semantics.shows(desk.named("wheel.hint")));
    desk.step("date.day.name", 0);
    CHECK(desk.iso() == "2026-11-22");
    CHECK_FALSE(desk.screen.semantics.shows(desk.named("wheel.hint")));
}

TEST_CASE("A tap on a row brings it to the middle; the tree says the values", "[date]") {
    Desk desk(Date::from_iso("2026-11-22"));
    desk.step("date.day.name", 1);
    CHECK(desk.iso() == "2026-11-23");
    desk.step("date.month.name", -2);
    CHECK(desk.iso() == "2026-09-23");
    desk.step("date.year.name", -1);
    CHECK(desk.iso() == "2025-09-23");
    CHECK(desk.wheel("date.month.name").value == "September");
    CHECK(desk.wheel("date.year.name").value == "2025");
    CHECK(desk.screen.semantics.shows("1447"));
    CHECK_FALSE(desk.screen.wakes_at().has_value());
}

TEST_CASE("A day that the month has not cannot be chosen", "[date]") {
    Desk desk(Date::from_iso("2026-03-31"));
    desk.step("date.month.name", -1);
    CHECK(desk.iso() == "2026-02-28");
    desk.step("date.day.name", 1);
    CHECK(desk.iso() == "2026-02-28");
    // Jumada al-Akhirah 1448 has 29 or 30 days; whichever, the wheel ends there.
    Desk hijri(form::from_hijri({1448, 1, 29}), Language::arabic, form::CalendarKind::umm_al_qura);
    for (int month = 0; month < 11; ++month) {
        for (int day = 0; day < 3; ++day)
            hijri.step("date.day.name", 1);
        const auto shown = form::to_hijri(*hijri.value);
        REQUIRE(shown.has_value());
        CHECK(shown->day == form::days_in_hijri_month(shown->year, shown->month));
        hijri.step("date.month.name", 1);
    }
}

TEST_CASE("The other calendar shows the same day", "[date]") {
    Desk desk(Date::from_iso("2024-06-24"));
    CHECK(desk.screen.semantics.shows("18 Dhu al-Hijjah 1445"));
    desk.choose("wheel.calendar.hijri");
    CHECK(desk.iso() == "2024-06-24");
    CHECK(desk.wheel("date.day.name").value == "18");
    CHECK(desk.wheel("date.year.name").value == "1445");
    CHECK(desk.screen.semantics.shows("24 June 2024"));
    desk.step("date.day.name", 1);
    CHECK(desk.iso() == "2024-06-25");
}

TEST_CASE("A wheel turns with the finger, goes on after a flick and rests on a value", "[date]") {
    Desk desk(Date::from_iso("2026-11-22"));
    const Rect row = desk.wheel("date.year.name").rect;
    const float x = row.centre_x();
    const float y = row.centre_y();
    SECTION("slowly: as many rows as the finger goes") {
        desk.screen.touch_down(x, y);
        desk.screen.frame(desk.scene());
        for (int step = 0; step <= 40; ++step) {
            desk.screen.touch_move(x, y + row.height * 2 * static_cast<float>(step) / 40 + 10);
            desk.screen.frame(desk.scene());
        }
        for (int rest = 0; rest < 6; ++rest) { // the finger stops before it is lifted
            desk.screen.touch_move(x, y + row.height * 2 + 10);
            desk.screen.frame(desk.scene());
        }
        desk.screen.touch_up(x, y + row.height * 2 + 10);
        desk.screen.settle(desk.scene());
        CHECK(desk.iso() == "2024-11-22");
    }
    SECTION("a flick: further") {
        desk.screen.touch_down(x, y);
        desk.screen.frame(desk.scene());
        for (int step = 1; step <= 5; ++step) {
            desk.screen.touch_move(x, y + row.height * 0.4F * static_cast<float>(step));
            desk.screen.frame(desk.scene());
        }
        desk.screen.touch_up(x, y + row.height * 2);
        desk.screen.settle(desk.scene());
        REQUIRE(desk.value.has_value());
        CHECK(desk.value->year() < 2023);
    }
    CHECK_FALSE(desk.screen.wakes_at().has_value());
    const float position = desk.screen.memory.date.wheels[2].position;
    CHECK(position == static_cast<float>(static_cast<int>(position)));
}

TEST_CASE("The wheels stand in the order of reading", "[date]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    Desk desk(Date::from_iso("2026-11-22"), language);
    const bool day_is_right = desk.wheel("date.day.name").rect.x > desk.wheel("date.year.name").rect.x;
    CHECK(day_is_right == (language == Language::arabic));
}
