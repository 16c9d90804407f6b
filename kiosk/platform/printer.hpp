// SPDX-License-Identifier: Apache-2.0
// A receipt printer that speaks ESC/POS. Everything is printed as a picture (command GS v 0), so that Arabic
// comes out as our own text engine shaped it, whatever the printer's own letters are.
//
// A printer is a device or a file by its path, or HOST:PORT of one on the network. Nothing here needs a
// window; print() waits for the printer and belongs on a worker thread.
#pragma once

#include "kiosk/platform/window.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace istiqbal::platform {

inline constexpr int paper_dots = 576;         // across 80 mm paper at 203 dots an inch
inline constexpr int longest_paper = 24 * 203; // dots: some 60 cm

// One bit a dot, rows of whole bytes from the top, the highest bit at the left; 1 is black.
struct Raster {
    int width = 0; // dots, a multiple of 8
    int height = 0;
    std::vector<std::uint8_t> bits;

    bool black(int x, int y) const;
};

// The picture as wide as the paper, grey values spread to black and white (Floyd and Steinberg). Cut at
// longest_paper.
Raster to_raster(const Picture& picture, int width = paper_dots);

// Initialise, the raster in bands, feed, cut.
std::vector<std::uint8_t> to_escpos(const Raster& raster);

enum class PrintTrouble {
    unreachable, // no such device, nobody listens
    no_paper,
    stuck, // it took nothing for as long as `patience`
    failed
};

// Hands the bytes over whole. A device is asked for its paper first (DLE EOT 4); one that does not answer is
// taken to have some. `patience`: the longest that it may take nothing.
tl::expected<void, PrintTrouble> print(const std::string& printer, const std::vector<std::uint8_t>& bytes,
                                       std::chrono::milliseconds patience = std::chrono::seconds(10));

} // namespace istiqbal::platform
