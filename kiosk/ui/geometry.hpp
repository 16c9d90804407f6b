// SPDX-License-Identifier: Apache-2.0
// Rectangles in window pixels, cut in leading and trailing terms so that a layout written once is mirrored by
// the direction.
#pragma once

#include "fonts/style.hpp"

#include <algorithm>

namespace istiqbal::ui {

using text::Direction;

struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    float right() const { return x + width; }
    float bottom() const { return y + height; }
    float centre_x() const { return x + width / 2; }
    float centre_y() const { return y + height / 2; }
    bool contains(float at_x, float at_y) const {
        return at_x >= x && at_x < right() && at_y >= y && at_y < bottom();
    }
    friend bool operator==(const Rect&, const Rect&) = default;
    bool empty() const { return width <= 0 || height <= 0; }

    Rect inset(float by_x, float by_y) const {
        return {x + by_x, y + by_y, std::max(0.0F, width - 2 * by_x), std::max(0.0F, height - 2 * by_y)};
    }
    Rect inset(float by) const { return inset(by, by); }
    Rect intersect(const Rect& other) const {
        const float left = std::max(x, other.x);
        const float top = std::max(y, other.y);
        return {left, top, std::max(0.0F, std::min(right(), other.right()) - left),
                std::max(0.0F, std::min(bottom(), other.bottom()) - top)};
    }
    // A rectangle of that size in the middle of this one.
    Rect centred(float inner_width, float inner_height) const {
        return {centre_x() - inner_width / 2, centre_y() - inner_height / 2, inner_width, inner_height};
    }

    // Cuts a strip off this rectangle and returns it; never more than there is.
    Rect cut_top(float amount) {
        amount = std::clamp(amount, 0.0F, height);
        const Rect strip{x, y, width, amount};
        y += amount;
        height -= amount;
        return strip;
    }
    Rect cut_bottom(float amount) {
        amount = std::clamp(amount, 0.0F, height);
        height -= amount;
        return {x, bottom(), width, amount};
    }
    Rect cut_leading(float amount, Direction direction) {
        return direction == Direction::left_to_right ? cut_left(amount) : cut_right(amount);
    }
    Rect cut_trailing(float amount, Direction direction) {
        return direction == Direction::left_to_right ? cut_right(amount) : cut_left(amount);
    }

private:
    Rect cut_left(float amount) {
        amount = std::clamp(amount, 0.0F, width);
        const Rect strip{x, y, amount, height};
        x += amount;
        width -= amount;
        return strip;
    }
    Rect cut_right(float amount) {
        amount = std::clamp(amount, 0.0F, width);
        width -= amount;
        return {right(), y, amount, height};
    }
};

} // namespace istiqbal::ui
