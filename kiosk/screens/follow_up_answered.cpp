// SPDX-License-Identifier: Apache-2.0
// What the office answered (P5, P6, P7): where the request stands, said by shape, colour and words; its
// message; what is missing; the way so far; and what the person can do next.
#include "fonts/unicode.hpp"
#include "kiosk/screens/follow_up_parts.hpp"
#include "kiosk/ui/page.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

// The strings of each state bear its name.
std::string_view name(RequestState state) {
    switch (state) {
    case RequestState::before_committee:
        return "before_committee";
    case RequestState::accepted:
        return "accepted";
    case RequestState::refused:
        return "refused";
    case RequestState::needs_completion:
        return "needs_completion";
    case RequestState::delivered:
        return "delivered";
    default:
        return "received";
    }
}

// A refusal is told, not shown as if something had gone wrong.
Status status_of(RequestState state) {
    switch (state) {
    case RequestState::before_committee:
        return Status::waiting;
    case RequestState::refused:
        return Status::information;
    case RequestState::needs_completion:
        return Status::warning;
    default:
        return Status::ok;
    }
}

const std::string& words(Frame& frame, RequestState state, std::string_view part) {
    return frame.string("follow_up.reply." + std::string(name(state)) + std::string(part));
}

// Where it stands: a large shape and a sentence on a soft ground, and the day.
void standing(Column& column, const FollowUpKnownView& view) {
    Frame& frame = column.frame();
    const Status status = status_of(view.state);
    const Tone colours = tone(frame, status);
    const float margin = frame.mm(frame.sizes().space.medium);
    const float side = std::round(frame.type_pixels(Type::title) * 1.3F);
    const float room = column.width() - 3 * margin - side;
    const std::string& sentence = words(frame, view.state, ".text");
    std::string day;
    if (!view.decided.empty())
        day = frame.string(view.state == RequestState::needs_completion ? "follow_up.reply.asked_on"
                                                                        : "follow_up.reply.decided_on",
                           {{"date", text::isolate_first_strong(view.decided)}});
    const auto sentence_text = frame.shape(sentence, {.type = Type::label}, room);
    const auto day_text = frame.shape(day, {.type = Type::body, .weight = text::Weight::bold}, room);
    const float gap = day.empty() ? 0 : frame.mm(frame.sizes().space.small);
    const float height = sentence_text->height() + (day.empty() ? 0 : gap + day_text->height());
    const Rect box = column.take(std::max(side, height) + 2 * margin);
    frame.fill(box, colours.soft, frame.theme().radius);
    frame.outline(box, between(colours.soft, colours.strong, 0.5F), frame.theme().line, frame.theme().radius);
    Rect inner = box.inset(margin);
    const Rect slot = inner.cut_leading(side, frame.direction());
    draw_status(frame, status, slot.centred(side, side));
    inner.cut_leading(margin, frame.direction());
    float y = inner.centre_y() - height / 2;
    frame.draw(sentence_text, inner.x, y, colours.text);
    y += sentence_text->height() + gap;
    if (!day.empty())
        frame.draw(day_text, inner.x, y, colours.text);
    frame.tell(Role::text, sentence, box, {}, day);
}

// The office's own words.
void message(Column& column, std::string_view note) {
    Frame& frame = column.frame();
    const float margin = frame.mm(frame.sizes().space.medium);
    const float symbol = icon_side(frame, Type::body);
    const float gap = frame.mm(frame.sizes().space.small);
    const std::string& caption = frame.string("follow_up.reply.message");
    const auto title = frame.shape(caption, {.type = Type::body, .weight = text::Weight::bold},
                                   column.width() - 2 * margin - symbol - gap);
    const auto text = frame.shape(note, {.type = Type::label}, column.width() - 2 * margin);
    const Rect box = column.take(title->height() + gap + text->height() + 2 * margin);
    card(frame, box);
    Rect inner = box.inset(margin);
    Rect head = inner.cut_top(title->height());
    const Rect slot = head.cut_leading(symbol, frame.direction());
    draw_icon(frame, Icon::message, slot.centred(symbol, symbol), frame.colours().primary);
    head.cut_leading(gap, frame.direction());
    frame.draw(title, head.x, head.y, frame.colours().text_muted);
    inner.cut_top(gap);
    frame.draw(text, inner.x, inner.y, frame.colours().text);
    frame.tell(Role::text, caption, box, {}, note);
}

void missing(Column& column, const std::vector<std::string>& documents) {
    Frame& frame = column.frame();
    const float margin = frame.mm(frame.sizes().space.medium);
    const float symbol = icon_side(frame, Type::label);
    column.text(frame.string("follow_up.reply.missing", {{"count", documents.size()}}),
                {.type = Type::label, .weight = text::Weight::bold}, frame.colours().text, Role::heading);
    column.gap(frame.sizes().space.small);
    for (const std::string& document : documents) {
        const auto label = frame.shape(document, {.type = Type::label}, column.width() - symbol - margin);
        Rect row = column.take(std::max(symbol, label->height()));
        const Rect whole = row;
        const Rect slot = row.cut_leading(symbol, frame.direction());
        draw_icon(frame, Icon::document, slot.centred(symbol, symbol), frame.colours().warning);
        row.cut_leading(margin, frame.direction());
        frame.draw(label, row.x, row.centre_y() - label->height() / 2, frame.colours().text);
        frame.tell(Role::text, document, whole);
        column.gap(frame.sizes().space.small);
    }
}

void way(Column& column, RequestState state) {
    Frame& frame = column.frame();
    const bool received = state == RequestState::received;
    const bool studying = state == RequestState::before_committee;
    const bool lacks = state == RequestState::needs_completion;
    const bool decided = !received && !studying && !lacks;
    column.text(frame.string("follow_up.way"), {.type = Type::label, .weight = text::Weight::bold},
                frame.colours().text, Role::heading);
    column.gap(frame.sizes().space.small);
    station(column, {Status::ok, frame.string("follow_up.way.received"), {}});
    if (lacks)
        station(column, {Status::warning, frame.string("follow_up.way.completion"), {}});
    station(column,
            {decided    ? Status::ok
             : studying ? Status::waiting
                        : Status::neutral,
             frame.string("follow_up.way.study"),
             studying ? std::string_view(frame.string("follow_up.way.study.now")) : std::string_view()});
    const bool refused = state == RequestState::refused;
    const std::string_view decision = refused   ? frame.string("follow_up.way.refused")
                                      : decided ? frame.string("follow_up.way.accepted")
                                                : frame.string("follow_up.way.decision");
    station(column, {refused   ? Status::information
                     : decided ? Status::ok
                               : Status::neutral,
                     decision,
                     {},
                     refused});
    if (!refused)
        station(column, {state == RequestState::delivered  ? Status::ok
                         : state == RequestState::accepted ? Status::waiting
                                                           : Status::neutral,
                         frame.string("follow_up.way.delivered"),
                         {},
                         true});
}

// What to do next, and when something is to be expected.
void next_step(Column& column, const FollowUpKnownView& view) {
    Frame& frame = column.frame();
    std::string text = words(frame, view.state, ".next");
    if (!view.next.empty())
        text += "\n" +
                frame.string("follow_up.reply.expected", {{"date", text::isolate_first_strong(view.next)}});
    banner(column, {}, {.title = frame.string("follow_up.reply.next"), .text = text});
}

} // namespace

void follow_up_answered(Frame& frame, const FollowUpKnownView& view, Intents& intents) {
    const bool completes = view.state == RequestState::needs_completion && view.can_complete;
    Page page(frame, {.id = "follow_up.answered",
                      .primary = frame.string(completes ? "follow_up.complete" : "follow_up.done"),
                      .primary_icon = completes ? Icon::forward : Icon::check});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, words(frame, view.state, ""), frame.string("follow_up.title"));
    column.gap(space.small);
    standing(column, view);
    column.gap(space.medium);
    if (!view.note.empty()) {
        message(column, view.note);
        column.gap(space.medium);
    }
    if (!view.missing.empty()) {
        missing(column, view.missing);
        column.gap(space.small);
    }
    next_step(column, view);
    column.gap(space.large);
    way(column, view.state);
    column.gap(space.medium);
    reference_card(column, view.reference);
    bool rates = false;
    if (view.state == RequestState::delivered) {
        column.gap(space.medium);
        rates = button_row(column, "follow_up.rate",
                           {{.label = frame.string("follow_up.rate"), .icon = Icon::star}})
                    .has_value();
    }
    const PageAction action = page.finish();
    if (rates)
        intents.emplace_back(Open{Destination::rating});
    else if (completes && action == PageAction::primary)
        intents.emplace_back(CompleteRequest{});
    else
        answer(action, intents);
}

} // namespace istiqbal::screens
