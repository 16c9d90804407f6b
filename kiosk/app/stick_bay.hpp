// SPDX-License-Identifier: Apache-2.0
// The memory stick at work: waits until one is plugged in, copies what the office has not acknowledged onto
// it and takes the office's word from it (sync/carriage). On a thread of its own: a slow stick must keep
// neither a frame nor the next person's request waiting. What was begun goes on when the page is left.
//
// Threads: created, asked and destroyed on the window's; status() from any; `wake` is called on the bay's own
// after every change.
#pragma once

#include "kiosk/platform/removable.hpp"
#include "sync/carriage/carriage.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace istiqbal::app {

struct StickStatus {
    enum class State {
        closed,  // nobody asked
        absent,  // none is plugged in; one that comes is copied to at once
        several, // one has to be chosen
        working,
        copied, // and may be taken out
        failed
    } state = State::closed;
    std::vector<std::string> names; // several: for people
    carriage::Progress progress;    // working
    carriage::Copied copied;        // copied
    carriage::Trouble trouble{};    // failed
};

class StickBay {
public:
    // `folder`: used instead of what is plugged in; empty: none. `sender` is of what outlives the bay.
    StickBay(carriage::Sender sender, std::filesystem::path folder, std::function<void()> wake);
    ~StickBay(); // a copy under way ends behind the file that it is at
    StickBay(const StickBay&) = delete;
    StickBay& operator=(const StickBay&) = delete;

    void copy(); // also once more
    void choose(std::size_t index);
    void close();
    StickStatus status() const;

private:
    enum class Wish { none, copy, close };

    void ask(Wish wish, std::optional<std::size_t> chosen = {});
    void work();
    std::vector<platform::Volume> plugged_in() const;
    void look(std::optional<std::size_t> chosen);
    void copy_to(const std::filesystem::path& stick);
    void show(StickStatus status);

    carriage::Sender sender_;
    std::filesystem::path folder_;
    std::function<void()> wake_;
    platform::VolumeWatch watch_;
    std::vector<platform::Volume> offered_; // on the bay's thread: what was shown to be chosen from
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    Wish wish_ = Wish::none;
    std::optional<std::size_t> chosen_;
    StickStatus status_;
    std::thread thread_;
};

} // namespace istiqbal::app
