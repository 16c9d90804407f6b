// SPDX-License-Identifier: Apache-2.0
#pragma once
// Places rectangles on a page in shelves: rows, each as high as its first rectangle (rounded up), filled from
// the left. Glyphs of one size share shelves, which wastes little. Nothing is ever freed but the whole page.

#include <optional>
#include <vector>

namespace istiqbal::text {

class ShelfPacker {
public:
    struct Place {
        int x;
        int y;
    };

    ShelfPacker(int width, int height)
        : width_(width)
        , height_(height) {}

    [[nodiscard]] std::optional<Place> place(int width, int height);
    void reset();

private:
    struct Shelf {
        int y;
        int height;
        int used;
    };

    int width_;
    int height_;
    int next_y_ = 0;
    std::vector<Shelf> shelves_;
};

} // namespace istiqbal::text
