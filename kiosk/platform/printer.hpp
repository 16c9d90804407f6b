// SPDX-License-Identifier: Apache-2.0
// A receipt printer that speaks ESC/POS. Everything is printed as a picture (command GS v 0), so that Arabic
// comes out as our own text engine shaped it, whatever the printer's own letters are.
//
// A printer is named by the path of its device (/dev/usb/lp0, /dev/ttyS0: set up beforehand at its speed), of
// any other file, to whose end is written, or by HOST:PORT of one on the network ([::1]:9100 for IPv6).
//
// Nothing here needs a window; print() waits for the printer and belongs on a thread of its own. Any thread;
// one call a printer at a time.
#pragma once

#include "fonts/raster.hpp"

#include <tl/expected.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace istiqbal::platform {

inline constexpr int longest_paper = 24 * 203; // dots: some 60 cm

// Initialise, the raster in bands, feed, cut. Rows beyond longest_paper are left out. Holds what the picture
// says: the caller wipes it.
std::vector<std::uint8_t> to_escpos(const text::Raster& raster);

enum class PrintTrouble {
    unreachable, // no such device, nobody listens
    no_paper,    // before the first byte, or in the middle
    offline,     // the cover is open, or it has stopped for a fault
    stuck,       // it took nothing for as long as `silence`, or not all of it within `whole`
    failed       // it went away in the middle
};

struct PrintLimits {
    std::chrono::milliseconds silence{10'000}; // the longest that it may take nothing
    std::chrono::milliseconds whole{120'000};  // a slow serial line needs more than a minute
};

// Hands the bytes over whole. A device and a printer on the network are asked how they are before and after
// (DLE EOT 4 and 2); one that does not answer at first is taken to be well and not asked again. No trouble
// means that the printer has all of it, not that somebody has seen it on paper. `given_up`, set from any
// thread, breaks off within a tenth of a second (but for the look-up of a host's name): failed.
tl::expected<void, PrintTrouble> print(const std::string& printer, std::span<const std::uint8_t> bytes,
                                       const PrintLimits& limits = {},
                                       const std::atomic<bool>* given_up = nullptr);

} // namespace istiqbal::platform
