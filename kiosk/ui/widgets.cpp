// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

struct ButtonColours {
    Colour surface;
    Colour content;
    Colour outline;
};

ButtonColours button_colours(Frame& frame, const ButtonSpec& spec, bool held) {
    const Colours& colour = frame.colours();
    if (!spec.enabled)
        return {colour.surface_sunken, colour.text_muted, colour.outline};
    switch (spec.kind) {
    case ButtonKind::primary:
        return {held ? colour.primary_pressed : colour.primary, colour.on_primary, 0};
    case ButtonKind::secondary:
        return {held ? colour.surface_pressed : colour.surface, colour.primary_pressed, colour.primary};
    case ButtonKind::danger:
        return {held ? colour.error_soft : colour.surface, colour.error, colour.error};
    case ButtonKind::quiet:
        return {held ? colour.surface_pressed : 0U, colour.primary_pressed, 0};
    }
    return {};
}

TextSpec button_text(const ButtonSpec& spec) {
    return {spec.type, text::Weight::bold, text::Alignment::center, text::Overflow::ellipsis(2)};
}

float icon_size(Frame& frame, Type type) {
    return std::round(frame.type_pixels(type) * 1.05F);
}

} // namespace

float button_width(Frame& frame, const ButtonSpec& spec) {
    const float label = spec.label.empty() ? 0 : frame.shape(spec.label, button_text(spec))->width();
    const float icon = spec.icon == Icon::none ? 0 : icon_size(frame, spec.type);
    const float between = icon > 0 && label > 0 ? frame.mm(frame.sizes().space.small) : 0;
    const float margin =
        frame.mm(spec.kind == ButtonKind::quiet ? frame.sizes().space.small : frame.sizes().space.medium);
    return std::ceil(std::max(frame.mm(frame.sizes().target), label + icon + between + 2 * margin));
}

bool button(Frame& frame, std::string_view id, const Rect& rect, const ButtonSpec& spec) {
    const Press press = frame.press(id, rect, spec.enabled);
    const ButtonColours colour = button_colours(frame, spec, press.held);
    const float radius = frame.theme().radius;
    if (colour.surface != 0) {
        if (spec.kind == ButtonKind::primary && spec.enabled && !press.held)
            frame.shadow(rect, radius);
        frame.fill(rect, colour.surface, radius);
    }
    if (colour.outline != 0)
        frame.outline(rect, colour.outline, frame.theme().line, radius);

    // Icon and label stand together in the middle.
    Rect inner = rect.inset(frame.mm(frame.sizes().space.tiny), 0);
    const float icon = spec.icon == Icon::none ? 0 : icon_size(frame, spec.type);
    const float between = icon > 0 && !spec.label.empty() ? frame.mm(frame.sizes().space.small) : 0;
    const auto layout = frame.shape(spec.label, button_text(spec), inner.width - icon - between);
    const float used = (spec.label.empty() ? 0 : layout->width()) + icon + between;
    Rect group = inner.centred(used, rect.height);
    if (icon > 0) {
        const Rect box = spec.icon_after ? group.cut_trailing(icon, frame.direction())
                                         : group.cut_leading(icon, frame.direction());
        draw_icon(frame, spec.icon, box.centred(icon, icon), colour.content);
        if (spec.icon_after)
            group.cut_trailing(between, frame.direction());
        else
            group.cut_leading(between, frame.direction());
    }
    // The layout is as wide as it may be and centres itself; move it onto the group's middle.
    if (!spec.label.empty())
        frame.draw(layout, group.centre_x() - layout->box_width() / 2, rect.centre_y() - layout->height() / 2,
                   colour.content);
    frame.tell(Role::button, spec.name.empty() ? spec.label : spec.name, rect, {.enabled = spec.enabled});
    return press.clicked;
}

float choice_height(Frame& frame, const ChoiceSpec& spec, float width) {
    const Spaces& space = frame.sizes().space;
    const float text_width = width - frame.mm(space.medium) * 3 - frame.mm(frame.sizes().target) / 2;
    const auto layout = frame.shape(spec.label, {.type = Type::label}, text_width);
    return std::max(frame.mm(frame.sizes().button), layout->height() + frame.mm(space.small) * 2);
}

bool choice_card(Frame& frame, std::string_view id, const Rect& rect, const ChoiceSpec& spec) {
    const Colours& colour = frame.colours();
    const Spaces& space = frame.sizes().space;
    const Press press = frame.press(id, rect);
    const float radius = frame.theme().radius;
    frame.fill(rect,
               press.held      ? colour.surface_pressed
               : spec.selected ? colour.primary_soft
                               : colour.surface,
               radius);
    frame.outline(rect, spec.selected ? colour.primary : colour.outline,
                  spec.selected ? frame.theme().line_strong : frame.theme().line, radius);

    Rect inner = rect.inset(frame.mm(space.medium), 0);
    const float box = std::round(frame.mm(frame.sizes().target) / 2);
    const Rect mark = inner.cut_leading(box, frame.direction()).centred(box, box);
    inner.cut_leading(frame.mm(space.medium), frame.direction());
    const ImVec2 centre(mark.centre_x(), mark.centre_y());
    const float stroke = std::max(1.5F, frame.mm(frame.theme().line_strong));
    if (spec.multiple) {
        if (spec.selected) {
            frame.fill(mark, colour.primary, frame.theme().radius_small);
            draw_icon(frame, Icon::check, mark.inset(box * 0.18F), colour.on_primary);
        } else {
            frame.fill(mark, colour.surface, frame.theme().radius_small);
            frame.outline(mark, colour.outline_strong, frame.theme().line_strong, frame.theme().radius_small);
        }
    } else {
        frame.list().AddCircleFilled(centre, box / 2, colour.surface, 48);
        frame.list().AddCircle(centre, box / 2 - stroke / 2,
                               spec.selected ? colour.primary : colour.outline_strong, 48, stroke);
        if (spec.selected)
            frame.list().AddCircleFilled(centre, box * 0.28F, colour.primary, 32);
    }
    frame.draw_in(inner, spec.label,
                  {.type = Type::label, .weight = spec.selected ? text::Weight::bold : text::Weight::regular},
                  colour.text);
    frame.tell(spec.multiple ? Role::checkbox : Role::radio, spec.label, rect, {.selected = spec.selected});
    return press.clicked;
}

void banner(Column& column, BannerKind kind, std::string_view text, Icon icon) {
    Frame& frame = column.frame();
    const bool is_error = kind == BannerKind::error;
    const Colours& colour = frame.colours();
    const Spaces& space = frame.sizes().space;
    const float margin = frame.mm(space.small) * 1.5F;
    const float symbol = std::round(frame.type_pixels(Type::body) * 1.3F);
    const TextSpec spec{.type = Type::body, .weight = is_error ? text::Weight::bold : text::Weight::regular};
    const auto layout = frame.shape(text, spec, column.width() - margin * 3 - symbol);
    const Rect box = column.take(layout->height() + margin * 2);
    frame.fill(box, is_error ? colour.error_soft : colour.primary_soft, frame.theme().radius);
    Rect inner = box.inset(margin);
    const Rect symbol_box = inner.cut_leading(symbol, frame.direction());
    inner.cut_leading(margin, frame.direction());
    const Icon shown = icon != Icon::none ? icon : is_error ? Icon::warning : Icon::document;
    draw_icon(
        frame, shown,
        {symbol_box.x, symbol_box.y + (layout->lines().front().box.bottom - symbol) / 2, symbol, symbol},
        is_error ? colour.error : colour.primary);
    frame.draw(layout, inner.x, inner.y, is_error ? colour.error : colour.text);
    frame.tell(is_error ? Role::alert : Role::text, text, box);
}

void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view name) {
    const float radius_mm = frame.theme().radius_small;
    frame.fill(rect, frame.colours().surface_sunken, radius_mm);
    Rect rest = rect;
    const float filled = std::max(rect.height, rect.width * std::clamp(share, 0.0F, 1.0F));
    frame.fill(rest.cut_leading(filled, frame.direction()), frame.colours().primary, radius_mm);
    frame.tell(Role::progress, name, rect);
}

void draw_mark(Frame& frame, const Rect& square, Colour colour, Colour accent) {
    const ImVec2 centre(square.centre_x(), square.centre_y());
    const float radius = square.height / 2;
    constexpr int points = 16;
    constexpr float eighth = 3.14159265F / 8;
    // The points of {8/2}: outer corners at every quarter turn, inner ones where the squares cross.
    const float inner = radius * 0.7654F;
    ImDrawList& list = frame.list();
    list.PathClear();
    for (int point = 0; point < points; ++point) {
        const float length = point % 2 == 0 ? radius : inner;
        const float angle = eighth * static_cast<float>(point);
        list.PathLineTo(ImVec2(centre.x + length * std::cos(angle), centre.y + length * std::sin(angle)));
    }
    list.PathStroke(colour, ImDrawFlags_Closed, std::max(2.0F, radius * 0.11F));
    list.AddCircle(centre, radius * 0.42F, accent, 0, std::max(1.5F, radius * 0.09F));
    list.AddCircleFilled(centre, radius * 0.16F, colour);
}

} // namespace istiqbal::ui
