// SPDX-License-Identifier: Apache-2.0
// The downlink at work, on a thread of its own: unpacking and loading must keep neither a frame nor the next
// person's request waiting.
//
// Threads: created, taken from and destroyed on the window's; look() on any; `ready` is called on its own.
#pragma once

#include "kiosk/app/downlink.hpp"

#include <condition_variable>
#include <thread>

namespace istiqbal::app {

class Arrivals {
public:
    // Looks once at once. `downlink` has begun and outlives it.
    Arrivals(Downlink& downlink, std::function<void()> ready);
    ~Arrivals(); // what was begun is ended first
    Arrivals(const Arrivals&) = delete;
    Arrivals& operator=(const Arrivals&) = delete;

    // The journal may hold something new.
    void look();
    // Something is ready to be put in use.
    bool waiting() const;
    // The newest that is ready, once.
    std::optional<Arrangement> take();
    // What was taken is in use.
    void put_in_use(const std::optional<Edition>& edition);

private:
    void work();

    Downlink& downlink_;
    std::function<void()> ready_;
    mutable std::mutex mutex_;
    std::condition_variable something_to_do_;
    bool looks_ = true;
    bool stopping_ = false;
    std::optional<std::optional<Edition>> used_;
    std::optional<Arrangement> arranged_;
    std::thread thread_;
};

} // namespace istiqbal::app
