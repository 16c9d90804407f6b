// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

// A header like "[=]" is to toml++ 3.3 a programmer's error: assertions end the program, and where they are
// off the compiler may take it for impossible. As an exception it is a refusal like all the others.
namespace {
constexpr void require_of_toml(bool holds) {
    if (!holds)
        throw std::logic_error("malformed");
}
} // namespace
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) require_of_toml(static_cast<bool>(expr))
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace istiqbal::ui {

namespace {

// Thrown and caught within load(): toml++ throws as well, and forty lookups that each return an error would
// hide the list of tokens, which is what a reader wants to see.
struct ThemeFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Colour parse_colour(const std::string& name, const std::string& text) {
    const bool well_formed = text.size() == 7 && text[0] == '#' &&
                             text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    if (!well_formed)
        throw ThemeFault(name + " is not #rrggbb");
    const auto value = static_cast<std::uint32_t>(std::stoul(text.substr(1), nullptr, 16));
    const std::uint32_t red = value >> 16U;
    const std::uint32_t green = (value >> 8U) & 0xFFU;
    const std::uint32_t blue = value & 0xFFU;
    return 0xFF000000U | blue << 16U | green << 8U | red;
}

class Table {
public:
    Table(const toml::table& root, std::string path)
        : root_(root)
        , path_(std::move(path)) {}

    float size(const std::string& name) const {
        const auto value = root_.at_path(path_ + "." + name).value<double>();
        constexpr double largest = 1000;
        if (!value || !(*value > 0) || *value > largest)
            throw ThemeFault(path_ + "." + name + " is missing or not a size");
        return static_cast<float>(*value);
    }
    Colour colour(const std::string& name) const {
        return parse_colour(path_ + "." + name, root_.at_path(path_ + "." + name).value_or(std::string()));
    }

private:
    const toml::table& root_;
    std::string path_;
};

Sizes read_sizes(const toml::table& root, const std::string& device) {
    const Table table(root, device);
    Sizes sizes{};
    sizes.type = {table.size("type.small"),   table.size("type.body"),  table.size("type.label"),
                  table.size("type.heading"), table.size("type.title"), table.size("type.display")};
    sizes.space = {table.size("space.tiny"), table.size("space.small"), table.size("space.medium"),
                   table.size("space.large"), table.size("space.huge")};
    sizes.target = table.size("target");
    sizes.button = table.size("button");
    sizes.header = table.size("header");
    sizes.footer = table.size("footer");
    sizes.content = table.size("content");
    sizes.key = table.size("key");
    sizes.large_text = Table(root, "large_text").size(device);
    return sizes;
}

Sizes breathing(Sizes sizes, float factor) {
    Spaces& space = sizes.space;
    for (float* each : {&space.tiny, &space.small, &space.medium, &space.large, &space.huge})
        *each *= factor;
    return sizes;
}

Colours read_colours(const toml::table& root, const std::string& palette) {
    const Table colours(root, palette);
    Colours colour{};
    colour.background = colours.colour("background");
    colour.surface = colours.colour("surface");
    colour.surface_sunken = colours.colour("surface_sunken");
    colour.surface_pressed = colours.colour("surface_pressed");
    colour.text = colours.colour("text");
    colour.text_muted = colours.colour("text_muted");
    colour.primary = colours.colour("primary");
    colour.primary_pressed = colours.colour("primary_pressed");
    colour.primary_soft = colours.colour("primary_soft");
    colour.on_primary = colours.colour("on_primary");
    colour.accent = colours.colour("accent");
    colour.outline = colours.colour("outline");
    colour.outline_strong = colours.colour("outline_strong");
    colour.error = colours.colour("error");
    colour.error_soft = colours.colour("error_soft");
    colour.warning = colours.colour("warning");
    colour.warning_soft = colours.colour("warning_soft");
    colour.success = colours.colour("success");
    colour.success_soft = colours.colour("success_soft");
    colour.shadow = colours.colour("shadow");
    colour.scrim = colours.colour("scrim");
    colour.ink = colours.colour("ink");
    colour.focus_outer = colours.colour("focus_outer");
    colour.focus_inner = colours.colour("focus_inner");
    for (std::size_t face = 0; face < colour.faces.size(); ++face)
        colour.faces[face] = colours.colour("face_" + std::to_string(face + 1));
    return colour;
}

Shadow read_shadow(const toml::table& root, const std::string& level) {
    const Table table(root, "elevation." + level);
    return {table.size("down"), table.size("blur"), table.size("opacity")};
}

std::chrono::milliseconds milliseconds(float count) {
    return std::chrono::milliseconds(std::lround(count));
}

double linear(std::uint32_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour & 0xFFU) + 0.7152 * linear((colour >> 8U) & 0xFFU) +
           0.0722 * linear((colour >> 16U) & 0xFFU);
}

} // namespace

Colour with_alpha(Colour colour, float alpha) {
    const auto bits = static_cast<std::uint32_t>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255));
    return (colour & 0x00FFFFFFU) | bits << 24U;
}

Colour between(Colour from, Colour to, float share) {
    share = std::clamp(share, 0.0F, 1.0F);
    Colour mixed = 0;
    for (std::uint32_t shift = 0; shift < 32; shift += 8) {
        const auto one = static_cast<float>((from >> shift) & 0xFFU);
        const auto other = static_cast<float>((to >> shift) & 0xFFU);
        mixed |= static_cast<std::uint32_t>(std::lround(one + (other - one) * share)) << shift;
    }
    return mixed;
}

Colour blend(Colour over, Colour beneath) {
    return between(beneath, over | 0xFF000000U, static_cast<float>(over >> 24U) / 255);
}

double contrast(Colour first, Colour second) {
    const double one = luminance(first) + 0.05;
    const double other = luminance(second) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

tl::expected<Theme, std::string> Theme::load(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(file_limit + 1, '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof())
        return tl::unexpected("cannot read " + file.string());
    text.resize(static_cast<std::size_t>(stream.gcount()));
    auto theme = parse(text);
    if (!theme)
        return tl::unexpected(file.string() + ": " + theme.error());
    return theme;
}

namespace {

// toml++ bounds how deep values lie in one another, but not the tables that a dotted key makes, and goes
// through them by recursion: a key of 20,000 dots ends the program.
bool has_deep_keys(std::string_view text) {
    constexpr std::ptrdiff_t most_dots = 32; // in a line, of which the shipped theme has some in comments
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (std::count(line.begin(), line.end(), '.') > most_dots)
            return true;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return false;
}

// toml++ 3.3 comes to what it holds for impossible on some letters that are not ASCII. A theme is names,
// numbers and colours.
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= ' ' && letter < 127) || letter == '\n' || letter == '\r' || letter == '\t';
    });
}

} // namespace

tl::expected<Theme, std::string> Theme::parse(std::string_view text) {
    if (text.size() > file_limit)
        return tl::unexpected(std::string("too large"));
    if (!is_plain(text))
        return tl::unexpected(std::string("it holds other than printable ASCII"));
    if (has_deep_keys(text))
        return tl::unexpected(std::string("a line has too many dots"));
    try {
        const toml::table root = toml::parse(text);
        Theme theme{};
        theme.light = read_colours(root, "light");
        theme.high_contrast = read_colours(root, "high_contrast");
        const Table shape(root, "shape");
        theme.radius = shape.size("radius");
        theme.radius_small = shape.size("radius_small");
        theme.line = shape.size("line");
        theme.line_strong = shape.size("line_strong");
        theme.focus_line = shape.size("focus_line");
        theme.focus_gap = shape.size("focus_gap");
        theme.shadows = {Shadow{}, read_shadow(root, "card"), read_shadow(root, "raised"),
                         read_shadow(root, "dialog")};
        const Table motion(root, "motion");
        theme.motion = {milliseconds(motion.size("quick")), milliseconds(motion.size("calm")),
                        motion.size("ease")};
        theme.kiosk = read_sizes(root, "kiosk");
        theme.tablet = read_sizes(root, "tablet");
        const float breath = Table(root, "large_text").size("space");
        theme.kiosk_large = breathing(theme.kiosk, breath);
        theme.tablet_large = breathing(theme.tablet, breath);
        return theme;
    } catch (const std::exception& fault) {
        return tl::unexpected(std::string(fault.what()));
    }
}

} // namespace istiqbal::ui
