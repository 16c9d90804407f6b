// SPDX-License-Identifier: Apache-2.0
#include "fonts/imgui_draw.hpp"

#include <array>
#include <cmath>
#include <type_traits>

namespace istiqbal::text {
namespace {

// ImDrawIdx has 16 bits: a draw list whose renderer cannot offset vertices holds this many and no more.
constexpr unsigned most_vertices = 1U << 16U;

template <typename Texture>
Texture convert(std::uintptr_t texture) {
    if constexpr (std::is_pointer_v<Texture>) {
        return reinterpret_cast<Texture>(texture); // NOLINT(performance-no-int-to-ptr): ImGui 1.86 wants it
    } else {
        return static_cast<Texture>(texture);
    }
}

void push_texture(ImDrawList& list, std::uintptr_t texture) {
#if IMGUI_VERSION_NUM >= 19200
    list.PushTexture(imgui_texture(texture));
#else
    list.PushTextureID(imgui_texture(texture));
#endif
}

void pop_texture(ImDrawList& list) {
#if IMGUI_VERSION_NUM >= 19200
    list.PopTexture();
#else
    list.PopTextureID();
#endif
}

// Collects the quads of glyphs, and hands them to the draw list page by page: each change of texture is a
// draw call.
class QuadBatch {
public:
    QuadBatch(ImDrawList& list, ImU32 colour)
        : list_(list)
        , colour_(colour) {}

    void add(const Sprite& sprite, ImVec2 top_left) {
        if (count_ == quads_.size()) {
            flush();
        }
        quads_[count_++] = {top_left, sprite};
    }

    void flush() {
        std::size_t left = count_;
        while (left > 0) {
            left = flush_page(quads_[0].sprite.texture, left);
        }
        count_ = 0;
    }

private:
    struct Quad {
        ImVec2 top_left;
        Sprite sprite;
    };

    // Draws the quads of one page; the others move to the front. Returns how many they are.
    std::size_t flush_page(std::uintptr_t texture, std::size_t left) {
        int matching = 0;
        for (std::size_t i = 0; i < left; ++i) {
            matching += quads_[i].sprite.texture == texture ? 1 : 0;
        }
        const bool offsets = (list_.Flags & ImDrawListFlags_AllowVtxOffset) != 0;
        const bool room = sizeof(ImDrawIdx) > 2 || offsets ||
                          static_cast<unsigned>(list_.VtxBuffer.Size) + 4U * static_cast<unsigned>(matching) <
                              most_vertices;
        std::size_t others = 0;
        if (room) {
            push_texture(list_, texture);
            list_.PrimReserve(matching * 6, matching * 4);
        }
        for (std::size_t i = 0; i < left; ++i) {
            const Quad& quad = quads_[i];
            if (quad.sprite.texture != texture) {
                quads_[others++] = quad;
            } else if (room) {
                const ImVec2 bottom_right(quad.top_left.x + quad.sprite.width,
                                          quad.top_left.y + quad.sprite.height);
                list_.PrimRectUV(quad.top_left, bottom_right, ImVec2(quad.sprite.u0, quad.sprite.v0),
                                 ImVec2(quad.sprite.u1, quad.sprite.v1), colour_);
            }
        }
        if (room) {
            pop_texture(list_);
        }
        return others;
    }

    ImDrawList& list_;
    ImU32 colour_;
    std::size_t count_ = 0;
    std::array<Quad, 512> quads_; // 2,048 vertices at most in one reservation
};

} // namespace

ImTextureID imgui_texture(std::uintptr_t texture) {
    return convert<ImTextureID>(texture);
}

void draw(ImDrawList& list, GlyphAtlas& atlas, const Layout& layout, ImVec2 origin, ImU32 colour) {
    constexpr auto steps = static_cast<float>(GlyphAtlas::subpixel_steps);
    const ImVec2 clip_min = list.GetClipRectMin();
    const ImVec2 clip_max = list.GetClipRectMax();
    const Rect ink = layout.ink();
    const bool outside = origin.x + ink.right < clip_min.x || origin.x + ink.left > clip_max.x ||
                         origin.y + ink.bottom < clip_min.y || origin.y + ink.top > clip_max.y;
    if (outside || (colour & IM_COL32_A_MASK) == 0) {
        return;
    }

    QuadBatch batch(list, colour);
    // Marks and tails leave their line's box by less than its height.
    for (const Line& line : layout.lines()) {
        const float height = line.box.bottom - line.box.top + layout.size_px();
        if (origin.y + line.box.bottom + height < clip_min.y ||
            origin.y + line.box.top - height > clip_max.y) {
            continue;
        }
        const float baseline = std::round(origin.y + line.baseline);
        for (const PlacedGlyph& glyph : layout.glyphs().subspan(line.first_glyph, line.glyph_count)) {
            const float quarters = std::floor((origin.x + glyph.x) * steps + 0.5F);
            const float pen_x = std::floor(quarters / steps);
            const float pen_y = baseline + std::round(glyph.y - line.baseline);
            const auto subpixel = static_cast<int>(quarters - pen_x * steps);
            const auto sprite = atlas.find(glyph.face, glyph.glyph, layout.size_px(), subpixel);
            if (!sprite || sprite->empty()) {
                continue;
            }
            const ImVec2 top_left(pen_x + sprite->left, pen_y + sprite->top);
            const bool hidden = top_left.x > clip_max.x || top_left.y > clip_max.y ||
                                top_left.x + sprite->width < clip_min.x ||
                                top_left.y + sprite->height < clip_min.y;
            if (!hidden) {
                batch.add(*sprite, top_left);
            }
        }
    }
    batch.flush();
}

} // namespace istiqbal::text
