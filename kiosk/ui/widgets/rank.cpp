// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/rank.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/paint.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr std::size_t unranked = static_cast<std::size_t>(-1);

std::size_t place_of(const RankSpec& spec, std::size_t item) {
    const auto found = std::find(spec.order.begin(), spec.order.end(), item);
    return found == spec.order.end() ? unranked : static_cast<std::size_t>(found - spec.order.begin());
}

float badge_side(Frame& frame) {
    return std::round(std::max(frame.mm(frame.sizes().target) * 0.6F, frame.type_pixels(Type::label) * 1.6F));
}

// The number in a full disc; an empty ring before it has one.
void draw_badge(Frame& frame, const Rect& square, std::size_t place, bool invalid) {
    const Colours& colour = frame.colours();
    const ImVec2 centre(square.centre_x(), square.centre_y());
    const float line = std::max(1.5F, frame.mm(frame.theme().line_strong * 0.8F));
    if (place == unranked) {
        frame.list().AddCircleFilled(centre, square.width / 2, colour.surface, 0);
        frame.list().AddCircle(centre, square.width / 2 - line / 2,
                               invalid ? colour.error : colour.outline_strong, 0, line);
        return;
    }
    frame.fill(square, colour.primary, square.width / 2 / std::max(1.0F, frame.mm(100)) * 100);
    frame.draw_in(square, std::to_string(place + 1),
                  {.type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                  colour.on_primary);
}

std::string value_of(Frame& frame, std::size_t place, std::size_t total) {
    if (place == unranked)
        return frame.string("rank.none");
    return frame.string("rank.place", {{"number", text::isolate(std::to_string(place + 1))},
                                       {"total", text::isolate(std::to_string(total))}});
}

// Up and down, beneath the finger at the trailing edge. Returns how far the person moves it.
int arrows(Frame& frame, const std::string& id, Rect row, const RankSpec& spec, std::size_t item,
           std::size_t place) {
    const float side = frame.mm(frame.sizes().target);
    const std::string label(spec.labels[item]);
    int moved = 0;
    Rect slot = row.cut_leading(side, frame.direction());
    if (button(frame, id + ".up", slot.centred(side, side),
               {.label = {},
                .kind = ButtonKind::quiet,
                .icon = Icon::up,
                .enabled = place > 0,
                .name = frame.string("rank.up", {{"name", label}})}))
        moved = -1;
    slot = row.cut_leading(side, frame.direction());
    if (button(frame, id + ".down", slot.centred(side, side),
               {.label = {},
                .kind = ButtonKind::quiet,
                .icon = Icon::down,
                .enabled = place + 1 < spec.order.size(),
                .name = frame.string("rank.down", {{"name", label}})}))
        moved = 1;
    return moved;
}

struct Card {
    std::size_t item;
    float width;      // of the whole card
    float text_width; // room for its label, with the arrows left out
};

Card card_of(Frame& frame, std::size_t item, float width) {
    const float medium = frame.mm(frame.sizes().space.medium);
    const float arrows_width = 2 * frame.mm(frame.sizes().target);
    return {item, width, width - 3 * medium - badge_side(frame) - arrows_width};
}

Frame::Layout label_of(Frame& frame, const RankSpec& spec, const Card& card, bool bold) {
    return frame.shape(spec.labels[card.item],
                       {.type = Type::label, .weight = bold ? text::Weight::bold : text::Weight::regular},
                       card.text_width);
}

float card_height(Frame& frame, const RankSpec& spec, const Card& card) {
    const Sizes& sizes = frame.sizes();
    // The bold of a ranked card may need a line more; the card must not grow under the finger.
    const float text = label_of(frame, spec, card, true)->height();
    return std::ceil(std::max(frame.mm(sizes.button), text + 2 * frame.mm(sizes.space.small)));
}

// What the person did to one card.
struct Done {
    bool pressed = false;
    int moved = 0;
};

Done show_card(Frame& frame, const std::string& id, const Rect& rect, const RankSpec& spec,
               const Card& card) {
    const float medium = frame.mm(frame.sizes().space.medium);
    const std::size_t place = place_of(spec, card.item);
    const bool ranked = place != unranked;
    const bool movable = ranked && spec.order.size() > 1;
    Rect rest = rect;
    const Rect arrows_slot =
        movable ? rest.cut_trailing(2 * frame.mm(frame.sizes().target), frame.direction()) : Rect{};
    const Press press = frame.press(id, rest);
    pressable_card(frame, rect, {.held = press.held, .selected = ranked, .invalid = spec.invalid});
    Rect inner = rest.inset(medium, 0);
    const float side = badge_side(frame);
    draw_badge(frame, inner.cut_leading(side, frame.direction()).centred(side, side), place, spec.invalid);
    inner.cut_leading(medium, frame.direction());
    const auto label = label_of(frame, spec, card, ranked);
    const float x = frame.mirrored() ? inner.right() - label->box_width() : inner.x;
    frame.draw(label, x, rect.centre_y() - label->height() / 2, frame.colours().text);
    frame.tell(Role::checkbox, spec.labels[card.item], rest, {.selected = ranked, .invalid = spec.invalid},
               value_of(frame, place, spec.labels.size()));
    Done done{press.clicked, 0};
    if (movable)
        done.moved = arrows(frame, id, arrows_slot, spec, card.item, place);
    return done;
}

} // namespace

std::optional<std::vector<std::size_t>> rank(Column& column, std::string_view prefix, const RankSpec& spec) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const Colours& colour = frame.colours();
    column.text(frame.string("rank.hint"), {.type = Type::body}, colour.text_muted);
    column.text(frame.string("rank.progress", {{"number", text::isolate(std::to_string(spec.order.size()))},
                                               {"total", text::isolate(std::to_string(spec.labels.size()))}}),
                {.type = Type::body, .weight = text::Weight::bold},
                spec.invalid ? colour.error : colour.primary_pressed);
    column.gap(space.small);
    std::optional<std::vector<std::size_t>> changed;
    for (std::size_t item = 0; item < spec.labels.size(); ++item) {
        const Card card = card_of(frame, item, column.width());
        const std::string id = std::string(prefix) + "." + std::to_string(item);
        const Rect rect = column.take(card_height(frame, spec, card));
        const Done done = show_card(frame, id, rect, spec, card);
        column.gap(space.small);
        if (!done.pressed && done.moved == 0)
            continue;
        changed.emplace(spec.order.begin(), spec.order.end());
        const std::size_t place = place_of(spec, item);
        if (done.moved != 0)
            std::swap((*changed)[place], (*changed)[done.moved > 0 ? place + 1 : place - 1]);
        else if (place == unranked)
            changed->push_back(item);
        else
            changed->erase(changed->begin() + static_cast<std::ptrdiff_t>(place));
    }
    return changed;
}

} // namespace istiqbal::ui
