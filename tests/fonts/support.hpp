// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the text tests share: one font set, short ways to lay out, textures and a picture in memory.

#include "fonts/glyph_atlas.hpp"
#include "fonts/layout.hpp"

#include <imgui.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

namespace istiqbal::text::test {

const FontSet& fonts();

std::shared_ptr<const Layout> arabic(std::string_view text, float width = unlimited_width);
std::shared_ptr<const Layout> english(std::string_view text, float width = unlimited_width);

// The glyphs whose cluster begins at a byte, from left to right.
std::vector<PlacedGlyph> glyphs_at(const Layout& layout, std::size_t byte_index);

// Textures in memory, filled at first with a value that would show if it were drawn before it is uploaded.
class MemoryTextures : public TextureBackend {
public:
    struct Texture {
        int width;
        int height;
        std::vector<std::uint8_t> coverage;
    };

    std::uintptr_t create(int width, int height) override;
    void update(std::uintptr_t texture, PixelRect rectangle, const std::uint8_t* coverage,
                int stride) override;
    void destroy(std::uintptr_t texture) override;

    std::map<std::uintptr_t, Texture> textures;
    std::vector<PixelRect> updates;
    bool refuses = false;

private:
    std::uintptr_t next_ = 1;
};

// A picture of what a draw list of glyphs would show: the greatest coverage at each pixel.
class Picture {
public:
    Picture(int width, int height);

    void render(const ImDrawList& list, const MemoryTextures& textures);
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] std::uint8_t at(int x, int y) const;
    [[nodiscard]] long ink(int left, int top, int right, int bottom) const;

    friend bool operator==(const Picture&, const Picture&) = default;

private:
    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

// A draw list outside of any window, with a clip rectangle of the picture's size.
class Canvas {
public:
    Canvas(int width, int height);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    ImDrawList& list() { return *list_; }

private:
    ImGuiContext* context_;
    std::unique_ptr<ImDrawList> list_;
};

} // namespace istiqbal::text::test
