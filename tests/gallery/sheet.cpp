// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/sheet.hpp"

#include "tests/gallery/png.hpp"

#include <algorithm>

namespace istiqbal::gallery {

namespace {

constexpr int gap = 8;
constexpr int sheet_width = 1960;
constexpr int sheet_height = 1440;
constexpr std::uint8_t table = 0x55; // the grey that the pictures lie on

} // namespace

// Text must stay readable: a kiosk's may be a third, a tablet's, which is finer, a half.
ContactSheets::ContactSheets(std::filesystem::path stem, platform::Size picture)
    : stem_(std::move(stem))
    , shrink_(std::max(picture.width, picture.height) > 1500 ? 3 : 2)
    , cell_{picture.width / shrink_, picture.height / shrink_}
    , columns_(std::max(1, (sheet_width - gap) / (cell_.width + gap)))
    , rows_(std::max(1, (sheet_height - gap) / (cell_.height + gap))) {
    begin();
}

void ContactSheets::begin() {
    filled_ = 0;
    sheet_.size = {gap + columns_ * (cell_.width + gap), gap + rows_ * (cell_.height + gap)};
    sheet_.rgb.assign(static_cast<std::size_t>(sheet_.size.width) *
                          static_cast<std::size_t>(sheet_.size.height) * 3,
                      table);
}

tl::expected<void, std::string> ContactSheets::add(const platform::Picture& picture) {
    const int left = gap + filled_ % columns_ * (cell_.width + gap);
    const int top = gap + filled_ / columns_ * (cell_.height + gap);
    const auto at = [](const platform::Picture& of, int x, int y) {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(of.size.width) +
                static_cast<std::size_t>(x)) *
               3;
    };
    const auto area = static_cast<unsigned>(shrink_ * shrink_);
    for (int y = 0; y < cell_.height; ++y) {
        for (int x = 0; x < cell_.width; ++x) {
            unsigned sum[3] = {};
            for (int row = 0; row < shrink_; ++row) {
                const std::uint8_t* from = picture.rgb.data() + at(picture, x * shrink_, y * shrink_ + row);
                for (int column = 0; column < shrink_; ++column)
                    for (unsigned& channel : sum)
                        channel += *from++;
            }
            std::uint8_t* to = sheet_.rgb.data() + at(sheet_, left + x, top + y);
            for (const unsigned channel : sum)
                *to++ = static_cast<std::uint8_t>(channel / area);
        }
    }
    return ++filled_ == columns_ * rows_ ? finish() : tl::expected<void, std::string>{};
}

tl::expected<void, std::string> ContactSheets::finish() {
    if (filled_ == 0)
        return {};
    auto written = write_png(sheet_, stem_.string() + "-" + std::to_string(++sheets_) + ".png");
    begin();
    return written;
}

} // namespace istiqbal::gallery
