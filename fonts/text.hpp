// SPDX-License-Identifier: Apache-2.0
#pragma once
// All of text in one object, as the kiosk uses it: faces, layouts, glyphs. Draw with fonts/imgui_draw.hpp.
//
//     auto engine = TextEngine::create(default_faces(), backend);
//     engine->begin_frame();
//     auto title = engine->layout({.text = "استقبال", .style = {.size_px = 48}, .width = 600});
//     draw(*ImGui::GetWindowDrawList(), engine->atlas(), *title, origin, colour);
//     engine->end_frame(); // then render
//
// One thread, with the graphics context current.

#include "fonts/font_set.hpp"
#include "fonts/glyph_atlas.hpp"
#include "fonts/layout_cache.hpp"
#include "fonts/unicode.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace istiqbal::text {

class TextEngine {
public:
    // `backend` must outlive the engine. Fails as FontSet::create does.
    static Result<std::unique_ptr<TextEngine>> create(std::span<const std::filesystem::path> files,
                                                      TextureBackend& backend);

    void begin_frame() { atlas_.begin_frame(); }
    void end_frame() { atlas_.end_frame(); }

    [[nodiscard]] std::shared_ptr<const Layout> layout(const LayoutRequest& request) {
        return cache_.get(request);
    }

    // Ends a session: no text of it stays in memory. (Glyph pictures stay; they do not say who wrote what.)
    void forget() { cache_.clear(); }

    [[nodiscard]] FontSet& fonts() { return fonts_; }
    [[nodiscard]] LayoutCache& cache() { return cache_; }
    [[nodiscard]] GlyphAtlas& atlas() { return atlas_; }

private:
    TextEngine(FontSet fonts, TextureBackend& backend);

    FontSet fonts_; // first: the others refer to it
    LayoutCache cache_;
    GlyphAtlas atlas_;
};

} // namespace istiqbal::text
