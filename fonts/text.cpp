// SPDX-License-Identifier: Apache-2.0
#include "fonts/text.hpp"

#include <utility>

namespace istiqbal::text {

Result<std::unique_ptr<TextEngine>> TextEngine::create(std::span<const std::filesystem::path> files,
                                                       TextureBackend& backend) {
    auto fonts = FontSet::create(files);
    if (!fonts) {
        return tl::unexpected(fonts.error());
    }
    return std::unique_ptr<TextEngine>(new TextEngine(std::move(*fonts), backend));
}

TextEngine::TextEngine(FontSet fonts, TextureBackend& backend)
    : fonts_(std::move(fonts))
    , cache_(fonts_)
    , atlas_(fonts_, backend) {}

} // namespace istiqbal::text
