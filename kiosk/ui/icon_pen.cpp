// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/icon_pen.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float degree = 3.14159265F / 180;

float distance(ImVec2 first, ImVec2 second) {
    return std::hypot(first.x - second.x, first.y - second.y);
}

// From `first`, `length` pixels towards `second`.
ImVec2 towards(ImVec2 first, ImVec2 second, float length) {
    const float all = std::max(0.001F, distance(first, second));
    return {first.x + (second.x - first.x) * length / all, first.y + (second.y - first.y) * length / all};
}

} // namespace

IconPen::IconPen(Frame& frame, const Rect& square, Colour colour, bool mirrored, float fineness)
    : list_(frame.list())
    , square_(square)
    , colour_(colour)
    , mirrored_(mirrored)
    , width_(std::max(1.5F, square.height / fineness)) {}

ImVec2 IconPen::place(ImVec2 point) const {
    const float x = mirrored_ ? 24 - point.x : point.x;
    return {square_.x + x * scale(), square_.y + point.y * scale()};
}

// Dear ImGui's strokes have square ends; a dot on each makes them round.
void IconPen::cap(ImVec2 placed) {
    list_.AddCircleFilled(placed, width_ / 2, colour_);
}

void IconPen::rounded(const std::vector<ImVec2>& points, float radius, bool closed) {
    const std::size_t count = points.size();
    list_.PathClear();
    for (std::size_t index = 0; index < count; ++index) {
        const ImVec2 corner = points[index];
        const bool at_end = !closed && (index == 0 || index + 1 == count);
        if (at_end || radius <= 0) {
            list_.PathLineTo(corner);
            continue;
        }
        const ImVec2 before = points[(index + count - 1) % count];
        const ImVec2 after = points[(index + 1) % count];
        const float room = std::min(distance(before, corner), distance(corner, after)) / 2;
        const float cut = std::min(radius, room);
        list_.PathLineTo(towards(corner, before, cut));
        list_.PathBezierQuadraticCurveTo(corner, towards(corner, after, cut));
    }
    list_.PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    if (!closed) {
        cap(points.front());
        cap(points.back());
    }
}

void IconPen::line(Points points, float radius) {
    std::vector<ImVec2> placed;
    for (const ImVec2& point : points)
        placed.push_back(place(point));
    rounded(placed, radius * scale(), false);
}

void IconPen::shape(Points points, float radius) {
    std::vector<ImVec2> placed;
    for (const ImVec2& point : points)
        placed.push_back(place(point));
    if (radius > 0)
        return rounded(placed, radius * scale(), true);
    for (std::size_t index = 0; index < placed.size(); ++index) {
        list_.AddLine(placed[index], placed[(index + 1) % placed.size()], colour_, width_);
        cap(placed[index]);
    }
}

void IconPen::box(float left, float top, float right, float bottom, float radius) {
    shape({{left, top}, {right, top}, {right, bottom}, {left, bottom}}, radius * 1.3F);
}

void IconPen::arc(ImVec2 centre, float radius, float from, float to) {
    constexpr int steps = 32;
    list_.PathClear();
    ImVec2 point;
    for (int step = 0; step <= steps; ++step) {
        const float angle = (from + (to - from) * static_cast<float>(step) / steps) * degree;
        point = place({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
        if (step == 0)
            cap(point);
        list_.PathLineTo(point);
    }
    list_.PathStroke(colour_, ImDrawFlags_None, width_);
    cap(point);
}

void IconPen::circle(ImVec2 centre, float radius) {
    list_.AddCircle(place(centre), radius * scale(), colour_, 0, width_);
}

void IconPen::dot(ImVec2 centre, float radius) {
    list_.AddCircleFilled(place(centre), std::max(width_ / 2, radius * scale()), colour_);
}

void IconPen::half_disc(ImVec2 centre, float radius) {
    const float turn = mirrored_ ? 180 * degree : 0;
    list_.PathClear();
    list_.PathArcTo(place(centre), radius * scale(), turn - 90 * degree, turn + 90 * degree, 32);
    list_.PathFillConvex(colour_);
}

void IconPen::heart(ImVec2 middle, float width) {
    const auto at = [&](float x, float y) { return ImVec2(middle.x + x * width, middle.y + y * width); };
    from(at(0, 0.46F));
    bend(at(-0.32F, 0.24F), at(-0.5F, 0.06F), at(-0.5F, -0.17F));
    bend(at(-0.5F, -0.34F), at(-0.38F, -0.45F), at(-0.25F, -0.45F));
    bend(at(-0.14F, -0.45F), at(-0.05F, -0.39F), at(0, -0.28F));
    bend(at(0.05F, -0.39F), at(0.14F, -0.45F), at(0.25F, -0.45F));
    bend(at(0.38F, -0.45F), at(0.5F, -0.34F), at(0.5F, -0.17F));
    bend(at(0.5F, 0.06F), at(0.32F, 0.24F), at(0, 0.46F));
    end(true);
}

IconPen& IconPen::from(ImVec2 point) {
    list_.PathClear();
    list_.PathLineTo(place(point));
    return *this;
}

IconPen& IconPen::to(ImVec2 point) {
    list_.PathLineTo(place(point));
    return *this;
}

IconPen& IconPen::bend(ImVec2 first_control, ImVec2 second_control, ImVec2 point) {
    list_.PathBezierCubicCurveTo(place(first_control), place(second_control), place(point), 14);
    return *this;
}

void IconPen::end(bool closed) {
    const ImVec2 first = list_._Path.front();
    const ImVec2 last = list_._Path.back();
    if (closed && distance(first, last) < 0.5F)
        list_._Path.pop_back();
    list_.PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    cap(first);
    cap(last);
}

void IconPen::end_filled() {
    list_.PathFillConvex(colour_);
}

} // namespace istiqbal::ui
