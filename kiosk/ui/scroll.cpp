// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/scroll.hpp"

#include "kiosk/ui/icons.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float drag_threshold_mm = 4; // a finger that trembles less than this taps
constexpr float friction = 4;          // share of the speed lost in a second, roughly
constexpr float resting_speed = 20;    // pixels a second below which a view stands still
constexpr float running_speed_mm = 40; // a second; above it the eye does not see what it taps

Rect scrolled(Frame& frame, const std::string& id, const Rect& view) {
    const float offset = frame.memory().scrolls[id].offset;
    return {view.x, view.y - std::round(offset), view.width, view.height};
}

} // namespace

ScrollView::ScrollView(Frame& frame, std::string_view id, const Rect& view, bool centred)
    : frame_(frame)
    , id_(id)
    , view_(view)
    , column_((follow_finger(frame.memory().scrolls[std::string(id)]), frame),
              scrolled(frame, std::string(id), view)) {
    frame_.semantics().set_scroll_view(view_);
    // Where it lies over a choice, a tap means the arrow: what is asked first gets it.
    more_ = more();
    if (more_ != More::none)
        more_press_ = frame_.touch("scroll.more", more_box());
    frame_.take_revealed();
    frame_.push_clip(view_, Beyond::scrolls);
    if (centred) {
        lead_ = std::round(std::max(0.0F, (view_.height - state().content) / 2));
        column_.take(lead_);
    }
}

ScrollView::~ScrollView() {
    frame_.pop_clip();
    Scroll& scroll = state();
    // For the two buttons it comes after what it uncovers.
    if (more_ != More::none)
        more_press_.clicked |= frame_.stop("scroll.more", more_box()).clicked;
    const float content = column_.used() - lead_;
    if (content != scroll.content) // what depends on the height is drawn right in the next frame
        frame_.wake_at(frame_.now());
    scroll.content = content;
    coast(scroll);
    if (const auto wanted = frame_.take_revealed()) {
        const float margin = frame_.mm(frame_.sizes().space.small);
        const float below = wanted->bottom() + margin - view_.bottom();
        const float above = view_.y + margin - wanted->y;
        // Where both cannot be, the beginning is seen.
        if (below > 0)
            scroll.offset += std::min(below, -above);
        else if (above > 0)
            scroll.offset -= above;
        if (below > 0 || above > 0)
            frame_.wake_at(frame_.now());
    }
    const float furthest = std::max(0.0F, scroll.content - view_.height);
    if (scroll.offset < 0 || scroll.offset > furthest) {
        scroll.offset = std::clamp(scroll.offset, 0.0F, furthest);
        scroll.velocity = 0;
        frame_.wake_at(frame_.now());
    }
    draw_more(scroll);
}

void ScrollView::follow_finger(Scroll& scroll) {
    Memory& remembered = frame_.memory();
    const platform::Input& input = frame_.input();
    if (input.pressed) {
        const platform::TouchPoint& began = remembered.touch_began;
        const bool on_pad = std::any_of(remembered.pads.begin(), remembered.pads.end(),
                                        [&](const Rect& pad) { return pad.contains(began.x, began.y); });
        scroll.dragged = view_.contains(began.x, began.y) && !on_pad;
        // What ran past is stopped, not chosen: it is no longer what the finger aimed at.
        remembered.drags |= scroll.dragged && std::abs(scroll.velocity) > frame_.mm(running_speed_mm);
        scroll.velocity = 0;
    }
    if (!scroll.dragged || (!input.down && !input.released))
        return;
    const bool may_move = scroll.content > view_.height;
    const float way = input.position.y - remembered.touch_began.y;
    if (!remembered.drags && may_move && std::abs(way) > frame_.mm(drag_threshold_mm)) {
        remembered.drags = true;
        // A drag is no tap: whatever was pressed is let go.
        ImGui::ClearActiveID();
    }
    if (remembered.drags) {
        const float moved = input.position.y - remembered.touch_last.y;
        scroll.offset -= moved;
        const float seconds =
            std::chrono::duration<float>(input.position.time - remembered.touch_last.time).count();
        if (moved != 0 && seconds > 0)
            scroll.velocity = -moved / std::max(seconds, 1.0F / 120);
        else if (seconds > 0.05F)
            scroll.velocity = 0;
    }
    remembered.touch_last = input.position;
    if (input.released)
        scroll.dragged = false;
}

void ScrollView::coast(Scroll& scroll) {
    if (scroll.dragged || scroll.velocity == 0)
        return;
    const float seconds = ImGui::GetIO().DeltaTime;
    scroll.offset += scroll.velocity * seconds;
    scroll.velocity *= std::exp(-friction * seconds);
    if (std::abs(scroll.velocity) < resting_speed)
        scroll.velocity = 0;
    else
        frame_.wake_at(frame_.now());
}

ScrollView::More ScrollView::more() {
    constexpr float hardly = 8; // pixels
    const Scroll& scroll = state();
    const float furthest = scroll.content - view_.height;
    if (furthest <= hardly)
        return More::none;
    // Wherever the view stands there is an arrow then: one that vanished as it is scrolled would take the
    // focus of two buttons along.
    return furthest - scroll.offset > hardly ? More::below : More::above;
}

Rect ScrollView::more_box() const {
    // In the middle of the margin beside the content, or as far out as the screen goes where the margin is
    // narrower than the arrow, so that it covers no words.
    const float side = frame_.mm(frame_.sizes().target);
    const Rect screen = frame_.screen();
    const float middle = frame_.mirrored() ? (screen.x + view_.x) / 2 : (view_.right() + screen.right()) / 2;
    const float edge = frame_.mm(1);
    return {std::clamp(middle - side / 2, screen.x + edge, screen.right() - side - edge),
            view_.bottom() - side - edge, side, side};
}

void ScrollView::draw_more(Scroll& scroll) {
    if (more() != more_)
        frame_.wake_at(frame_.now());
    if (scroll.content <= view_.height + 1)
        return;
    // A thumb beside the content shows how much there is.
    const float thickness = frame_.mm(1.4F);
    const float aside = frame_.mm(frame_.sizes().space.small);
    Rect rail = Rect{frame_.mirrored() ? view_.x - aside - thickness : view_.right() + aside, view_.y,
                     thickness, view_.height}
                    .inset(0, aside);
    rail.cut_bottom(more_box().height);
    const float share = view_.height / scroll.content;
    Rect thumb = rail;
    thumb.height = rail.height * share;
    thumb.y += rail.height * scroll.offset / scroll.content;
    frame_.fill(thumb, frame_.colours().outline, 0.7F);

    // The content fades out where there is more of it, so that no line seems to end there.
    const Colour background = frame_.colours().background;
    const Colour clear = with_alpha(background, 0);
    const auto fade = [&](float top, float height, Colour above, Colour below) {
        frame_.list().AddRectFilledMultiColor(ImVec2(view_.x, top), ImVec2(view_.right(), top + height),
                                              above, above, below, below);
    };
    const float edge = frame_.mm(frame_.sizes().space.small);
    if (scroll.offset > 1)
        fade(view_.y, std::min(edge, scroll.offset), background, clear);
    if (more_ == More::none)
        return;
    const Rect box = more_box();
    if (more_ == More::below)
        fade(view_.bottom() - edge * 2, edge * 2, clear, background);
    const std::string_view name = frame_.string(more_ == More::below ? "scroll.down" : "scroll.up");
    frame_.shadow(box, frame_.sizes().target / 2);
    frame_.fill(box, more_press_.held ? frame_.colours().surface_pressed : frame_.colours().surface,
                frame_.sizes().target / 2);
    frame_.outline(box, frame_.colours().primary, frame_.theme().line, frame_.sizes().target / 2);
    draw_icon(frame_, more_ == More::below ? Icon::down : Icon::up, box.inset(box.height * 0.28F),
              frame_.colours().primary_pressed);
    frame_.tell(Role::button, name, box);
    if (more_press_.clicked) {
        scroll.offset += (more_ == More::below ? 1.0F : -1.0F) * view_.height * 0.8F;
        frame_.wake_at(frame_.now());
    }
}

} // namespace istiqbal::ui
