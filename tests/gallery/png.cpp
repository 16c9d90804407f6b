// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/png.hpp"

#include <zlib.h>

#include <array>
#include <fstream>
#include <string_view>

namespace istiqbal::gallery {

namespace {

using Bytes = std::vector<std::uint8_t>;

void append_u32(Bytes& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_chunk(Bytes& png, std::string_view type, const Bytes& data) {
    append_u32(png, static_cast<std::uint32_t>(data.size()));
    const std::size_t begin = png.size();
    png.insert(png.end(), type.begin(), type.end());
    png.insert(png.end(), data.begin(), data.end());
    const auto checked = static_cast<uInt>(png.size() - begin);
    append_u32(png, static_cast<std::uint32_t>(crc32(0, png.data() + begin, checked)));
}

// Each row with its filter's number before it: 2, "Up".
Bytes filtered(const platform::Picture& picture) {
    constexpr std::uint8_t up = 2;
    const std::size_t row = static_cast<std::size_t>(picture.size.width) * 3;
    const auto rows = static_cast<std::size_t>(picture.size.height);
    Bytes bytes((row + 1) * rows);
    const Bytes nothing_above(row);
    const std::uint8_t* above = nothing_above.data();
    std::uint8_t* to = bytes.data();
    for (std::size_t index = 0; index < rows; ++index) {
        const std::uint8_t* here = picture.rgb.data() + index * row;
        *to++ = up;
        for (std::size_t byte = 0; byte < row; ++byte)
            *to++ = static_cast<std::uint8_t>(here[byte] - above[byte]);
        above = here;
    }
    return bytes;
}

} // namespace

tl::expected<void, std::string> write_png(const platform::Picture& picture,
                                          const std::filesystem::path& file) {
    const Bytes raw = filtered(picture);
    uLongf length = compressBound(static_cast<uLong>(raw.size()));
    Bytes packed(length);
    if (compress2(packed.data(), &length, raw.data(), static_cast<uLong>(raw.size()), Z_BEST_SPEED) != Z_OK)
        return tl::unexpected(std::string("no memory to compress a picture"));
    packed.resize(length);

    Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    Bytes header;
    append_u32(header, static_cast<std::uint32_t>(picture.size.width));
    append_u32(header, static_cast<std::uint32_t>(picture.size.height));
    // Eight bits a channel, true colour, the only compression and filter method, not interlaced.
    constexpr std::array<std::uint8_t, 5> kind{8, 2, 0, 0, 0};
    header.insert(header.end(), kind.begin(), kind.end());
    append_chunk(png, "IHDR", header);
    append_chunk(png, "IDAT", packed);
    append_chunk(png, "IEND", {});

    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
    stream.close();
    if (!stream)
        return tl::unexpected("cannot write " + file.string());
    return {};
}

} // namespace istiqbal::gallery
