// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/audit.hpp"

#include <fmt/format.h>

namespace istiqbal::ui {

namespace {

constexpr float hardly = 1.5F; // pixels that rounding may take

// By how much `inner` leaves `outer`.
float excess(const Rect& inner, const Rect& outer) {
    return std::max({outer.x - inner.x, outer.y - inner.y, inner.right() - outer.right(),
                     inner.bottom() - outer.bottom(), 0.0F});
}

float excess_across(const Rect& inner, const Rect& outer) {
    return std::max({outer.x - inner.x, inner.right() - outer.right(), 0.0F});
}

} // namespace

std::string describe(const Flaw& flaw) {
    constexpr std::string_view kinds[] = {"is shortened", "is cut", "lies over other text",
                                          "has too little contrast"};
    return fmt::format("\"{}\" {} ({:.1f}) at {:.0f},{:.0f} {:.0f}x{:.0f}", flaw.text,
                       kinds[static_cast<std::size_t>(flaw.kind)], flaw.measured, flaw.rect.x, flaw.rect.y,
                       flaw.rect.width, flaw.rect.height);
}

void Audit::begin_frame(double least_contrast) {
    least_contrast_ = least_contrast;
    surfaces_.clear();
    lines_.clear();
    flaws_.clear();
}

void Audit::begin_dialog() {
    lines_.clear();
}

void Audit::note(Flaw::Kind kind, std::string_view text, const Rect& rect, double measured) {
    flaws_.push_back({kind, std::string(text), rect, measured});
}

void Audit::surface(const Rect& seen, Colour colour) {
    if (seen.empty() || colour >> 24U == 0)
        return;
    surfaces_.push_back({seen, colour});
    // What an opaque surface (a toast) is laid over is covered on purpose.
    if (colour >> 24U == 0xFFU)
        std::erase_if(lines_, [&](const Line& line) { return !line.seen.intersect(seen).empty(); });
}

Colour Audit::beneath(float x, float y) const {
    std::vector<Colour> over;
    Colour ground = 0xFF000000U;
    for (auto surface = surfaces_.rbegin(); surface != surfaces_.rend(); ++surface) {
        if (!surface->rect.contains(x, y))
            continue;
        if (surface->colour >> 24U == 0xFFU) {
            ground = surface->colour;
            break;
        }
        over.push_back(surface->colour);
    }
    for (auto colour = over.rbegin(); colour != over.rend(); ++colour)
        ground = blend(*colour, ground);
    return ground;
}

void Audit::text(const Written& written) {
    if (written.truncated)
        note(Flaw::Kind::ellipsized, written.text, written.rect, 0);
    const Rect seen = written.rect.intersect(written.clip);
    if (!written.scrolls) {
        if (const float lost = excess(written.rect, written.clip); lost > hardly)
            note(Flaw::Kind::cut, written.text, written.rect, lost);
    } else if (const float lost = excess_across(written.rect, written.clip); lost > hardly) {
        note(Flaw::Kind::cut, written.text, written.rect, lost);
    }
    if (seen.empty())
        return;
    lines_.push_back({std::string(written.text), written.rect, seen});
    double least = 21;
    for (const float share : {0.02F, 0.5F, 0.98F})
        least = std::min(
            least, contrast(blend(written.colour, beneath(seen.x + seen.width * share, seen.centre_y())),
                            beneath(seen.x + seen.width * share, seen.centre_y())));
    if (least < least_contrast_)
        note(Flaw::Kind::faint, written.text, written.rect, least);
}

void Audit::placed(std::string_view text, const Rect& letters, const Rect& area) {
    if (const float lost = excess(letters, area); lost > hardly)
        note(Flaw::Kind::cut, text, letters, lost);
}

void Audit::end_frame(const Semantics& semantics) {
    for (std::size_t one = 0; one < lines_.size(); ++one) {
        for (std::size_t other = one + 1; other < lines_.size(); ++other) {
            const Rect both = lines_[one].seen.intersect(lines_[other].seen);
            if (both.width > hardly && both.height > hardly)
                note(Flaw::Kind::over_text, lines_[one].text + "\" and \"" + lines_[other].text, both,
                     both.height);
        }
    }
    // What a target shows stands inside of it. (Of what an arrow floats over, less than half is beneath it.)
    const auto size = [](const Rect& rect) { return rect.width * rect.height; };
    for (const Node& node : semantics.nodes()) {
        if (!is_target(node.role) || node.role == Role::text_field)
            continue;
        for (const Line& line : lines_)
            if (size(node.visible.intersect(line.seen)) > size(line.seen) / 2)
                placed(line.text, line.rect, node.rect);
    }
}

} // namespace istiqbal::ui
