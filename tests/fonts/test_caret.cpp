// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <string>
#include <vector>

using namespace istiqbal::text;
using test::arabic;
using test::english;

namespace {

std::vector<std::size_t> stops(const Layout& layout) {
    std::vector<std::size_t> found{0};
    while (found.back() < layout.text().size()) {
        const std::size_t next = layout.next_grapheme(found.back());
        REQUIRE(next > found.back());
        found.push_back(next);
    }
    return found;
}

} // namespace

TEST_CASE("the caret begins at the leading edge and ends at the trailing one") {
    const auto rtl = arabic("سلام", 400);
    CHECK(rtl->caret(0).x == Approx(400));
    CHECK(rtl->caret(8).x == Approx(rtl->lines().front().box.left));
    CHECK(rtl->caret(0).top == 0);
    CHECK(rtl->caret(0).bottom == Approx(rtl->height()));
    const auto ltr = english("name", 400);
    CHECK(ltr->caret(0).x == 0);
    CHECK(ltr->caret(4).x == Approx(ltr->width()));
}

TEST_CASE("an empty field has its caret where writing begins") {
    CHECK(arabic("", 400)->caret(0).x == Approx(400));
    CHECK(english("", 400)->caret(0).x == 0);
    CHECK(arabic("", 400)->hit(10, 10) == 0);
    CHECK(arabic("")->next_grapheme(0) == 0);
    CHECK(arabic("")->previous_grapheme(0) == 0);
    CHECK(arabic("")->visual_left(0) == 0);
}

TEST_CASE("a hit at each caret finds it again") {
    // In a text against its paragraph's direction an edge belongs to two places: it has no one answer.
    const std::vector<std::shared_ptr<const Layout>> layouts{
        arabic("السلام عليكم", 600), arabic("لا إله", 600),      arabic("مُحَمَّد", 600),
        arabic("١٢ طلب", 600),       english("plain text", 600), english("e\u0301a\u0308", 600)};
    for (const auto& layout : layouts) {
        for (const std::size_t place : stops(*layout)) {
            const Caret caret = layout->caret(place);
            if (caret.x != caret.weak_x) {
                continue;
            }
            INFO(layout->text() << " at byte " << place << ", x " << caret.x);
            CHECK(layout->hit(caret.x, (caret.top + caret.bottom) / 2) == place);
        }
    }
}

TEST_CASE("a hit on a letter's far half means behind it") {
    const auto layout = arabic("سلام", 400);
    const float start = layout->caret(0).x;
    const float next = layout->caret(2).x;
    CHECK(layout->hit(start + (next - start) * 0.25F, 5) == 0);
    CHECK(layout->hit(start + (next - start) * 0.75F, 5) == 2);
    CHECK(layout->hit(10'000, 5) == 0);
    CHECK(layout->hit(-10'000, 5) == 8);
    CHECK(layout->hit(-10'000, -10'000) == 8);
    CHECK(layout->hit(10'000, 10'000) == 0);
}

TEST_CASE("hits and carets find their line") {
    const auto layout = arabic("السطر الأول\nالسطر الثاني", 400);
    REQUIRE(layout->lines().size() == 2);
    const std::size_t second = layout->lines()[1].first_byte;
    CHECK(layout->caret(second).top == Approx(layout->lines()[1].box.top));
    CHECK(layout->hit(400, layout->lines()[1].baseline) == second);
    CHECK(layout->hit(400, 5) == 0);
}

TEST_CASE("carets move over whole graphemes") {
    CHECK(stops(*arabic("مُحَمَّد")) == std::vector<std::size_t>{0, 4, 8, 14, 16});
    CHECK(stops(*arabic("لا")) == std::vector<std::size_t>{0, 2, 4});
    CHECK(stops(*english("e\u0301x")) == std::vector<std::size_t>{0, 3, 4});
    const std::string family = "👨‍👩‍👧"; // three people joined by ZWJ
    CHECK(stops(*english("a" + family + "b")) ==
          std::vector<std::size_t>{0, 1, 1 + family.size(), 2 + family.size()});
    const auto layout = english("a" + family);
    CHECK(layout->previous_grapheme(layout->text().size()) == 1);
    CHECK(layout->previous_grapheme(1) == 0);
    CHECK(layout->previous_grapheme(0) == 0);
    CHECK(layout->previous_grapheme(5) == 1); // from inside
    CHECK(layout->next_grapheme(10'000) == layout->text().size());
}

TEST_CASE("arrow keys move to what is seen") {
    const auto rtl = arabic("سلم");
    CHECK(rtl->visual_left(0) == 2);
    CHECK(rtl->visual_left(2) == 4);
    CHECK(rtl->visual_right(2) == 0);
    CHECK(rtl->visual_right(0) == 0);
    CHECK(rtl->visual_left(6) == 6);
    const auto ltr = english("abc");
    CHECK(ltr->visual_right(0) == 1);
    CHECK(ltr->visual_left(1) == 0);
    // Through both directions, moving left from the start of the paragraph reaches its end.
    const auto mixed = arabic("رقم AB 12 صح");
    std::size_t at = 0;
    for (int moves = 0; moves < 20 && at != mixed->text().size(); ++moves) {
        at = mixed->visual_left(at);
    }
    CHECK(at == mixed->text().size());
}

TEST_CASE("where directions meet, the caret says both places") {
    const auto layout = arabic("رقم AB");
    const std::size_t before_latin = layout->text().find('A');
    const Caret caret = layout->caret(before_latin);
    CHECK(caret.x != Approx(caret.weak_x));
    CHECK(layout->caret(2).x == Approx(layout->caret(2).weak_x));
}

TEST_CASE("arrow keys on a very long line follow the direction") {
    const auto layout = arabic(std::string(3000, 'a'));
    CHECK(layout->visual_left(100) == 101);
    CHECK(layout->visual_right(100) == 99);
}

TEST_CASE("carets of text that is not shown stand at the end") {
    const auto layout = Layout::create(
        test::fonts(), {.text = "سطر\nثان\nثالث", .width = 300, .overflow = Overflow::ellipsis(1)});
    REQUIRE(layout->lines().size() == 1);
    CHECK(layout->caret(layout->text().size()).x == Approx(layout->lines().front().box.left));
}
