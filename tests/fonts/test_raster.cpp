// SPDX-License-Identifier: Apache-2.0
// Text in black and white: where its layout says, in one colour, and nowhere outside of the picture.
#include "fonts/raster.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <cmath>

using namespace istiqbal::text;
using istiqbal::text::test::arabic;
using istiqbal::text::test::english;
using istiqbal::text::test::fonts;

namespace {

int count_black(const Raster& raster, int left, int top, int right, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            count += raster.black(x, y) ? 1 : 0;
    return count;
}

int count_black(const Raster& raster) {
    return count_black(raster, 0, 0, raster.width(), raster.height());
}

} // namespace

TEST_CASE("a raster holds dots in whole bytes a row, white at first", "[raster]") {
    Raster raster(13, 3);
    CHECK(raster.width() == 16);
    CHECK(raster.height() == 3);
    REQUIRE(raster.bytes().size() == 6);
    CHECK(count_black(raster) == 0);
    raster.set(0, 0, true);
    raster.set(15, 2, true);
    CHECK(raster.bytes()[0] == 0x80);
    CHECK(raster.bytes()[5] == 0x01);
    CHECK(raster.black(15, 2));
    raster.set(15, 2, false);
    CHECK(count_black(raster) == 1);
    raster.fill(-5, 1, 100, 100);
    CHECK(count_black(raster) == 1 + 2 * 16);
    raster.fill(4, 1, 4, 1, false);
    CHECK(raster.bytes()[2] == 0xF0);
}

TEST_CASE("nothing is drawn outside, and sizes have limits", "[raster]") {
    Raster raster(8, 8);
    for (const int outside : {-1, 8, -1'000'000, 1'000'000}) {
        raster.set(outside, 0, true);
        raster.set(0, outside, true);
        CHECK_FALSE(raster.black(outside, 0));
        CHECK_FALSE(raster.black(0, outside));
    }
    CHECK(count_black(raster) == 0);
    CHECK(Raster(-5, 4).bytes().empty());
    CHECK(Raster(1'000'000, 1).width() == Raster::longest_side);
    CHECK(Raster().bytes().empty());
}

TEST_CASE("a raster that was handed on has no dots", "[raster]") {
    Raster raster(16, 2);
    raster.fill(0, 0, 16, 2);
    Raster taken = std::move(raster);
    CHECK(count_black(taken) == 32);
    CHECK(raster.bytes().empty()); // NOLINT(bugprone-use-after-move): what is left is told
    taken = Raster(8, 1);
    CHECK(count_black(taken) == 0);
}

TEST_CASE("text lies where its layout says", "[raster]") {
    const auto layout =
        GENERATE(true, false) ? arabic("إيصالكم: ١٢٣ (طلب)") : english("Your receipt: 123 (request)");
    const Rect ink = layout->ink();
    const int width = static_cast<int>(layout->width());
    const int height = static_cast<int>(layout->height());
    Raster raster(width + 80, height + 80);
    raster.draw(fonts(), *layout, 40, 40);
    const int black = count_black(raster);
    CHECK(black > width);
    CHECK(black < width * height / 2);
    CHECK(count_black(raster, 40 + static_cast<int>(std::floor(ink.left)) - 1,
                      40 + static_cast<int>(std::floor(ink.top)) - 1,
                      40 + static_cast<int>(std::ceil(ink.right)) + 1,
                      40 + static_cast<int>(std::ceil(ink.bottom)) + 1) == black);
    // White on black is the same picture the other way round.
    Raster reversed(raster.width(), raster.height());
    reversed.fill(0, 0, reversed.width(), reversed.height());
    reversed.draw(fonts(), *layout, 40, 40, false);
    CHECK(count_black(reversed) == raster.width() * raster.height() - black);
    // What does not fit is left out.
    Raster narrow(width / 2, height / 2);
    narrow.draw(fonts(), *layout, -width / 4, -height / 4);
    narrow.draw(fonts(), *layout, 10 * width, 0);
    CHECK(count_black(narrow) < black);
}
