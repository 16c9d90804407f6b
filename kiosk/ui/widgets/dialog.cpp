// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/dialog.hpp"

#include "kiosk/ui/scroll.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr TextSpec title_text{
    .type = Type::heading, .weight = text::Weight::bold, .alignment = text::Alignment::center};
constexpr TextSpec body_text{.type = Type::label, .alignment = text::Alignment::center};
constexpr float radius_factor = 1.6F; // of the theme's: it is a larger surface

struct Plan {
    float margin;
    float gap;
    float inner;
    float disc;
    bool beside; // actions stand beside each other
    float actions;
    float content; // disc, title, text, body
    Rect box;
};

bool fit_beside(Frame& frame, const DialogSpec& spec, float width, float gap) {
    const auto count = static_cast<float>(spec.actions.size());
    float widest = 0;
    for (const ButtonSpec& action : spec.actions)
        widest = std::max(widest, button_width(frame, action));
    return spec.actions.size() > 1 && widest * count + gap * (count - 1) <= width;
}

Plan plan(Frame& frame, const DialogSpec& spec) {
    const Sizes& sizes = frame.sizes();
    const Rect screen = frame.screen();
    Plan plan{};
    plan.margin = frame.mm(sizes.space.large);
    plan.gap = frame.mm(sizes.space.small);
    const float width = std::min(frame.mm(sizes.content * 0.86F), screen.width * 0.88F);
    plan.inner = width - 2 * plan.margin;
    plan.beside = fit_beside(frame, spec, plan.inner, plan.gap);
    for (const ButtonSpec& action : spec.actions) {
        const float height = button_height(frame, action, plan.inner);
        plan.actions = plan.beside ? std::max(plan.actions, height) : plan.actions + height + plan.gap;
    }
    if (!plan.beside && !spec.actions.empty())
        plan.actions -= plan.gap;
    float words = frame.shape(spec.title, title_text, plan.inner)->height();
    if (!spec.text.empty())
        words += plan.gap + frame.shape(spec.text, body_text, plan.inner)->height();
    if (spec.body)
        words += plan.gap * 1.5F + spec.body_height;
    const float around = plan.actions + plan.margin * 2 + plan.gap * 2;
    const float most = screen.height - 2 * plan.gap;
    // Where there is no height for a picture, the words come first.
    const float disc = spec.icon == Icon::none ? 0 : frame.mm(sizes.button * 1.25F);
    if (disc + plan.gap * 1.5F + words + around <= most)
        plan.disc = disc;
    plan.content = words + (plan.disc > 0 ? plan.disc + plan.gap * 1.5F : 0);
    const float wanted = plan.content + around;
    plan.box = screen.centred(width, std::min(std::ceil(wanted), most));
    return plan;
}

void draw_content(Column& column, const DialogSpec& spec, const Plan& plan) {
    Frame& frame = column.frame();
    const Colours& colour = frame.colours();
    if (plan.disc > 0) {
        const Tone colours = spec.status == Status::none
                                 ? Tone{colour.primary, colour.primary_soft, colour.text}
                                 : tone(frame, spec.status);
        icon_disc(frame, spec.icon, column.take(plan.disc).centred(plan.disc, plan.disc), colours.strong,
                  colours.soft);
        column.take(plan.gap * 1.5F);
    }
    column.text(spec.title, title_text, colour.text, Role::heading);
    if (!spec.text.empty()) {
        column.take(plan.gap);
        column.text(spec.text, body_text, colour.text);
    }
    if (spec.body) {
        column.take(plan.gap * 1.5F);
        Column body(frame, column.take(spec.body_height));
        spec.body(body);
    }
}

std::optional<std::size_t> draw_actions(Frame& frame, const DialogSpec& spec, const Plan& plan, Rect area) {
    std::optional<std::size_t> chosen;
    const auto count = static_cast<float>(spec.actions.size());
    const float each = std::floor((area.width - plan.gap * (count - 1)) / std::max(1.0F, count));
    for (std::size_t index = 0; index < spec.actions.size(); ++index) {
        const ButtonSpec& action = spec.actions[index];
        const Rect place = plan.beside ? area.cut_leading(each, frame.direction())
                                       : area.cut_top(button_height(frame, action, area.width));
        if (plan.beside)
            area.cut_leading(plan.gap, frame.direction());
        else
            area.cut_top(plan.gap);
        if (button(frame, "dialog." + std::to_string(index), place, action))
            chosen = index;
    }
    return chosen;
}

} // namespace

std::optional<std::size_t> dialog(Frame& frame, const DialogSpec& spec) {
    frame.begin_dialog(spec.title, spec.backdrop);
    const Plan parts = plan(frame, spec);
    const float radius = frame.theme().radius * radius_factor;
    frame.shadow(parts.box, radius, Elevation::dialog);
    frame.fill(parts.box, frame.colours().surface, radius);
    if (frame.presentation().high_contrast)
        frame.outline(parts.box, frame.colours().outline_strong, frame.theme().line_strong, radius);
    Rect inside = parts.box.inset(parts.margin);
    const Rect actions = inside.cut_bottom(parts.actions);
    inside.cut_bottom(parts.gap * 2);
    if (parts.content <= inside.height + 1) {
        Column column(frame, inside);
        draw_content(column, spec, parts);
    } else {
        ScrollView view(frame, "dialog", inside);
        draw_content(view.column(), spec, parts);
    }
    return draw_actions(frame, spec, parts, actions);
}

} // namespace istiqbal::ui
