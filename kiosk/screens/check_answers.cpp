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

struct Row {
    std::string id; // of its "Change"
    std::string_view label;
    std::string shown;
    bool changeable = true;
};

// Returns whether it is to be changed.
bool answer_row(Column& column, const Row& answer) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const bool unanswered = answer.shown.empty();
    const std::string shown = unanswered ? std::string(frame.string("check.unanswered")) : answer.shown;
    const std::string change_name = frame.string("check.change_named", {{"question", answer.label}});
    const ButtonSpec change{.label = frame.string("check.change"),
                            .kind = ButtonKind::quiet,
                            .icon = Icon::pencil,
                            .name = change_name,
                            .type = Type::body};
    const float button_slot = answer.changeable ? button_width(frame, change) : 0;
    const float text_width = column.width() - button_slot - frame.mm(space.medium);
    const auto question_text = frame.shape(answer.label, {.type = Type::small}, text_width);
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
    bool wanted = false;
    if (answer.changeable) {
        const Rect slot = row.cut_trailing(button_slot, frame.direction());
        const float target = frame.mm(frame.sizes().target);
        wanted = button(frame, "change." + answer.id, slot.centred(slot.width, target), change);
    }
    row.cut_trailing(frame.mm(space.medium), frame.direction());
    const float top = row.y + (height - question_text->height() - answer_text->height()) / 2;
    frame.draw(question_text, row.x, top, frame.colours().text_muted);
    frame.draw(answer_text, row.x, top + question_text->height(),
               unanswered ? frame.colours().text_muted : frame.colours().text);
    frame.tell(Role::text, answer.label, whole, {}, shown);
    return wanted;
}

void opening(Column& column, const CheckAnswersView& view, Intents& intents) {
    if (view.opening.empty())
        return;
    section_title(column, view.opening_title);
    for (std::size_t index = 0; index < view.opening.size(); ++index) {
        const OpeningRow& row = view.opening[index];
        if (answer_row(column, {"opening." + std::to_string(index), row.label, row.shown}))
            intents.emplace_back(row.change);
    }
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
    opening(column, view, intents);
    const form::Group* section = nullptr;
    for (const form::Page& each : view.interview.pages()) {
        if (!each.answerable())
            continue;
        if (each.group != nullptr && each.group != section)
            section_title(column, each.group->label.in(frame.language()));
        section = each.group;
        for (const form::Item& item : each.items) {
            if (!item.question->answerable())
                continue;
            const std::string label = view.interview.label(item.path, frame.language());
            if (answer_row(column, {item.path, label, view.interview.shown(item.path, frame.language()),
                                    !view.interview.read_only(item.path)}))
                intents.emplace_back(Change{item.path});
        }
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
