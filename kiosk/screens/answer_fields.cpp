// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/answer_fields.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/screens/time_fields.hpp"
#include "kiosk/ui/drawing.hpp"
#include "kiosk/ui/text_field.hpp"

#include <charconv>

namespace istiqbal::screens {

using namespace ui;
using form::Appearance;
using form::QuestionType;

namespace {

std::string field_id(std::string_view path) {
    return "field." + std::string(path);
}

bool is_typed_in_parts(QuestionType type) {
    return type == QuestionType::date || type == QuestionType::time || type == QuestionType::date_time;
}

// What stands on the field itself, in words that tell it from the others of the page.
std::string named(const AnswerView& view, Frame& frame, std::string_view answer) {
    if (view.alone)
        return std::string(answer);
    return frame.string("answer.named", {{"question", view.interview.label(view.item.path, frame.language())},
                                         {"answer", std::string(answer)}});
}

// Typed text is an answer at once, so that nothing is lost whatever happens next.
void entry_field(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    Memory& memory = frame.memory();
    const form::Question& question = *view.item.question;
    const std::string& path = view.item.path;
    const std::string id = field_id(path);
    if (view.alone && memory.editor.field != id)
        focus_field(memory, id, view.interview.typed(path));
    const KeyboardKind keyboard = keyboard_of(memory, question);
    const bool scans = question.type == QuestionType::barcode;
    const bool multiline = question.has(Appearance::multiline);
    const bool latin = scans || question.has(Appearance::iban) || question.has(Appearance::latin);
    const bool words = keyboard == KeyboardKind::text && !latin;
    const std::string label = view.interview.label(path, frame.language());
    const FieldSpec spec{.name = label,
                         .placeholder = scans ? frame.string("scan.hint") : std::string_view(),
                         .multiline = multiline,
                         .left_to_right = !words,
                         .latin = latin,
                         .invalid = view.problem != nullptr,
                         .icon = scans ? Icon::qr : Icon::none,
                         .next_field = !view.next.empty(),
                         .type = words || question.has(Appearance::iban) || question.has(Appearance::latin)
                                     ? Type::label
                                     : Type::heading};
    const float height = frame.mm(frame.sizes().button) * (multiline ? 3.0F : 1.0F);
    const FieldResult result = text_field(frame, id, column.take(height), spec, view.interview.typed(path));
    const bool focused = memory.editor.field == id;
    if (result.changed)
        intents.emplace_back(SetAnswer{path, memory.editor.text});
    if (result.entered)
        leave_field(frame, view, intents);
    if (focused && memory.editor.text_refused) {
        column.gap(frame.sizes().space.small);
        column.text(frame.string("field.full"), {.type = Type::body, .weight = text::Weight::bold},
                    frame.colours().error, Role::alert);
    }
}

void choices(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const bool multiple = view.item.question->type == QuestionType::select_multiple;
    const auto offered = view.interview.choices(path);
    const float gap = frame.mm(frame.sizes().space.small);
    // Many short choices stand in two columns, so that most forms need no scrolling.
    constexpr std::size_t most_in_one_column = 6;
    const std::size_t columns = offered.size() > most_in_one_column ? 2 : 1;
    const float width =
        (column.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (std::size_t first = 0; first < offered.size(); first += columns) {
        const std::size_t end = std::min(offered.size(), first + columns);
        float height = 0;
        for (std::size_t index = first; index < end; ++index)
            height = std::max(
                height, choice_height(frame, {.label = offered[index]->label.in(frame.language())}, width));
        Rect row = column.take(height);
        for (std::size_t index = first; index < end; ++index) {
            const form::Choice& choice = *offered[index];
            const bool selected = view.interview.selected(path, choice.name);
            const std::string& label = choice.label.in(frame.language());
            const std::string name = named(view, frame, label);
            const ChoiceSpec spec{.label = label,
                                  .selected = selected,
                                  .multiple = multiple,
                                  .invalid = !view.alone && view.problem != nullptr,
                                  .name = name};
            if (choice_card(frame, "choice." + path + "." + choice.name,
                            row.cut_leading(width, frame.direction()), spec)) {
                if (multiple)
                    intents.emplace_back(SelectChoice{path, choice.name, !selected});
                else
                    intents.emplace_back(SetAnswer{path, form::WipedText(choice.name)});
            }
            row.cut_leading(gap, frame.direction());
        }
        column.take(gap);
    }
}

void ordering(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const auto offered = view.interview.choices(path);
    std::vector<std::string_view> labels;
    for (const form::Choice* choice : offered)
        labels.push_back(choice->label.in(frame.language()));
    // What was typed holds the order also while it is not complete.
    std::vector<std::size_t> order;
    std::string_view rest = view.interview.typed(path);
    while (!rest.empty()) {
        const std::size_t length = std::min(rest.find(' '), rest.size());
        for (std::size_t index = 0; index < offered.size(); ++index)
            if (offered[index]->name == rest.substr(0, length))
                order.push_back(index);
        rest.remove_prefix(std::min(rest.size(), length + 1));
    }
    const auto changed =
        rank(column, "rank." + path, {.labels = labels, .order = order, .invalid = view.problem != nullptr});
    if (!changed)
        return;
    form::WipedText typed;
    for (const std::size_t index : *changed) {
        if (!typed.empty())
            typed.push_back(' ');
        typed.append(offered[index]->name);
    }
    intents.emplace_back(SetAnswer{path, std::move(typed)});
}

void sliding(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const form::Range& ends = *view.item.question->range;
    const std::string label = view.interview.label(path, frame.language());
    NumberSpec spec{.name = label,
                    .least = ends.start,
                    .most = ends.end,
                    .step = ends.step,
                    .invalid = view.problem != nullptr};
    const std::string least = text::isolate(number_text(spec, spec.least));
    const std::string most = text::isolate(number_text(spec, snap(spec, spec.most)));
    spec.least_text = least;
    spec.most_text = most;
    const std::string_view value = view.interview.value(path);
    double number = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc() &&
        !value.empty())
        spec.value = number;
    const auto now =
        range(frame, "range." + path, column.take(range_height(frame, spec, column.width())), spec);
    if (!now || now == spec.value)
        return;
    const std::string text = number_text(spec, *now);
    intents.emplace_back(SetAnswer{path, form::WipedText(text.begin(), text.end())});
}

void drawing(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& path = view.item.path;
    const bool signs = view.item.question->has(Appearance::signature);
    const std::string label = view.interview.label(path, frame.language());
    const PadSpec spec{.name = label,
                       .kind = signs ? PadKind::signature : PadKind::drawing,
                       .invalid = view.problem != nullptr};
    const std::string_view typed = view.interview.typed(path);
    const PadInput drawn =
        ink_pad(frame, "pad." + path, column.take(ink_pad_height(frame, spec.kind, column.width())), spec,
                strokes_of(typed));
    if (!drawn.points.empty())
        intents.emplace_back(SetAnswer{path, with_points(typed, drawn)});
    if (typed.empty())
        return;
    column.gap(frame.sizes().space.small);
    const std::string& clear = frame.string(signs ? "declaration.clear" : "drawing.clear");
    const std::string name = named(view, frame, clear);
    if (button_row(column, "clear." + path, {{.label = clear, .icon = Icon::cross, .name = name}}))
        intents.emplace_back(SetAnswer{path, {}});
}

void acknowledgement(Column& column, const AnswerView& view, Intents& intents) {
    Frame& frame = column.frame();
    const bool given = !view.interview.value(view.item.path).empty();
    const std::string& label = frame.string("question.acknowledge");
    const std::string name = named(view, frame, label);
    const ChoiceSpec spec{.label = label,
                          .selected = given,
                          .multiple = true,
                          .invalid = !view.alone && view.problem != nullptr,
                          .name = name};
    if (choice_card(column, "acknowledge." + view.item.path, spec))
        intents.emplace_back(SetAnswer{view.item.path, given ? "" : "OK"});
}

// What the person cannot change stands there to be read.
void fixed_answer(Column& column, const AnswerView& view) {
    Frame& frame = column.frame();
    std::string shown = view.interview.shown(view.item.path, frame.language());
    if (shown.empty())
        shown = frame.string("check.unanswered");
    column.text(shown, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().text);
}

} // namespace

KeyboardKind keyboard_of(const Memory& memory, const form::Question& question) {
    switch (question.type) {
    case QuestionType::integer:
        return KeyboardKind::digits;
    case QuestionType::decimal:
        return KeyboardKind::decimal;
    case QuestionType::date:
    case QuestionType::time:
    case QuestionType::date_time:
        return memory.date_by_wheel ? KeyboardKind::none : KeyboardKind::digits;
    case QuestionType::text: {
        const bool digits = question.has(Appearance::saudi_id) || question.has(Appearance::saudi_mobile) ||
                            question.has(Appearance::numbers);
        return digits ? KeyboardKind::digits : KeyboardKind::text;
    }
    case QuestionType::barcode:
        return KeyboardKind::text;
    default:
        return KeyboardKind::none;
    }
}

bool is_typed_into(const Memory& memory, const form::Item& item) {
    return memory.editor.field == field_id(item.path) || is_part_focused(memory, item.path);
}

void focus_answer(Memory& memory, const form::Interview& interview, const form::Item& item) {
    const std::string_view typed = interview.typed(item.path);
    if (keyboard_of(memory, *item.question) == KeyboardKind::none)
        focus_field(memory, {}, {});
    else if (!is_typed_in_parts(item.question->type))
        focus_field(memory, field_id(item.path), typed);
    else
        focus_first_part(memory, *item.question, item.path, typed);
}

void leave_field(Frame& frame, const AnswerView& view, Intents& intents) {
    frame.wake_at(frame.now());
    if (const form::Question* next = view.interview.question(view.next))
        focus_answer(frame.memory(), view.interview, {std::string(view.next), next});
    else if (view.last)
        intents.emplace_back(Continue{});
    else
        focus_field(frame.memory(), {}, {});
}

void explanation(Column& column, const AnswerView& view) {
    Frame& frame = column.frame();
    if (view.item.question->answerable() && !view.interview.required(view.item.path) &&
        !view.interview.read_only(view.item.path))
        column.text(frame.string("question.optional"), {.type = Type::body}, frame.colours().text_muted);
    column.text(view.interview.hint(view.item.path, frame.language()), {.type = Type::body},
                frame.colours().text_muted);
    const std::string& guidance = view.item.question->guidance.in(frame.language());
    if (!guidance.empty()) {
        column.gap(frame.sizes().space.small);
        column.text(guidance, {.type = Type::small}, frame.colours().text_muted);
    }
}

void answer_field(Column& column, const AnswerView& view, Intents& intents) {
    if (view.item.question->answerable() && view.interview.read_only(view.item.path)) {
        fixed_answer(column, view);
        return;
    }
    switch (view.item.question->type) {
    case QuestionType::text:
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::barcode:
        entry_field(column, view, intents);
        break;
    case QuestionType::date:
        date_fields(column, view, intents);
        break;
    case QuestionType::time:
        time_fields(column, view, intents);
        break;
    case QuestionType::date_time:
        date_time_fields(column, view, intents);
        break;
    case QuestionType::select_one:
    case QuestionType::select_multiple:
        choices(column, view, intents);
        break;
    case QuestionType::rank:
        ordering(column, view, intents);
        break;
    case QuestionType::range:
        sliding(column, view, intents);
        break;
    case QuestionType::image:
        drawing(column, view, intents);
        break;
    case QuestionType::acknowledge:
        acknowledgement(column, view, intents);
        break;
    default: // notes are read; the others are never shown
        break;
    }
}

} // namespace istiqbal::screens
