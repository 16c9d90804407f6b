// SPDX-License-Identifier: Apache-2.0
// The glyph atlas's pages as OpenGL textures: one byte of coverage a pixel, read as white with that much
// alpha.
#pragma once

#include "fonts/glyph_atlas.hpp"

namespace istiqbal::platform {

// A context must be current in every call, on the window's thread.
class GlTextures final : public text::TextureBackend {
public:
    std::uintptr_t create(int width, int height) override;
    void update(std::uintptr_t id, text::PixelRect rect, const std::uint8_t* coverage, int stride) override;
    void destroy(std::uintptr_t id) override;
};

} // namespace istiqbal::platform
