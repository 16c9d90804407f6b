// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/time_fields.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/date_time.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/time_picker.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr std::size_t hour = 0;
constexpr std::size_t minute = 1;
constexpr std::string_view minute_part = "minute";
constexpr std::size_t digits_of_part = 2;

enum class Half { unsaid, morning, afternoon };

// As far as it was typed.
struct Parts {
    std::array<form::WipedText, 2> typed; // hour, minute
    Half half = Half::unsaid;
};

constexpr std::string_view morning_word = " am";
constexpr std::string_view afternoon_word = " pm";
// Says that nobody chose a half yet: without it "10:30" would be a time of 24 hours.
constexpr std::string_view unsaid_word = " ?";

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What join() made, or a time that came another way: by wheel, from a default.
Parts split(std::string_view typed) {
    Parts parts;
    if (const auto time = ClockTime::parse(typed); time && typed.find(' ') == std::string_view::npos) {
        const std::string hours = std::to_string(time->hour_of_twelve());
        const std::string minutes = fmt::format("{:02}", time->minute);
        parts.typed = {form::WipedText(hours.begin(), hours.end()),
                       form::WipedText(minutes.begin(), minutes.end())};
        parts.half = time->afternoon() ? Half::afternoon : Half::morning;
        return parts;
    }
    for (const auto& [word, half] :
         {std::pair(morning_word, Half::morning), std::pair(afternoon_word, Half::afternoon),
          std::pair(unsaid_word, Half::unsaid)}) {
        if (!ends_with(typed, word))
            continue;
        typed.remove_suffix(word.size());
        parts.half = half;
        break;
    }
    const std::size_t colon = std::min(typed.find(':'), typed.size());
    parts.typed[hour].assign(typed.substr(0, colon));
    if (colon < typed.size())
        parts.typed[minute].assign(typed.substr(colon + 1));
    return parts;
}

// 0 and 13 to 23 are hours of the whole day: they need no half.
bool says_its_half(std::string_view typed_hour) {
    const std::string ascii = form::normalise_digits(typed_hour);
    int value = 0;
    if (ascii.empty() || ascii.size() > digits_of_part)
        return false;
    for (const char digit : ascii) {
        if (digit < '0' || digit > '9')
            return false;
        value = value * 10 + (digit - '0');
    }
    return value == 0 || value > 12;
}

form::WipedText join(const Parts& parts) {
    if (parts.typed[hour].empty() && parts.typed[minute].empty() && parts.half == Half::unsaid)
        return {};
    form::WipedText text = parts.typed[hour] + ":" + parts.typed[minute];
    if (says_its_half(parts.typed[hour]))
        return text;
    const std::string_view word = parts.half == Half::morning     ? morning_word
                                  : parts.half == Half::afternoon ? afternoon_word
                                                                  : unsaid_word;
    return text.append(word);
}

void written_out(Column& column, const std::optional<form::TimeOfDay>& time) {
    Frame& frame = column.frame();
    const auto shown = time ? ClockTime::parse(time->iso()) : std::nullopt;
    if (shown)
        column.text(time_in_words(frame, *shown), {.type = Type::label, .weight = text::Weight::bold},
                    frame.colours().primary_pressed);
    else
        column.text(frame.string("time.hint"), {.type = Type::body}, frame.colours().text_muted);
}

// Hour, colon, minutes from left to right in both languages, as a clock shows them. Returns whether Enter was
// typed in the last.
bool number_fields(Frame& frame, Rect row, const PartsSpec& spec, Parts& parts, bool& changed) {
    constexpr std::array keys{std::string_view("time.hour.name"), std::string_view("time.minute.name")};
    const std::array ids{part_id(spec.path, first_time_part), part_id(spec.path, minute_part)};
    const TextSpec caption{.type = Type::body, .weight = text::Weight::bold};
    const float caption_height = frame.shape(" ", caption)->height();
    const float between = frame.mm(frame.sizes().space.medium);
    const float width = (row.width - between) / 2;
    bool entered = false;
    for (const std::size_t part : {hour, minute}) {
        Rect cell = row.cut_leading(width, Direction::left_to_right);
        const Rect gap = row.cut_leading(between, Direction::left_to_right);
        frame.draw_in(cell.cut_top(caption_height), frame.string(keys[part]), caption, frame.colours().text);
        const std::string name = part_name(frame, spec, keys[part]);
        const FieldSpec field{.name = name,
                              .left_to_right = true,
                              .invalid = spec.invalid,
                              .centred = true,
                              .next_field = part == hour || spec.next_field,
                              .type = Type::heading};
        const FieldResult done = text_field(frame, ids[part], cell, field, parts.typed[part]);
        if (part == hour)
            frame.draw_in({gap.x, cell.y, gap.width, cell.height}, ":",
                          {.type = Type::heading, .alignment = text::Alignment::center},
                          frame.colours().text);
        bool go_on = done.entered;
        if (done.changed) {
            parts.typed[part] = frame.memory().editor.text;
            changed = true;
            go_on |=
                form::count_characters(parts.typed[part]) >= digits_of_part && parts.typed[minute].empty();
        }
        if (part == minute)
            entered = done.entered;
        else if (go_on)
            focus_field(frame.memory(), ids[minute], parts.typed[minute]);
        if (go_on)
            frame.wake_at(frame.now());
    }
    return entered;
}

void halves(Frame& frame, const Rect& row, const PartsSpec& spec, Parts& parts, bool& changed) {
    const std::array<TabSpec, 2> specs{{{frame.string("time.am.long")}, {frame.string("time.pm.long")}}};
    const std::size_t unsaid = specs.size();
    const std::size_t before = parts.half == Half::unsaid ? unsaid : parts.half == Half::morning ? 0 : 1;
    const std::size_t now = tabs(frame, part_id(spec.path, "half"), row, specs, before);
    if (now == before)
        return;
    parts.half = now == 0 ? Half::morning : Half::afternoon;
    changed = true;
}

} // namespace

void focus_time(Memory& memory, std::string_view path, std::string_view typed) {
    focus_field(memory, part_id(path, first_time_part), split(typed).typed[hour]);
}

PartsResult time_parts(Column& column, const PartsSpec& spec) {
    Frame& frame = column.frame();
    Parts parts = split(spec.typed);
    if (spec.takes_focus)
        focus_field(frame.memory(), part_id(spec.path, first_time_part), parts.typed[hour]);
    PartsResult result;
    bool changed = false;
    const float field = frame.mm(frame.sizes().button);
    const float caption = frame.shape(" ", {.type = Type::body, .weight = text::Weight::bold})->height();
    result.entered = number_fields(frame, column.take(caption + field), spec, parts, changed);
    column.gap(frame.sizes().space.small);
    const std::array<TabSpec, 2> specs{{{frame.string("time.am.long")}, {frame.string("time.pm.long")}}};
    halves(frame, column.take(std::max(field, tabs_height(frame, specs, column.width()))), spec, parts,
           changed);
    if (changed)
        result.typed = join(parts);
    column.gap(frame.sizes().space.small);
    written_out(column, form::parse_typed_time(spec.typed));
    return result;
}

void time_fields(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    if (frame.memory().date_by_wheel) {
        if (const auto chosen = time_picker(column, {.id = path,
                                                     .value = ClockTime::parse(view.interview.value(path)),
                                                     .invalid = view.problem != nullptr})) {
            const std::string text = chosen->text();
            intents.emplace_back(SetAnswer{path, form::WipedText(text.begin(), text.end())});
        }
    } else {
        const std::string label = view.interview.label(path, frame.language());
        const PartsResult done =
            time_parts(column, {.path = path,
                                .question = view.alone ? std::string_view() : std::string_view(label),
                                .typed = view.interview.typed(path),
                                .invalid = view.problem != nullptr,
                                .takes_focus = view.alone && !is_part_focused(frame.memory(), path),
                                .next_field = !view.next.empty()});
        if (done.typed)
            intents.emplace_back(SetAnswer{path, *done.typed});
        if (done.entered)
            leave_field(frame, view, intents);
    }
    way_of_entry(column, path);
}

} // namespace istiqbal::screens
