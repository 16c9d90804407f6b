// SPDX-License-Identifier: Apache-2.0
// The same work on many things, on as many cores as there are.
#pragma once

#include <cstddef>
#include <functional>

namespace istiqbal::office {

// So many threads at most, the caller's own among them.
inline constexpr std::size_t thread_limit = 32;

// Calls work(0) … work(count - 1), each once, in no order and several at a time; returns when all are done.
// `work` touches nothing that another index touches, and throws nothing. Where threads cannot be had it is
// done by fewer, in the end by the caller's alone.
void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace istiqbal::office
