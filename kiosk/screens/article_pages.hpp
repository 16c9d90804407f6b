// SPDX-License-Identifier: Apache-2.0
// A text cut into pages by what fits on the screen: pieces of its blocks, whole lines each. No heading stands
// alone at the foot of a page, and no paragraph leaves a single line behind where it has more.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace istiqbal::screens {

// A paragraph, heading or list item as it was laid out, in pixels.
struct ArticleBlock {
    std::size_t lines = 1;   // at least one
    float line_height = 1;   // more than 0
    float gap_before = 0;    // not at the top of a page
    bool keeps_next = false; // a heading: some of the next block stands on the same page
};

// Lines [first, end) of a block, `y` below the top of the page.
struct ArticlePiece {
    std::size_t block = 0;
    std::size_t first = 0;
    std::size_t end = 0;
    float y = 0;
    bool operator==(const ArticlePiece&) const = default;
};
using ArticlePage = std::vector<ArticlePiece>;

// At least one page. Every line of every block stands on exactly one page, in order; a page holds one line at
// least, also where `height` is less.
std::vector<ArticlePage> paginate(std::span<const ArticleBlock> blocks, float height);

} // namespace istiqbal::screens
