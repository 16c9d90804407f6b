// SPDX-License-Identifier: Apache-2.0
#include "fonts/layout.hpp"

#include "fonts/font_family.hpp"
#include "fonts/unicode.hpp"

#include <pango/pango.h>
#include <string.h> // explicit_bzero

#include <algorithm>
#include <array>
#include <cmath>

namespace istiqbal::text {
namespace {

constexpr float widest_box = 100'000.0F; // pixels; Pango counts them in 1/1024 of an int
constexpr std::string_view ellipsis_sign = "…";

float pixels(int pango_units) {
    return static_cast<float>(pango_units) / PANGO_SCALE;
}

int pango_units(float length) {
    return static_cast<int>(std::lround(length * PANGO_SCALE));
}

bool is_utf8_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The last place at or before `limit`, which begins a character, where a caret may stand. Looks at the
// stretch around it only; a grapheme longer than that is cut.
std::size_t grapheme_before(std::string_view text, std::size_t limit) {
    constexpr std::size_t stretch = 256;
    std::size_t begin = limit - std::min(limit, stretch);
    while (is_utf8_continuation(text[begin])) {
        ++begin;
    }
    std::size_t end = std::min(text.size(), limit + stretch);
    while (end < text.size() && is_utf8_continuation(text[end])) {
        --end;
    }
    const char* base = text.data() + begin;
    const auto characters = g_utf8_strlen(base, static_cast<gssize>(end - begin));
    std::vector<PangoLogAttr> breaks(static_cast<std::size_t>(characters) + 1);
    pango_get_log_attrs(base, static_cast<int>(end - begin), -1, pango_language_from_string("ar"),
                        breaks.data(), static_cast<int>(breaks.size()));
    for (auto i = g_utf8_pointer_to_offset(base, text.data() + limit); i > 0; --i) {
        if (breaks[static_cast<std::size_t>(i)].is_cursor_position != 0) {
            return static_cast<std::size_t>(g_utf8_offset_to_pointer(base, i) - text.data());
        }
    }
    return limit;
}

// What is laid out for these bytes: valid, and no longer than the limit.
std::string accepted(std::string_view bytes, bool& truncated) {
    // U+FFFD is never shorter than what it stands for by more than a byte in four: these bytes fill the
    // limit.
    constexpr std::size_t enough = longest_text * 4 / 3 + 1024;
    std::string text = sanitize_utf8(bytes.substr(0, enough));
    if (text.size() <= longest_text && bytes.size() <= enough) {
        return text;
    }
    truncated = true;
    std::size_t limit = std::min(text.size() - 1, longest_text);
    while (limit > 0 && is_utf8_continuation(text[limit])) {
        --limit;
    }
    const std::size_t cut = grapheme_before(text, limit);
    explicit_bzero(text.data() + cut, text.size() - cut);
    text.resize(cut);
    text += ellipsis_sign;
    return text;
}

PangoFontDescription* font_description(const TextStyle& style, Direction direction, float size_px) {
    const FamilyNames names = family_names(style.family);
    // The page's own script comes first: spaces and digits are then of one face with the letters around them.
    const bool arabic_first = direction == Direction::right_to_left;
    std::string families(arabic_first ? names.arabic : names.latin);
    families += ',';
    families += arabic_first ? names.latin : names.arabic;
    PangoFontDescription* description = pango_font_description_new();
    pango_font_description_set_family(description, families.c_str());
    pango_font_description_set_weight(description,
                                      style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(description, static_cast<double>(size_px) * PANGO_SCALE);
    return description;
}

// Pango's work for a line grows with the run that the line ends in, so that one run of 16 KiB in a narrow box
// takes seconds. Runs end where an attribute does; letters still join across, since shaping sees the whole
// paragraph.
void bound_runs(PangoAttrList* attributes, std::string_view text) {
    constexpr std::size_t longest_run = 512;
    bool marked = true;
    std::size_t begin = 0;
    while (text.size() - begin > longest_run) {
        std::size_t end = text.rfind(' ', begin + longest_run);
        if (end == std::string_view::npos || end <= begin) {
            end = begin + longest_run;
            while (is_utf8_continuation(text[end])) {
                --end;
            }
        }
        if (marked) {
            PangoAttribute* fallback = pango_attr_fallback_new(TRUE); // as it is anyway
            fallback->start_index = static_cast<guint>(begin);
            fallback->end_index = static_cast<guint>(end);
            pango_attr_list_insert(attributes, fallback);
        }
        marked = !marked;
        begin = end;
    }
}

// How many bytes the letter or sign at `at` takes.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && is_utf8_continuation(text[end])) {
        ++end;
    }
    return end - at;
}

// A number of one or two digits stays on a line with what it counts or dates: "26 جمادى", "3 documents".
// Longer ones are amounts and codes, which lines may end with.
void keep_small_numbers(PangoAttrList* attributes, std::string_view text) {
    constexpr std::size_t most_digits = 2;
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const auto begins_word = [text](std::size_t at) {
        return at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '\n' ||
               is_utf8_continuation(text[at - 1]); // an invisible mark, or «
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || !begins_word(at)) {
            continue;
        }
        const std::size_t first = at;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        if (at - first > most_digits || at + 1 >= text.size() || text[at] != ' ' || text[at + 1] == ' ' ||
            is_digit(text[at + 1])) {
            continue;
        }
        PangoAttribute* together = pango_attr_allow_breaks_new(FALSE);
        together->start_index = static_cast<guint>(first);
        together->end_index = static_cast<guint>(at + 1 + sequence_length(text, at + 1));
        pango_attr_list_insert(attributes, together);
    }
}

PangoLayout* new_pango_layout(const FontSet& fonts, const LayoutRequest& request, std::string_view text,
                              float size_px) {
    PangoLayout* layout = pango_layout_new(fonts.context(request.direction, request.language));
    pango_layout_set_auto_dir(layout, FALSE);
    // Our own code aligns: Pango is left to place lines from x = 0.
    pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    PangoFontDescription* description = font_description(request.style, request.direction, size_px);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    PangoAttrList* attributes = pango_attr_list_new();
    if (request.style.tabular_digits) {
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    }
    bound_runs(attributes, text);
    keep_small_numbers(attributes, text);
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    if (std::isfinite(request.width)) {
        pango_layout_set_width(layout, pango_units(std::clamp(request.width, size_px, widest_box)));
    }
    if (request.overflow.max_lines > 0) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(
            layout, -static_cast<int>(std::min<std::uint32_t>(request.overflow.max_lines, 10'000)));
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
}

float aligned_left(float room, const LayoutRequest& request) {
    if (request.alignment == Alignment::center) {
        return room / 2;
    }
    const bool at_left =
        (request.direction == Direction::left_to_right) == (request.alignment == Alignment::leading);
    return at_left ? 0 : room;
}

// Pango's own copies of the text and of its glyphs, which say the same. They are reached through its public
// structures; the text through a pointer that is const only to keep callers from making its lines stale.
void wipe_pango(PangoLayout* layout) {
    for (const GSList* lines = pango_layout_get_lines_readonly(layout); lines != nullptr;
         lines = lines->next) {
        const auto* line = static_cast<const PangoLayoutLine*>(lines->data);
        for (const GSList* runs = line->runs; runs != nullptr; runs = runs->next) {
            const PangoGlyphString* glyphs = static_cast<const PangoGlyphItem*>(runs->data)->glyphs;
            explicit_bzero(glyphs->glyphs,
                           static_cast<std::size_t>(glyphs->num_glyphs) * sizeof(PangoGlyphInfo));
        }
    }
    const char* text = pango_layout_get_text(layout);
    if (const std::size_t length = strlen(text); length > 0) {
        explicit_bzero(const_cast<char*>(text), length);
    }
}

} // namespace

std::shared_ptr<const Layout> Layout::create(const FontSet& fonts, const LayoutRequest& request) {
    std::shared_ptr<Layout> layout(new Layout());
    layout->direction_ = request.direction;
    layout->size_px_ = std::isfinite(request.style.size_px)
                           ? std::clamp(request.style.size_px, smallest_size, largest_size)
                           : smallest_size;
    layout->text_ = accepted(request.text, layout->truncated_);
    layout->pango_ = new_pango_layout(fonts, request, layout->text_, layout->size_px_);
    layout->place_lines(fonts, request);
    return layout;
}

Layout::~Layout() {
    wipe(text_);
    if (!glyphs_.empty()) {
        explicit_bzero(glyphs_.data(), glyphs_.size() * sizeof(PlacedGlyph));
    }
    if (pango_ != nullptr) {
        wipe_pango(pango_);
        g_object_unref(pango_);
    }
}

void Layout::place_lines(const FontSet& fonts, const LayoutRequest& request) {
    const FontSet::Metrics metrics = fonts.metrics(request.style.family);
    const float spacing =
        std::isfinite(request.style.line_height) ? std::clamp(request.style.line_height, 0.5F, 8.0F) : 1.5F;
    const float line_height = size_px_ * spacing;
    const float ascent =
        (line_height - size_px_ * (metrics.ascent + metrics.descent)) / 2 + size_px_ * metrics.ascent;

    const auto all = static_cast<std::size_t>(pango_layout_get_line_count(pango_));
    const std::size_t most = request.overflow.max_lines > 0 ? request.overflow.max_lines : all;
    const std::size_t shown = std::min(all, most);
    truncated_ = truncated_ || shown < all || pango_layout_is_ellipsized(pango_) != FALSE;
    lines_.reserve(shown);
    std::vector<PangoRectangle> inks;
    inks.reserve(shown);
    const GSList* source = pango_layout_get_lines_readonly(pango_);
    for (std::size_t i = 0; i < shown; ++i, source = source->next) {
        auto* pango_line = static_cast<PangoLayoutLine*>(source->data);
        PangoRectangle ink;
        PangoRectangle logical;
        pango_layout_line_get_extents(pango_line, &ink, &logical);
        const float top = line_height * static_cast<float>(i);
        const auto first = static_cast<std::size_t>(pango_line->start_index);
        lines_.push_back({.box = {0, top, pixels(logical.width), top + line_height},
                          .baseline = top + ascent,
                          .first_byte = first,
                          .end_byte = first + static_cast<std::size_t>(pango_line->length),
                          .first_glyph = 0,
                          .glyph_count = 0});
        inks.push_back(ink);
        width_ = std::max(width_, pixels(logical.width));
    }
    height_ = line_height * static_cast<float>(shown);
    box_width_ = std::isfinite(request.width) ? std::clamp(request.width, 0.0F, widest_box) : width_;

    source = pango_layout_get_lines_readonly(pango_);
    bool inked = false;
    for (std::size_t i = 0; i < shown; ++i, source = source->next) {
        Line& line = lines_[i];
        const float left = aligned_left(box_width_ - line.box.right, request);
        line.box.left += left;
        line.box.right += left;
        place_glyphs(fonts, *static_cast<PangoLayoutLine*>(source->data), line);
        if (const PangoRectangle& ink = inks[i]; ink.width > 0 && ink.height > 0) {
            // A pixel more on each side: glyphs are rounded to their places.
            const Rect rect{left + pixels(ink.x) - 1, line.baseline + pixels(ink.y) - 1,
                            left + pixels(ink.x + ink.width) + 1,
                            line.baseline + pixels(ink.y + ink.height) + 1};
            ink_ = inked ? Rect{std::min(ink_.left, rect.left), std::min(ink_.top, rect.top),
                                std::max(ink_.right, rect.right), std::max(ink_.bottom, rect.bottom)}
                         : rect;
            inked = true;
        }
    }
}

void Layout::place_glyphs(const FontSet& fonts, PangoLayoutLine& source, Line& line) {
    line.first_glyph = glyphs_.size();
    int pen = 0;
    for (const GSList* runs = source.runs; runs != nullptr; runs = runs->next) {
        const auto* run = static_cast<const PangoGlyphItem*>(runs->data);
        const auto face = fonts.face_of(run->item->analysis.font);
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyphInfo& info = run->glyphs->glyphs[i];
            const bool missing = (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
            if (face && info.glyph != PANGO_GLYPH_EMPTY) {
                glyphs_.push_back({
                    .face = *face,
                    .glyph = missing ? 0 : info.glyph, // the face's own box for what it lacks
                    .x = line.box.left + pixels(pen + info.geometry.x_offset),
                    .y = line.baseline + pixels(info.geometry.y_offset),
                    .advance = pixels(info.geometry.width),
                    .byte_index =
                        static_cast<std::uint32_t>(run->item->offset + run->glyphs->log_clusters[i]),
                });
            }
            pen += info.geometry.width;
        }
    }
    line.glyph_count = glyphs_.size() - line.first_glyph;
}

std::size_t Layout::bytes() const {
    // Pango keeps the text, a break record a character, and a glyph record and its cluster a glyph.
    constexpr std::size_t pango_fixed = 1024;
    const std::size_t pango = pango_fixed + text_.size() * (1 + sizeof(PangoLogAttr)) +
                              glyphs_.size() * (sizeof(PangoGlyphInfo) + sizeof(int));
    return sizeof(Layout) + text_.capacity() + lines_.capacity() * sizeof(Line) +
           glyphs_.capacity() * sizeof(PlacedGlyph) + pango;
}

} // namespace istiqbal::text
