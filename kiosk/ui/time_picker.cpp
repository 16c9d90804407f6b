// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/time_picker.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/wheel.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr int minutes_of_an_hour = 60;
constexpr std::size_t hour_wheel = 0;
constexpr std::size_t minute_wheel = 1;
constexpr std::size_t half_wheel = 2;

std::optional<int> two_digits(std::string_view text) {
    const auto digit = [](char character) { return character >= '0' && character <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1]))
        return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

const std::string& half_of_day(Frame& frame, bool afternoon) {
    return frame.string(afternoon ? "time.pm" : "time.am");
}

int row_of(const Wheel& wheel) {
    return static_cast<int>(std::lround(wheel.position));
}

void stand_at(TimeWheel& state, const ClockTime& time) {
    state.wheels = {};
    state.wheels[hour_wheel].position = static_cast<float>(time.hour % 12);
    state.wheels[minute_wheel].position = static_cast<float>(time.minute);
    state.wheels[half_wheel].position = time.afternoon() ? 1.0F : 0.0F;
}

ClockTime time_of(const TimeWheel& state) {
    return {ClockTime::hour_of_day(row_of(state.wheels[hour_wheel]), row_of(state.wheels[half_wheel]) == 1),
            row_of(state.wheels[minute_wheel])};
}

// Returns whether the person turned one of them.
bool wheels(Column& column, const TimePickerSpec& spec, TimeWheel& state) {
    Frame& frame = column.frame();
    const Colours& colour = frame.colours();
    const float radius = frame.theme().radius;
    const int rows = frame.is_wide() ? 3 : 5;
    const float row_height = wheel_row_height(frame);
    const Rect board = column.take(row_height * static_cast<float>(rows));
    frame.memory().pads_seen.push_back(board.intersect(frame.clip()));
    frame.fill(board, colour.surface, radius);
    const Rect band = board.centred(board.width - frame.mm(2), row_height);
    frame.fill(band, state.chosen ? colour.primary_soft : colour.surface_sunken, frame.theme().radius_small);

    const std::array<WheelSpec, 3> specs{
        WheelSpec{.name = frame.string("time.hour.name"),
                  .count = 12,
                  .label = [](int row) { return std::to_string(row == 0 ? 12 : row); },
                  .rows = rows,
                  .chosen = state.chosen},
        WheelSpec{.name = frame.string("time.minute.name"),
                  .count = minutes_of_an_hour,
                  .label = [](int row) { return fmt::format("{:02}", row); },
                  .rows = rows,
                  .chosen = state.chosen},
        WheelSpec{.name = frame.string("time.half.name"),
                  .count = 2,
                  .label = [&frame](int row) { return half_of_day(frame, row == 1); },
                  .rows = rows,
                  .chosen = state.chosen}};
    const float third = board.width / 3;
    Rect rest = board;
    Rect clock = rest.cut_leading(2 * third, frame.direction());
    const auto colon = frame.shape(":", {.type = Type::label, .weight = text::Weight::bold});
    const float between = std::ceil(colon->width()) + 2 * frame.mm(1);
    const Rect hour = clock.cut_leading((clock.width - between) / 2, Direction::left_to_right);
    const Rect gap = clock.cut_leading(between, Direction::left_to_right);
    bool moved = wheel(frame, "time.wheel.hour", hour, specs[hour_wheel], state.wheels[hour_wheel]).moved;
    moved |= wheel(frame, "time.wheel.minute", clock, specs[minute_wheel], state.wheels[minute_wheel]).moved;
    moved |= wheel(frame, "time.wheel.half", rest, specs[half_wheel], state.wheels[half_wheel]).moved;
    frame.draw(colon, gap.centre_x() - colon->width() / 2, board.centre_y() - colon->height() / 2,
               state.chosen ? colour.primary_pressed : colour.text_muted);
    frame.outline(board, spec.invalid ? colour.error : colour.outline_strong,
                  spec.invalid ? frame.theme().line_strong : frame.theme().line, radius);
    return moved;
}

} // namespace

std::optional<ClockTime> ClockTime::parse(std::string_view text) {
    if (text.size() < 5 || text[2] != ':' || (text.size() > 5 && text[5] != ':'))
        return std::nullopt;
    const auto hour = two_digits(text.substr(0, 2));
    const auto minute = two_digits(text.substr(3, 2));
    if (!hour || !minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    return ClockTime{*hour, *minute};
}

std::string ClockTime::text() const {
    return fmt::format("{:02}:{:02}", hour, minute);
}

std::string time_in_words(Frame& frame, const ClockTime& time) {
    const std::string clock = fmt::format("{}:{:02}", time.hour_of_twelve(), time.minute);
    return frame.string("time.words",
                        {{"time", text::isolate(clock)}, {"half", half_of_day(frame, time.afternoon())}});
}

std::optional<ClockTime> time_picker(Column& column, const TimePickerSpec& spec) {
    Frame& frame = column.frame();
    TimeWheel& state = frame.memory().time;
    if (state.question != spec.id) {
        state = TimeWheel{};
        state.question = spec.id;
        state.chosen = spec.value.has_value();
        stand_at(state, spec.value.value_or(spec.shown_first));
    }
    const bool moved = wheels(column, spec, state);
    state.chosen = state.chosen || moved;
    column.gap(frame.sizes().space.small);
    if (!state.chosen) {
        column.text(frame.string("time.turn"), {.type = Type::body}, frame.colours().text_muted);
        return std::nullopt;
    }
    const ClockTime time = time_of(state);
    column.text(time_in_words(frame, time), {.type = Type::label, .weight = text::Weight::bold},
                frame.colours().primary_pressed);
    return time != spec.value ? std::optional(time) : std::nullopt;
}

} // namespace istiqbal::ui
