// SPDX-License-Identifier: Apache-2.0
// The tokens of the look: colours, type scale, space, shape, elevation, motion; read from
// assets/theme/theme.toml. Sizes are millimetres on the glass; Frame turns them into pixels by the display's
// density.
//
// Two palettes bear the same names: what a widget draws with `colours().text` is right in both.
#pragma once

#include <tl/expected.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace istiqbal::ui {

// Packed as Dear ImGui packs it: 0xAABBGGRR.
using Colour = std::uint32_t;

Colour with_alpha(Colour colour, float alpha);
// What is seen where a colour with alpha lies over an opaque one; also any step between two colours.
Colour blend(Colour over, Colour beneath);
Colour between(Colour from, Colour to, float share);
// Contrast ratio of WCAG 2.1 (1 to 21) between two opaque colours.
double contrast(Colour first, Colour second);

struct Colours {
    Colour background, surface, surface_sunken, surface_pressed, text, text_muted, primary, primary_pressed,
        primary_soft, on_primary, accent, outline, outline_strong, error, error_soft, warning, warning_soft,
        success, success_soft, shadow, scrim, ink;
    // The ring of two-button operation: a dark line around a light one, so that one of them is seen on
    // whatever lies beneath.
    Colour focus_outer, focus_inner;
    // Grounds of the five drawn faces, from "very dissatisfied" to "very satisfied" (G5); strokes on them
    // are `text`.
    std::array<Colour, 5> faces;
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

// How far a surface stands above the page.
enum class Elevation { none, card, raised, dialog };

// A soft shadow: it lies `down` beneath its surface and fades out over `blur`.
struct Shadow {
    float down, blur; // mm
    float opacity;    // 0 to 1, where it is darkest
};

struct Motion {
    std::chrono::milliseconds quick; // a press, a switch
    std::chrono::milliseconds calm;  // a dialog, a change of page; never more than 250
    float ease;                      // 1 moves evenly; more begins fast and ends gently
};

struct Theme {
    Colours light;
    Colours high_contrast; // near-black on white, strong outlines: text 7:1 at least
    Sizes kiosk;
    Sizes tablet;
    Sizes kiosk_large; // the same in large text: the spaces breathe with it, though less than the type
    Sizes tablet_large;
    float radius, radius_small, line, line_strong; // mm
    float focus_line, focus_gap;                   // mm: each of the ring's two lines; its distance
    std::array<Shadow, 4> shadows;                 // by Elevation
    Motion motion;

    const Colours& colours(bool is_high_contrast) const { return is_high_contrast ? high_contrast : light; }
    const Sizes& sizes(Device device, bool large_text = false) const {
        if (device == Device::kiosk)
            return large_text ? kiosk_large : kiosk;
        return large_text ? tablet_large : tablet;
    }
    const Shadow& shadow(Elevation elevation) const { return shadows[static_cast<std::size_t>(elevation)]; }

    static constexpr std::size_t file_limit = std::size_t{64} * 1024; // bytes

    // Refuses a missing or malformed token by its name, and a file above the limit.
    static tl::expected<Theme, std::string> load(const std::filesystem::path& file);
    static tl::expected<Theme, std::string> parse(std::string_view text);
};

} // namespace istiqbal::ui
