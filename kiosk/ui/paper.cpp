// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/paper.hpp"

#include "fonts/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace istiqbal::ui {

Paper::Paper(const text::FontSet& fonts, Language language)
    : fonts_(fonts)
    , language_(language)
    , left_(dots(margin))
    , width_(dots_across - 2 * dots(margin))
    , y_(dots(margin)) {}

Paper::~Paper() = default;

int Paper::dots(float millimetres) {
    return static_cast<int>(std::lround(millimetres * static_cast<float>(dots_per_mm)));
}

bool Paper::right_to_left() const {
    return language_ == Language::arabic;
}

int Paper::leading_x(int width) const {
    return right_to_left() ? left_ + width_ - width : left_;
}

int Paper::trailing_x(int width) const {
    return right_to_left() ? left_ : left_ + width_ - width;
}

void Paper::fill(int x, int y, int width, int height) {
    pieces_.push_back({nullptr, x, y, width, height});
}

std::shared_ptr<const text::Layout> Paper::shape(std::string_view text, const PaperText& style,
                                                 int width) const {
    constexpr float line_height = 1.4F; // Arabic's marks need it
    return text::Layout::create(fonts_, {.text = text,
                                         .style = {.family = style.family,
                                                   .weight = style.weight,
                                                   .tabular_digits = false,
                                                   .size_px = style.size * static_cast<float>(dots_per_mm),
                                                   .line_height = line_height},
                                         .width = static_cast<float>(width),
                                         .direction = right_to_left() ? text::Direction::right_to_left
                                                                      : text::Direction::left_to_right,
                                         .alignment = style.alignment,
                                         .overflow = {style.most_lines},
                                         .language = right_to_left() ? "ar" : "en"});
}

void Paper::gap(float height) {
    y_ += dots(height);
}

void Paper::text(std::string_view text, const PaperText& style) {
    auto layout = shape(text, style, width_);
    const int height = static_cast<int>(std::ceil(layout->height()));
    pieces_.push_back({std::move(layout), left_, y_, width_, height});
    y_ += height;
}

void Paper::parts(std::initializer_list<std::string> parts, const PaperText& style) {
    std::string line;
    for (const std::string& part : parts) {
        std::string longer = line.empty() ? part : line + " · " + part;
        if (!line.empty() && shape(longer, style, 8 * dots_across)->width() > static_cast<float>(width_)) {
            text(line, style);
            longer = part;
        }
        line = std::move(longer);
    }
    text(line, style);
}

void Paper::code(std::string_view code, float size) {
    PaperText style{.size = size, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    std::string isolated = text::isolate(code);
    const auto whole = shape(isolated, style, 8 * dots_across);
    const float room = static_cast<float>(width_) / whole->width();
    style.size *= std::min(1.0F, room);
    style.most_lines = 1;
    text(isolated, style);
    text::wipe(isolated);
}

void Paper::rule(float thickness) {
    fill(left_, y_, width_, dots(thickness));
    y_ += dots(thickness);
}

void Paper::tick(std::string_view text) {
    const PaperText style{.size = tick_text_size, .most_lines = 3};
    const int side = dots(tick_text_size * 0.9F);
    const int line = 2; // dots
    const int gap = dots(1.5F);
    const int width = width_ - side - gap;
    auto layout = shape(text, style, width);
    const int height = static_cast<int>(std::ceil(layout->height()));
    // In the middle of the first line.
    const auto& first = layout->lines().front().box;
    const int top = y_ + static_cast<int>(first.bottom - first.top - static_cast<float>(side)) / 2;
    const int x = leading_x(side);
    fill(x, top, side, line);
    fill(x, top + side - line, side, line);
    fill(x, top, line, side);
    fill(x + side - line, top, line, side);
    pieces_.push_back({std::move(layout), trailing_x(width), y_, width, height});
    y_ += std::max(height, side);
}

void Paper::framed(float thickness, float inset, const std::function<void()>& contents) {
    const int top = y_;
    const int inner = dots(inset);
    left_ += inner;
    width_ -= 2 * inner;
    y_ += inner;
    contents();
    left_ -= inner;
    width_ += 2 * inner;
    y_ += inner;
    frame(top, y_ - top, dots(thickness));
}

// Row by row: the outer edge with round corners, and what the inner one leaves of it.
void Paper::frame(int top, int height, int line) {
    const auto indent = [](int row, int radius) {
        if (row >= radius)
            return 0;
        const float rise = static_cast<float>(radius - row) - 0.5F;
        const float reach = std::sqrt(static_cast<float>(radius * radius) - rise * rise);
        return radius - static_cast<int>(std::lround(reach));
    };
    const int radius = dots(1.6F);
    for (int row = 0; row < height; ++row) {
        const int edge = std::min(row, height - 1 - row);
        const int outer = indent(edge, radius);
        const int inner = line + indent(edge - line, radius - line);
        if (edge < line) {
            fill(left_ + outer, top + row, width_ - 2 * outer, 1);
            continue;
        }
        fill(left_ + outer, top + row, inner - outer, 1);
        fill(left_ + width_ - inner, top + row, inner - outer, 1);
    }
}

void Paper::beside(float trailing_width, float between, const std::function<void()>& trailing,
                   const std::function<void()>& leading) {
    const int left = left_;
    const int width = width_;
    const int top = y_;
    const int narrow = dots(trailing_width);
    const int wide = width - narrow - dots(between);
    const int trailing_left = trailing_x(narrow);
    const int leading_left = leading_x(wide);
    left_ = trailing_left;
    width_ = narrow;
    trailing();
    const int end = std::exchange(y_, top);
    left_ = leading_left;
    width_ = wide;
    leading();
    y_ = std::max(y_, end);
    left_ = left;
    width_ = width;
}

float Paper::qr_width(const QrCode& code, int module) {
    return static_cast<float>(code.side() * module) / static_cast<float>(dots_per_mm);
}

void Paper::qr(const QrCode& code, int module) {
    const int side = code.side() * module;
    const int left = trailing_x(side);
    for (int row = 0; row < code.side(); ++row)
        for (int column = 0; column < code.side(); ++column)
            if (code.dark(column, row))
                fill(left + column * module, y_ + row * module, module, module);
    y_ += side;
}

text::Raster Paper::finish() {
    text::Raster raster(dots_across, y_ + dots(margin));
    for (const Piece& piece : pieces_) {
        if (piece.layout)
            raster.draw(fonts_, *piece.layout, piece.x, piece.y);
        else
            raster.fill(piece.x, piece.y, piece.width, piece.height);
    }
    pieces_.clear();
    return raster;
}

} // namespace istiqbal::ui
