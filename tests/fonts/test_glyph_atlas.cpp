// SPDX-License-Identifier: Apache-2.0
#include "fonts/glyph_atlas.hpp"
#include "fonts/shelf_packer.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <random>
#include <vector>

using namespace istiqbal::text;
using test::fonts;
using test::MemoryTextures;

namespace {

constexpr FaceId arabic_regular = 0;

// The first glyphs of the face that draw something, at a size: enough of them fill any page.
int fill(GlyphAtlas& atlas, float size_px, std::uint32_t from, std::uint32_t count) {
    int found = 0;
    for (std::uint32_t glyph = from; glyph < from + count; ++glyph) {
        const auto sprite = atlas.find(arabic_regular, glyph, size_px, 0);
        found += sprite && !sprite->empty() ? 1 : 0;
    }
    return found;
}

} // namespace

TEST_CASE("packed rectangles never overlap and stay on the page") {
    ShelfPacker packer(256, 256);
    std::vector<int> taken(std::size_t{256} * 256);
    std::mt19937 random(7);
    int placed = 0;
    for (int i = 0; i < 400; ++i) {
        const int width = 1 + static_cast<int>(random() % 40);
        const int height = 1 + static_cast<int>(random() % 40);
        const auto place = packer.place(width, height);
        if (!place) {
            continue;
        }
        ++placed;
        REQUIRE(place->x + width <= 256);
        REQUIRE(place->y + height <= 256);
        for (int y = place->y; y < place->y + height; ++y) {
            for (int x = place->x; x < place->x + width; ++x) {
                REQUIRE(taken[static_cast<std::size_t>(y * 256 + x)]++ == 0);
            }
        }
    }
    CHECK(placed > 60);
    CHECK_FALSE(packer.place(257, 1).has_value());
    CHECK_FALSE(packer.place(0, 5).has_value());
    packer.reset();
    CHECK(packer.place(256, 256).has_value());
}

TEST_CASE("a glyph is rasterised once and uploaded once") {
    MemoryTextures textures;
    GlyphAtlas atlas(fonts(), textures);
    atlas.begin_frame();
    const auto first = atlas.find(arabic_regular, 50, 40, 0);
    REQUIRE(first.has_value());
    CHECK(atlas.find(arabic_regular, 50, 40, 0)->u0 == first->u0);
    CHECK(atlas.counters().rasterised == 1);
    CHECK(textures.updates.empty());
    atlas.end_frame();
    CHECK(textures.updates.size() == 1);
    atlas.begin_frame();
    (void)atlas.find(arabic_regular, 50, 40, 0);
    atlas.end_frame();
    CHECK(textures.updates.size() == 1);
    CHECK(atlas.page_count() == 1);
}

TEST_CASE("size, face and subpixel position make glyphs of their own") {
    MemoryTextures textures;
    GlyphAtlas atlas(fonts(), textures);
    atlas.begin_frame();
    (void)atlas.find(0, 50, 40, 0);
    (void)atlas.find(0, 50, 40, 2);
    (void)atlas.find(0, 50, 41, 0);
    (void)atlas.find(1, 50, 40, 0);
    CHECK(atlas.counters().rasterised == 4);
}

TEST_CASE("pages grow, then the one used longest ago is emptied") {
    MemoryTextures textures;
    GlyphAtlas atlas(fonts(), textures, {.page_size = 128, .max_pages = 2});
    std::uint32_t next = 40;
    for (int frame = 0; frame < 30; ++frame) {
        atlas.begin_frame();
        (void)fill(atlas, 30, next, 5);
        atlas.end_frame();
        next += 5;
    }
    CHECK(atlas.page_count() == 2);
    CHECK(textures.textures.size() == 2);
    CHECK(atlas.counters().evicted_pages > 0);
    CHECK(atlas.counters().dropped == 0);
    // What was emptied away is had again.
    atlas.begin_frame();
    CHECK(fill(atlas, 30, 40, 5) > 0);
}

TEST_CASE("a page that this frame uses is not emptied") {
    MemoryTextures textures;
    GlyphAtlas atlas(fonts(), textures, {.page_size = 128, .max_pages = 1});
    atlas.begin_frame();
    const auto kept = atlas.find(arabic_regular, 50, 40, 0);
    REQUIRE(kept.has_value());
    (void)fill(atlas, 40, 60, 200);
    CHECK(atlas.counters().evicted_pages == 0);
    CHECK(atlas.counters().dropped > 0);
    CHECK(atlas.find(arabic_regular, 50, 40, 0)->u0 == kept->u0);
    atlas.end_frame();
    atlas.begin_frame();
    const auto dropped = atlas.counters().dropped;
    CHECK(fill(atlas, 40, 250, 3) > 0);
    CHECK(atlas.counters().evicted_pages == 1);
    CHECK(atlas.counters().dropped == dropped);
}

TEST_CASE("a glyph greater than a page is stretched") {
    MemoryTextures textures;
    GlyphAtlas small(fonts(), textures, {.page_size = 128, .max_pages = 1});
    GlyphAtlas large(fonts(), textures, {.page_size = 1024, .max_pages = 1});
    small.begin_frame();
    large.begin_frame();
    const auto stretched = small.find(arabic_regular, 50, 300, 0);
    const auto whole = large.find(arabic_regular, 50, 300, 0);
    REQUIRE(stretched.has_value());
    REQUIRE(whole.has_value());
    CHECK(stretched->width == Approx(whole->width).margin(8));
    CHECK(stretched->height == Approx(whole->height).margin(8));
    CHECK((stretched->u1 - stretched->u0) * 128 < 128);
}

TEST_CASE("no texture to be had, no face of that number: nothing drawn, nothing broken") {
    MemoryTextures textures;
    textures.refuses = true;
    GlyphAtlas atlas(fonts(), textures);
    atlas.begin_frame();
    CHECK_FALSE(atlas.find(arabic_regular, 50, 40, 0).has_value());
    CHECK_FALSE(atlas.find(200, 50, 40, 0).has_value());
    CHECK_FALSE(atlas.find(arabic_regular, 0xFFFFFF, 40, 0).has_value());
    CHECK(atlas.counters().dropped == 3);
    textures.refuses = false;
    CHECK(atlas.find(arabic_regular, 50, 40, 0).has_value());
}

TEST_CASE("clearing gives the textures back") {
    MemoryTextures textures;
    {
        GlyphAtlas atlas(fonts(), textures);
        atlas.begin_frame();
        (void)atlas.find(arabic_regular, 50, 40, 0);
        atlas.clear();
        CHECK(textures.textures.empty());
        CHECK(atlas.find(arabic_regular, 50, 40, 0).has_value());
        CHECK(textures.textures.size() == 1);
    }
    CHECK(textures.textures.empty());
}
