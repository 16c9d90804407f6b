// SPDX-License-Identifier: Apache-2.0
// Shows screens in a real window (SDL, OpenGL) and saves what it showed.
#pragma once

#include "tests/gallery/settings.hpp"
#include "tests/kiosk/every_screen.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::gallery {

struct Order {
    std::filesystem::path folder; // the gallery's
    Size size;
    Language language;
    std::vector<Look> looks;
    std::vector<std::string> screens; // by their names in EveryScreen
    bool sheets = false;              // contact sheets besides, in folder/sheets
};

// One window for the whole order; folders are made.
// Returns how many pictures were written, or a sentence: no display, a full disk, glyphs that found no place.
tl::expected<int, std::string> paint(const Order& order);

} // namespace istiqbal::gallery
