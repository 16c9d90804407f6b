// SPDX-License-Identifier: Apache-2.0
// The tokens of the look: colours, type scale, space, shape, motion; read from assets/theme/theme.toml.
// Sizes are millimetres on the glass; Frame turns them into pixels by the display's density.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace istiqbal::ui {

// Packed as Dear ImGui packs it: 0xAABBGGRR.
using Colour = std::uint32_t;

Colour with_alpha(Colour colour, float alpha);
// Contrast ratio of WCAG 2.1 (1 to 21) between two opaque colours.
double contrast(Colour first, Colour second);

struct Colours {
    Colour background, surface, surface_sunken, surface_pressed, text, text_muted, primary, primary_pressed,
        primary_soft, on_primary, accent, outline, outline_strong, error, error_soft, success, shadow, ink;
};

struct TypeScale {
    float small, body, label, heading, title, display; // mm: the font size (em)
};

struct Spaces {
    float tiny, small, medium, large, huge; // mm
};

// One class of device: what is read standing is larger than what is held.
struct Sizes {
    TypeScale type;
    Spaces space;
    float target;     // mm: the least side of anything to be tapped (20 on kiosks, 17 on tablets)
    float button;     // mm: height of a button
    float header;     // mm
    float footer;     // mm
    float content;    // mm: the widest column of text
    float key;        // mm: the least height of a key of the on-screen keyboard
    float large_text; // factor on the type in large-text mode
};

enum class Device { kiosk, tablet };

struct Theme {
    Colours colour;
    Sizes kiosk;
    Sizes tablet;
    float radius, radius_small, line, line_strong; // mm
    std::chrono::milliseconds quick;

    const Sizes& sizes(Device device) const { return device == Device::kiosk ? kiosk : tablet; }

    // Refuses a missing or malformed token by its name.
    static tl::expected<Theme, std::string> load(const std::filesystem::path& file);
};

} // namespace istiqbal::ui
