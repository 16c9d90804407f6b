// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/status.hpp"

#include "kiosk/ui/widgets/button.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr TextSpec chip_text{.type = Type::small, .weight = text::Weight::bold};

float chip_symbol(Frame& frame) {
    return std::round(frame.type_pixels(Type::small) * 0.95F);
}

float chip_margin(Frame& frame) {
    return frame.mm(frame.sizes().space.tiny) * 1.6F;
}

Status status_of(BannerKind kind) {
    switch (kind) {
    case BannerKind::information:
        return Status::information;
    case BannerKind::success:
        return Status::ok;
    case BannerKind::warning:
        return Status::warning;
    case BannerKind::error:
        return Status::error;
    }
    return Status::information;
}

bool alerts(BannerKind kind) {
    return kind == BannerKind::warning || kind == BannerKind::error;
}

void draw_banner_surface(Frame& frame, const Rect& box, const Tone& colours) {
    frame.fill(box, colours.soft, frame.theme().radius);
    frame.outline(box, between(colours.soft, colours.strong, 0.35F), frame.theme().line,
                  frame.theme().radius);
}

} // namespace

float chip_height(Frame& frame) {
    return std::ceil(frame.type_pixels(Type::small) * 1.55F + frame.mm(frame.sizes().space.tiny) * 0.6F);
}

float chip_width(Frame& frame, Status status, std::string_view text) {
    const float symbol = status == Status::none ? 0 : chip_symbol(frame) + chip_margin(frame) * 0.6F;
    return std::ceil(frame.shape(text, chip_text)->width() + symbol + 2 * chip_margin(frame));
}

void chip(Frame& frame, const Rect& rect, Status status, std::string_view text) {
    const Tone colours = tone(frame, status);
    frame.list().AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), colours.soft,
                               rect.height / 2);
    if (frame.presentation().high_contrast)
        frame.list().AddRect(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), colours.strong,
                             rect.height / 2);
    Rect inner = rect.inset(chip_margin(frame), 0);
    if (status != Status::none) {
        const float side = chip_symbol(frame);
        draw_status(frame, status, inner.cut_leading(side, frame.direction()).centred(side, side));
        inner.cut_leading(chip_margin(frame) * 0.6F, frame.direction());
    }
    frame.draw_in(inner, text, chip_text, colours.text);
    frame.tell(Role::text, text, rect);
}

void banner(Column& column, BannerKind kind, std::string_view text, Icon icon) {
    banner(column, {}, {.kind = kind, .text = text, .icon = icon});
}

bool banner(Column& column, std::string_view id, const BannerSpec& spec) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const Tone colours = tone(frame, status_of(spec.kind));
    const float margin = frame.mm(space.small) * 1.4F;
    const float symbol = std::round(frame.type_pixels(Type::body) * 1.25F);
    const float room = column.width() - margin * 3 - symbol;
    const bool bold = spec.kind == BannerKind::error && spec.title.empty();
    const auto text = frame.shape(
        spec.text, {.type = Type::body, .weight = bold ? text::Weight::bold : text::Weight::regular}, room);
    Frame::Layout title;
    if (!spec.title.empty())
        title = frame.shape(spec.title, {.type = Type::body, .weight = text::Weight::bold}, room);
    const ButtonSpec action{.label = spec.action, .type = Type::body};
    const float action_height = spec.action.empty() ? 0 : frame.mm(frame.sizes().target);
    const float action_gap = spec.action.empty() ? 0 : frame.mm(space.small);
    const Rect box =
        column.take(text->height() + (title ? title->height() : 0) + action_gap + action_height + margin * 2);
    draw_banner_surface(frame, box, colours);
    Rect inner = box.inset(margin);
    const Rect slot = inner.cut_leading(symbol, frame.direction());
    inner.cut_leading(margin, frame.direction());
    const Rect square = beside_first_line(title ? title : text, slot, inner.y, symbol);
    if (spec.icon == Icon::none)
        draw_status(frame, status_of(spec.kind), square);
    else
        draw_icon(frame, spec.icon, square, colours.strong);
    const Role role = alerts(spec.kind) ? Role::alert : Role::text;
    if (title) {
        frame.draw(title, inner.x, inner.y, colours.text);
        frame.tell(role, spec.title, box, {}, spec.text);
        inner.cut_top(title->height());
    } else {
        frame.tell(role, spec.text, box);
    }
    frame.draw(text, inner.x, inner.y, bold ? colours.strong : colours.text);
    if (spec.action.empty())
        return false;
    inner.cut_top(text->height() + action_gap);
    const float width = std::min(inner.width, button_width(frame, action));
    return button(frame, id, inner.cut_leading(width, frame.direction()), action);
}

Toast make_toast(Frame& frame, std::string_view text, Status status) {
    return {std::string(text), status, frame.now() + toast_time};
}

bool show_toast(Frame& frame, const Toast& toast, float above) {
    if (frame.now() >= toast.until || toast.text.empty())
        return false;
    frame.wake_at(toast.until);
    const Sizes& sizes = frame.sizes();
    const float margin = frame.mm(sizes.space.medium);
    const float symbol = icon_side(frame, Type::body);
    const float gap = frame.mm(sizes.space.small);
    const float most =
        std::min(frame.mm(sizes.content), frame.screen().width - 2 * frame.mm(sizes.space.large));
    const auto layout = frame.shape(toast.text, {.type = Type::body}, most - 2 * margin - symbol - gap);
    const float width = layout->width() + 2 * margin + symbol + gap;
    const float height = layout->height() + 2 * frame.mm(sizes.space.small);
    const Rect box{frame.screen().centre_x() - width / 2,
                   frame.screen().bottom() - above - frame.mm(sizes.space.large) - height, width, height};
    const Tone colours = tone(frame, toast.status);
    frame.shadow(box, frame.theme().radius, Elevation::dialog);
    frame.fill(box, frame.colours().surface, frame.theme().radius);
    frame.outline(box, colours.strong, frame.theme().line, frame.theme().radius);
    Rect inner = box.inset(margin, 0);
    const Rect slot = inner.cut_leading(symbol, frame.direction());
    inner.cut_leading(gap, frame.direction());
    const float top = box.centre_y() - layout->height() / 2;
    draw_status(frame, toast.status, beside_first_line(layout, slot, top, symbol));
    // It was shaped in the widest box; what is free of that is on its trailing side.
    const float x = frame.mirrored() ? inner.right() - layout->box_width() : inner.x;
    frame.draw(layout, x, top, frame.colours().text);
    frame.tell(Role::alert, toast.text, box);
    return true;
}

bool empty_state(Column& column, std::string_view id, const EmptySpec& spec) {
    Frame& frame = column.frame();
    const Sizes& sizes = frame.sizes();
    const Colours& colour = frame.colours();
    const float disc = frame.mm(sizes.button * 1.5F);
    column.gap(sizes.space.medium);
    icon_disc(frame, spec.icon, column.take(disc).centred(disc, disc), colour.primary, colour.primary_soft);
    column.gap(sizes.space.medium);
    column.text(spec.title,
                {.type = Type::heading, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                colour.text, Role::heading);
    if (!spec.text.empty()) {
        column.gap(sizes.space.tiny);
        column.text(spec.text, {.type = Type::label, .alignment = text::Alignment::center},
                    colour.text_muted);
    }
    bool chosen = false;
    if (!spec.action.empty()) {
        const ButtonSpec action{.label = spec.action, .icon = spec.action_icon};
        column.gap(sizes.space.medium);
        const float width =
            std::min(column.width(), std::max(button_width(frame, action), frame.mm(sizes.target * 4)));
        const Rect row = column.take(button_height(frame, action, width));
        chosen = button(frame, id, row.centred(width, row.height), action);
    }
    column.gap(sizes.space.medium);
    return chosen;
}

} // namespace istiqbal::ui
