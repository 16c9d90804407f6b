// SPDX-License-Identifier: Apache-2.0
// The printer at work, on a thread of its own: one that is stuck must keep neither a frame nor the next
// person's request waiting. One sheet after another, each answered once, in their order; a sheet is
// overwritten as soon as it is printed or given up.
//
// Threads: created, begun and destroyed on the window's; `answer` is called on the queue's own.
#pragma once

#include "fonts/raster.hpp"
#include "kiosk/platform/printer.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace istiqbal::app {

class PrintQueue {
public:
    using Answer = std::function<void(std::optional<platform::PrintTrouble>)>;

    // `printer` as platform::print takes it.
    PrintQueue(std::string printer, Answer answer);
    ~PrintQueue(); // gives up what is not printed
    PrintQueue(const PrintQueue&) = delete;
    PrintQueue& operator=(const PrintQueue&) = delete;

    void begin(text::Raster sheet);

private:
    void work();
    std::optional<platform::PrintTrouble> print(text::Raster sheet);

    std::string printer_;
    Answer answer_;
    std::atomic<bool> given_up_ = false;
    std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::deque<text::Raster> waiting_;
    std::thread thread_;
};

} // namespace istiqbal::app
