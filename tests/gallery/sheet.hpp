// SPDX-License-Identifier: Apache-2.0
// Contact sheets: many screens made small, side by side on one picture, for whoever looks without a browser.
#pragma once

#include "kiosk/platform/window.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>

namespace istiqbal::gallery {

// Sheets of one setting, in the order of the screens: STEM-1.png, STEM-2.png, …
class ContactSheets {
public:
    // `picture` is the size of each picture that will be added.
    ContactSheets(std::filesystem::path stem, platform::Size picture);

    // Writes a sheet whenever one is full.
    tl::expected<void, std::string> add(const platform::Picture& picture);
    // Writes what is left.
    tl::expected<void, std::string> finish();

private:
    void begin();

    std::filesystem::path stem_;
    int shrink_; // pixels of the picture to one of the sheet, in each direction
    platform::Size cell_;
    int columns_;
    int rows_;
    int filled_ = 0;
    int sheets_ = 0;
    platform::Picture sheet_;
};

} // namespace istiqbal::gallery
