// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ink.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float nib_mm = 1.5F;

InkPoint between(const InkPoint& one, const InkPoint& other, float share) {
    const auto mix = [share](float from, float to) { return from + (to - from) * share; };
    return {mix(one.x, other.x), mix(one.y, other.y), mix(one.width, other.width)};
}

float distance(const InkPoint& one, const InkPoint& other) {
    return std::hypot(other.x - one.x, other.y - one.y);
}

// The points as they came, in pixels, with the width that each asks for. The width follows slowly, or the
// unevenness of a glass's clock would be seen as lumps.
std::vector<InkPoint> weighed(const Stroke& stroke, const Rect& rect, float nib) {
    constexpr float slowest = 1.15F;
    constexpr float thinnest = 0.5F;
    constexpr float inertia = 0.75F;
    // A pad's width in a third of a second is as fast as signing gets.
    const float fast = 3 * rect.width / 1000;
    std::vector<InkPoint> points;
    float width = nib;
    for (std::size_t index = 0; index < stroke.size(); ++index) {
        const StrokePoint& point = stroke[index];
        InkPoint next{rect.x + point.x * rect.width, rect.y + point.y * rect.height, nib};
        if (index > 0) {
            const float milliseconds = std::max(1.0F, static_cast<float>(point.milliseconds) -
                                                          static_cast<float>(stroke[index - 1].milliseconds));
            const float speed = std::min(1.0F, distance(points.back(), next) / milliseconds / fast);
            const float wanted = nib * (slowest - (slowest - thinnest) * speed);
            width = width * inertia + wanted * (1 - inertia);
        }
        next.width = width * (0.5F + 0.5F * std::clamp(point.pressure, 0.0F, 1.0F));
        points.push_back(next);
    }
    return points;
}

} // namespace

std::vector<InkPoint> ink_of(const Stroke& stroke, const Rect& rect, float nib) {
    const std::vector<InkPoint> given = weighed(stroke, rect, nib);
    if (given.size() < 3)
        return given;
    std::vector<InkPoint> curve{given.front()};
    // Each point bends the curve from the midpoint before it to the midpoint after it.
    constexpr float step_pixels = 3;
    InkPoint from = given.front();
    for (std::size_t index = 1; index + 1 < given.size(); ++index) {
        const InkPoint& bend = given[index];
        const bool last = index + 2 == given.size();
        const InkPoint to = last ? given.back() : between(bend, given[index + 1], 0.5F);
        const float length = distance(from, bend) + distance(bend, to);
        const int steps = std::clamp(static_cast<int>(length / step_pixels), 1, 64);
        for (int step = 1; step <= steps; ++step) {
            const float share = static_cast<float>(step) / static_cast<float>(steps);
            curve.push_back(between(between(from, bend, share), between(bend, to, share), share));
        }
        from = to;
    }
    return curve;
}

void draw_ink(Frame& frame, const Rect& rect, const Stroke& stroke) {
    const std::vector<InkPoint> curve = ink_of(stroke, rect, std::max(2.5F, frame.mm(nib_mm)));
    if (curve.empty())
        return;
    ImDrawList& list = frame.list();
    const Colour ink = frame.colours().ink;
    const auto cap = [&](const InkPoint& point) {
        list.AddCircleFilled(ImVec2(point.x, point.y), point.width * 0.5F, ink);
    };
    if (curve.size() == 1) {
        list.AddCircleFilled(ImVec2(curve[0].x, curve[0].y), curve[0].width * 0.75F, ink);
        return;
    }
    // Stretches of nearly one width are one line; where it changes, a dot hides the step.
    const float tolerance = std::max(0.35F, curve.front().width * 0.06F);
    std::size_t begins = 0;
    while (begins + 1 < curve.size()) {
        std::size_t ends = begins + 1;
        while (ends + 1 < curve.size() && std::abs(curve[ends + 1].width - curve[begins].width) < tolerance)
            ++ends;
        list.PathClear();
        for (std::size_t index = begins; index <= ends; ++index)
            list.PathLineTo(ImVec2(curve[index].x, curve[index].y));
        list.PathStroke(ink, ImDrawFlags_None, (curve[begins].width + curve[ends].width) / 2);
        cap(curve[begins]);
        begins = ends;
    }
    cap(curve.back());
}

} // namespace istiqbal::ui
