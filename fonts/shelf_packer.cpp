// SPDX-License-Identifier: Apache-2.0
#include "fonts/shelf_packer.hpp"

#include <algorithm>

namespace istiqbal::text {
namespace {
constexpr int height_step = 4; // shelves come in such heights, so that glyphs of nearly one height share
} // namespace

std::optional<ShelfPacker::Place> ShelfPacker::place(int width, int height) {
    if (width <= 0 || height <= 0 || width > width_ || height > height_) {
        return std::nullopt;
    }
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        const bool fits = shelf.height >= height && shelf.used + width <= width_;
        if (fits && (best == nullptr || shelf.height < best->height)) {
            best = &shelf;
        }
    }
    const int room_below = height_ - next_y_;
    const bool wasteful = best != nullptr && best->height > 2 * height;
    if (best == nullptr || (wasteful && room_below >= height)) {
        if (room_below < height) {
            return std::nullopt;
        }
        const int rounded = (height + height_step - 1) / height_step * height_step;
        const int shelf_height = std::min(rounded, room_below);
        shelves_.push_back({next_y_, shelf_height, 0});
        next_y_ += shelf_height;
        best = &shelves_.back();
    }
    const Place place{best->used, best->y};
    best->used += width;
    return place;
}

void ShelfPacker::reset() {
    shelves_.clear();
    next_y_ = 0;
}

} // namespace istiqbal::text
