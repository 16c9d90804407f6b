// SPDX-License-Identifier: Apache-2.0
#pragma once
// The faces the program draws with, and only those: a private fontconfig that reads neither the system's
// configuration nor its fonts, so that a screen looks the same on every terminal.
//
// Within a style the face is chosen for each cluster: Noto Sans Arabic has neither Latin letters nor
// parentheses, which come from the next face that has them.
//
// While Pango starts it has fontconfig load its current configuration; the first FontSet::create therefore
// makes an empty one current for the process. Everything of this library belongs to one thread.

#include "fonts/error.hpp"
#include "fonts/style.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

struct FT_FaceRec_;
struct _PangoContext; // NOLINT(bugprone-reserved-identifier): Pango's names
struct _PangoFont;    // NOLINT(bugprone-reserved-identifier)

namespace istiqbal::text {

using FaceId = std::uint8_t; // position in the set, at most 256 faces

inline constexpr const char* debian_noto_directory = "/usr/share/fonts/truetype/noto"; // of fonts-noto-core

// The product's faces in that folder: Noto Sans Arabic, Noto Kufi Arabic and Noto Sans, each regular and
// bold, and the symbols to fall back to.
[[nodiscard]] std::vector<std::filesystem::path>
default_faces(const std::filesystem::path& directory = debian_noto_directory);

class FontSet {
public:
    // Fails on the first file that is missing, unreadable or not a font, and names it.
    static Result<FontSet> create(std::span<const std::filesystem::path> files);

    FontSet(FontSet&&) noexcept;
    FontSet& operator=(FontSet&&) noexcept;
    ~FontSet();

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] const std::filesystem::path& file(FaceId face) const;

    // Ascent and descent that every line of the family shares, in ems above and below the baseline: the
    // greatest of its faces, so that Arabic marks have room and lines of different scripts keep one distance.
    struct Metrics {
        float ascent;
        float descent;
    };
    [[nodiscard]] Metrics metrics(Family family) const;

    // For the layout and the atlas. Borrowed; valid as long as the set.
    [[nodiscard]] _PangoContext* context(Direction direction, std::string_view language) const;
    [[nodiscard]] std::optional<FaceId> face_of(_PangoFont* font) const;
    [[nodiscard]] FT_FaceRec_* freetype_face(FaceId face) const;

private:
    struct State;
    explicit FontSet(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace istiqbal::text
