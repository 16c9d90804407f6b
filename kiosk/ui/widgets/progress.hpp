// SPDX-License-Identifier: Apache-2.0
// How far along: a bar, the sections of a journey, a turning arc for what takes a while, and the pages of a
// text.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <span>

namespace istiqbal::ui {

// A thin bar of `share` 0…1, filled from the leading edge.
void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view name);

// One segment a section: those before `current` full, the current one filled by `share`, the others empty;
// the current one's title and "Section 2 of 4" stand beneath.
void progress_steps(Column& column, std::span<const std::string_view> sections, std::size_t current,
                    float share);

// An arc that turns once in 1.2 s while it is drawn, and stands still in reduced motion. `name` is told with
// the state busy.
void spinner(Frame& frame, const Rect& square, Colour colour, std::string_view name);
// Only the arc, for a widget that tells its busyness itself.
void draw_spinner(Frame& frame, const Rect& square, Colour colour);
// A spinner and a sentence beside it.
void busy_line(Column& column, std::string_view text);

// Previous, "Page 2 of 5", next. Pages count from 0; returns the page from now on, always less than `pages`.
// Nothing is drawn for a single page.
float pager_height(Frame& frame);
std::size_t pager(Frame& frame, std::string_view id, const Rect& rect, std::size_t page, std::size_t pages);
// A dot for each page, the present one long; not to be pressed, told as progress with the page in words.
void page_dots(Frame& frame, const Rect& rect, std::size_t page, std::size_t pages);

} // namespace istiqbal::ui
