// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/rating.hpp"
#include "kiosk/screens/rating_words.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr std::string_view field_id = "field.comment";
constexpr int last_low_score = 2;

// The face that was chosen, small, beside the question that follows from it.
void chosen_face(Column& column, const RatingReasonsView& view) {
    Frame& frame = column.frame();
    const bool low = view.score <= last_low_score;
    const float side = frame.mm(frame.sizes().button);
    const float gap = frame.mm(frame.sizes().space.medium);
    const float width = column.width() - side - gap;
    const std::string& word = frame.string(face_key(view.score, frame.language()));
    const std::string& question = frame.string(low ? "rating.why.low" : "rating.why.high");
    const auto caption = frame.shape(word, {.type = Type::body, .weight = text::Weight::bold}, width);
    const auto heading = frame.shape(question, {.type = Type::heading, .weight = text::Weight::bold}, width);
    const float height = caption->height() + heading->height();
    Rect row = column.take(std::max(side, height));
    const Rect slot = row.cut_leading(side, frame.direction());
    draw_face(frame, slot.centred(side, side), view.score, FaceLook::selected);
    row.cut_leading(gap, frame.direction());
    const float y = row.centre_y() - height / 2;
    frame.draw(caption, row.x, y, frame.colours().primary);
    frame.draw(heading, row.x, y + caption->height(), frame.colours().text);
    frame.tell(Role::text, word, {row.x, y, width, caption->height()});
    frame.tell(Role::heading, question, {row.x, y + caption->height(), width, heading->height()});
}

void reason_cards(Column& column, const RatingReasonsView& view, Intents& intents) {
    Frame& frame = column.frame();
    const float gap = frame.mm(frame.sizes().space.small);
    const float width = std::floor((column.width() - gap) / 2);
    const auto spec_of = [&](const catalogue::Choice& reason) {
        return ChoiceSpec{
            .label = reason.label.in(frame.language()), .selected = view.marked(reason.id), .multiple = true};
    };
    for (std::size_t first = 0; first < view.reasons.size(); first += 2) {
        const std::size_t end = std::min(first + 2, view.reasons.size());
        float height = 0;
        for (std::size_t index = first; index < end; ++index)
            height = std::max(height, choice_height(frame, spec_of(view.reasons[index]), width));
        Rect row = column.take(height);
        for (std::size_t index = first; index < end; ++index) {
            const catalogue::Choice& reason = view.reasons[index];
            const ChoiceSpec spec = spec_of(reason);
            if (choice_card(frame, "reason." + reason.id, row.cut_leading(width, frame.direction()), spec))
                intents.emplace_back(MarkReason{reason.id, !spec.selected});
            row.cut_leading(gap, frame.direction());
        }
        column.take(gap);
    }
}

void comment_field(Column& column, const RatingReasonsView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string& label = frame.string("rating.comment");
    column.text(label, {.type = Type::body, .weight = text::Weight::bold}, frame.colours().text);
    column.text(frame.string("rating.comment.hint"), {.type = Type::small}, frame.colours().text_muted);
    column.gap(frame.sizes().space.tiny);
    const Rect box = column.take(frame.mm(frame.sizes().button * 1.8F));
    const FieldResult result =
        text_field(frame, field_id, box, {.name = label, .multiline = true}, view.comment);
    if (result.focused)
        frame.memory().reveal_field = true;
    if (result.changed)
        intents.emplace_back(TypeComment{frame.memory().editor.text});
}

} // namespace

void rating_reasons(Frame& frame, const RatingReasonsView& view, Intents& intents) {
    const bool typing = frame.memory().editor.field == field_id;
    Page page(frame, {.id = "rating.reasons",
                      .primary = frame.string("rating.send"),
                      .primary_icon = Icon::send,
                      .start_again = false,
                      .keyboard = typing ? KeyboardKind::text : KeyboardKind::none});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    chosen_face(column, view);
    column.gap(space.medium);
    reason_cards(column, view, intents);
    column.gap(space.small);
    comment_field(column, view, intents);
    column.gap(space.small);
    const ButtonSpec skip{.label = frame.string("rating.skip"), .kind = ButtonKind::quiet};
    Rect row = column.take(frame.mm(frame.sizes().target));
    if (button(frame, "skip", row.cut_trailing(button_width(frame, skip), frame.direction()), skip))
        intents.emplace_back(SkipRating{});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
