// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/button.hpp"

#include "kiosk/ui/widgets/progress.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

struct ButtonColours {
    Colour surface; // 0: none
    Colour content;
    Colour outline; // 0: none
};

ButtonColours button_colours(Frame& frame, const ButtonSpec& spec, bool held) {
    const Colours& colour = frame.colours();
    if (!spec.enabled)
        return {spec.kind == ButtonKind::quiet ? 0U : colour.surface_sunken, colour.text_muted,
                spec.kind == ButtonKind::quiet ? 0U : colour.outline};
    switch (spec.kind) {
    case ButtonKind::primary:
        return {held ? colour.primary_pressed : colour.primary, colour.on_primary, 0};
    case ButtonKind::secondary:
        return {held ? colour.surface_pressed : colour.surface, colour.primary_pressed,
                colour.outline_strong};
    case ButtonKind::quiet:
        return {held ? colour.surface_pressed : 0U, colour.primary_pressed, 0};
    case ButtonKind::danger:
        return {held ? colour.error_soft : colour.surface, colour.error, colour.error};
    }
    return {};
}

TextSpec label_text(const ButtonSpec& spec) {
    return {spec.type, text::Weight::bold, text::Alignment::center, text::Overflow::ellipsis(2)};
}

float symbol_side(Frame& frame, const ButtonSpec& spec) {
    if (spec.icon == Icon::none && !spec.busy)
        return 0;
    return std::round(frame.type_pixels(spec.type) * 1.05F);
}

float between(Frame& frame, const ButtonSpec& spec) {
    return symbol_side(frame, spec) > 0 && !spec.label.empty() ? frame.mm(frame.sizes().space.small) : 0;
}

float margin(Frame& frame, const ButtonSpec& spec) {
    const Spaces& space = frame.sizes().space;
    return frame.mm(spec.kind == ButtonKind::quiet ? space.small : space.medium);
}

void draw_symbol(Frame& frame, const ButtonSpec& spec, const Rect& square, Colour colour) {
    if (spec.busy)
        draw_spinner(frame, square, colour);
    else
        draw_icon(frame, spec.icon, square, colour);
}

// The largest type in which the label stands inside of `rect`: words come before size.
ButtonSpec fitted(Frame& frame, ButtonSpec spec, const Rect& rect) {
    while (spec.type > Type::small && !spec.label.empty()) {
        const float room = rect.width - 2 * frame.mm(frame.sizes().space.tiny) - symbol_side(frame, spec) -
                           between(frame, spec);
        const auto layout = frame.shape(spec.label, label_text(spec), room);
        if (!layout->truncated() && layout->height() <= rect.height)
            break;
        spec.type = static_cast<Type>(static_cast<int>(spec.type) - 1);
    }
    return spec;
}

} // namespace

float button_width(Frame& frame, const ButtonSpec& spec) {
    const float label = spec.label.empty() ? 0 : frame.shape(spec.label, label_text(spec))->width();
    const float needed = label + symbol_side(frame, spec) + between(frame, spec) + 2 * margin(frame, spec);
    return std::ceil(std::max(frame.mm(frame.sizes().target), needed));
}

float button_height(Frame& frame, const ButtonSpec& spec, float width) {
    const float room =
        width - 2 * frame.mm(frame.sizes().space.tiny) - symbol_side(frame, spec) - between(frame, spec);
    const float label = frame.shape(spec.label, label_text(spec), room)->height();
    return std::ceil(
        std::max(frame.mm(frame.sizes().button), label + 2 * frame.mm(frame.sizes().space.tiny)));
}

bool button(Frame& frame, std::string_view id, const Rect& rect, const ButtonSpec& asked) {
    const ButtonSpec spec = fitted(frame, asked, rect);
    const bool takes_touch = spec.enabled && !spec.busy;
    const Press press = frame.press(id, rect, takes_touch);
    const ButtonColours colour = button_colours(frame, spec, press.held);
    const float radius = frame.theme().radius;
    if (colour.surface != 0) {
        if (spec.kind == ButtonKind::primary && takes_touch && !press.held)
            frame.shadow(rect, radius);
        frame.fill(rect, colour.surface, radius);
    }
    if (colour.outline != 0)
        frame.outline(rect, colour.outline, frame.theme().line, radius);

    // Symbol and label stand together in the middle.
    const Rect inner = rect.inset(frame.mm(frame.sizes().space.tiny), 0);
    const float symbol = symbol_side(frame, spec);
    const float gap = between(frame, spec);
    const auto layout = frame.shape(spec.label, label_text(spec), inner.width - symbol - gap);
    const float used = (spec.label.empty() ? 0 : layout->width()) + symbol + gap;
    Rect group = inner.centred(used, rect.height);
    if (symbol > 0) {
        const Rect box = spec.icon_after ? group.cut_trailing(symbol, frame.direction())
                                         : group.cut_leading(symbol, frame.direction());
        draw_symbol(frame, spec, box.centred(symbol, symbol), colour.content);
        if (spec.icon_after)
            group.cut_trailing(gap, frame.direction());
        else
            group.cut_leading(gap, frame.direction());
    }
    // The layout is as wide as it may be and centres itself; move it onto the group's middle.
    if (!spec.label.empty())
        frame.draw(layout, group.centre_x() - layout->box_width() / 2, rect.centre_y() - layout->height() / 2,
                   colour.content);
    frame.tell(Role::button, spec.name.empty() ? spec.label : spec.name, rect,
               {.enabled = takes_touch, .busy = spec.busy});
    return press.clicked;
}

std::optional<std::size_t> button_row(Column& column, std::string_view prefix,
                                      std::initializer_list<ButtonSpec> specs) {
    Frame& frame = column.frame();
    const float gap = frame.mm(frame.sizes().space.small);
    const float height = frame.mm(frame.sizes().button);
    float needed = -gap;
    for (const ButtonSpec& spec : specs)
        needed += button_width(frame, spec) + gap;
    const bool beside = needed <= column.width();
    std::optional<std::size_t> chosen;
    std::size_t index = 0;
    Rect row = beside ? column.take(height) : Rect{};
    for (const ButtonSpec& spec : specs) {
        Rect place;
        if (beside) {
            place = row.cut_leading(button_width(frame, spec), frame.direction());
            row.cut_leading(gap, frame.direction());
        } else {
            if (index > 0)
                column.take(gap);
            place = column.take(button_height(frame, spec, column.width()));
        }
        if (button(frame, std::string(prefix) + "." + std::to_string(index), place, spec))
            chosen = index;
        ++index;
    }
    return chosen;
}

} // namespace istiqbal::ui
