// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/arrivals.hpp"

#include "kiosk/app/civil_time.hpp"

#include <spdlog/spdlog.h>

namespace istiqbal::app {

Arrivals::Arrivals(Downlink& downlink, std::function<void()> ready)
    : downlink_(downlink)
    , ready_(std::move(ready))
    , thread_([this] { work(); }) {}

Arrivals::~Arrivals() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    something_to_do_.notify_one();
    thread_.join();
}

void Arrivals::look() {
    {
        const std::lock_guard lock(mutex_);
        looks_ = true;
    }
    something_to_do_.notify_one();
}

bool Arrivals::waiting() const {
    const std::lock_guard lock(mutex_);
    return arranged_.has_value();
}

std::optional<Arrangement> Arrivals::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(arranged_, std::nullopt);
}

void Arrivals::put_in_use(const std::optional<Edition>& edition) {
    {
        const std::lock_guard lock(mutex_);
        used_ = edition;
    }
    something_to_do_.notify_one();
}

void Arrivals::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        something_to_do_.wait(lock, [this] { return stopping_ || looks_ || used_; });
        const auto used = std::exchange(used_, std::nullopt);
        if (stopping_ && !used)
            return;
        const bool looks = std::exchange(looks_, false) && !stopping_;
        lock.unlock();
        // A parser that throws at what an office sent must not end the terminal.
        try {
            if (used)
                downlink_.put_in_use(*used);
            auto arranged = looks ? downlink_.look(unix_now()) : std::nullopt;
            if (!arranged)
                continue;
            lock.lock();
            arranged_ = std::move(arranged);
            lock.unlock();
            ready_();
        } catch (const std::exception& fault) {
            spdlog::critical("what the office sent was not foreseen: {}", fault.what());
        }
    }
}

} // namespace istiqbal::app
