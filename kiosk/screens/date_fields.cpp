// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/date_fields.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/date_time.hpp"
#include "kiosk/screens/time_fields.hpp"
#include "kiosk/ui/date_picker.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/time_picker.hpp"

#include <array>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr std::size_t part_count = 3;
constexpr std::array<std::string_view, part_count> parts_of_date{first_date_part, "month", "year"};
constexpr std::array<std::string_view, part_count> part_keys{"date.day.name", "date.month.name",
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

void focus_part(Frame& frame, std::string_view id, std::string_view text) {
    focus_field(frame.memory(), id, text);
    frame.wake_at(frame.now());
}

PartsResult date_parts(Column& column, const PartsSpec& spec) {
    Frame& frame = column.frame();
    Parts parts = split(spec.typed);
    std::array<std::string, part_count> ids;
    for (std::size_t part = 0; part < part_count; ++part)
        ids[part] = part_id(spec.path, parts_of_date[part]);
    if (spec.takes_focus)
        focus_field(frame.memory(), ids[0], parts[0]);

    PartsResult result;
    const float gap = frame.mm(frame.sizes().space.small);
    const TextSpec caption{.type = Type::body, .weight = text::Weight::bold};
    const float caption_height = frame.shape(" ", caption)->height();
    Rect row = column.take(caption_height + frame.mm(frame.sizes().button));
    const float unit = (row.width - 2 * gap) / 8;
    for (std::size_t part = 0; part < part_count; ++part) {
        const bool last = part + 1 == part_count;
        Rect cell = row.cut_leading(unit * static_cast<float>(part_lengths[part]), frame.direction());
        row.cut_leading(gap, frame.direction());
        frame.draw_in(cell.cut_top(caption_height), frame.string(part_keys[part]), caption,
                      frame.colours().text);
        const std::string name = part_name(frame, spec, part_keys[part]);
        const FieldSpec field{.name = name,
                              .left_to_right = true,
                              .invalid = spec.invalid,
                              .centred = true,
                              .next_field = !last || spec.next_field,
                              .type = Type::heading};
        const FieldResult done = text_field(frame, ids[part], cell, field, parts[part]);
        if (done.changed) {
            parts[part] = frame.memory().editor.text;
            result.typed = join(parts);
            // A full part leads to the next, as a person writes a date.
            if (!last && form::count_characters(parts[part]) >= part_lengths[part] && parts[part + 1].empty())
                focus_part(frame, ids[part + 1], parts[part + 1]);
        }
        if (done.entered && last)
            result.entered = true;
        else if (done.entered)
            focus_part(frame, ids[part + 1], parts[part + 1]);
    }
    return result;
}

// Beneath the fields: the day in both calendars, once it is one.
void written_out(Column& column, const std::optional<form::Date>& date) {
    Frame& frame = column.frame();
    if (date)
        column.text(form::format_date(*date, form::DateStyle::both, frame.language()),
                    {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed);
    else
        column.text(frame.string("date.either_calendar"), {.type = Type::body}, frame.colours().text_muted);
}

// A day of birth lies decades back, an appointment near: the wheels begin where the answer will be.
std::optional<form::Date> by_wheel(Column& column, const AnswerView& view,
                                   const std::optional<form::Date>& value) {
    const form::Question& question = *view.item.question;
    const bool past = question.has(form::Appearance::not_future);
    constexpr int days_in_thirty_years = 10957;
    const form::Date today = view.interview.today();
    const bool hijri =
        question.has(form::Appearance::umm_al_qura) || column.frame().language() == Language::arabic;
    DatePickerSpec spec{.id = view.item.path,
                        .shown_first = past ? today.plus_days(-days_in_thirty_years) : today,
                        .value = value,
                        .calendar = hijri ? form::CalendarKind::umm_al_qura : form::CalendarKind::gregorian,
                        .invalid = view.problem != nullptr};
    if (past) {
        spec.years_back = 90;
        spec.years_on = 30;
    }
    if (question.has(form::Appearance::not_past))
        spec.years_back = 0;
    return date_picker(column, spec);
}

PartsSpec parts_spec(const AnswerView& view, std::string_view label, std::string_view typed,
                     const Memory& memory) {
    return {.path = view.item.path,
            .question = view.alone ? std::string_view() : label,
            .typed = typed,
            .invalid = view.problem != nullptr,
            .takes_focus = view.alone && !is_part_focused(memory, view.item.path),
            .next_field = !view.next.empty()};
}

form::WipedText wiped(std::string_view text) {
    return {text.begin(), text.end()};
}

// A moment as far as it was typed: the date, a T, the time.
struct Halves {
    std::string_view date;
    std::string_view time;
};

Halves halves_of(std::string_view typed) {
    const std::size_t middle = typed.find('T');
    if (middle == std::string_view::npos)
        return {typed, {}};
    return {typed.substr(0, middle), typed.substr(middle + 1)};
}

form::WipedText join(std::string_view date, std::string_view time) {
    if (date.empty() && time.empty())
        return {};
    return wiped(date) + "T" + wiped(time);
}

std::optional<form::Date> date_of(std::string_view typed) {
    if (const auto iso = form::Date::from_iso(typed))
        return iso;
    const auto date = form::parse_typed_date(typed);
    return date ? std::optional(*date) : std::nullopt;
}

} // namespace

std::string part_id(std::string_view path, std::string_view part) {
    return "field." + std::string(path) + "." + std::string(part);
}

std::string part_name(Frame& frame, const PartsSpec& spec, std::string_view key) {
    const std::string& part = frame.string(key);
    if (spec.question.empty())
        return part;
    return frame.string("answer.named", {{"question", std::string(spec.question)}, {"answer", part}});
}

bool is_part_focused(const Memory& memory, std::string_view path) {
    const std::string prefix = part_id(path, {});
    return memory.editor.field.compare(0, prefix.size(), prefix) == 0;
}

void focus_first_part(Memory& memory, const form::Question& question, std::string_view path,
                      std::string_view typed) {
    if (question.type == form::QuestionType::time)
        focus_time(memory, path, typed);
    else
        focus_field(memory, part_id(path, first_date_part), split(halves_of(typed).date)[0]);
}

void way_of_entry(Column& column, std::string_view path) {
    Frame& frame = column.frame();
    Memory& memory = frame.memory();
    column.gap(frame.sizes().space.medium);
    const ButtonSpec other{.label = frame.string(memory.date_by_wheel ? "date.by_keypad" : "date.by_wheel"),
                           .icon = memory.date_by_wheel ? Icon::pencil : Icon::calendar,
                           .type = Type::body};
    Rect row = column.take(frame.mm(frame.sizes().target));
    if (button(frame, "date.way." + std::string(path),
               row.cut_leading(button_width(frame, other), frame.direction()), other)) {
        memory.date_by_wheel = !memory.date_by_wheel;
        memory.date = DateWheel{};
        memory.time = TimeWheel{};
        focus_field(memory, {}, {});
        frame.wake_at(frame.now());
    }
}

void date_fields(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const auto date = form::Date::from_iso(view.interview.value(path));
    if (frame.memory().date_by_wheel) {
        if (const auto chosen = by_wheel(column, view, date))
            intents.emplace_back(SetAnswer{path, wiped(chosen->iso())});
    } else {
        const std::string label = view.interview.label(path, frame.language());
        const PartsResult done =
            date_parts(column, parts_spec(view, label, view.interview.typed(path), frame.memory()));
        if (done.typed)
            intents.emplace_back(SetAnswer{path, *done.typed});
        if (done.entered)
            leave_field(frame, view, intents);
        column.gap(frame.sizes().space.medium);
        written_out(column, date);
    }
    way_of_entry(column, path);
}

void date_time_fields(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const Halves halves = halves_of(view.interview.typed(path));
    const auto date = date_of(halves.date);
    if (frame.memory().date_by_wheel) {
        const auto time = form::parse_typed_time(halves.time);
        const auto day = by_wheel(column, view, date);
        column.gap(frame.sizes().space.medium);
        const auto chosen = time_picker(column, {.id = path,
                                                 .value = time ? ClockTime::parse(time->iso()) : std::nullopt,
                                                 .invalid = view.problem != nullptr});
        const std::string new_day = day ? day->iso() : std::string(halves.date);
        const std::string new_time = chosen ? chosen->text() : std::string(halves.time);
        if (day || chosen)
            intents.emplace_back(SetAnswer{path, join(new_day, new_time)});
        way_of_entry(column, path);
        return;
    }
    const std::string label = view.interview.label(path, frame.language());
    PartsSpec spec = parts_spec(view, label, halves.date, frame.memory());
    spec.next_field = true;
    const PartsResult day = date_parts(column, spec);
    column.gap(frame.sizes().space.small);
    written_out(column, date);
    column.gap(frame.sizes().space.medium);
    spec.typed = halves.time;
    spec.takes_focus = false;
    spec.next_field = !view.next.empty();
    const PartsResult time = time_parts(column, spec);
    if (day.typed || time.typed)
        intents.emplace_back(SetAnswer{path, join(day.typed ? std::string_view(*day.typed) : halves.date,
                                                  time.typed ? std::string_view(*time.typed) : halves.time)});
    if (day.entered) {
        focus_time(frame.memory(), path, halves.time);
        frame.wake_at(frame.now());
    }
    if (time.entered)
        leave_field(frame, view, intents);
    way_of_entry(column, path);
}

} // namespace istiqbal::screens
