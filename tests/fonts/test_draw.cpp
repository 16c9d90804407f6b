// SPDX-License-Identifier: Apache-2.0
#include "fonts/imgui_draw.hpp"
#include "fonts/text.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

using namespace istiqbal::text;
using test::Canvas;
using test::MemoryTextures;
using test::Picture;

namespace {

constexpr int width = 640;
constexpr int height = 200;
constexpr ImU32 black = IM_COL32(0, 0, 0, 255);

struct Studio {
    MemoryTextures textures;
    std::unique_ptr<TextEngine> engine = std::move(*TextEngine::create(default_faces(), textures));

    Picture picture(const LayoutRequest& request, ImVec2 origin) {
        Canvas canvas(width, height);
        engine->begin_frame();
        draw(canvas.list(), engine->atlas(), *engine->layout(request), origin, black);
        engine->end_frame();
        Picture picture(width, height);
        picture.render(canvas.list(), textures);
        return picture;
    }
};

} // namespace

TEST_CASE("ink is where the layout says, at the right of an Arabic page") {
    Studio studio;
    const LayoutRequest request{.text = "السلام (عليكم)", .style = {.size_px = 40}, .width = 600};
    const Picture picture = studio.picture(request, {20, 40});
    const Rect ink = studio.engine->layout(request)->ink();
    const auto left = static_cast<int>(20 + ink.left);
    const auto right = static_cast<int>(20 + ink.right) + 1;
    const auto top = static_cast<int>(40 + ink.top);
    const auto bottom = static_cast<int>(40 + ink.bottom) + 1;
    const long all = picture.ink(0, 0, width, height);
    CHECK(all > 50'000);
    CHECK(picture.ink(left, top, right, bottom) == all);
    CHECK(picture.ink(0, 0, 310, height) == 0); // the words take less than the right half
    // The enclosure is close: ink at each of its sides.
    CHECK(picture.ink(left, top, left + 4, bottom) > 0);
    CHECK(picture.ink(right - 4, top, right, bottom) > 0);
    CHECK(picture.ink(left, top, right, top + 4) > 0);
    CHECK(picture.ink(left, bottom - 4, right, bottom) > 0);
}

TEST_CASE("a letter is joined to the next without a gap") {
    Studio studio;
    const LayoutRequest request{.text = "سسسس", .style = {.size_px = 64}};
    const Picture picture = studio.picture(request, {20, 20});
    const auto layout = studio.engine->layout(request);
    for (int x = 24; x < static_cast<int>(16 + layout->width()); ++x) {
        INFO("column " << x);
        REQUIRE(picture.ink(x, 0, x + 1, height) > 0);
    }
}

TEST_CASE("the same text is the same picture: first, cached, and after the glyphs were forgotten") {
    Studio studio;
    const LayoutRequest request{
        .text = "مُحَمَّد Ali 123", .style = {.weight = Weight::bold, .size_px = 36}, .width = 600};
    const Picture cold = studio.picture(request, {10.3F, 20.7F});
    const Picture cached = studio.picture(request, {10.3F, 20.7F});
    CHECK(studio.engine->cache().counters().hits == 1);
    CHECK(cold == cached);
    studio.engine->forget();
    studio.engine->atlas().clear();
    CHECK(studio.picture(request, {10.3F, 20.7F}) == cold);
    CHECK_FALSE(studio.picture(request, {14.3F, 20.7F}) == cold);
}

TEST_CASE("pages that change under a small atlas still draw the right glyphs") {
    Studio studio;
    const LayoutRequest wanted{.text = "رقم", .style = {.size_px = 40}, .width = 300};
    const Picture expected = studio.picture(wanted, {0, 0});

    MemoryTextures textures;
    GlyphAtlas atlas(test::fonts(), textures, {.page_size = 128, .max_pages = 1});
    const auto show = [&](const LayoutRequest& request) {
        Canvas canvas(width, height);
        atlas.begin_frame();
        draw(canvas.list(), atlas, *Layout::create(test::fonts(), request), {0, 0}, black);
        atlas.end_frame();
        Picture picture(width, height);
        picture.render(canvas.list(), textures);
        return picture;
    };
    CHECK(show(wanted) == expected);
    for (const auto* other : {"خدمات", "مستفيد", "طلبات", "Aabg"}) {
        (void)show({.text = other, .style = {.size_px = 40}, .width = 300});
    }
    CHECK(atlas.counters().evicted_pages > 0);
    CHECK(show(wanted) == expected);
}

TEST_CASE("what is outside of the clip rectangle makes no vertices") {
    Studio studio;
    Canvas canvas(width, height);
    studio.engine->begin_frame();
    const auto layout = studio.engine->layout({.text = "سلام", .style = {.size_px = 40}});
    auto& atlas = studio.engine->atlas();
    draw(canvas.list(), atlas, *layout, {0, 1000}, black);
    draw(canvas.list(), atlas, *layout, {-1000, 0}, black);
    draw(canvas.list(), atlas, *layout, {0, 0}, IM_COL32(0, 0, 0, 0));
    CHECK(canvas.list().VtxBuffer.Size == 0);
    CHECK(atlas.counters().rasterised == 0);
    draw(canvas.list(), atlas, *layout, {0, 0}, black);
    CHECK(canvas.list().VtxBuffer.Size > 0);

    // Of a long text only the lines in sight.
    std::string many;
    for (int i = 0; i < 400; ++i) {
        many += "سطر\n";
    }
    const int before = canvas.list().VtxBuffer.Size;
    draw(canvas.list(), atlas, *studio.engine->layout({.text = many}), {0, -5000}, black);
    const int drawn = canvas.list().VtxBuffer.Size - before;
    CHECK(drawn > 0);
    CHECK(drawn < 4 * 6 * 12);
}

TEST_CASE("more glyphs than 16-bit indices name are drawn, or left out where the renderer cannot") {
    Studio studio;
    studio.engine->begin_frame();
    const auto layout = studio.engine->layout({.text = std::string(1000, 'a'), .style = {.size_px = 8}});
    for (const bool offsets : {true, false}) {
        Canvas canvas(8000, 100);
        if (!offsets) {
            canvas.list().Flags &= ~ImDrawListFlags_AllowVtxOffset;
        }
        for (int i = 0; i < 20; ++i) {
            draw(canvas.list(), studio.engine->atlas(), *layout, {0, 10}, black);
        }
        if (offsets) {
            CHECK(canvas.list().VtxBuffer.Size == 20 * 1000 * 4);
            CHECK(canvas.list().CmdBuffer.back().VtxOffset > 0);
        } else {
            CHECK(canvas.list().VtxBuffer.Size < (1 << 16));
        }
    }
}
