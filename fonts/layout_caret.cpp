// SPDX-License-Identifier: Apache-2.0
#include "fonts/layout.hpp"

#include <pango/pango.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdlib>

// The services of Layout for the text field. Pango knows the clusters and their order; lines are counted and
// stacked here, since their height is ours.

namespace istiqbal::text {
namespace {

// Where a caret may stand in a PangoLayout's text, counted in characters.
struct Stops {
    explicit Stops(PangoLayout* layout) { attributes = pango_layout_get_log_attrs_readonly(layout, &count); }

    [[nodiscard]] bool at(glong character) const {
        return character <= 0 || character >= count - 1 || attributes[character].is_cursor_position != 0;
    }

    const PangoLogAttr* attributes;
    int count = 0; // one more than characters
};

std::size_t byte_of(std::string_view text, glong character) {
    return static_cast<std::size_t>(g_utf8_offset_to_pointer(text.data(), character) - text.data());
}

glong character_of(std::string_view text, std::size_t byte_index) {
    return g_utf8_pointer_to_offset(text.data(), text.data() + byte_index);
}

} // namespace

std::size_t Layout::snap(std::size_t byte_index) const {
    if (byte_index >= text_.size()) {
        return text_.size();
    }
    while (byte_index > 0 && (static_cast<unsigned char>(text_[byte_index]) & 0xC0U) == 0x80U) {
        --byte_index;
    }
    const Stops stops(pango_);
    glong character = character_of(text_, byte_index);
    while (!stops.at(character)) {
        --character;
    }
    return byte_of(text_, character);
}

Caret Layout::caret(std::size_t byte_index) const {
    const auto index = static_cast<int>(snap(byte_index));
    int number = 0;
    pango_layout_index_to_line_x(pango_, index, FALSE, &number, nullptr);
    PangoRectangle strong;
    PangoRectangle weak;
    pango_layout_get_cursor_pos(pango_, index, &strong, &weak);
    const auto last = static_cast<int>(lines_.size()) - 1;
    if (number > last) { // beyond what is shown: the end of the last line
        const Rect& box = lines_.back().box;
        const float x = direction_ == Direction::right_to_left ? box.left : box.right;
        return {x, x, box.top, box.bottom};
    }
    const Rect& box = lines_[static_cast<std::size_t>(std::max(number, 0))].box;
    return {box.left + static_cast<float>(strong.x) / PANGO_SCALE,
            box.left + static_cast<float>(weak.x) / PANGO_SCALE, box.top, box.bottom};
}

std::size_t Layout::hit(float x, float y) const {
    const float line_height = height_ / static_cast<float>(lines_.size());
    const float row = std::isfinite(y) ? std::floor(y / line_height) : 0.0F;
    const auto number =
        static_cast<std::size_t>(std::clamp(row, 0.0F, static_cast<float>(lines_.size() - 1)));
    const float from_line = std::isfinite(x) ? x - lines_[number].box.left : 0.0F;
    const int units = static_cast<int>(std::clamp(from_line * PANGO_SCALE, -1e9F, 1e9F));
    PangoLayoutLine* line = pango_layout_get_line_readonly(pango_, static_cast<int>(number));
    int index = 0;
    int trailing = 0;
    pango_layout_line_x_to_index(line, units, &index, &trailing);
    const std::size_t at = snap(static_cast<std::size_t>(std::max(index, 0)));
    const std::size_t next = next_grapheme(at);
    const bool wraps_there = number + 1 < lines_.size() && next >= lines_[number + 1].first_byte;
    if (wraps_there || next == at) {
        return at; // the place behind would be shown on the next line
    }
    // Pango halves a grapheme by its characters, which makes a letter with marks all leading half: by its
    // edges then.
    int leading_edge = 0;
    int trailing_edge = 0;
    pango_layout_line_index_to_x(line, static_cast<int>(at), FALSE, &leading_edge);
    pango_layout_line_index_to_x(line, static_cast<int>(at), TRUE, &trailing_edge);
    const auto distance = [units](int edge) { return std::abs(static_cast<long>(units) - edge); };
    return distance(trailing_edge) < distance(leading_edge) ? next : at;
}

std::size_t Layout::next_grapheme(std::size_t byte_index) const {
    const std::size_t from = snap(byte_index);
    if (from >= text_.size()) {
        return text_.size();
    }
    const Stops stops(pango_);
    glong character = character_of(text_, from) + 1;
    while (!stops.at(character)) {
        ++character;
    }
    return byte_of(text_, character);
}

std::size_t Layout::previous_grapheme(std::size_t byte_index) const {
    const std::size_t from = snap(byte_index);
    if (from < byte_index && byte_index < text_.size()) {
        return from; // the index was inside a grapheme
    }
    if (from == 0) {
        return 0;
    }
    const Stops stops(pango_);
    glong character = character_of(text_, from) - 1;
    while (!stops.at(character)) {
        --character;
    }
    return byte_of(text_, character);
}

std::size_t Layout::visual_left(std::size_t byte_index) const {
    return visual(byte_index, -1);
}

std::size_t Layout::visual_right(std::size_t byte_index) const {
    return visual(byte_index, 1);
}

std::size_t Layout::visual(std::size_t byte_index, int step) const {
    const std::size_t from = snap(byte_index);
    // Pango's work grows with the square of the line.
    constexpr std::size_t longest_line = 1024;
    const bool long_line = std::any_of(lines_.begin(), lines_.end(), [from](const Line& line) {
        return from >= line.first_byte && from <= line.end_byte &&
               line.end_byte - line.first_byte > longest_line;
    });
    if (long_line) {
        const bool onward = (step > 0) == (direction_ == Direction::left_to_right);
        return onward ? next_grapheme(from) : previous_grapheme(from);
    }
    int index = 0;
    int trailing = 0;
    pango_layout_move_cursor_visually(pango_, TRUE, static_cast<int>(from), 0, step, &index, &trailing);
    if (index < 0) {
        return 0;
    }
    if (index == INT_MAX) {
        return text_.size();
    }
    const auto at = static_cast<std::size_t>(index);
    return trailing > 0 ? next_grapheme(at) : snap(at);
}

} // namespace istiqbal::text
