// SPDX-License-Identifier: Apache-2.0
// What icons are drawn with: a round pen of 2 units in a box of 24, x growing along the reading direction if
// mirrored. Within kiosk/ui only.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <initializer_list>
#include <vector>

namespace istiqbal::ui {

class IconPen {
public:
    using Points = std::initializer_list<ImVec2>;

    // The pen's width is the square's height divided by `fineness`.
    IconPen(Frame& frame, const Rect& square, Colour colour, bool mirrored, float fineness = 12);

    // An open line with round ends, its corners rounded by `radius` as far as the sides allow.
    void line(Points points, float radius = 1.2F);
    // A closed one. Corners sharper than a right angle want radius 0: round joints, no more.
    void shape(Points points, float radius = 1.5F);
    void box(float left, float top, float right, float bottom, float radius = 2.2F);
    // Angles in degrees, from the trailing side clockwise.
    void arc(ImVec2 centre, float radius, float from, float to);
    void circle(ImVec2 centre, float radius);
    void dot(ImVec2 centre, float radius = 1.3F);
    // The half of a disc on the trailing side.
    void half_disc(ImVec2 centre, float radius);
    // A heart as wide as `width` around its middle.
    void heart(ImVec2 middle, float width);

    // A path of straight and bent pieces.
    IconPen& from(ImVec2 point);
    IconPen& to(ImVec2 point);
    IconPen& bend(ImVec2 first_control, ImVec2 second_control, ImVec2 point);
    void end(bool closed = false);
    // Fills a convex path.
    void end_filled();

private:
    ImVec2 place(ImVec2 point) const;
    float scale() const { return square_.height / 24; }
    void rounded(const std::vector<ImVec2>& points, float radius, bool closed);
    void cap(ImVec2 placed);

    ImDrawList& list_;
    Rect square_;
    Colour colour_;
    bool mirrored_;
    float width_;
};

// Each draws the icons of its file and returns whether the icon was one of them.
bool draw_sign(IconPen& pen, Icon icon);
bool draw_person_icon(IconPen& pen, Icon icon);
bool draw_thing(IconPen& pen, Icon icon);
bool draw_device_icon(IconPen& pen, Icon icon);

} // namespace istiqbal::ui
