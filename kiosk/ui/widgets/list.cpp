// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/list.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr TextSpec quiet_text{.type = Type::body};

TextSpec title_text(const RowSpec& spec) {
    return {.type = Type::label, .weight = spec.selected ? text::Weight::bold : text::Weight::regular};
}

// The parts of a row. What does not fit beside the title goes beneath it.
struct Plan {
    float padding;
    float gap;
    float icon;
    float chevron;
    float value;  // width beside the title; 0 if none, or beneath
    float chip;   // the same
    bool beneath; // value and chip stand under the texts
    Frame::Layout title;
    Frame::Layout text;
    Frame::Layout value_layout;
    float text_height;
};

float line_gap(Frame& frame) {
    return frame.mm(frame.sizes().space.tiny) * 0.5F;
}

float extra_height(Frame& frame, const Plan& plan, const RowSpec& spec) {
    float height = 0;
    if (plan.value_layout)
        height = plan.value_layout->height();
    if (spec.status != Status::none)
        height = std::max(height, chip_height(frame));
    return height;
}

Plan plan(Frame& frame, const RowSpec& spec, float width) {
    const Spaces& space = frame.sizes().space;
    Plan plan{};
    plan.padding = frame.mm(space.medium);
    plan.gap = frame.mm(space.small);
    plan.icon = spec.icon == Icon::none ? 0 : icon_side(frame, Type::label);
    plan.chevron = spec.chevron ? std::round(frame.type_pixels(Type::body)) : 0;
    const float inner = width - 2 * plan.padding - (plan.icon > 0 ? plan.icon + plan.gap * 1.4F : 0) -
                        (plan.chevron > 0 ? plan.chevron + plan.gap : 0);
    if (!spec.value.empty())
        plan.value = frame.shape(spec.value, quiet_text)->width() + plan.gap;
    if (spec.status != Status::none)
        plan.chip = chip_width(frame, spec.status, spec.status_text) + plan.gap;
    const float title = frame.shape(spec.title, title_text(spec))->width();
    const float left = inner - plan.value - plan.chip;
    plan.beneath = plan.value + plan.chip > 0 && left < std::min(title, inner * 0.62F);
    const float room = plan.beneath ? inner : left;
    plan.title = frame.shape(spec.title, title_text(spec), room);
    plan.text_height = plan.title->height();
    if (!spec.text.empty()) {
        plan.text = frame.shape(spec.text, quiet_text, room);
        plan.text_height += plan.text->height() + line_gap(frame);
    }
    if (!spec.value.empty())
        plan.value_layout =
            frame.shape(spec.value, quiet_text, plan.beneath ? inner - plan.chip : plan.value);
    if (plan.beneath)
        plan.text_height += extra_height(frame, plan, spec) + line_gap(frame);
    return plan;
}

bool rounds_top(RowPlace place) {
    return place == RowPlace::alone || place == RowPlace::first;
}

bool rounds_bottom(RowPlace place) {
    return place == RowPlace::alone || place == RowPlace::last;
}

// The surface of one row; the outline of the card goes on from row to row.
void draw_surface(Frame& frame, const Rect& rect, RowPlace place, Colour surface, float text_from) {
    ImDrawList& list = frame.list();
    const float radius = frame.mm(frame.theme().radius);
    const float width = std::max(1.0F, frame.mm(frame.theme().line));
    ImDrawFlags corners = ImDrawFlags_RoundCornersNone;
    if (rounds_top(place))
        corners |= ImDrawFlags_RoundCornersTop;
    if (rounds_bottom(place))
        corners |= ImDrawFlags_RoundCornersBottom;
    list.AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), surface, radius, corners);
    const Colour edge = frame.colours().outline;
    constexpr float quarter = 3.14159265F / 2;
    const Rect line = rect.inset(width / 2);
    const float top = rounds_top(place) ? line.y + radius : rect.y;
    const float bottom = rounds_bottom(place) ? line.bottom() - radius : rect.bottom();
    if (place == RowPlace::alone) {
        frame.outline(rect, edge, frame.theme().line, frame.theme().radius);
    } else if (place == RowPlace::first) {
        list.PathLineTo(ImVec2(line.x, bottom));
        list.PathArcTo(ImVec2(line.x + radius, top), radius, 2 * quarter, 3 * quarter);
        list.PathArcTo(ImVec2(line.right() - radius, top), radius, 3 * quarter, 4 * quarter);
        list.PathLineTo(ImVec2(line.right(), bottom));
        list.PathStroke(edge, 0, width);
    } else if (place == RowPlace::last) {
        list.PathLineTo(ImVec2(line.right(), top));
        list.PathArcTo(ImVec2(line.right() - radius, bottom), radius, 0, quarter);
        list.PathArcTo(ImVec2(line.x + radius, bottom), radius, quarter, 2 * quarter);
        list.PathLineTo(ImVec2(line.x, top));
        list.PathStroke(edge, 0, width);
    } else {
        list.AddLine(ImVec2(line.x, top), ImVec2(line.x, bottom), edge, width);
        list.AddLine(ImVec2(line.right(), top), ImVec2(line.right(), bottom), edge, width);
    }
    if (!rounds_bottom(place)) {
        Rect rule{rect.x, rect.bottom() - width / 2, rect.width, 0};
        rule.cut_leading(text_from, frame.direction());
        list.AddLine(ImVec2(rule.x, rule.y), ImVec2(rule.right(), rule.y), edge, width);
    }
}

void draw_chip(Frame& frame, const RowSpec& spec, const Plan& parts, const Rect& slot) {
    const float width = parts.chip - parts.gap;
    const float height = chip_height(frame);
    Rect place = slot;
    place = parts.beneath ? place.cut_leading(width, frame.direction())
                          : place.cut_trailing(width, frame.direction());
    chip(frame, place.centred(width, height), spec.status, spec.status_text);
}

void draw_beneath(Frame& frame, const RowSpec& spec, const Plan& parts, Rect line) {
    if (spec.status != Status::none) {
        draw_chip(frame, spec, parts, line);
        line.cut_leading(parts.chip, frame.direction());
    }
    if (parts.value_layout)
        frame.draw(parts.value_layout, line.x, line.centre_y() - parts.value_layout->height() / 2,
                   frame.colours().text_muted);
}

} // namespace

float list_row_height(Frame& frame, const RowSpec& spec, float width) {
    const Sizes& sizes = frame.sizes();
    const float text = plan(frame, spec, width).text_height;
    return std::ceil(std::max(frame.mm(sizes.target), text + 2 * frame.mm(sizes.space.small)));
}

bool list_row(Frame& frame, std::string_view id, const Rect& rect, const RowSpec& spec) {
    const Colours& colour = frame.colours();
    const Press press = frame.press(id, rect, spec.enabled);
    const Plan parts = plan(frame, spec, rect.width);
    const float lead = parts.padding + (parts.icon > 0 ? parts.icon + parts.gap * 1.4F : 0);
    draw_surface(frame, rect, spec.place,
                 press.held      ? colour.surface_pressed
                 : spec.selected ? colour.primary_soft
                                 : colour.surface,
                 lead);
    frame.tell(Role::button, spec.name.empty() ? spec.title : spec.name, rect,
               {.enabled = spec.enabled, .selected = spec.selected},
               spec.value.empty() ? spec.text : spec.value);
    Rect inner = rect.inset(parts.padding, 0);
    if (parts.icon > 0) {
        draw_icon(frame, spec.icon,
                  inner.cut_leading(parts.icon, frame.direction()).centred(parts.icon, parts.icon),
                  spec.enabled ? colour.primary : colour.text_muted);
        inner.cut_leading(parts.gap * 1.4F, frame.direction());
    }
    if (parts.chevron > 0) {
        draw_icon(frame, Icon::chevron_forward,
                  inner.cut_trailing(parts.chevron, frame.direction()).centred(parts.chevron, parts.chevron),
                  colour.text_muted);
        inner.cut_trailing(parts.gap, frame.direction());
    }
    if (!parts.beneath) {
        if (spec.status != Status::none) {
            draw_chip(frame, spec, parts, inner);
            inner.cut_trailing(parts.chip, frame.direction());
        }
        if (parts.value_layout) {
            const Rect slot = inner.cut_trailing(parts.value, frame.direction());
            const float free = parts.gap;
            frame.draw(parts.value_layout, frame.mirrored() ? slot.x - free : slot.x + free,
                       slot.centre_y() - parts.value_layout->height() / 2, colour.text_muted);
        }
    }
    Rect texts = inner.centred(inner.width, parts.text_height);
    frame.draw(parts.title, texts.x, texts.y, spec.enabled ? colour.text : colour.text_muted);
    texts.cut_top(parts.title->height() + line_gap(frame));
    if (parts.text) {
        frame.draw(parts.text, texts.x, texts.y, colour.text_muted);
        texts.cut_top(parts.text->height() + line_gap(frame));
    }
    if (parts.beneath)
        draw_beneath(frame, spec, parts, texts);
    return press.clicked;
}

bool list_row(Column& column, std::string_view id, const RowSpec& spec) {
    Frame& frame = column.frame();
    return list_row(frame, id, column.take(list_row_height(frame, spec, column.width())), spec);
}

std::optional<std::size_t> list(Column& column, std::string_view prefix, std::span<const RowSpec> rows) {
    std::optional<std::size_t> chosen;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        RowSpec row = rows[index];
        row.place = rows.size() == 1           ? RowPlace::alone
                    : index == 0               ? RowPlace::first
                    : index + 1 == rows.size() ? RowPlace::last
                                               : RowPlace::middle;
        if (list_row(column, std::string(prefix) + "." + std::to_string(index), row))
            chosen = index;
    }
    return chosen;
}

void list_header(Column& column, std::string_view title, std::string_view note) {
    Frame& frame = column.frame();
    const Colours& colour = frame.colours();
    const float gap = frame.mm(frame.sizes().space.small);
    const TextSpec quiet{.type = Type::body, .alignment = text::Alignment::trailing};
    const float aside = note.empty() ? 0 : frame.shape(note, quiet)->width() + gap;
    const auto layout =
        frame.shape(title, {.type = Type::body, .weight = text::Weight::bold}, column.width() - aside);
    Rect row = column.take(layout->height());
    frame.tell(Role::heading, title, row, {}, note);
    if (!note.empty())
        frame.draw_in(row.cut_trailing(aside, frame.direction()), note, quiet, colour.text_muted);
    frame.draw(layout, row.x, row.y, colour.primary_pressed);
    column.gap(frame.sizes().space.tiny);
}

} // namespace istiqbal::ui
