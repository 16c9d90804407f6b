// SPDX-License-Identifier: Apache-2.0
// A box over the page: icon, title, text, something of the caller's, and one to three ways on.
#pragma once

#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/paint.hpp"

#include <functional>
#include <span>

namespace istiqbal::ui {

struct DialogSpec {
    Icon icon = Icon::none;
    Status status = Status::none; // colours the icon: warning, error …; none is the primary colour
    std::string_view title;
    std::string_view text = {};
    // The first is the way that is safe to take; their ids are "dialog.0", "dialog.1" …
    std::span<const ButtonSpec> actions;
    // Others may be looking, or nobody may be there: opaque hides the page.
    Backdrop backdrop = Backdrop::dimmed;
    // Between text and actions: told its column, whose width is the dialog's; `body_height` in pixels.
    float body_height = 0;
    std::function<void(Column&)> body = {};
};
// Draws over everything; what was on the page can be neither touched nor read. Returns which action was
// chosen.
std::optional<std::size_t> dialog(Frame& frame, const DialogSpec& spec);

} // namespace istiqbal::ui
