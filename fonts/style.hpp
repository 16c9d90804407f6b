// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a piece of text should look like, in the words of the screens. Directions are the reader's (leading,
// trailing), never left and right: a screen is written once and mirrored by Direction.
//
// Units: pixels of the framebuffer. The kiosk lays out in them and draws with a scale of 1.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace istiqbal::text {

enum class Family : std::uint8_t {
    body,    // Noto Sans Arabic and Noto Sans: everything that is read
    display, // Noto Kufi Arabic and Noto Sans: titles, large numbers
};

enum class Weight : std::uint8_t { regular, bold }; // each a real face, never emboldened outlines

enum class Direction : std::uint8_t { left_to_right, right_to_left };

enum class Alignment : std::uint8_t { leading, center, trailing };

// Sizes outside of [smallest_size, largest_size] are clamped.
inline constexpr float smallest_size = 4.0F;
inline constexpr float largest_size = 512.0F;

struct TextStyle {
    Family family = Family::body;
    Weight weight = Weight::regular;
    bool tabular_digits = false; // digits of one width, for numbers that change or stand in columns
    float size_px = 32.0F;       // the em, in pixels
    float line_height = 1.5F;    // baseline to baseline, in ems; the same for Arabic, Latin and mixed lines

    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

// What happens to text that is longer than its place. With max_lines 0 it wraps for as long as it needs;
// otherwise it wraps to that many lines, the last of which ends in "…" where text is missing.
struct Overflow {
    std::uint32_t max_lines = 0;

    static constexpr Overflow wrap() { return {0}; }
    static constexpr Overflow ellipsis(std::uint32_t lines = 1) { return {lines}; }

    friend bool operator==(const Overflow&, const Overflow&) = default;
};

inline constexpr float unlimited_width = std::numeric_limits<float>::infinity();

// Text beyond this many bytes is cut before a grapheme and ends in "…" (Layout::truncated says so). Some
// 2,500 words of Arabic: longer documents come paragraph by paragraph.
inline constexpr std::size_t longest_text = std::size_t{24} * 1024;

// One question to the layout. `text` may be any bytes (see sanitize_utf8). The direction is the base
// direction of every paragraph, asked and never guessed: an English sentence on an Arabic page stands at the
// right.
struct LayoutRequest {
    std::string_view text = {};
    TextStyle style = {};
    float width = unlimited_width; // of the box that lines wrap and align in; at least one em is filled
    Direction direction = Direction::right_to_left;
    Alignment alignment = Alignment::leading;
    Overflow overflow = {};
    std::string_view language = "ar"; // BCP 47; it chooses forms and line breaks
};

} // namespace istiqbal::text
