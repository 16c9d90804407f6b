// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/screens/code_pad.hpp"
#include "kiosk/screens/follow_up.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

struct Entry {
    std::string_view id; // of the page; the field's is made from it
    std::string_view heading;
    std::string_view text;
    std::string_view primary;
    std::string_view title;
};

std::string_view problem_key(TypingProblem problem, bool code) {
    switch (problem) {
    case TypingProblem::none:
        break;
    case TypingProblem::empty:
        return code ? "follow_up.code.empty" : "follow_up.reference.empty";
    case TypingProblem::incomplete:
        return code ? "follow_up.code.incomplete" : "follow_up.reference.incomplete";
    case TypingProblem::slip:
        return "follow_up.slip";
    case TypingProblem::not_looked_up:
        return "follow_up.not_looked_up";
    }
    return {};
}

void scanner_hint(Column& column) {
    Frame& frame = column.frame();
    const float side = icon_side(frame, Type::body) * 1.3F;
    const float gap = frame.mm(frame.sizes().space.small);
    const std::string& words = frame.string("follow_up.scan");
    const auto layout = frame.shape(words, {.type = Type::small}, column.width() - side - gap);
    Rect row = column.take(std::max(side, layout->height()));
    const Rect slot = row.cut_leading(side, frame.direction());
    draw_icon(frame, Icon::qr, slot.centred(side, side), frame.colours().primary);
    row.cut_leading(gap, frame.direction());
    frame.draw(layout, row.x, row.centre_y() - layout->height() / 2, frame.colours().text_muted);
    frame.tell(Role::text, words, row);
}

// The words, the field, and what is wrong with what is in it. Returns what the field told. Beside the keys of
// a wide screen the field comes before its explanation, so that what is typed is seen also in large text.
FieldResult question(Column& column, const Entry& entry, const FollowUpEntryView& view) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const bool wide = frame.screen().width > frame.screen().height;
    const std::string field = "field." + std::string(entry.id);
    if (frame.memory().editor.field != field)
        focus_field(frame.memory(), field, view.typed);
    const std::string_view problem = problem_key(view.problem, !view.reference.empty());
    page_heading(column, entry.heading, entry.title);
    const auto explanation = [&] {
        column.text(entry.text, {.type = Type::body}, frame.colours().text_muted);
        column.gap(space.medium);
    };
    if (!wide)
        explanation();
    if (!problem.empty()) {
        column.text(frame.string(problem), {.type = Type::body, .weight = text::Weight::bold},
                    frame.colours().error, Role::alert);
        column.gap(space.tiny);
    }
    // A whole code fits into half of a wide screen.
    const FieldSpec spec{.name = entry.heading,
                         .left_to_right = true,
                         .invalid = !problem.empty(),
                         .centred = true,
                         .type = wide ? Type::body : Type::heading};
    const FieldResult result =
        text_field(frame, field, column.take(frame.mm(frame.sizes().button)), spec, view.typed);
    if (wide) {
        column.gap(space.medium);
        explanation();
    }
    return result;
}

template <class Typed>
void entry_page(Frame& frame, const Entry& entry, const FollowUpEntryView& view, Intents& intents) {
    Page page(frame, {.id = entry.id, .primary = entry.primary});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const bool wide = frame.screen().width > frame.screen().height;
    FieldResult result;
    if (wide) {
        // The keys stand beside the question: a wide screen has no height for both.
        const float gap = frame.mm(space.large);
        const float height = frame.clip().bottom() - column.y() - frame.mm(space.medium);
        const float least = code_pad_height(frame);
        Rect row = column.take(std::max(height, least));
        const Rect pad = row.cut_trailing(std::round(row.width * 0.5F), frame.direction());
        row.cut_trailing(gap, frame.direction());
        Column words(frame, row);
        result = question(words, entry, view);
        code_pad(frame, {pad.x, pad.y, pad.width, least});
        Column beneath(frame, {pad.x, pad.y + least + gap, pad.width, 0});
        scanner_hint(beneath);
        const float used = std::max(words.used(), least + gap + beneath.used());
        column.take(std::max(0.0F, used - row.height)); // the rest is scrolled to
    } else {
        result = question(column, entry, view);
        column.gap(space.large);
        code_pad(frame, column.take(code_pad_height(frame)));
        column.gap(space.large);
        scanner_hint(column);
    }
    if (result.changed)
        intents.emplace_back(Typed{frame.memory().editor.text});
    if (result.entered)
        intents.emplace_back(Continue{});
    answer(page.finish(), intents);
}

} // namespace

void follow_up_reference(Frame& frame, const FollowUpEntryView& view, Intents& intents) {
    const std::string text =
        frame.string("follow_up.reference.text", {{"example", text::isolate("7KQ4-9M2X-C")}});
    entry_page<TypeReference>(frame,
                              {"follow_up.reference", frame.string("follow_up.reference.ask"), text,
                               frame.string("continue"), frame.string("follow_up.title")},
                              view, intents);
}

void completed_reference(Frame& frame, const FollowUpEntryView& view, Intents& intents) {
    const std::string text =
        frame.string("completing.reference.text", {{"example", text::isolate("7KQ4-9M2X-C")}});
    entry_page<TypeReference>(frame,
                              {"completing.reference", frame.string("completing.reference"), text,
                               frame.string("continue"), frame.string("completing.title")},
                              view, intents);
}

void follow_up_code(Frame& frame, const FollowUpEntryView& view, Intents& intents) {
    const std::string text =
        frame.string("follow_up.code.text", {{"reference", text::isolate(view.reference)}});
    entry_page<TypeClaimCode>(frame,
                              {"follow_up.code", frame.string("follow_up.code.ask"), text,
                               frame.string("follow_up.look"), frame.string("follow_up.title")},
                              view, intents);
}

} // namespace istiqbal::screens
