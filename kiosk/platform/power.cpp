// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/power.hpp"

#include <SDL.h>

#include <algorithm>

namespace istiqbal::platform {

std::optional<Power> battery() {
    int percent = -1;
    const SDL_PowerState state = SDL_GetPowerInfo(nullptr, &percent);
    if (state == SDL_POWERSTATE_NO_BATTERY || state == SDL_POWERSTATE_UNKNOWN || percent < 0)
        return std::nullopt;
    return Power{std::clamp(percent, 0, 100), state != SDL_POWERSTATE_ON_BATTERY};
}

} // namespace istiqbal::platform
