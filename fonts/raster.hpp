// SPDX-License-Identifier: Apache-2.0
#pragma once
// A picture of one bit a dot, as a thermal printer takes it, and text drawn into it: by the same layouts and
// faces as the screen, without a window or textures. A glyph's dot is black where its outline covers enough
// of it; there is no grey.
//
// Overwritten when it goes: a receipt bears a secret. One thread where text is drawn, the FontSet's; a
// finished picture may be handed to another.

#include "fonts/font_set.hpp"
#include "fonts/layout.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace istiqbal::text {

class Raster {
public:
    // The longest side, in dots; longer ones are cut.
    static constexpr int longest_side = 8192;

    Raster() = default;            // no dots
    Raster(int width, int height); // white; the width is rounded up to whole bytes
    Raster(Raster&& other) noexcept;
    Raster& operator=(Raster&& other) noexcept;
    ~Raster();

    [[nodiscard]] int width() const { return width_; } // a multiple of 8
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] bool black(int x, int y) const; // white outside
    // Rows of whole bytes from the top, the highest bit at the left; 1 is black.
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {bits_.get(), size()}; }

    // What lies outside is left out.
    void set(int x, int y, bool black);
    void fill(int left, int top, int width, int height, bool black = true);
    // `x` and `y`: of the layout's box.
    void draw(const FontSet& fonts, const Layout& layout, int x, int y, bool black = true);

    friend bool operator==(const Raster& one, const Raster& other);

private:
    [[nodiscard]] std::size_t size() const {
        return static_cast<std::size_t>(width_ / 8) * static_cast<std::size_t>(height_);
    }

    int width_ = 0;
    int height_ = 0;
    std::unique_ptr<std::uint8_t[]> bits_;
};

} // namespace istiqbal::text
