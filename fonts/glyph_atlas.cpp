// SPDX-License-Identifier: Apache-2.0
#include "fonts/glyph_atlas.hpp"

#include "fonts/shelf_packer.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace istiqbal::text {
namespace {

// An empty column and row around each glyph: sampling at its edge meets no neighbour.
constexpr int border = 1;
constexpr std::uint32_t no_page = std::numeric_limits<std::uint32_t>::max();
// A page of 1024 holds glyphs of 512 px whole; the widest ligature (U+FDFD) of that size needs the fourth
// halving.
constexpr int most_halvings = 6;

std::int32_t fixed_size(float size_px) {
    return static_cast<std::int32_t>(std::lround(std::clamp(size_px, smallest_size, largest_size) * 64.0F));
}

// Face 8 bits, glyph 32 (TrueType has 16), size in 1/64 px 16 (512 px are 2^15), subpixel step 2.
std::uint64_t key_of(FaceId face, std::uint32_t glyph, float size_px, int subpixel) {
    return (std::uint64_t{face} << 50U) | (std::uint64_t{glyph} << 18U) |
           (static_cast<std::uint64_t>(fixed_size(size_px)) << 2U) | static_cast<std::uint64_t>(subpixel);
}

} // namespace

struct GlyphAtlas::Page {
    Page(std::uintptr_t created, int size)
        : texture(created)
        , packer(size, size)
        , coverage(static_cast<std::size_t>(size) * static_cast<std::size_t>(size)) {}

    std::uintptr_t texture;
    ShelfPacker packer;
    std::vector<std::uint8_t> coverage;
    PixelRect dirty; // encloses what the texture has not got yet; no width: nothing
    std::uint64_t last_used = 0;
};

struct GlyphAtlas::Entry {
    Sprite sprite;
    std::uint32_t page; // no_page: nothing to draw
};

struct GlyphAtlas::Bitmap {
    FT_Bitmap* pixels =
        nullptr; // in the face's slot until the next glyph is loaded; nullptr: nothing to draw
    int left = 0;
    int top = 0;
    float scale = 1; // pixels on the screen for one of the bitmap
};

GlyphAtlas::GlyphAtlas(const FontSet& fonts, TextureBackend& backend)
    : GlyphAtlas(fonts, backend, Options{}) {}

GlyphAtlas::GlyphAtlas(const FontSet& fonts, TextureBackend& backend, Options options)
    : fonts_(fonts)
    , backend_(backend)
    , options_(options) {
    options_.page_size = std::max(options_.page_size, 64);
    options_.max_pages = std::max<std::size_t>(options_.max_pages, 1);
}

GlyphAtlas::~GlyphAtlas() {
    clear();
}

void GlyphAtlas::begin_frame() {
    ++frame_;
}

std::optional<Sprite> GlyphAtlas::find(FaceId face, std::uint32_t glyph, float size_px, int subpixel) {
    subpixel = std::clamp(subpixel, 0, subpixel_steps - 1);
    const std::uint64_t key = key_of(face, glyph, size_px, subpixel);
    if (const auto known = glyphs_.find(key); known != glyphs_.end()) {
        if (known->second.page != no_page) {
            pages_[known->second.page]->last_used = frame_;
        }
        return known->second.sprite;
    }

    Bitmap bitmap;
    if (!rasterise(face, glyph, size_px, subpixel, bitmap)) {
        ++counters_.dropped;
        return std::nullopt;
    }
    if (bitmap.pixels == nullptr) {
        glyphs_.emplace(key, Entry{Sprite{}, no_page});
        return Sprite{};
    }
    const int width = static_cast<int>(bitmap.pixels->width);
    const int height = static_cast<int>(bitmap.pixels->rows);
    PixelRect where;
    const auto index = place(width, height, where);
    if (!index) {
        ++counters_.dropped;
        return std::nullopt;
    }
    Page& page = *pages_[*index];
    page.last_used = frame_;
    const auto stride = static_cast<std::size_t>(options_.page_size);
    for (int row = 0; row < height; ++row) {
        std::memcpy(page.coverage.data() + static_cast<std::size_t>(where.y + border + row) * stride +
                        static_cast<std::size_t>(where.x + border),
                    bitmap.pixels->buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pixels->pitch,
                    static_cast<std::size_t>(width));
    }

    const float texel = 1.0F / static_cast<float>(options_.page_size);
    const auto left = static_cast<float>(where.x + border);
    const auto top = static_cast<float>(where.y + border);
    const Sprite sprite{
        .texture = page.texture,
        .left = static_cast<float>(bitmap.left) * bitmap.scale,
        .top = static_cast<float>(-bitmap.top) * bitmap.scale,
        .width = static_cast<float>(width) * bitmap.scale,
        .height = static_cast<float>(height) * bitmap.scale,
        .u0 = left * texel,
        .v0 = top * texel,
        .u1 = (left + static_cast<float>(width)) * texel,
        .v1 = (top + static_cast<float>(height)) * texel,
    };
    glyphs_.emplace(key, Entry{sprite, static_cast<std::uint32_t>(*index)});
    ++counters_.rasterised;
    return sprite;
}

bool GlyphAtlas::rasterise(FaceId face_id, std::uint32_t glyph, float size_px, int subpixel, Bitmap& bitmap) {
    if (face_id >= fonts_.size()) {
        return false;
    }
    FT_Face face = fonts_.freetype_face(face_id);
    const int largest = options_.page_size - 2 * border;
    for (int halvings = 0; halvings <= most_halvings; ++halvings) {
        const FT_F26Dot6 size = std::max<FT_F26Dot6>(fixed_size(size_px) >> halvings, 64);
        if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0 ||
            FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
            face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) {
            return false;
        }
        FT_Outline_Translate(&face->glyph->outline, subpixel * (64 / subpixel_steps) >> halvings, 0);
        FT_BBox box;
        FT_Outline_Get_CBox(&face->glyph->outline, &box);
        if ((box.xMax - box.xMin) / 64 + 2 > largest || (box.yMax - box.yMin) / 64 + 2 > largest) {
            continue;
        }
        if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) {
            return false;
        }
        FT_Bitmap& pixels = face->glyph->bitmap;
        bitmap.pixels = pixels.width == 0 || pixels.rows == 0 ? nullptr : &pixels;
        bitmap.left = face->glyph->bitmap_left;
        bitmap.top = face->glyph->bitmap_top;
        bitmap.scale = static_cast<float>(fixed_size(size_px)) / static_cast<float>(size);
        return true;
    }
    return false;
}

// Finds room for a glyph and its border, and marks it as to be uploaded.
std::optional<std::size_t> GlyphAtlas::place(int width, int height, PixelRect& where) {
    where.width = width + 2 * border;
    where.height = height + 2 * border;
    const auto try_page = [&](std::size_t index) {
        Page& page = *pages_[index];
        const auto spot = page.packer.place(where.width, where.height);
        if (!spot) {
            return false;
        }
        where.x = spot->x;
        where.y = spot->y;
        PixelRect& dirty = page.dirty;
        if (dirty.width == 0) {
            dirty = where;
        } else {
            const int right = std::max(dirty.x + dirty.width, where.x + where.width);
            const int bottom = std::max(dirty.y + dirty.height, where.y + where.height);
            dirty.x = std::min(dirty.x, where.x);
            dirty.y = std::min(dirty.y, where.y);
            dirty.width = right - dirty.x;
            dirty.height = bottom - dirty.y;
        }
        return true;
    };

    for (std::size_t i = 0; i < pages_.size(); ++i) {
        if (try_page(i)) {
            return i;
        }
    }
    if (pages_.size() < options_.max_pages) {
        if (const std::uintptr_t texture = backend_.create(options_.page_size, options_.page_size);
            texture != 0) {
            pages_.push_back(std::make_unique<Page>(texture, options_.page_size));
            if (try_page(pages_.size() - 1)) {
                return pages_.size() - 1;
            }
        }
    }
    if (const auto oldest = oldest_idle_page()) {
        empty_page(*oldest);
        if (try_page(*oldest)) {
            return oldest;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> GlyphAtlas::oldest_idle_page() const {
    std::optional<std::size_t> oldest;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        if (pages_[i]->last_used < frame_ && (!oldest || pages_[i]->last_used < pages_[*oldest]->last_used)) {
            oldest = i;
        }
    }
    return oldest;
}

void GlyphAtlas::empty_page(std::size_t index) {
    std::erase_if(glyphs_, [index](const auto& known) { return known.second.page == index; });
    Page& page = *pages_[index];
    page.packer.reset();
    std::fill(page.coverage.begin(), page.coverage.end(), std::uint8_t{0});
    page.dirty = {};
    ++counters_.evicted_pages;
}

void GlyphAtlas::end_frame() {
    for (const auto& page : pages_) {
        const PixelRect dirty = page->dirty;
        if (dirty.width == 0) {
            continue;
        }
        const std::size_t first =
            static_cast<std::size_t>(dirty.y) * static_cast<std::size_t>(options_.page_size) +
            static_cast<std::size_t>(dirty.x);
        backend_.update(page->texture, dirty, page->coverage.data() + first, options_.page_size);
        ++counters_.uploads;
        page->dirty = {};
    }
}

void GlyphAtlas::clear() {
    for (const auto& page : pages_) {
        backend_.destroy(page->texture);
    }
    pages_.clear();
    glyphs_.clear();
}

std::size_t GlyphAtlas::page_count() const {
    return pages_.size();
}

} // namespace istiqbal::text
