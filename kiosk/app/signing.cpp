// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/signing.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::app {

namespace {

// Most records fit 64 KiB with everything in them; a point takes some 20 bytes.
constexpr std::size_t most_points = 1600;
constexpr std::size_t most_strokes = 200;

void thin_out(std::vector<ui::Stroke>& strokes) {
    for (ui::Stroke& stroke : strokes) {
        ui::Stroke kept;
        for (std::size_t index = 0; index < stroke.size(); ++index)
            if (index % 2 == 0 || index + 1 == stroke.size())
                kept.push_back(stroke[index]);
        stroke = std::move(kept);
    }
}

std::size_t count_points(const std::vector<ui::Stroke>& strokes) {
    std::size_t points = 0;
    for (const ui::Stroke& stroke : strokes)
        points += stroke.size();
    return points;
}

std::uint16_t fraction(float value) {
    return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 65535.0F));
}

} // namespace

void Signing::add(const screens::Sign& input) {
    witness_.reset();
    pad_width_mm_ = input.pad_width_mm;
    pad_height_mm_ = input.pad_height_mm;
    if (input.input.begins || strokes_.empty()) {
        stroke_refused_ = strokes_.size() >= most_strokes;
        if (!stroke_refused_)
            strokes_.emplace_back();
    }
    if (stroke_refused_)
        return;
    for (const platform::TouchPoint& point : input.input.points) {
        if (!began_)
            began_ = point.time;
        const auto since =
            std::chrono::duration_cast<std::chrono::milliseconds>(point.time - *began_).count();
        ui::Stroke& stroke = strokes_.back();
        if (!stroke.empty() && stroke.back().x == point.x && stroke.back().y == point.y)
            continue;
        stroke.push_back(
            {point.x, point.y, static_cast<std::uint32_t>(std::max<long long>(0, since)), point.pressure});
    }
    if (count_points(strokes_) > most_points)
        thin_out(strokes_);
}

void Signing::witnessed(seal::Witness witness) {
    withdraw();
    witness_ = std::move(witness);
}

void Signing::withdraw() {
    strokes_.clear();
    began_.reset();
    witness_.reset();
    stroke_refused_ = false;
}

std::optional<seal::DrawnSignature> Signing::drawn() const {
    if (strokes_.empty())
        return std::nullopt;
    seal::DrawnSignature signature;
    signature.width_mm = static_cast<std::uint32_t>(std::lround(pad_width_mm_));
    signature.height_mm = static_cast<std::uint32_t>(std::lround(pad_height_mm_));
    for (const ui::Stroke& stroke : strokes_) {
        auto& line = signature.strokes.emplace_back();
        for (const ui::StrokePoint& point : stroke)
            line.push_back({fraction(point.x), fraction(point.y), point.milliseconds});
    }
    return signature;
}

} // namespace istiqbal::app
