// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/article_pages.hpp"

#include <algorithm>

namespace istiqbal::screens {

namespace {

constexpr std::size_t lines_together = 2; // at the foot and at the head of a page

std::size_t lines_in(float height, const ArticleBlock& block) {
    return height <= 0 ? 0 : static_cast<std::size_t>(height / block.line_height + 0.01F);
}

// The height that a block's beginning needs so that it is not torn from what belongs to it.
float least_height(std::span<const ArticleBlock> blocks, std::size_t index) {
    const ArticleBlock& block = blocks[index];
    if (!block.keeps_next || index + 1 == blocks.size())
        return static_cast<float>(std::min(block.lines, lines_together)) * block.line_height;
    return static_cast<float>(block.lines) * block.line_height + blocks[index + 1].gap_before +
           least_height(blocks, index + 1);
}

} // namespace

std::vector<ArticlePage> paginate(std::span<const ArticleBlock> blocks, float height) {
    std::vector<ArticlePage> pages(1);
    float y = 0;
    const auto new_page = [&] {
        pages.emplace_back();
        y = 0;
    };
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        const ArticleBlock& block = blocks[index];
        std::size_t line = 0;
        while (line < block.lines) {
            const std::size_t left = block.lines - line;
            const float gap = pages.back().empty() || line > 0 ? 0 : block.gap_before;
            const std::size_t fit = lines_in(height - y - gap, block);
            const bool torn = line == 0 ? height - y - gap < least_height(blocks, index) - 0.5F
                                        : fit < std::min(left, lines_together);
            if (!pages.back().empty() && torn) {
                new_page();
                continue;
            }
            std::size_t taken = std::clamp<std::size_t>(fit, 1, left);
            if (left - taken == 1 && taken > lines_together)
                --taken;
            pages.back().push_back({index, line, line + taken, y + gap});
            y += gap + static_cast<float>(taken) * block.line_height;
            line += taken;
            if (line < block.lines)
                new_page();
        }
    }
    return pages;
}

} // namespace istiqbal::screens
