// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/stick_bay.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace istiqbal::app {

namespace {

// A folder that somebody named comes and goes without being mounted.
constexpr std::chrono::milliseconds folder_looked_at_every{500};

bool waits_for_sticks(StickStatus::State state) {
    return state == StickStatus::State::absent || state == StickStatus::State::several;
}

} // namespace

StickBay::StickBay(carriage::Sender sender, std::filesystem::path folder, std::function<void()> wake)
    : sender_(std::move(sender))
    , folder_(std::move(folder))
    , wake_(std::move(wake))
    , thread_([this] { work(); }) {}

StickBay::~StickBay() {
    stopping_ = true;
    watch_.wake();
    thread_.join();
}

void StickBay::copy() {
    ask(Wish::copy);
}

void StickBay::choose(std::size_t index) {
    ask(Wish::copy, index);
}

void StickBay::close() {
    ask(Wish::close);
}

void StickBay::ask(Wish wish, std::optional<std::size_t> chosen) {
    {
        const std::lock_guard lock(mutex_);
        wish_ = wish;
        chosen_ = chosen;
        // So that the page does not begin with what came of the last time.
        if (wish == Wish::copy && status_.state != StickStatus::State::working && !chosen) {
            status_ = {};
            status_.state = StickStatus::State::absent;
        }
    }
    watch_.wake();
}

StickStatus StickBay::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void StickBay::show(StickStatus status) {
    {
        const std::lock_guard lock(mutex_);
        status_ = std::move(status);
    }
    wake_();
}

void StickBay::work() {
    while (!stopping_) {
        Wish wish = Wish::none;
        std::optional<std::size_t> chosen;
        bool waits = false;
        {
            const std::lock_guard lock(mutex_);
            wish = std::exchange(wish_, Wish::none);
            chosen = std::exchange(chosen_, {});
            waits = waits_for_sticks(status_.state);
        }
        if (wish == Wish::close)
            show({});
        else if (wish == Wish::copy || waits)
            look(chosen);
        {
            const std::lock_guard lock(mutex_);
            if (wish_ != Wish::none)
                continue;
            waits = waits_for_sticks(status_.state);
        }
        watch_.wait(waits, waits && !folder_.empty() ? std::optional(folder_looked_at_every) : std::nullopt);
    }
}

std::vector<platform::Volume> StickBay::plugged_in() const {
    if (folder_.empty())
        return platform::removable_volumes();
    std::error_code missing;
    if (!std::filesystem::is_directory(folder_, missing))
        return {};
    return {{folder_, folder_.filename().string()}};
}

void StickBay::look(std::optional<std::size_t> chosen) {
    std::vector<platform::Volume> volumes = plugged_in();
    if (chosen && *chosen < offered_.size()) {
        const platform::Volume wanted = offered_[*chosen];
        if (std::find(volumes.begin(), volumes.end(), wanted) != volumes.end())
            volumes = {wanted};
    }
    offered_ = volumes;
    if (volumes.size() == 1) {
        copy_to(volumes.front().mount);
        return;
    }
    StickStatus status;
    status.state = volumes.empty() ? StickStatus::State::absent : StickStatus::State::several;
    for (const platform::Volume& volume : volumes)
        status.names.push_back(volume.name);
    const StickStatus shown = this->status();
    if (shown.state != status.state || shown.names != status.names)
        show(std::move(status));
}

void StickBay::copy_to(const std::filesystem::path& stick) {
    StickStatus status;
    status.state = StickStatus::State::working;
    show(status);
    const auto copied = carriage::copy_to_stick(sender_, stick, [&](const carriage::Progress& progress) {
        status.progress = progress;
        show(status);
        return !stopping_;
    });
    if (copied) {
        for (const std::string& file : copied->taken.refused)
            spdlog::warn("stick: {} is not the office's word on records of this terminal", file);
        spdlog::info("stick: {} records copied, {} acknowledged", copied->records,
                     copied->taken.acknowledged);
        status.state = StickStatus::State::copied;
        status.copied = *copied;
    } else {
        spdlog::warn("stick: {}", copied.error().detail);
        status.state = StickStatus::State::failed;
        status.trouble = copied.error().trouble;
    }
    show(std::move(status));
}

} // namespace istiqbal::app
