// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rasterised glyphs on texture pages: 8-bit coverage by FreeType, unhinted, at four subpixel positions in x.
//
// A page is packed in shelves. When all are full, one more is made, up to the limit; then the page that was
// used longest ago is emptied and used again. A page that the present frame has drawn from is never emptied:
// should all be in use, the glyph is left out of this frame and counted in `dropped`.
//
// A frame: begin_frame(); find() for every glyph; end_frame() uploads what is new, one rectangle a page,
// before the draw lists are rendered. One thread, with the graphics context current.

#include "fonts/font_set.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace istiqbal::text {

struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

// Textures as the graphics library has them: one channel of coverage, read as (1, 1, 1, coverage) when drawn.
class TextureBackend {
public:
    virtual ~TextureBackend() = default;
    // The contents may begin as anything: they are uploaded before they are drawn. 0 means failure.
    virtual std::uintptr_t create(int width, int height) = 0;
    // `coverage` is the first row of the rectangle; rows are `stride` bytes apart.
    virtual void update(std::uintptr_t texture, PixelRect rectangle, const std::uint8_t* coverage,
                        int stride) = 0;
    virtual void destroy(std::uintptr_t texture) = 0;
};

// A glyph on its page. Offsets run from the pen on the baseline, rounded as find() says, to the picture's
// corner.
struct Sprite {
    std::uintptr_t texture = 0;
    float left = 0; // pixels on the screen
    float top = 0;  // y grows down
    float width = 0;
    float height = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;

    [[nodiscard]] bool empty() const { return width == 0; } // a space draws nothing
};

class GlyphAtlas {
public:
    static constexpr int subpixel_steps = 4;

    struct Options {
        int page_size = 1024;      // width and height of a page, pixels
        std::size_t max_pages = 8; // 1 MiB each here and on the graphics card
    };
    struct Counters {
        std::uint64_t rasterised = 0;
        std::uint64_t evicted_pages = 0;
        std::uint64_t uploads = 0;
        std::uint64_t dropped =
            0; // glyphs left out because every page was in use or no texture could be made
    };

    // Both must outlive the atlas.
    GlyphAtlas(const FontSet& fonts, TextureBackend& backend);
    GlyphAtlas(const FontSet& fonts, TextureBackend& backend, Options options);
    GlyphAtlas(const GlyphAtlas&) = delete;
    GlyphAtlas& operator=(const GlyphAtlas&) = delete;
    ~GlyphAtlas();

    void begin_frame();
    // The glyph at a pen whose x lies `subpixel` quarters right of a whole pixel. A glyph greater than a page
    // is rasterised smaller and stretched. Nothing if it could not be had (see `dropped`).
    [[nodiscard]] std::optional<Sprite> find(FaceId face, std::uint32_t glyph, float size_px, int subpixel);
    void end_frame();

    // Gives up every page and texture; glyphs are rasterised anew. For a lost graphics context.
    void clear();

    [[nodiscard]] std::size_t page_count() const;
    [[nodiscard]] const Counters& counters() const { return counters_; }

private:
    struct Page;
    struct Entry;
    struct Bitmap;

    [[nodiscard]] bool rasterise(FaceId face, std::uint32_t glyph, float size_px, int subpixel,
                                 Bitmap& bitmap);
    [[nodiscard]] std::optional<std::size_t> place(int width, int height, PixelRect& where);
    [[nodiscard]] std::optional<std::size_t> oldest_idle_page() const;
    void empty_page(std::size_t index);

    const FontSet& fonts_;
    TextureBackend& backend_;
    Options options_;
    Counters counters_;
    std::uint64_t frame_ = 1;
    std::vector<std::unique_ptr<Page>> pages_;
    std::unordered_map<std::uint64_t, Entry> glyphs_;
};

} // namespace istiqbal::text
