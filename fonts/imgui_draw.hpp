// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws a Layout into an ImDrawList: the one place where text meets Dear ImGui.

#include "fonts/glyph_atlas.hpp"
#include "fonts/layout.hpp"

#include <imgui.h>

namespace istiqbal::text {

// The layout's box has its top left corner at `origin`. Baselines fall on whole pixels, pens on quarters.
// What lies outside of the list's clip rectangle is skipped. To be called between the atlas's begin_frame and
// end_frame.
void draw(ImDrawList& list, GlyphAtlas& atlas, const Layout& layout, ImVec2 origin, ImU32 colour);

// A texture of TextureBackend as ImGui names it, which changed from void* to an integer between versions.
[[nodiscard]] ImTextureID imgui_texture(std::uintptr_t texture);

} // namespace istiqbal::text
