// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/paint.hpp"

#include <array>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float degree = 3.14159265F / 180;

// In the square of 24 units that icons are drawn in.
ImVec2 at(const Rect& square, float x, float y) {
    return {square.x + x * square.width / 24, square.y + y * square.height / 24};
}

void fill_rounded(ImDrawList& list, const ImVec2* points, int count, Colour colour, float rounding) {
    list.AddConvexPolyFilled(points, count, colour);
    list.AddPolyline(points, count, colour, ImDrawFlags_Closed, rounding);
}

void fill_disc(Frame& frame, const Rect& square, Colour colour) {
    frame.list().AddCircleFilled(at(square, 12, 12), square.width * 10 / 24, colour, 0);
}

void fill_octagon(Frame& frame, const Rect& square, Colour colour) {
    std::array<ImVec2, 8> points;
    for (std::size_t corner = 0; corner < points.size(); ++corner) {
        const float angle = (22.5F + 45 * static_cast<float>(corner)) * degree;
        points[corner] = at(square, 12 + 9.6F * std::cos(angle), 12 + 9.6F * std::sin(angle));
    }
    fill_rounded(frame.list(), points.data(), 8, colour, square.width / 12);
}

void fill_triangle(Frame& frame, const Rect& square, Colour colour) {
    const std::array<ImVec2, 3> points{at(square, 12, 3.6F), at(square, 21.4F, 20), at(square, 2.6F, 20)};
    fill_rounded(frame.list(), points.data(), 3, colour, square.width / 8);
}

void stroke(Frame& frame, const Rect& square, ImVec2 from, ImVec2 to, Colour colour) {
    const float width = std::max(1.5F, square.width / 10);
    frame.list().AddLine(from, to, colour, width);
    frame.list().AddCircleFilled(from, width / 2, colour);
    frame.list().AddCircleFilled(to, width / 2, colour);
}

void dot(Frame& frame, const Rect& square, ImVec2 where, Colour colour) {
    frame.list().AddCircleFilled(where, std::max(1.0F, square.width / 16), colour);
}

} // namespace

Tone tone(Frame& frame, Status status) {
    const Colours& colour = frame.colours();
    switch (status) {
    case Status::ok:
        return {colour.success, colour.success_soft, colour.text};
    case Status::warning:
        return {colour.warning, colour.warning_soft, colour.text};
    case Status::error:
        return {colour.error, colour.error_soft, colour.text};
    case Status::information:
        return {colour.primary, colour.surface_sunken, colour.text};
    case Status::none:
    case Status::neutral:
    case Status::waiting:
        break;
    }
    return {colour.text_muted, colour.surface_sunken, colour.text};
}

void draw_status(Frame& frame, Status status, const Rect& square) {
    const Colour strong = tone(frame, status).strong;
    const Colour inside = frame.colours().surface;
    switch (status) {
    case Status::none:
        return;
    case Status::ok:
        fill_disc(frame, square, strong);
        stroke(frame, square, at(square, 7.6F, 12.4F), at(square, 10.8F, 15.6F), inside);
        stroke(frame, square, at(square, 10.8F, 15.6F), at(square, 16.6F, 8.8F), inside);
        return;
    case Status::information:
        fill_disc(frame, square, strong);
        dot(frame, square, at(square, 12, 7.4F), inside);
        stroke(frame, square, at(square, 12, 11.4F), at(square, 12, 16.6F), inside);
        return;
    case Status::warning:
        fill_triangle(frame, square, strong);
        stroke(frame, square, at(square, 12, 9), at(square, 12, 13.4F), inside);
        dot(frame, square, at(square, 12, 17.2F), inside);
        return;
    case Status::error:
        fill_octagon(frame, square, strong);
        stroke(frame, square, at(square, 8.8F, 8.8F), at(square, 15.2F, 15.2F), inside);
        stroke(frame, square, at(square, 15.2F, 8.8F), at(square, 8.8F, 15.2F), inside);
        return;
    case Status::waiting:
        draw_icon(frame, Icon::clock, square, strong);
        return;
    case Status::neutral:
        frame.list().AddCircle(at(square, 12, 12), square.width * 9 / 24, strong, 0,
                               std::max(1.5F, square.width / 11));
        stroke(frame, square, at(square, 8.6F, 12), at(square, 15.4F, 12), strong);
        return;
    }
}

void card(Frame& frame, const Rect& rect) {
    const float radius = frame.theme().radius;
    frame.shadow(rect, radius, Elevation::card);
    frame.fill(rect, frame.colours().surface, radius);
    frame.outline(rect, frame.colours().outline, frame.theme().line, radius);
}

void pressable_card(Frame& frame, const Rect& rect, const CardState& state) {
    const Colours& colour = frame.colours();
    const float radius = frame.theme().radius;
    const bool strong = state.selected || state.invalid;
    if (state.raised && state.enabled && !state.held)
        frame.shadow(rect, radius, Elevation::card);
    frame.fill(rect,
               !state.enabled   ? colour.surface_sunken
               : state.held     ? colour.surface_pressed
               : state.selected ? colour.primary_soft
                                : colour.surface,
               radius);
    frame.outline(rect,
                  state.invalid    ? colour.error
                  : state.selected ? colour.primary
                                   : colour.outline,
                  strong ? frame.theme().line_strong : frame.theme().line, radius);
}

void icon_disc(Frame& frame, Icon icon, const Rect& square, Colour colour, Colour disc) {
    frame.list().AddCircleFilled(ImVec2(square.centre_x(), square.centre_y()), square.width / 2, disc, 0);
    const float side = std::round(square.width * 0.54F);
    draw_icon(frame, icon, square.centred(side, side), colour);
}

float icon_side(Frame& frame, Type type) {
    return std::round(frame.type_pixels(type) * 1.2F);
}

Rect beside_first_line(const Frame::Layout& layout, const Rect& slot, float text_top, float side) {
    const float middle = text_top + layout->baseline() - layout->size_px() * 0.34F;
    return {slot.centre_x() - side / 2, std::round(middle - side / 2), side, side};
}

} // namespace istiqbal::ui
