// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/choice.hpp"

#include "kiosk/ui/widgets/paint.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

// A label with a quieter line beneath it.
struct TwoLines {
    Frame::Layout label;
    Frame::Layout text; // null if there is none

    float height(Frame& frame) const {
        return label->height() + (text ? text->height() + frame.mm(frame.sizes().space.tiny) * 0.5F : 0);
    }
    void draw(Frame& frame, const Rect& area, Colour colour) const {
        const float top = area.centre_y() - height(frame) / 2;
        frame.draw(label, area.x, top, colour);
        if (text)
            frame.draw(text, area.x, area.centre_y() + height(frame) / 2 - text->height(),
                       frame.colours().text_muted);
    }
};

TwoLines two_lines(Frame& frame, std::string_view label, std::string_view text, bool bold, float width) {
    TwoLines lines;
    lines.label = frame.shape(
        label, {.type = Type::label, .weight = bold ? text::Weight::bold : text::Weight::regular}, width);
    if (!text.empty())
        lines.text = frame.shape(text, {.type = Type::body}, width);
    return lines;
}

float mark_side(Frame& frame) {
    return std::round(frame.mm(frame.sizes().target) * 0.46F);
}

float beside_text(Frame& frame, Icon icon) {
    const float gap = frame.mm(frame.sizes().space.medium);
    return icon == Icon::none ? 0 : icon_side(frame, Type::label) + gap;
}

float choice_text_width(Frame& frame, const ChoiceSpec& spec, float width) {
    return width - frame.mm(frame.sizes().space.medium) * 3 - mark_side(frame) -
           beside_text(frame, spec.icon);
}

float padded(Frame& frame, float height) {
    const Sizes& sizes = frame.sizes();
    return std::ceil(std::max(frame.mm(sizes.button), height + frame.mm(sizes.space.small) * 2));
}

void draw_check(Frame& frame, const Rect& mark, const ChoiceSpec& spec, Colour edge) {
    const Colours& colour = frame.colours();
    const float radius = frame.theme().radius_small;
    frame.fill(mark, spec.selected ? colour.primary : colour.surface, radius);
    if (spec.selected)
        draw_icon(frame, Icon::check, mark.inset(mark.width * 0.17F), colour.on_primary);
    else
        frame.outline(mark, edge, frame.theme().line_strong * 0.8F, radius);
}

void draw_radio(Frame& frame, const Rect& mark, const ChoiceSpec& spec, Colour edge) {
    const Colours& colour = frame.colours();
    const ImVec2 centre(mark.centre_x(), mark.centre_y());
    const float line = std::max(1.5F, frame.mm(frame.theme().line_strong * 0.8F));
    frame.list().AddCircleFilled(centre, mark.width / 2, colour.surface, 0);
    frame.list().AddCircle(centre, mark.width / 2 - line / 2, spec.selected ? colour.primary : edge, 0, line);
    if (spec.selected)
        frame.list().AddCircleFilled(centre, mark.width * 0.28F, colour.primary, 0);
}

float switch_width(Frame& frame) {
    return std::round(mark_side(frame) * 2.2F);
}

Rect switch_track(Frame& frame, Rect& inner) {
    const float width = switch_width(frame);
    return inner.cut_trailing(width, frame.direction()).centred(width, std::round(width / 1.8F));
}

void draw_switch(Frame& frame, std::string_view id, const Rect& track, const SwitchSpec& spec) {
    const Colours& colour = frame.colours();
    const float radius = track.height / 2;
    const float share = frame.eased(id, spec.on);
    ImDrawList& list = frame.list();
    const ImVec2 from(track.x, track.y);
    const ImVec2 to(track.right(), track.bottom());
    list.AddRectFilled(from, to, spec.on && spec.enabled ? colour.primary : colour.surface_sunken, radius);
    if (!spec.on || !spec.enabled)
        list.AddRect(from, to, colour.outline_strong, radius, 0,
                     std::max(1.0F, frame.mm(frame.theme().line)));
    const float inset = std::max(2.0F, frame.mm(0.7F));
    const float way = (track.width - track.height) * (frame.mirrored() ? 1 - share : share);
    const ImVec2 centre(track.x + radius + way, track.centre_y());
    list.AddCircleFilled(centre, radius - inset, spec.on ? colour.on_primary : colour.outline_strong, 0);
    if (spec.on) {
        const float side = radius * 1.1F;
        draw_icon(frame, Icon::check, {centre.x - side / 2, centre.y - side / 2, side, side},
                  spec.enabled ? colour.primary : colour.text_muted);
    }
}

float switch_text_width(Frame& frame, const SwitchSpec& spec, float width) {
    return width - frame.mm(frame.sizes().space.medium) * 3 - switch_width(frame) -
           beside_text(frame, spec.icon);
}

constexpr float tab_margin_mm = 1.3F;

TextSpec tab_text(bool selected) {
    return {Type::body, selected ? text::Weight::bold : text::Weight::regular, text::Alignment::center,
            text::Overflow::ellipsis(2)};
}

float tab_symbol(Frame& frame, const TabSpec& spec) {
    return spec.icon == Icon::none ? 0 : icon_side(frame, Type::body) + frame.mm(frame.sizes().space.tiny);
}

void draw_tab(Frame& frame, const Rect& rect, const TabSpec& spec, bool selected, bool held) {
    const Colours& colour = frame.colours();
    const float radius = std::max(0.0F, frame.theme().radius - tab_margin_mm);
    if (selected) {
        frame.shadow(rect, radius, Elevation::card);
        frame.fill(rect, colour.surface, radius);
        frame.outline(rect, colour.primary, frame.theme().line, radius);
    } else if (held) {
        frame.fill(rect, colour.surface_pressed, radius);
    }
    const Colour content = selected ? colour.primary_pressed : colour.text_muted;
    const float symbol = tab_symbol(frame, spec);
    const Rect inner = rect.inset(frame.mm(frame.sizes().space.tiny), 0);
    const auto layout = frame.shape(spec.label, tab_text(selected), inner.width - symbol);
    Rect group = inner.centred(layout->width() + symbol, inner.height);
    if (symbol > 0) {
        const float side = icon_side(frame, Type::body);
        const Rect slot = group.cut_leading(symbol, frame.direction());
        Rect icon = slot;
        icon = icon.cut_leading(side, frame.direction()).centred(side, side);
        draw_icon(frame, spec.icon, icon, content);
    }
    frame.draw(layout, group.centre_x() - layout->box_width() / 2, rect.centre_y() - layout->height() / 2,
               content);
}

} // namespace

float choice_height(Frame& frame, const ChoiceSpec& spec, float width) {
    // The bold of a chosen card may need a line more; the card must not grow when it is chosen.
    return padded(
        frame,
        two_lines(frame, spec.label, spec.text, true, choice_text_width(frame, spec, width)).height(frame));
}

bool choice_card(Frame& frame, std::string_view id, const Rect& rect, const ChoiceSpec& spec) {
    const Colours& colour = frame.colours();
    const float medium = frame.mm(frame.sizes().space.medium);
    const Press press = frame.press(id, rect, spec.enabled);
    pressable_card(
        frame, rect,
        {.held = press.held, .selected = spec.selected, .invalid = spec.invalid, .enabled = spec.enabled});
    Rect inner = rect.inset(medium, 0);
    const float side = mark_side(frame);
    const Rect mark = inner.cut_leading(side, frame.direction()).centred(side, side);
    inner.cut_leading(medium, frame.direction());
    const Colour edge = spec.invalid ? colour.error : colour.outline_strong;
    if (spec.multiple)
        draw_check(frame, mark, spec, edge);
    else
        draw_radio(frame, mark, spec, edge);
    if (spec.icon != Icon::none) {
        const float icon = icon_side(frame, Type::label);
        draw_icon(frame, spec.icon, inner.cut_trailing(icon, frame.direction()).centred(icon, icon),
                  spec.selected ? colour.primary : colour.text_muted);
        inner.cut_trailing(medium, frame.direction());
    }
    two_lines(frame, spec.label, spec.text, spec.selected, inner.width)
        .draw(frame, inner, spec.enabled ? colour.text : colour.text_muted);
    frame.tell(spec.multiple ? Role::checkbox : Role::radio, spec.name.empty() ? spec.label : spec.name, rect,
               {.enabled = spec.enabled, .selected = spec.selected, .invalid = spec.invalid}, spec.text);
    return press.clicked;
}

bool choice_card(Column& column, std::string_view id, const ChoiceSpec& spec) {
    Frame& frame = column.frame();
    return choice_card(frame, id, column.take(choice_height(frame, spec, column.width())), spec);
}

float switch_height(Frame& frame, const SwitchSpec& spec, float width) {
    return padded(
        frame,
        two_lines(frame, spec.label, spec.text, false, switch_text_width(frame, spec, width)).height(frame));
}

bool switch_row(Frame& frame, std::string_view id, const Rect& rect, const SwitchSpec& spec) {
    const Colours& colour = frame.colours();
    const float medium = frame.mm(frame.sizes().space.medium);
    const Press press = frame.press(id, rect, spec.enabled);
    pressable_card(frame, rect, {.held = press.held, .enabled = spec.enabled});
    Rect inner = rect.inset(medium, 0);
    draw_switch(frame, id, switch_track(frame, inner), spec);
    inner.cut_trailing(medium, frame.direction());
    if (spec.icon != Icon::none) {
        const float icon = icon_side(frame, Type::label);
        draw_icon(frame, spec.icon, inner.cut_leading(icon, frame.direction()).centred(icon, icon),
                  spec.enabled ? colour.primary : colour.text_muted);
        inner.cut_leading(medium, frame.direction());
    }
    two_lines(frame, spec.label, spec.text, false, inner.width)
        .draw(frame, inner, spec.enabled ? colour.text : colour.text_muted);
    frame.tell(Role::toggle, spec.label, rect, {.enabled = spec.enabled, .selected = spec.on}, spec.text);
    return press.clicked;
}

bool switch_row(Column& column, std::string_view id, const SwitchSpec& spec) {
    Frame& frame = column.frame();
    return switch_row(frame, id, column.take(switch_height(frame, spec, column.width())), spec);
}

float tabs_height(Frame& frame, std::span<const TabSpec> specs, float width) {
    const Spaces& space = frame.sizes().space;
    const float edge = frame.mm(tab_margin_mm);
    const float each = (width - 2 * edge) / static_cast<float>(std::max<std::size_t>(1, specs.size()));
    float height = frame.mm(frame.sizes().target);
    for (const TabSpec& spec : specs) {
        const float room = each - 2 * frame.mm(space.tiny) - tab_symbol(frame, spec);
        height =
            std::max(height, frame.shape(spec.label, tab_text(true), room)->height() + frame.mm(space.tiny));
    }
    return std::ceil(height + 2 * edge);
}

std::size_t tabs(Frame& frame, std::string_view id, const Rect& rect, std::span<const TabSpec> specs,
                 std::size_t selected) {
    if (specs.empty())
        return selected;
    const float radius = frame.theme().radius;
    frame.fill(rect, frame.colours().surface_sunken, radius);
    frame.outline(rect, frame.colours().outline, frame.theme().line, radius);
    Rect row = rect.inset(frame.mm(tab_margin_mm));
    const float each = std::floor(row.width / static_cast<float>(specs.size()));
    std::size_t chosen = selected;
    for (std::size_t index = 0; index < specs.size(); ++index) {
        const bool last = index + 1 == specs.size();
        const Rect place = row.cut_leading(last ? row.width : each, frame.direction());
        const Press press = frame.press(std::string(id) + "." + std::to_string(index), place);
        draw_tab(frame, place, specs[index], index == selected, press.held);
        frame.tell(Role::tab, specs[index].label, place, {.selected = index == selected});
        if (press.clicked)
            chosen = index;
    }
    return chosen;
}

std::size_t tabs(Column& column, std::string_view id, std::span<const TabSpec> specs, std::size_t selected) {
    Frame& frame = column.frame();
    return tabs(frame, id, column.take(tabs_height(frame, specs, column.width())), specs, selected);
}

} // namespace istiqbal::ui
