// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/date_fields.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/ui/date_picker.hpp"
#include "kiosk/ui/text_field.hpp"

#include <array>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr std::size_t part_count = 3;
constexpr std::array<std::string_view, part_count> part_ids{"date.day", "date.month", "date.year"};
constexpr std::array<std::string_view, part_count> part_names{"date.day.name", "date.month.name",
                                                              "date.year.name"};
constexpr std::array<std::size_t, part_count> part_lengths{2, 2, 4};

using Parts = std::array<form::WipedText, part_count>;

// The session keeps "day/month/year" as far as it was typed; a date that came another way (a default, a
// scanner) is taken apart the same.
Parts split(std::string_view typed) {
    Parts parts;
    if (const auto date = form::Date::from_iso(typed)) {
        parts[0] = std::to_string(date->day()).c_str();
        parts[1] = std::to_string(date->month()).c_str();
        parts[2] = std::to_string(date->year()).c_str();
        return parts;
    }
    std::size_t part = 0;
    for (const char character : typed) {
        if (character == '/' && part + 1 < part_count)
            ++part;
        else
            parts[part].push_back(character);
    }
    return parts;
}

form::WipedText join(const Parts& parts) {
    if (parts[0].empty() && parts[1].empty() && parts[2].empty())
        return {};
    return parts[0] + "/" + parts[1] + "/" + parts[2];
}

std::size_t focused_part(const Memory& memory) {
    std::size_t part = 0;
    while (part < part_count && memory.editor.field != part_ids[part])
        ++part;
    return part;
}

void by_keypad(Column& column, const QuestionView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& name = view.item.path;
    Parts parts = split(view.interview.typed(name));
    if (focused_part(frame.memory()) == part_count)
        focus_field(frame.memory(), part_ids[0], parts[0]);

    const Spaces& space = frame.sizes().space;
    const float gap = frame.mm(space.small);
    const TextSpec caption{.type = Type::body, .weight = text::Weight::bold};
    const float caption_height = frame.shape(" ", caption)->height();
    Rect row = column.take(caption_height + frame.mm(frame.sizes().button));
    const float unit = (row.width - 2 * gap) / 8;
    for (std::size_t part = 0; part < part_count; ++part) {
        Rect cell = row.cut_leading(unit * static_cast<float>(part_lengths[part]), frame.direction());
        row.cut_leading(gap, frame.direction());
        const std::string& part_name = frame.string(part_names[part]);
        frame.draw_in(cell.cut_top(caption_height), part_name, caption, frame.colours().text);
        const FieldSpec spec{.name = part_name,
                             .left_to_right = true,
                             .invalid = view.problem != nullptr,
                             .centred = true,
                             .next_field = part + 1 < part_count,
                             .type = Type::heading};
        const FieldResult result = text_field(frame, part_ids[part], cell, spec, parts[part]);
        if (result.changed) {
            parts[part] = frame.memory().editor.text;
            intents.emplace_back(SetAnswer{name, join(parts)});
            // A full part leads to the next, as a person writes a date.
            if (part + 1 < part_count && form::count_characters(parts[part]) >= part_lengths[part] &&
                parts[part + 1].empty()) {
                focus_field(frame.memory(), part_ids[part + 1], parts[part + 1]);
                frame.wake_at(frame.now());
            }
        }
        if (result.entered && part + 1 == part_count) {
            intents.emplace_back(Continue{});
        } else if (result.entered) {
            focus_field(frame.memory(), part_ids[part + 1], parts[part + 1]);
            frame.wake_at(frame.now());
        }
    }
    column.gap(space.medium);
    const std::string_view value = view.interview.value(name);
    if (const auto date = form::Date::from_iso(value))
        column.text(form::format_date(*date, form::DateStyle::both, frame.language()),
                    {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed);
    else
        column.text(frame.string("date.either_calendar"), {.type = Type::body}, frame.colours().text_muted);
}

// A day of birth lies decades back, an appointment near: the wheels begin where the answer will be.
void by_wheel(Column& column, const QuestionView& view, Intents& intents) {
    const form::Question& question = *view.item.question;
    const bool past = question.has(form::Appearance::not_future);
    constexpr int days_in_thirty_years = 10957;
    const form::Date today = view.interview.today();
    const bool hijri =
        question.has(form::Appearance::umm_al_qura) || column.frame().language() == Language::arabic;
    DatePickerSpec spec{.id = view.item.path,
                        .shown_first = past ? today.plus_days(-days_in_thirty_years) : today,
                        .value = form::Date::from_iso(view.interview.value(view.item.path)),
                        .calendar = hijri ? form::CalendarKind::umm_al_qura : form::CalendarKind::gregorian,
                        .invalid = view.problem != nullptr};
    if (past) {
        spec.years_back = 90;
        spec.years_on = 30;
    }
    if (question.has(form::Appearance::not_past))
        spec.years_back = 0;
    if (const auto chosen = date_picker(column, spec)) {
        const std::string iso = chosen->iso();
        intents.emplace_back(SetAnswer{view.item.path, form::WipedText(iso.begin(), iso.end())});
    }
}

} // namespace

void date_fields(Column& column, const QuestionView& view, Intents& intents) {
    Frame& frame = column.frame();
    Memory& memory = frame.memory();
    if (memory.date_by_wheel)
        by_wheel(column, view, intents);
    else
        by_keypad(column, view, intents);
    column.gap(frame.sizes().space.medium);
    const ButtonSpec other{.label = frame.string(memory.date_by_wheel ? "date.by_keypad" : "date.by_wheel"),
                           .icon = memory.date_by_wheel ? Icon::pencil : Icon::calendar,
                           .type = Type::body};
    Rect row = column.take(frame.mm(frame.sizes().target));
    if (button(frame, "date.way", row.cut_leading(button_width(frame, other), frame.direction()), other)) {
        memory.date_by_wheel = !memory.date_by_wheel;
        memory.date = DateWheel{};
        focus_field(memory, {}, {});
        frame.wake_at(frame.now());
    }
}

} // namespace istiqbal::screens
