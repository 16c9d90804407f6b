// SPDX-License-Identifier: Apache-2.0
#include "fonts/font_set.hpp"

#include "fonts/font_family.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

namespace istiqbal::text {
namespace {

struct ObjectDeleter {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct ConfigDeleter {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
struct LibraryDeleter {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceDeleter {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct FontMapDeleter {
    void operator()(PangoFontMap* map) const {
        // Pango 1.50 does not let go of a configuration that it was given.
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
        g_object_unref(map);
    }
};
using FontMapPointer = std::unique_ptr<PangoFontMap, FontMapDeleter>;
using ContextPointer = std::unique_ptr<PangoContext, ObjectDeleter>;
using ConfigPointer = std::unique_ptr<FcConfig, ConfigDeleter>;
using LibraryPointer = std::unique_ptr<FT_LibraryRec_, LibraryDeleter>;
using FacePointer = std::unique_ptr<FT_FaceRec_, FaceDeleter>;

struct Face {
    std::filesystem::path file;
    std::string known_as; // the file's name in fontconfig's patterns
    FacePointer freetype;
};

struct NamedContext {
    Direction direction;
    std::string language;
    ContextPointer context;
};

// More than the two of the product: anything beyond shares the last, so that foreign tags cannot pile up
// contexts.
constexpr std::size_t most_contexts = 16;
constexpr std::size_t most_faces = std::size_t{std::numeric_limits<FaceId>::max()} + 1;

tl::unexpected<Error> fail(ErrorKind kind, std::string detail) {
    return tl::unexpected(Error{kind, std::move(detail)});
}

std::optional<Error> unreadable(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        return Error{ErrorKind::missing_file, "The font file " + file.string() + " does not exist."};
    }
    if (!std::filesystem::is_regular_file(status) || !std::ifstream(file, std::ios::binary).good()) {
        return Error{ErrorKind::unreadable, "The font file " + file.string() + " cannot be read."};
    }
    return std::nullopt;
}

Result<FacePointer> open_face(FT_Library library, const std::filesystem::path& file) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, file.c_str(), 0, &face) != 0) {
        return fail(ErrorKind::not_a_font, "The file " + file.string() + " is not a font.");
    }
    FacePointer owned(face);
    if (FT_IS_SCALABLE(face) == 0 || face->units_per_EM == 0) {
        return fail(ErrorKind::not_a_font, "The font " + file.string() + " has no outlines.");
    }
    return owned;
}

std::string_view pattern_file(const FcPattern* pattern) {
    FcChar8* file = nullptr;
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch) {
        return {};
    }
    return reinterpret_cast<const char*>(file);
}

// Adds the file to the configuration and gives the name it has there.
Result<std::string> register_file(FcConfig* config, const std::filesystem::path& file) {
    const FcFontSet* before = FcConfigGetFonts(config, FcSetApplication);
    const int count = before == nullptr ? 0 : before->nfont;
    const bool added =
        FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue;
    const FcFontSet* after = FcConfigGetFonts(config, FcSetApplication);
    if (!added || after == nullptr || after->nfont <= count) {
        return fail(ErrorKind::not_a_font, "fontconfig finds no face in " + file.string() + ".");
    }
    return std::string(pattern_file(after->fonts[after->nfont - 1]));
}

bool make_no_configuration_current() {
    const ConfigPointer empty(FcConfigCreate());
    return empty != nullptr && FcConfigSetCurrent(empty.get()) == FcTrue;
}

} // namespace

struct FontSet::State {
    // In the order in which they need each other.
    ConfigPointer config;
    LibraryPointer library;
    std::vector<Face> faces;
    FontMapPointer map;
    std::vector<NamedContext> contexts;
};

std::vector<std::filesystem::path> default_faces(const std::filesystem::path& directory) {
    return {
        directory / "NotoSansArabic-Regular.ttf",  directory / "NotoSansArabic-Bold.ttf",
        directory / "NotoKufiArabic-Regular.ttf",  directory / "NotoKufiArabic-Bold.ttf",
        directory / "NotoSans-Regular.ttf",        directory / "NotoSans-Bold.ttf",
        directory / "NotoSansSymbols-Regular.ttf", directory / "NotoSansSymbols2-Regular.ttf",
    };
}

Result<FontSet> FontSet::create(std::span<const std::filesystem::path> files) {
    if (files.empty()) {
        return fail(ErrorKind::no_files, "No font files are named.");
    }
    if (files.size() > most_faces) {
        return fail(ErrorKind::library, "More than 256 font files are named.");
    }
    auto state = std::make_unique<State>();
    state->config.reset(FcConfigCreate());
    FT_Library library = nullptr;
    if (state->config == nullptr || FT_Init_FreeType(&library) != 0) {
        return fail(ErrorKind::library, "fontconfig or FreeType does not start.");
    }
    state->library.reset(library);

    for (const std::filesystem::path& named : files) {
        if (auto error = unreadable(named)) {
            return tl::unexpected(*error);
        }
        const std::filesystem::path file = std::filesystem::absolute(named);
        auto face = open_face(library, file);
        if (!face) {
            return tl::unexpected(face.error());
        }
        auto known_as = register_file(state->config.get(), file);
        if (!known_as) {
            return tl::unexpected(known_as.error());
        }
        state->faces.push_back({file, std::move(*known_as), std::move(*face)});
    }

    // Before the font map, which would otherwise have the system's configuration loaded in a thread of its
    // own.
    static const bool system_kept_out = make_no_configuration_current();
    if (!system_kept_out) {
        return fail(ErrorKind::library, "fontconfig does not take an empty configuration.");
    }
    state->map.reset(pango_ft2_font_map_new());
    if (state->map == nullptr) {
        return fail(ErrorKind::library, "Pango does not start.");
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(state->map.get()), state->config.get());
    return FontSet(std::move(state));
}

FontSet::FontSet(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;
FontSet::~FontSet() = default;

std::size_t FontSet::size() const {
    return state_->faces.size();
}

const std::filesystem::path& FontSet::file(FaceId face) const {
    return state_->faces.at(face).file;
}

FontSet::Metrics FontSet::metrics(Family family) const {
    Metrics metrics{0, 0};
    const auto include = [&metrics](const FT_FaceRec_& face) {
        const auto em = static_cast<float>(face.units_per_EM);
        metrics.ascent = std::max(metrics.ascent, static_cast<float>(face.ascender) / em);
        metrics.descent = std::max(metrics.descent, static_cast<float>(-face.descender) / em);
    };
    const FamilyNames names = family_names(family);
    for (const Face& face : state_->faces) {
        const char* name = face.freetype->family_name;
        if (name != nullptr && (names.arabic == name || names.latin == name)) {
            include(*face.freetype);
        }
    }
    if (metrics.ascent <= 0) {
        include(*state_->faces.front().freetype);
    }
    return metrics;
}

PangoContext* FontSet::context(Direction direction, std::string_view language) const {
    // A context is never changed once made: layouts that were made with it would be laid out anew.
    for (const NamedContext& known : state_->contexts) {
        if (known.direction == direction && known.language == language) {
            return known.context.get();
        }
    }
    if (state_->contexts.size() >= most_contexts) {
        const auto same =
            std::find_if(state_->contexts.rbegin(), state_->contexts.rend(),
                         [&](const NamedContext& known) { return known.direction == direction; });
        if (same != state_->contexts.rend()) {
            return same->context.get();
        }
    }
    ContextPointer context(pango_font_map_create_context(state_->map.get()));
    std::string name(language);
    pango_context_set_language(context.get(), pango_language_from_string(name.c_str()));
    pango_context_set_base_dir(context.get(), direction == Direction::right_to_left ? PANGO_DIRECTION_RTL
                                                                                    : PANGO_DIRECTION_LTR);
    // Glyphs stand where the outlines want them; the atlas has subpixel positions.
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    state_->contexts.push_back({direction, std::move(name), std::move(context)});
    return state_->contexts.back().context.get();
}

std::optional<FaceId> FontSet::face_of(PangoFont* font) const {
    if (font == nullptr || !PANGO_IS_FC_FONT(font)) {
        return std::nullopt;
    }
    const std::string_view name = pattern_file(pango_fc_font_get_pattern(PANGO_FC_FONT(font)));
    for (std::size_t i = 0; i < state_->faces.size(); ++i) {
        if (state_->faces[i].known_as == name) {
            return static_cast<FaceId>(i);
        }
    }
    return std::nullopt;
}

FT_FaceRec_* FontSet::freetype_face(FaceId face) const {
    return state_->faces.at(face).freetype.get();
}

} // namespace istiqbal::text
