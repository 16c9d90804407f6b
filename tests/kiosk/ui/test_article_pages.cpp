// SPDX-License-Identifier: Apache-2.0
// Texts cut into pages.
#include "kiosk/screens/article_pages.hpp"
#include "tests/catch.hpp"

#include <random>

using istiqbal::screens::ArticleBlock;
using istiqbal::screens::ArticlePage;
using istiqbal::screens::ArticlePiece;
using istiqbal::screens::paginate;

namespace {

constexpr ArticleBlock heading{.lines = 1, .line_height = 12, .gap_before = 8, .keeps_next = true};

ArticleBlock paragraph(std::size_t lines) {
    return {.lines = lines, .line_height = 10, .gap_before = 4};
}

} // namespace

TEST_CASE("What fits stands on one page, with its gaps", "[article_pages]") {
    const ArticleBlock blocks[] = {heading, paragraph(3), paragraph(2)};
    const auto pages = paginate(blocks, 100);
    REQUIRE(pages.size() == 1);
    CHECK(pages[0] == ArticlePage{{0, 0, 1, 0}, {1, 0, 3, 16}, {2, 0, 2, 50}});
}

TEST_CASE("Nothing to read is one empty page", "[article_pages]") {
    CHECK(paginate({}, 100) == std::vector<ArticlePage>(1));
}

TEST_CASE("A heading goes over to the page of what it heads", "[article_pages]") {
    const ArticleBlock blocks[] = {paragraph(7), heading, paragraph(4)};
    const auto pages = paginate(blocks, 100); // 70 + 8 + 12 leaves room for no line of the next
    REQUIRE(pages.size() == 2);
    CHECK(pages[0] == ArticlePage{{0, 0, 7, 0}});
    CHECK(pages[1][0] == ArticlePiece{1, 0, 1, 0});
    CHECK(pages[1][1] == ArticlePiece{2, 0, 4, 16});
}

TEST_CASE("No line of a paragraph is left alone at the foot or carried alone to the head",
          "[article_pages]") {
    const ArticleBlock long_one[] = {paragraph(8), paragraph(4)};
    auto pages = paginate(long_one, 100); // one line would fit beneath
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].size() == 1);
    const ArticleBlock just_over[] = {paragraph(11)};
    pages = paginate(just_over, 100); // ten fit, one would be left
    REQUIRE(pages.size() == 2);
    CHECK(pages[0][0].end == 9);
    CHECK(pages[1][0].end - pages[1][0].first == 2);
}

TEST_CASE("Every line stands on exactly one page, in order, and no page is too full", "[article_pages]") {
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        std::vector<ArticleBlock> blocks;
        for (std::size_t count = random() % 20; count > 0; --count)
            blocks.push_back(random() % 4 == 0 ? heading : paragraph(1 + random() % 30));
        const float height = 15.0F + static_cast<float>(random() % 200);
        const auto pages = paginate(blocks, height);
        std::size_t block = 0;
        std::size_t line = 0;
        INFO("round " << round << ", height " << height);
        for (const ArticlePage& page : pages) {
            float bottom = 0;
            for (const ArticlePiece& piece : page) {
                CHECK(piece.block == block);
                CHECK(piece.first == line);
                CHECK(piece.end > piece.first);
                CHECK(piece.y >= bottom - 0.01F);
                bottom = piece.y + static_cast<float>(piece.end - piece.first) * blocks[block].line_height;
                line = piece.end;
                if (line == blocks[block].lines) {
                    ++block;
                    line = 0;
                }
            }
            CHECK(bottom <= height + 0.2F);
            CHECK((!page.empty() || blocks.empty()));
        }
        CHECK(block == blocks.size());
    }
}

TEST_CASE("A screen lower than a line still shows one on each page", "[article_pages]") {
    const ArticleBlock blocks[] = {paragraph(3)};
    CHECK(paginate(blocks, 5).size() == 3);
    CHECK(paginate(blocks, -50).size() == 3);
}
