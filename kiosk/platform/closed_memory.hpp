// SPDX-License-Identifier: Apache-2.0
// Keeps others out of this process's memory.
#pragma once

namespace istiqbal::platform {

// From then on the kernel writes no core dump of this process, and programs of the same user neither trace it
// nor read its memory (root may). False: the kernel refused, errno says why. It does not outlive execv().
bool close_memory_to_others();

} // namespace istiqbal::platform
