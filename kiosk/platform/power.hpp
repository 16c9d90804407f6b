// SPDX-License-Identifier: Apache-2.0
// The tablet's battery, as the system tells it.
#pragma once

#include <optional>

namespace istiqbal::platform {

struct Power {
    int percent = 100; // 0 … 100
    bool charging = false;
};

// Nothing on a machine without a battery, or where it is not known. May read files of the kernel: ask now and then,
// not in every frame.
std::optional<Power> battery();

} // namespace istiqbal::platform
