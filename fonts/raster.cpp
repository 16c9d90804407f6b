// SPDX-License-Identifier: Apache-2.0
#include "fonts/raster.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <string.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace istiqbal::text {
namespace {

// Of 255. Heat spreads a little on the paper, but thin strokes of small Arabic letters must not break.
constexpr std::uint8_t covered_enough = 110;

} // namespace

Raster::Raster(int width, int height)
    : width_((std::clamp(width, 0, longest_side) + 7) / 8 * 8)
    , height_(std::clamp(height, 0, longest_side))
    , bits_(std::make_unique<std::uint8_t[]>(size())) {}

Raster::Raster(Raster&& other) noexcept
    : width_(std::exchange(other.width_, 0))
    , height_(std::exchange(other.height_, 0))
    , bits_(std::move(other.bits_)) {}

Raster& Raster::operator=(Raster&& other) noexcept {
    // What was here goes with `other`.
    std::swap(width_, other.width_);
    std::swap(height_, other.height_);
    std::swap(bits_, other.bits_);
    return *this;
}

Raster::~Raster() {
    if (bits_)
        explicit_bzero(bits_.get(), size());
}

bool Raster::black(int x, int y) const {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
        return false;
    }
    const std::size_t byte =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width_ / 8) + static_cast<std::size_t>(x / 8);
    return (bits_[byte] >> (7 - x % 8) & 1) != 0;
}

void Raster::set(int x, int y, bool black) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
        return;
    }
    const std::size_t byte =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width_ / 8) + static_cast<std::size_t>(x / 8);
    const auto bit = static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(x % 8));
    bits_[byte] = static_cast<std::uint8_t>(black ? bits_[byte] | bit : bits_[byte] & ~bit);
}

void Raster::fill(int left, int top, int width, int height, bool black) {
    for (int y = std::max(top, 0); y < std::min(top + height, height_); ++y) {
        for (int x = std::max(left, 0); x < std::min(left + width, width_); ++x) {
            set(x, y, black);
        }
    }
}

void Raster::draw(const FontSet& fonts, const Layout& layout, int x, int y, bool black) {
    const auto size = static_cast<FT_F26Dot6>(std::lround(layout.size_px() * 64.0F));
    for (const PlacedGlyph& glyph : layout.glyphs()) {
        FT_Face face = fonts.freetype_face(glyph.face);
        if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0 ||
            FT_Load_Glyph(face, glyph.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
            face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) {
            continue;
        }
        // The pen stands where the layout says to a 64th of a dot; baselines stand on whole dots.
        const float pen_x = static_cast<float>(x) + glyph.x;
        const float whole = std::floor(pen_x);
        FT_Outline_Translate(&face->glyph->outline, std::lround((pen_x - whole) * 64.0F), 0);
        if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) {
            continue;
        }
        const FT_Bitmap& dots = face->glyph->bitmap;
        const int left = static_cast<int>(whole) + face->glyph->bitmap_left;
        const int top = y + static_cast<int>(std::lround(glyph.y)) - face->glyph->bitmap_top;
        for (int row = 0; row < static_cast<int>(dots.rows); ++row) {
            for (int column = 0; column < static_cast<int>(dots.width); ++column) {
                const std::uint8_t coverage =
                    dots.buffer[static_cast<std::ptrdiff_t>(row) * dots.pitch + column];
                if (coverage >= covered_enough) {
                    set(left + column, top + row, black);
                }
            }
        }
    }
}

bool operator==(const Raster& one, const Raster& other) {
    const auto mine = one.bytes();
    const auto theirs = other.bytes();
    return one.width_ == other.width_ && one.height_ == other.height_ &&
           std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end());
}

} // namespace istiqbal::text
