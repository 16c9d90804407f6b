// SPDX-License-Identifier: Apache-2.0
// How something stands, in a few words: chips, banners, toasts, an empty page.
#pragma once

#include "kiosk/ui/widgets/paint.hpp"

namespace istiqbal::ui {

// A small pill: the shape of the status and a word or two. Told as text.
float chip_width(Frame& frame, Status status, std::string_view text);
float chip_height(Frame& frame);
void chip(Frame& frame, const Rect& rect, Status status, std::string_view text);

enum class BannerKind { information, success, warning, error };
// A message in a soft box with an icon; takes its height from the column. Told as an alert if it is a warning
// or an error.
void banner(Column& column, BannerKind kind, std::string_view text, Icon icon = Icon::none);
// With a title above the text and one thing to do about it (none if `action` is empty). Returns whether that
// was chosen.
struct BannerSpec {
    BannerKind kind = BannerKind::information;
    std::string_view title = {};
    std::string_view text;
    std::string_view action = {};
    Icon icon = Icon::none; // instead of the kind's own
};
bool banner(Column& column, std::string_view id, const BannerSpec& spec);

// A short notice over the foot of the screen that leaves by itself. The screen's state keeps it.
struct Toast {
    std::string text;
    Status status = Status::ok;
    platform::Clock::time_point until{};
};
inline constexpr std::chrono::milliseconds toast_time{4500};
Toast make_toast(Frame& frame, std::string_view text, Status status = Status::ok);
// Draws it, over `above` pixels that the page's footer takes, until its time is over; told as an alert.
// Returns whether it is still there.
bool show_toast(Frame& frame, const Toast& toast, float above = 0);

// Nothing to show yet, and what can be done about it; stands in the middle of the column's width. Returns
// whether the action was chosen.
struct EmptySpec {
    Icon icon = Icon::inbox;
    std::string_view title;
    std::string_view text = {};
    std::string_view action = {};
    Icon action_icon = Icon::none;
};
bool empty_state(Column& column, std::string_view id, const EmptySpec& spec);

} // namespace istiqbal::ui
