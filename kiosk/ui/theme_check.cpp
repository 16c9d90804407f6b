// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme_check.hpp"

#include <fmt/format.h>

namespace istiqbal::ui {

namespace {

constexpr double least_contrast = 4.5;
constexpr double least_high_contrast = 7;
// Millimetres.
constexpr float least_kiosk_target = 20;
constexpr float least_tablet_target = 17;
constexpr float least_kiosk_body = 4.9F;
constexpr float least_tablet_body = 4.9F;
constexpr float largest_type = 60; // a kiosk of 32" is 400 wide
constexpr float largest_part = 100;
constexpr float largest_column = 500;
constexpr float largest_factor = 2.5F;

class Check {
public:
    void palette(const char* name, const Colours& colours, double least) {
        const auto pair = [&](const char* over, Colour text, const char* beneath, Colour ground) {
            const double found = contrast(text, ground);
            if (found < least)
                faults.push_back(fmt::format("{}.{} on {} has a contrast of {:.1f}; it needs {:.1f}", name,
                                             over, beneath, found, least));
        };
        pair("text", colours.text, "background", colours.background);
        pair("text", colours.text, "surface", colours.surface);
        pair("text", colours.text, "surface_sunken", colours.surface_sunken);
        pair("text", colours.text, "surface_pressed", colours.surface_pressed);
        pair("text", colours.text, "primary_soft", colours.primary_soft);
        pair("text", colours.text, "error_soft", colours.error_soft);
        pair("text", colours.text, "warning_soft", colours.warning_soft);
        pair("text", colours.text, "success_soft", colours.success_soft);
        pair("text_muted", colours.text_muted, "background", colours.background);
        pair("text_muted", colours.text_muted, "surface", colours.surface);
        pair("on_primary", colours.on_primary, "primary", colours.primary);
        pair("on_primary", colours.on_primary, "primary_pressed", colours.primary_pressed);
        pair("error", colours.error, "surface", colours.surface);
        pair("ink", colours.ink, "surface", colours.surface);
    }

    void device(const char* name, const Sizes& sizes, float target, float body) {
        const auto within = [&](const char* what, float size, float least, float most) {
            if (!(size >= least && size <= most))
                faults.push_back(
                    fmt::format("{}.{} is {} mm; it may be {} to {}", name, what, size, least, most));
        };
        const TypeScale& type = sizes.type;
        for (const auto& [what, size] :
             {std::pair{"type.small", type.small}, std::pair{"type.label", type.label},
              std::pair{"type.heading", type.heading}, std::pair{"type.title", type.title},
              std::pair{"type.display", type.display}})
            within(what, size, 2, largest_type);
        within("type.body", type.body, body, largest_type);
        const Spaces& space = sizes.space;
        for (const float size : {space.tiny, space.small, space.medium, space.large, space.huge})
            within("space", size, 0, largest_part);
        within("target", sizes.target, target, largest_part);
        within("button", sizes.button, target, largest_part);
        within("key", sizes.key, least_tablet_target, largest_part);
        within("header", sizes.header, target, largest_part);
        within("footer", sizes.footer, target, largest_part);
        within("content", sizes.content, largest_part, largest_column);
        if (!(sizes.large_text >= 1 && sizes.large_text <= largest_factor))
            faults.push_back(fmt::format("large_text.{} is {}; it may be 1 to {}", name, sizes.large_text,
                                         largest_factor));
    }

    std::vector<std::string> faults{};
};

} // namespace

std::vector<std::string> theme_faults(const Theme& theme) {
    Check check;
    check.palette("light", theme.light, least_contrast);
    check.palette("high_contrast", theme.high_contrast, least_high_contrast);
    check.device("kiosk", theme.kiosk, least_kiosk_target, least_kiosk_body);
    check.device("tablet", theme.tablet, least_tablet_target, least_tablet_body);
    constexpr std::chrono::milliseconds slowest{250};
    if (theme.motion.calm > slowest || theme.motion.quick > slowest)
        check.faults.push_back(
            fmt::format("motion: quick and calm may take {} ms at the most", slowest.count()));
    return std::move(check.faults);
}

} // namespace istiqbal::ui
