// SPDX-License-Identifier: Apache-2.0
#include "tests/fonts/support.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace istiqbal::text::test {
namespace {

std::size_t offset(int row, int row_length, int column) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(row_length) +
           static_cast<std::size_t>(column);
}

} // namespace

const FontSet& fonts() {
    static const FontSet set = [] {
        auto made = FontSet::create(default_faces());
        if (!made) {
            throw std::runtime_error(made.error().detail);
        }
        return std::move(*made);
    }();
    return set;
}

std::shared_ptr<const Layout> arabic(std::string_view text, float width) {
    return Layout::create(fonts(), {.text = text, .width = width, .direction = Direction::right_to_left});
}

std::shared_ptr<const Layout> english(std::string_view text, float width) {
    return Layout::create(
        fonts(), {.text = text, .width = width, .direction = Direction::left_to_right, .language = "en"});
}

std::vector<PlacedGlyph> glyphs_at(const Layout& layout, std::size_t byte_index) {
    std::vector<PlacedGlyph> found;
    std::copy_if(layout.glyphs().begin(), layout.glyphs().end(), std::back_inserter(found),
                 [byte_index](const PlacedGlyph& glyph) { return glyph.byte_index == byte_index; });
    return found;
}

std::uintptr_t MemoryTextures::create(int width, int height) {
    if (refuses) {
        return 0;
    }
    const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    textures[next_] = {width, height, std::vector<std::uint8_t>(size, 77)};
    return next_++;
}

void MemoryTextures::update(std::uintptr_t texture, PixelRect rectangle, const std::uint8_t* coverage,
                            int stride) {
    Texture& target = textures.at(texture);
    updates.push_back(rectangle);
    for (int row = 0; row < rectangle.height; ++row) {
        const auto start = offset(rectangle.y + row, target.width, rectangle.x);
        std::memcpy(&target.coverage.at(start), coverage + static_cast<std::ptrdiff_t>(row) * stride,
                    static_cast<std::size_t>(rectangle.width));
    }
}

void MemoryTextures::destroy(std::uintptr_t texture) {
    if (textures.erase(texture) != 1) {
        throw std::logic_error("a texture is destroyed that does not exist");
    }
}

Picture::Picture(int width, int height)
    : width_(width)
    , height_(height)
    , pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

void Picture::render(const ImDrawList& list, const MemoryTextures& textures) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        for (unsigned i = 0; i < command.ElemCount; i += 6) { // a quad's first triangle names its corners
            const auto vertex = [&](unsigned corner) -> const ImDrawVert& {
                const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + corner)];
                return list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
            };
            const auto& texture = textures.textures.at((std::uintptr_t)command.GetTexID());
            const ImDrawVert& first = vertex(0);
            const ImDrawVert& last = vertex(2);
            for (int y = static_cast<int>(first.pos.y); y < static_cast<int>(last.pos.y); ++y) {
                for (int x = static_cast<int>(first.pos.x); x < static_cast<int>(last.pos.x); ++x) {
                    if (x < 0 || y < 0 || x >= width_ || y >= height_) {
                        continue;
                    }
                    const float across =
                        (static_cast<float>(x) + 0.5F - first.pos.x) / (last.pos.x - first.pos.x);
                    const float down =
                        (static_cast<float>(y) + 0.5F - first.pos.y) / (last.pos.y - first.pos.y);
                    const float u = first.uv.x + across * (last.uv.x - first.uv.x);
                    const float v = first.uv.y + down * (last.uv.y - first.uv.y);
                    const auto column = static_cast<int>(u * static_cast<float>(texture.width));
                    const auto row = static_cast<int>(v * static_cast<float>(texture.height));
                    auto& pixel = pixels_[offset(y, width_, x)];
                    pixel = std::max(pixel, texture.coverage.at(offset(row, texture.width, column)));
                }
            }
        }
    }
}

std::uint8_t Picture::at(int x, int y) const {
    return pixels_.at(offset(y, width_, x));
}

long Picture::ink(int left, int top, int right, int bottom) const {
    long sum = 0;
    for (int y = std::max(top, 0); y < std::min(bottom, height_); ++y) {
        for (int x = std::max(left, 0); x < std::min(right, width_); ++x) {
            sum += at(x, y);
        }
    }
    return sum;
}

Canvas::Canvas(int width, int height)
    : context_(ImGui::CreateContext())
    , list_(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData())) {
    list_->_ResetForNewFrame();
    list_->Flags |= ImDrawListFlags_AllowVtxOffset;
    list_->PushClipRect(ImVec2(0, 0), ImVec2(static_cast<float>(width), static_cast<float>(height)));
}

Canvas::~Canvas() {
    list_.reset();
    ImGui::DestroyContext(context_);
}

} // namespace istiqbal::text::test
