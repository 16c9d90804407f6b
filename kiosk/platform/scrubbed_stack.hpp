// SPDX-License-Identifier: Apache-2.0
// Calls that have returned leave what they worked with on the thread's stack: short texts lie within their
// strings, and never were in the heap.
#pragma once

#include <string.h>

#include <array>
#include <cstddef>

namespace istiqbal::platform {

// Overwrites the stack beneath the caller, deeper than a frame of ours reaches. A thread's stack must be
// larger: glibc's are 8 MiB.
[[gnu::noinline]] inline void scrub_stack() {
    constexpr std::size_t deeper_than_any_frame = std::size_t{1} << 20U;
    std::array<unsigned char, deeper_than_any_frame> beneath; // NOLINT: overwritten, never read
    explicit_bzero(beneath.data(), beneath.size());
}

} // namespace istiqbal::platform
