// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/check_answers.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

// All that has to be mended, at the top; each line leads to its question.
void error_summary(Column& column, const CheckAnswersView& view, Intents& intents) {
    if (view.problems.empty())
        return;
    Frame& frame = column.frame();
    banner(column, {},
           {.kind = BannerKind::error,
            .title = frame.string("check.problems"),
            .text = frame.string("check.problems.text")});
    column.gap(frame.sizes().space.small);
    std::vector<RowSpec> rows;
    std::vector<std::string> labels;
    std::vector<std::string> names;
    labels.reserve(view.problems.size()); // the rows look at them
    names.reserve(view.problems.size());
    for (const form::Problem& problem : view.problems) {
        const std::string& message = problem.message.in(frame.language());
        labels.push_back(view.interview.label(problem.question, frame.language()));
        names.push_back(
            frame.string("check.problem_named", {{"question", labels.back()}, {"problem", message}}));
        rows.push_back({.title = labels.back(), .text = message, .icon = Icon::pencil, .name = names.back()});
    }
    if (const auto chosen = list(column, "problem", rows))
        intents.emplace_back(Change{view.problems[*chosen].question});
    column.gap(frame.sizes().space.large);
}

void section_title(Column& column, std::string_view title) {
    Frame& frame = column.frame();
    column.gap(frame.sizes().space.medium);
    column.text(title, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed);
    column.gap(frame.sizes().space.tiny);
}

void answer_row(Column& column, const CheckAnswersView& view, const form::Item& item, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const std::string label = view.interview.label(item.path, frame.language());
    std::string shown = view.interview.shown(item.path, frame.language());
    const bool unanswered = shown.empty();
    if (unanswered)
        shown = frame.string("check.unanswered");
    const std::string change_name = frame.string("check.change_named", {{"question", label}});
    const ButtonSpec change{.label = frame.string("check.change"),
                            .kind = ButtonKind::quiet,
                            .icon = Icon::pencil,
                            .name = change_name,
                            .type = Type::body};
    const bool changeable = !view.interview.read_only(item.path);
    const float button_slot = changeable ? button_width(frame, change) : 0;
    const float text_width = column.width() - button_slot - frame.mm(space.medium);
    const auto question_text = frame.shape(label, {.type = Type::small}, text_width);
    // A very long answer is signed whole and shown up to what one can take in here; "Change" shows all of it.
    constexpr std::uint32_t most_lines = 12;
    const auto answer_text = frame.shape(
        shown,
        {.type = Type::body, .weight = text::Weight::bold, .overflow = text::Overflow::ellipsis(most_lines)},
        text_width);
    const float height =
        std::max(frame.mm(frame.sizes().target),
                 question_text->height() + answer_text->height() + frame.mm(space.small) * 2);
    Rect row = column.take(height);
    frame.line(row.x, row.bottom(), row.right(), row.bottom(), frame.colours().outline, frame.theme().line);
    const Rect whole = row;
    if (changeable) {
        const Rect slot = row.cut_trailing(button_slot, frame.direction());
        const float target = frame.mm(frame.sizes().target);
        if (button(frame, "change." + item.path, slot.centred(slot.width, target), change))
            intents.emplace_back(Change{item.path});
    }
    row.cut_trailing(frame.mm(space.medium), frame.direction());
    const float top = row.y + (height - question_text->height() - answer_text->height()) / 2;
    frame.draw(question_text, row.x, top, frame.colours().text_muted);
    frame.draw(answer_text, row.x, top + question_text->height(),
               unanswered ? frame.colours().text_muted : frame.colours().text);
    frame.tell(Role::text, label, whole, {}, shown);
}

} // namespace

void check_answers(Frame& frame, const CheckAnswersView& view, Intents& intents) {
    Page page(frame,
              {.id = "check", .primary = frame.string(view.signed_next ? "check.continue" : "check.send")});
    Column& column = page.body();
    error_summary(column, view, intents);
    page_heading(column, frame.string(view.signed_next ? "check.title" : "check.title.unsigned"));
    column.text(frame.string(view.signed_next ? "check.hint" : "check.hint.unsigned"), {.type = Type::body},
                frame.colours().text_muted);
    const form::Group* section = nullptr;
    for (const form::Page& each : view.interview.pages()) {
        if (!each.answerable())
            continue;
        if (each.group != nullptr && each.group != section)
            section_title(column, each.group->label.in(frame.language()));
        section = each.group;
        for (const form::Item& item : each.items)
            if (item.question->answerable())
                answer_row(column, view, item, intents);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
