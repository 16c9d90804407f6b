// SPDX-License-Identifier: Apache-2.0
// Whether people could work with a theme that somebody else wrote: what the shipped one is tested for, asked
// of one that arrives. Theme::load() asks only whether every token is there.
#pragma once

#include "kiosk/ui/theme.hpp"

#include <string>
#include <vector>

namespace istiqbal::ui {

// A sentence for each fault: text too faint on its ground (4.5:1, and 7:1 in high contrast), targets or type
// smaller than hands and eyes need, sizes that no page could hold, motion that is too slow. Empty: it is
// good.
std::vector<std::string> theme_faults(const Theme& theme);

} // namespace istiqbal::ui
