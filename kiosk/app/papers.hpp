// SPDX-License-Identifier: Apache-2.0
// What goes on paper, drawn from what the session holds. On the window's thread, which the text engine
// belongs to; a sheet takes some milliseconds.
#pragma once

#include "fonts/raster.hpp"
#include "kiosk/app/contents.hpp"
#include "kiosk/app/visit.hpp"

#include <cstdint>

namespace istiqbal::app {

// At Step::receipt.
text::Raster receipt_on_paper(const text::FontSet& fonts, const Contents& contents, const Visit& visit,
                              ui::Language language, std::int64_t unix_time);
// A receipt that belongs to nobody, by which staff see that paper, cutter and code reader work: its reference
// and code are all zeros.
text::Raster sample_on_paper(const text::FontSet& fonts, const Contents& contents, ui::Language language,
                             std::int64_t unix_time);

} // namespace istiqbal::app
