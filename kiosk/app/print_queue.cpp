// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/print_queue.hpp"

#include "kiosk/platform/scrubbed_stack.hpp"

#include <spdlog/spdlog.h>
#include <string.h>

namespace istiqbal::app {

namespace {

const char* words_for(platform::PrintTrouble trouble) {
    using platform::PrintTrouble;
    switch (trouble) {
    case PrintTrouble::unreachable:
        return "is not there";
    case PrintTrouble::no_paper:
        return "has no paper";
    case PrintTrouble::offline:
        return "is offline: its cover is open, or it has a fault";
    case PrintTrouble::stuck:
        return "stopped taking what is to be printed";
    case PrintTrouble::failed:
        break;
    }
    return "went away in the middle";
}

} // namespace

PrintQueue::PrintQueue(std::string printer, Answer answer)
    : printer_(std::move(printer))
    , answer_(std::move(answer))
    , thread_([this] { work(); }) {}

PrintQueue::~PrintQueue() {
    {
        const std::lock_guard lock(mutex_);
        given_up_ = true;
    }
    something_to_do_.notify_one();
    thread_.join();
}

void PrintQueue::begin(text::Raster sheet) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(sheet));
    }
    something_to_do_.notify_one();
}

void PrintQueue::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        something_to_do_.wait(lock, [this] { return given_up_ || !waiting_.empty(); });
        if (given_up_)
            return;
        text::Raster sheet = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        const auto trouble = print(std::move(sheet));
        platform::scrub_stack();
        if (trouble)
            spdlog::warn("the printer {} {}", printer_, words_for(*trouble));
        answer_(trouble);
    }
}

std::optional<platform::PrintTrouble> PrintQueue::print(text::Raster sheet) {
    std::vector<std::uint8_t> bytes = platform::to_escpos(sheet);
    sheet = text::Raster();
    const auto printed = platform::print(printer_, bytes, {}, &given_up_);
    explicit_bzero(bytes.data(), bytes.size());
    if (printed)
        return std::nullopt;
    return printed.error();
}

} // namespace istiqbal::app
