// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/follow_up_parts.hpp"

#include "fonts/unicode.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

void reference_card(Column& column, std::string_view reference) {
    Frame& frame = column.frame();
    const float margin = frame.mm(frame.sizes().space.medium);
    const std::string& caption = frame.string("follow_up.reference");
    const auto code =
        frame.shape(text::isolate(reference), {.type = Type::heading, .weight = text::Weight::bold});
    const auto label =
        frame.shape(caption, {.type = Type::body}, column.width() - 3 * margin - code->width());
    const Rect box = column.take(std::max(label->height(), code->height()) + 2 * margin);
    card(frame, box);
    Rect inner = box.inset(margin);
    frame.draw(code, inner.cut_trailing(code->width(), frame.direction()).x,
               box.centre_y() - code->height() / 2, frame.colours().primary_pressed);
    frame.draw(label, inner.cut_leading(label->box_width(), frame.direction()).x,
               box.centre_y() - label->height() / 2, frame.colours().text_muted);
    frame.tell(Role::text, caption, box, {}, reference);
}

void station(Column& column, const Station& shown) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float side = std::round(frame.type_pixels(Type::label) * 1.5F);
    const float gap = frame.mm(space.medium);
    const float width = column.width() - side - gap;
    const bool reached = shown.status != Status::neutral;
    const auto title = frame.shape(
        shown.title, {.type = Type::label, .weight = reached ? text::Weight::bold : text::Weight::regular},
        width);
    const auto text = frame.shape(shown.text, {.type = Type::body}, width);
    const float words = title->height() + (shown.text.empty() ? 0 : text->height());
    Rect row = column.take(std::max(side, words) + (shown.last ? 0 : frame.mm(space.medium)));
    const Rect whole = row;
    const Rect slot = row.cut_leading(side, frame.direction());
    const Rect mark{slot.x, slot.y + std::max(0.0F, (title->height() - side) / 2), side, side};
    if (!shown.last)
        frame.line(mark.centre_x(), mark.bottom() + frame.mm(space.tiny), mark.centre_x(),
                   slot.bottom() - frame.mm(space.tiny),
                   reached ? frame.colours().primary : frame.colours().outline, frame.theme().line_strong);
    draw_status(frame, shown.status, mark);
    row.cut_leading(gap, frame.direction());
    frame.draw(title, row.x, row.y, reached ? frame.colours().text : frame.colours().text_muted);
    if (!shown.text.empty())
        frame.draw(text, row.x, row.y + title->height(), frame.colours().text_muted);
    frame.tell(Role::text, shown.title, whole, {.selected = reached}, shown.text);
}

void follow_up_known(Frame& frame, const FollowUpKnownView& view, Intents& intents) {
    switch (view.state) {
    case RequestState::waiting:
    case RequestState::on_its_way:
    case RequestState::with_office:
    case RequestState::unsure:
        follow_up_filed(frame, view, intents);
        return;
    default:
        follow_up_answered(frame, view, intents);
    }
}

} // namespace istiqbal::screens
