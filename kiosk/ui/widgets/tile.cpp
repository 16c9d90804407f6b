// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/tile.hpp"

#include "kiosk/ui/widgets/paint.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr TextSpec title_text{.type = Type::label, .weight = text::Weight::bold};
constexpr TextSpec summary_text{.type = Type::body};

// Where the parts of a tile are, from its own corner; text at the leading edge.
struct Plan {
    bool beside; // the icon beside the text
    float padding;
    float disc;
    float gap;
    Frame::Layout title;
    Frame::Layout summary; // null if there is none
    float text_height;
    float height;
};

Plan plan(Frame& frame, const TileSpec& spec, float width) {
    const Sizes& sizes = frame.sizes();
    Plan plan{};
    plan.beside = width >= frame.mm(sizes.button * 6.5F);
    plan.padding = frame.mm(sizes.space.medium);
    plan.disc = spec.icon == Icon::none ? 0 : frame.mm(sizes.button * 0.86F);
    plan.gap = frame.mm(plan.beside ? sizes.space.medium : sizes.space.small);
    const float chevron = plan.beside ? icon_side(frame, Type::label) + plan.gap : 0;
    const float room = width - 2 * plan.padding - chevron - (plan.beside ? plan.disc + plan.gap : 0);
    plan.title = frame.shape(spec.title, title_text, room);
    plan.text_height = plan.title->height();
    if (!spec.summary.empty()) {
        plan.summary = frame.shape(spec.summary, summary_text, room);
        plan.text_height += plan.summary->height() + frame.mm(sizes.space.tiny);
    }
    const float inside = plan.beside ? std::max(plan.disc, plan.text_height)
                                     : plan.disc + (plan.disc > 0 ? plan.gap : 0) + plan.text_height;
    plan.height = std::ceil(inside + 2 * plan.padding);
    return plan;
}

struct TileColours {
    Colour icon, disc, title, summary;
};

TileColours tile_colours(Frame& frame, const TileSpec& spec) {
    const Colours& colour = frame.colours();
    if (!spec.enabled)
        return {colour.text_muted, colour.surface, colour.text_muted, colour.text_muted};
    if (spec.kind == TileKind::primary)
        return {colour.primary, colour.on_primary, colour.on_primary, colour.on_primary};
    return {colour.primary, colour.primary_soft, colour.text, colour.text_muted};
}

void draw_surface(Frame& frame, const Rect& rect, const TileSpec& spec, bool held) {
    if (spec.kind != TileKind::primary || !spec.enabled) {
        pressable_card(frame, rect, {.held = held, .enabled = spec.enabled, .raised = true});
        return;
    }
    const float radius = frame.theme().radius;
    if (!held)
        frame.shadow(rect, radius);
    frame.fill(rect, held ? frame.colours().primary_pressed : frame.colours().primary, radius);
}

} // namespace

float tile_height(Frame& frame, const TileSpec& spec, float width) {
    return plan(frame, spec, width).height;
}

bool tile(Frame& frame, std::string_view id, const Rect& rect, const TileSpec& spec) {
    const Press press = frame.press(id, rect, spec.enabled);
    const Plan parts = plan(frame, spec, rect.width);
    const TileColours colour = tile_colours(frame, spec);
    draw_surface(frame, rect, spec, press.held);
    Rect inner = rect.inset(parts.padding);
    if (parts.beside) {
        if (parts.disc > 0) {
            const Rect disc = inner.cut_leading(parts.disc, frame.direction());
            icon_disc(frame, spec.icon, disc.centred(parts.disc, parts.disc), colour.icon, colour.disc);
            inner.cut_leading(parts.gap, frame.direction());
        }
        const float chevron = icon_side(frame, Type::label);
        draw_icon(frame, Icon::chevron_forward,
                  inner.cut_trailing(chevron, frame.direction()).centred(chevron, chevron), colour.summary);
        inner.cut_trailing(parts.gap, frame.direction());
        inner = inner.centred(inner.width, parts.text_height);
    } else if (parts.disc > 0) {
        Rect top = inner.cut_top(parts.disc);
        icon_disc(frame, spec.icon, top.cut_leading(parts.disc, frame.direction()), colour.icon, colour.disc);
        inner.cut_top(parts.gap);
    }
    frame.draw(parts.title, inner.x, inner.y, colour.title);
    if (parts.summary)
        frame.draw(parts.summary, inner.x, inner.y + parts.text_height - parts.summary->height(),
                   colour.summary);
    frame.tell(Role::button, spec.title, rect, {.enabled = spec.enabled}, spec.summary);
    return press.clicked;
}

std::size_t tile_columns(Frame& frame, float width, float least_width) {
    const float gap = frame.mm(frame.sizes().space.small);
    const float least = least_width > 0 ? frame.mm(least_width) : frame.type_pixels(Type::body) * 11.5F;
    return std::max<std::size_t>(1, static_cast<std::size_t>((width + gap) / (least + gap)));
}

std::optional<std::size_t> tile_grid(Column& column, std::string_view prefix, std::span<const TileSpec> tiles,
                                     float least_width) {
    Frame& frame = column.frame();
    const float gap = frame.mm(frame.sizes().space.small);
    const std::size_t columns =
        std::min(std::max<std::size_t>(1, tiles.size()), tile_columns(frame, column.width(), least_width));
    const float each =
        std::floor((column.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    std::optional<std::size_t> chosen;
    for (std::size_t first = 0; first < tiles.size(); first += columns) {
        const std::size_t end = std::min(tiles.size(), first + columns);
        float height = 0;
        for (std::size_t index = first; index < end; ++index)
            height = std::max(height, tile_height(frame, tiles[index], each));
        if (first > 0)
            column.take(gap);
        Rect row = column.take(height);
        for (std::size_t index = first; index < end; ++index) {
            const Rect place = row.cut_leading(each, frame.direction());
            row.cut_leading(gap, frame.direction());
            if (tile(frame, std::string(prefix) + "." + std::to_string(index), place, tiles[index]))
                chosen = index;
        }
    }
    return chosen;
}

} // namespace istiqbal::ui
