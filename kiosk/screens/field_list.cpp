// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/field_list.hpp"

#include "kiosk/screens/answer_fields.hpp"
#include "kiosk/screens/page_parts.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

KeyboardKind keyboard_in_use(const Memory& memory, const PageView& view) {
    for (const form::Item& item : view.page.items)
        if (is_typed_into(memory, item))
            return keyboard_of(memory, *item.question);
    return KeyboardKind::none;
}

bool is_typed(const Memory& memory, const PageView& view, const form::Item& item) {
    return keyboard_of(memory, *item.question) != KeyboardKind::none && !view.interview.read_only(item.path);
}

// The field after the mistake is the first one to be typed into.
void show_first_problem(Frame& frame, const PageView& view) {
    Memory& memory = frame.memory();
    if (view.problems.empty() || !memory.editor.field.empty() || !memory.reveal_field)
        return;
    for (const form::Item& item : view.page.items)
        if (problem_of(view, item.path) != nullptr) {
            focus_answer(memory, view.interview, item);
            return;
        }
}

void one_question(Column& column, const PageView& view, std::size_t index, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const form::Item& item = view.page.items[index];
    AnswerView asked{view.interview, item, problem_of(view, item.path), false};
    asked.last = index + 1 == view.page.items.size();
    for (std::size_t later = index + 1; later < view.page.items.size() && asked.next.empty(); ++later)
        if (is_typed(frame.memory(), view, view.page.items[later]))
            asked.next = view.page.items[later].path;
    column.text(view.interview.label(item.path, frame.language()),
                {.type = Type::label, .weight = text::Weight::bold}, frame.colours().text);
    explanation(column, asked);
    if (asked.problem != nullptr)
        column.text(asked.problem->message.in(frame.language()),
                    {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error);
    column.gap(space.small);
    answer_field(column, asked, intents);
    column.gap(space.large);
}

} // namespace

void field_list(Frame& frame, const PageView& view, Intents& intents) {
    show_first_problem(frame, view);
    const std::string position = position_in_words(frame, view);
    Page page(frame, {.id = view.page.id,
                      .primary = frame.string("continue"),
                      .keyboard = keyboard_in_use(frame.memory(), view),
                      .progress = progress_of(view, position)});
    Column& column = page.body();
    position_line(column, position);
    problem_summary(column, view);
    const std::string title = view.page.group->label.in(frame.language());
    const std::string section = section_of(frame, view);
    if (!title.empty())
        page_heading(column, title, section == title ? std::string() : section);
    column.gap(frame.sizes().space.small);
    for (std::size_t index = 0; index < view.page.items.size(); ++index)
        one_question(column, view, index, intents);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
