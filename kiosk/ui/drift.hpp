// SPDX-License-Identifier: Apache-2.0
// What stands on the glass for hours wanders slowly, so that no pixel shows the same thing all day (burn-in).
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

// The most that drift() moves something, either way; mm.
inline constexpr float drift_across_mm = 4;
inline constexpr float drift_down_mm = 9;

// How far what rests is moved now, in pixels: a slow figure that comes back to the same place only after
// hours. Each place is kept for `rest`; who shows it asks for the frame after that. In reduced motion a place
// is kept for a minute at least.
ImVec2 drift(Frame& frame, std::chrono::seconds rest);

} // namespace istiqbal::ui
