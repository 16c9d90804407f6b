// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/drawing.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float most = 65535; // of a coordinate
// Nearer than a two-hundredth of the pad, points cannot be told apart under a finger.
constexpr float nearest = 1.0F / 200;
// "L65535 65535"
constexpr std::size_t longest_point = 12;

int whole(float share) {
    return static_cast<int>(std::lround(std::clamp(share, 0.0F, 1.0F) * most));
}

void add(form::WipedText& text, char command, const StrokePoint& point) {
    const std::string place = fmt::format("{}{} {}", command, whole(point.x), whole(point.y));
    text.append(place.data(), place.size());
}

form::WipedText text_of(const std::vector<Stroke>& strokes) {
    form::WipedText text;
    for (const Stroke& stroke : strokes)
        for (std::size_t point = 0; point < stroke.size(); ++point)
            add(text, point == 0 ? 'M' : 'L', stroke[point]);
    return text;
}

// Every other point goes, the first and the last of a stroke excepted.
void thin(std::vector<Stroke>& strokes) {
    for (Stroke& stroke : strokes) {
        Stroke kept;
        for (std::size_t point = 0; point < stroke.size(); ++point)
            if (point % 2 == 0 || point + 1 == stroke.size())
                kept.push_back(stroke[point]);
        stroke = std::move(kept);
    }
}

} // namespace

std::vector<Stroke> strokes_of(std::string_view drawing) {
    std::vector<Stroke> strokes;
    if (!form::drawing(drawing))
        return strokes;
    const char* at = drawing.data();
    const char* const end = at + drawing.size();
    while (at < end) {
        const bool begins = *at == 'M';
        int x = 0;
        int y = 0;
        at = std::from_chars(at + 1, end, x).ptr;
        at = std::from_chars(at + 1, end, y).ptr;
        if (begins)
            strokes.emplace_back();
        strokes.back().push_back({static_cast<float>(x) / most, static_cast<float>(y) / most});
    }
    return strokes;
}

form::WipedText with_points(std::string_view drawing, const PadInput& input) {
    std::vector<Stroke> strokes = strokes_of(drawing);
    bool begins = input.begins || strokes.empty();
    for (const platform::TouchPoint& point : input.points) {
        const StrokePoint next{point.x, point.y};
        if (std::exchange(begins, false))
            strokes.emplace_back();
        else if (std::hypot(next.x - strokes.back().back().x, next.y - strokes.back().back().y) < nearest)
            continue;
        strokes.back().push_back(next);
    }
    form::WipedText text = text_of(strokes);
    // Strokes of one point cannot be thinned: what would not fit then is not added.
    for (int round = 0; text.size() > form::drawing_limit - longest_point && round < 16; ++round) {
        thin(strokes);
        text = text_of(strokes);
    }
    return text.size() <= form::drawing_limit ? text : form::WipedText(drawing.begin(), drawing.end());
}

} // namespace istiqbal::ui
