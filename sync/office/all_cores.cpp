// SPDX-License-Identifier: Apache-2.0
#include "sync/office/all_cores.hpp"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace istiqbal::office {

void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto take_turns = [&] {
        for (std::size_t index = next++; index < count; index = next++)
            work(index);
    };
    const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, thread_limit);
    std::vector<std::thread> helpers;
    try {
        while (helpers.size() + 1 < std::min(cores, count))
            helpers.emplace_back(take_turns);
    } catch (const std::system_error&) {
        // The system gives no more threads now: those that are there do it.
    }
    take_turns();
    for (std::thread& helper : helpers)
        helper.join();
}

} // namespace istiqbal::office
