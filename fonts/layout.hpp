// SPDX-License-Identifier: Apache-2.0
#pragma once
// A piece of text laid out: which glyph of which face stands where, and where the caret goes. Immutable.
//
// Coordinates are pixels from the top left corner of the box, whatever the direction: x grows right, y grows
// down. Lines have one height (TextStyle::line_height ems) whatever the scripts in them. Nothing is clipped:
// ink may leave the box by a little (ink()).
//
// Byte indices are positions in text(), which is the request's text unless that was ill-formed or too long.
// A caret stands between graphemes (Unicode Standard Annex 29); an index inside one means the grapheme's
// start, one past the end the end.
//
// The text and glyphs are overwritten when the last owner lets go. One thread; must not outlive its FontSet.

#include "fonts/font_set.hpp"
#include "fonts/style.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct _PangoLayout;     // NOLINT(bugprone-reserved-identifier): Pango's names
struct _PangoLayoutLine; // NOLINT(bugprone-reserved-identifier)

namespace istiqbal::text {

struct Rect {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    friend bool operator==(const Rect&, const Rect&) = default;
};

struct PlacedGlyph {
    FaceId face;
    std::uint32_t glyph;      // index in the face
    float x;                  // of the glyph's origin
    float y;                  // of the glyph's origin: the line's baseline, but for marks
    float advance;            // 0 for marks
    std::uint32_t byte_index; // where its cluster begins in text()
};

struct Line {
    Rect box;       // from the first to the last advance, one line height high
    float baseline; // y
    std::size_t first_byte;
    std::size_t end_byte;    // the line's break (space, newline) not always included
    std::size_t first_glyph; // its glyphs, from left to right
    std::size_t glyph_count;
};

struct Caret {
    float x;      // where the next letter of the paragraph's own direction would appear
    float weak_x; // where one of the other direction would; differs from x only where directions meet
    float top;
    float bottom;
};

class Layout {
public:
    // Any bytes give a layout (see LayoutRequest for the limits).
    static std::shared_ptr<const Layout> create(const FontSet& fonts, const LayoutRequest& request);

    Layout(const Layout&) = delete;
    Layout& operator=(const Layout&) = delete;
    ~Layout();

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] float size_px() const { return size_px_; }
    [[nodiscard]] float width() const { return width_; }         // of the widest line
    [[nodiscard]] float box_width() const { return box_width_; } // asked for, or width() if unlimited
    [[nodiscard]] float height() const { return height_; } // lines × line height; an empty text has one line
    [[nodiscard]] float baseline() const { return lines_.front().baseline; }
    [[nodiscard]] bool truncated() const { return truncated_; } // something of the text is not shown
    [[nodiscard]] Direction direction() const { return direction_; }

    [[nodiscard]] std::span<const Line> lines() const { return lines_; }
    [[nodiscard]] std::span<const PlacedGlyph> glyphs() const { return glyphs_; }
    [[nodiscard]] Rect ink() const { return ink_; } // encloses every drawn pixel

    [[nodiscard]] Caret caret(std::size_t byte_index) const;
    // The caret place nearest to a point; points outside of the box mean its nearest line and end.
    [[nodiscard]] std::size_t hit(float x, float y) const;

    [[nodiscard]] std::size_t next_grapheme(std::size_t byte_index) const;
    [[nodiscard]] std::size_t previous_grapheme(std::size_t byte_index) const;
    // As the arrow keys go: to what is seen on the left or right. At the end of the text they stay. On a line
    // of more than 1,024 bytes, where finding that takes long, they follow the paragraph's direction.
    [[nodiscard]] std::size_t visual_left(std::size_t byte_index) const;
    [[nodiscard]] std::size_t visual_right(std::size_t byte_index) const;

    // What it holds in memory, roughly; the cache counts it.
    [[nodiscard]] std::size_t bytes() const;

private:
    Layout() = default;
    void place_lines(const FontSet& fonts, const LayoutRequest& request);
    void place_glyphs(const FontSet& fonts, _PangoLayoutLine& source, Line& line);
    [[nodiscard]] std::size_t snap(std::size_t byte_index) const;
    [[nodiscard]] std::size_t visual(std::size_t byte_index, int step) const;

    std::string text_;
    std::vector<Line> lines_;
    std::vector<PlacedGlyph> glyphs_;
    Rect ink_;
    float size_px_ = 0;
    float width_ = 0;
    float box_width_ = 0;
    float height_ = 0;
    bool truncated_ = false;
    Direction direction_ = Direction::right_to_left;
    _PangoLayout* pango_ = nullptr;
};

} // namespace istiqbal::text
