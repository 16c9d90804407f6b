// SPDX-License-Identifier: Apache-2.0
// Any bytes as a text: laid out, asked for carets, walked in both directions. The first bytes choose the
// style.

#include "fonts/layout.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace istiqbal::text;

namespace {

const FontSet& fonts() {
    static const auto set = FontSet::create(default_faces());
    if (!set) {
        std::abort();
    }
    return *set;
}

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

} // namespace

// What the font map keeps for every family and size it has met is reached by fontconfig through offsets
// inside its patterns, which LeakSanitizer cannot follow: alive, it looks lost. Named here, and not in the
// sanitizer's build of the tests, where the font map is given back before the search.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t header = 4;
    constexpr std::size_t longest = 2048; // longer texts are slow under a sanitizer and teach nothing more
    if (size < header || size > longest) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + header, size - header);
    const auto layout = Layout::create(
        fonts(), {.text = text,
                  .style = {.family = (data[0] & 1U) != 0 ? Family::display : Family::body,
                            .weight = (data[0] & 2U) != 0 ? Weight::bold : Weight::regular,
                            .size_px = static_cast<float>(data[1])},
                  .width = (data[0] & 4U) != 0 ? unlimited_width : static_cast<float>(data[2]) * 4,
                  .direction = (data[0] & 8U) != 0 ? Direction::left_to_right : Direction::right_to_left,
                  .overflow = {data[3] % 4U}});
    const std::size_t end = layout->text().size();
    require(!layout->lines().empty());
    std::size_t steps = 0;
    for (std::size_t at = 0; at < end && steps < 200; ++steps) {
        const std::size_t next = layout->next_grapheme(at);
        require(next > at && next <= end);
        require(layout->previous_grapheme(next) == at);
        const Caret caret = layout->caret(at);
        require(layout->hit(caret.x, caret.top) <= end);
        at = next;
    }
    std::size_t at = 0;
    for (int moves = 0; moves < 16; ++moves) {
        at = (data[3] & 8U) != 0 ? layout->visual_right(at) : layout->visual_left(at);
        require(at <= end);
    }
    for (const PlacedGlyph& glyph : layout->glyphs()) {
        require(glyph.face < fonts().size() && glyph.byte_index <= end);
    }
    return 0;
}
