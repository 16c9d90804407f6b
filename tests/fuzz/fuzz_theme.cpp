// SPDX-License-Identifier: Apache-2.0
// A theme that an office sends: read within its limits, or refused with a reason; and asked whether people
// could work with it.
#include "kiosk/ui/theme_check.hpp"

#include <cmath>
#include <cstdlib>

using namespace istiqbal::ui;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto theme = Theme::parse({reinterpret_cast<const char*>(data), size});
    if (!theme) {
        if (theme.error().empty())
            std::abort();
        return 0;
    }
    (void)theme_faults(*theme);
    for (const Device device : {Device::kiosk, Device::tablet})
        for (const bool large : {false, true}) {
            const Sizes& sizes = theme->sizes(device, large);
            for (const float length : {sizes.type.body, sizes.space.huge, sizes.target, sizes.content})
                if (!std::isfinite(length) || length <= 0)
                    std::abort();
        }
    return 0;
}
