// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/icons.hpp"

#include <array>
#include <cmath>
#include <initializer_list>

namespace istiqbal::ui {

namespace {

// Draws in a box of 24 units, x growing along the reading direction if `mirrored`.
class Pen {
public:
    Pen(Frame& frame, const Rect& square, Colour colour, bool mirrored)
        : list_(frame.list())
        , square_(square)
        , colour_(colour)
        , mirrored_(mirrored)
        , width_(std::max(1.5F, square.height / 12)) {}

    void stroke(std::initializer_list<ImVec2> points, bool closed = false) {
        list_.PathClear();
        for (const ImVec2& point : points)
            list_.PathLineTo(place(point));
        list_.PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
        // Dear ImGui's strokes have square ends; a dot on each makes them round.
        if (!closed) {
            dot(*points.begin());
            dot(*(points.end() - 1));
        }
    }
    void arc(ImVec2 centre, float radius, float from_degrees, float to_degrees) {
        constexpr float degree = 3.14159265F / 180;
        std::array<ImVec2, 25> points;
        for (std::size_t step = 0; step < points.size(); ++step) {
            const float share = static_cast<float>(step) / static_cast<float>(points.size() - 1);
            const float angle = (from_degrees + (to_degrees - from_degrees) * share) * degree;
            points[step] = place({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
        }
        list_.AddPolyline(points.data(), static_cast<int>(points.size()), colour_, ImDrawFlags_None, width_);
    }
    void circle(ImVec2 centre, float radius) {
        list_.AddCircle(place(centre), radius * scale(), colour_, 0, width_);
    }
    void dot(ImVec2 centre, float radius = 1.0F) {
        list_.AddCircleFilled(place(centre), std::max(width_ / 2, radius * scale() * 0.5F), colour_);
    }

private:
    float scale() const { return square_.height / 24; }
    ImVec2 place(ImVec2 point) const {
        const float x = mirrored_ ? 24 - point.x : point.x;
        return {square_.x + x * scale(), square_.y + point.y * scale()};
    }

    ImDrawList& list_;
    Rect square_;
    Colour colour_;
    bool mirrored_;
    float width_;
};

bool follows_direction(Icon icon) {
    return icon == Icon::back || icon == Icon::forward || icon == Icon::backspace || icon == Icon::enter;
}

} // namespace

void draw_icon(Frame& frame, Icon icon, const Rect& square, Colour colour) {
    Pen pen(frame, square, colour, follows_direction(icon) && frame.mirrored());
    switch (icon) {
    case Icon::none:
        break;
    case Icon::back:
        pen.stroke({{20, 12}, {4, 12}});
        pen.stroke({{11, 5}, {4, 12}, {11, 19}});
        break;
    case Icon::forward:
        pen.stroke({{4, 12}, {20, 12}});
        pen.stroke({{13, 5}, {20, 12}, {13, 19}});
        break;
    case Icon::check:
        pen.stroke({{4, 13}, {10, 19}, {20, 6}});
        break;
    case Icon::call:
        pen.arc({12, 12}, 6.5F, 180, 360);
        pen.stroke({{5.5F, 12}, {5.5F, 15}, {3.5F, 18}, {20.5F, 18}, {18.5F, 15}, {18.5F, 12}});
        pen.stroke({{12, 3.5F}, {12, 5.5F}});
        pen.stroke({{10, 21}, {14, 21}});
        break;
    case Icon::globe:
        pen.circle({12, 12}, 9);
        pen.stroke({{3, 12}, {21, 12}});
        pen.arc({5, 12}, 11.4F, -52, 52);
        pen.arc({19, 12}, 11.4F, 128, 232);
        break;
    case Icon::text_size:
        pen.stroke({{2, 19}, {8, 4}, {14, 19}});
        pen.stroke({{4.2F, 14}, {11.8F, 14}});
        pen.stroke({{19, 8}, {19, 16}});
        pen.stroke({{15, 12}, {23, 12}});
        break;
    case Icon::restart:
        pen.arc({12, 12}, 8, -60, 230);
        pen.stroke({{16.2F, 1.5F}, {16, 5.2F}, {20, 6.6F}});
        break;
    case Icon::backspace:
        pen.stroke({{8, 5}, {21, 5}, {21, 19}, {8, 19}, {2, 12}}, true);
        pen.stroke({{11, 9}, {17, 15}});
        pen.stroke({{17, 9}, {11, 15}});
        break;
    case Icon::shift:
        pen.stroke({{12, 4}, {20, 12}, {15.5F, 12}, {15.5F, 20}, {8.5F, 20}, {8.5F, 12}, {4, 12}}, true);
        break;
    case Icon::enter:
        pen.stroke({{20, 5}, {20, 13}, {5, 13}});
        pen.stroke({{10, 8}, {5, 13}, {10, 18}});
        break;
    case Icon::warning:
        pen.stroke({{12, 3}, {22, 20}, {2, 20}}, true);
        pen.stroke({{12, 9}, {12, 14}});
        pen.dot({12, 17});
        break;
    case Icon::pencil:
        pen.stroke({{4, 20}, {5, 15}, {16, 4}, {20, 8}, {9, 19}}, true);
        break;
    case Icon::document:
        pen.stroke({{5, 2}, {15, 2}, {20, 7}, {20, 22}, {5, 22}}, true);
        pen.stroke({{9, 12}, {16, 12}});
        pen.stroke({{9, 17}, {16, 17}});
        break;
    case Icon::clock:
        pen.circle({12, 12}, 9);
        pen.stroke({{12, 6}, {12, 12}, {16, 14}});
        break;
    case Icon::calendar:
        pen.stroke({{3, 5}, {21, 5}, {21, 21}, {3, 21}}, true);
        pen.stroke({{3, 10}, {21, 10}});
        pen.stroke({{8, 2}, {8, 6}});
        pen.stroke({{16, 2}, {16, 6}});
        break;
    case Icon::heart:
        pen.arc({7.5F, 9}, 4.5F, 135, 360);
        pen.arc({16.5F, 9}, 4.5F, 180, 405);
        pen.stroke({{4.3F, 12.2F}, {12, 20.5F}, {19.7F, 12.2F}});
        break;
    case Icon::up:
        pen.stroke({{5, 15}, {12, 8}, {19, 15}});
        break;
    case Icon::down:
        pen.stroke({{5, 9}, {12, 16}, {19, 9}});
        break;
    case Icon::cross:
        pen.stroke({{5, 5}, {19, 19}});
        pen.stroke({{19, 5}, {5, 19}});
        break;
    }
}

} // namespace istiqbal::ui
