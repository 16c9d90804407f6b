// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

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
        throw ThemeFault("colour." + name + " is not #rrggbb");
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
        return parse_colour(name, root_.at_path(path_ + "." + name).value_or(std::string()));
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

double contrast(Colour first, Colour second) {
    const double one = luminance(first) + 0.05;
    const double other = luminance(second) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

tl::expected<Theme, std::string> Theme::load(const std::filesystem::path& file) {
    try {
        const toml::table root = toml::parse_file(file.string());
        const Table colours(root, "colour");
        Theme theme{};
        Colours& colour = theme.colour;
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
        colour.success = colours.colour("success");
        colour.shadow = colours.colour("shadow");
        colour.ink = colours.colour("ink");
        const Table shape(root, "shape");
        theme.radius = shape.size("radius");
        theme.radius_small = shape.size("radius_small");
        theme.line = shape.size("line");
        theme.line_strong = shape.size("line_strong");
        theme.quick = std::chrono::milliseconds(static_cast<int>(Table(root, "motion").size("quick")));
        theme.kiosk = read_sizes(root, "kiosk");
        theme.tablet = read_sizes(root, "tablet");
        return theme;
    } catch (const std::exception& fault) {
        return tl::unexpected(file.string() + ": " + fault.what());
    }
}

} // namespace istiqbal::ui
