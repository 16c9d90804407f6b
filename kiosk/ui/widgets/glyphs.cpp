// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/glyphs.hpp"

#include "kiosk/ui/icon_pen.hpp"

#include <array>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr int low_battery = 15; // percent

void draw_bolt(Frame& frame, const Rect& body) {
    const Rect square = body.centred(body.height * 0.9F, body.height * 0.9F);
    const auto at = [&](float x, float y) {
        return ImVec2(square.x + x * square.width, square.y + y * square.height);
    };
    // Two triangles that meet: a bolt is not convex.
    ImDrawList& list = frame.list();
    const Colour colour = frame.colours().text;
    list.AddTriangleFilled(at(0.62F, 0), at(0.2F, 0.56F), at(0.56F, 0.56F), colour);
    list.AddTriangleFilled(at(0.38F, 1), at(0.8F, 0.44F), at(0.44F, 0.44F), colour);
}

} // namespace

void battery_glyph(Frame& frame, const Rect& rect, const Battery& battery, std::string_view name) {
    const Colours& colour = frame.colours();
    const int percent = std::clamp(battery.percent, 0, 100);
    const float height = std::min(rect.height, rect.width / 2);
    Rect area = rect.centred(height * 2, height);
    const float line = std::max(1.5F, height / 10);
    const float radius = height / 4;
    ImDrawList& list = frame.list();
    const Rect knob = area.cut_trailing(line * 1.6F, frame.direction()).centred(line * 1.6F, height * 0.42F);
    list.AddRectFilled(ImVec2(knob.x, knob.y), ImVec2(knob.right(), knob.bottom()), colour.text, line * 0.8F);
    area.cut_trailing(line * 0.6F, frame.direction());
    const Rect outline = area.inset(line / 2);
    list.AddRect(ImVec2(outline.x, outline.y), ImVec2(outline.right(), outline.bottom()), colour.text, radius,
                 0, line);
    Rect inside = area.inset(line * 2);
    const bool low = percent < low_battery && !battery.charging;
    const Rect level = inside.cut_leading(std::max(line, inside.width * static_cast<float>(percent) / 100),
                                          frame.direction());
    const Colour fill = low                ? colour.error
                        : battery.charging ? between(colour.surface, colour.success, 0.5F)
                                           : colour.success;
    list.AddRectFilled(ImVec2(level.x, level.y), ImVec2(level.right(), level.bottom()), fill, radius * 0.5F);
    if (battery.charging)
        draw_bolt(frame, area);
    frame.tell(Role::image, name, rect);
}

void network_glyph(Frame& frame, const Rect& square, Network network, std::string_view name) {
    const Colours& colour = frame.colours();
    const float side = std::min(square.width, square.height);
    const Rect box = square.centred(side, side);
    const Colour faint = colour.outline;
    const Colour strong = colour.text;
    const int reach = network == Network::strong ? 3
                      : network == Network::good ? 2
                      : network == Network::weak ? 1
                                                 : 0;
    constexpr std::array<float, 3> radii{5.0F, 9.6F, 14.2F};
    for (std::size_t ring = 0; ring < radii.size(); ++ring) {
        IconPen pen(frame, box, static_cast<int>(ring) < reach ? strong : faint, false);
        pen.arc({12, 19.2F}, radii[ring], 224, 316);
    }
    IconPen pen(frame, box, reach > 0 ? strong : colour.error, false);
    pen.dot({12, 18.8F}, 1.6F);
    if (reach == 0)
        pen.line({{4, 3.2F}, {20, 20.8F}});
    frame.tell(Role::image, name, square);
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
