// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/question.hpp"

#include "kiosk/screens/answer_fields.hpp"
#include "kiosk/screens/field_list.hpp"
#include "kiosk/screens/page_parts.hpp"
#include "kiosk/screens/repeat.hpp"

namespace istiqbal::screens {

using namespace ui;

void form_page(Frame& frame, const PageView& view, Intents& intents) {
    switch (view.page.kind) {
    case form::PageKind::question:
        question(frame, view, intents);
        break;
    case form::PageKind::field_list:
        field_list(frame, view, intents);
        break;
    case form::PageKind::repeat:
        repeat(frame, view, intents);
        break;
    }
}

void question(Frame& frame, const PageView& view, Intents& intents) {
    const form::Item& item = view.page.items.front();
    const AnswerView asked{view.interview, item, problem_of(view, item.path)};
    const std::string position = position_in_words(frame, view);
    const KeyboardKind keyboard = view.interview.read_only(item.path)
                                      ? KeyboardKind::none
                                      : keyboard_of(frame.memory(), *item.question);
    Page page(frame, {.id = view.page.id,
                      .primary = frame.string("continue"),
                      .keyboard = keyboard,
                      .progress = progress_of(view, position)});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    // With the letters on a wide screen there is room for the question and its field; the rest comes after
    // them.
    const bool short_page = frame.is_wide() && keyboard == KeyboardKind::text;
    if (!short_page) {
        position_line(column, position);
        problem_summary(column, view);
    }
    page_heading(column, view.interview.label(item.path, frame.language()),
                 short_page ? std::string() : section_of(frame, view));
    if (!short_page) {
        explanation(column, asked);
        column.gap(space.medium);
    }
    if (asked.problem != nullptr) {
        column.text(asked.problem->message.in(frame.language()),
                    {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error,
                    short_page ? Role::alert : Role::text);
        column.gap(space.tiny);
    }
    answer_field(column, asked, intents);
    if (short_page) {
        column.gap(space.medium);
        explanation(column, asked);
        column.gap(space.medium);
        position_line(column, position);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
