// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/closed_memory.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace istiqbal::platform {

bool close_memory_to_others() {
    const rlimit none{0, 0};
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && setrlimit(RLIMIT_CORE, &none) == 0;
}

} // namespace istiqbal::platform
