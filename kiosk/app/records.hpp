// SPDX-License-Identifier: Apache-2.0
// The terminal's side of sync as the kiosk uses it: the enrolled terminal, its journal, sealing in the
// background and the uplink at work. All waiting happens on threads of its own; the window's thread only
// asks.
//
// Threads: open(), begin(), take_result() belong to the window's thread; `wake` is called from others.
#pragma once

#include "sync/journal/intake.hpp"
#include "sync/uplink/enrolment.hpp"
#include "sync/uplink/uplink.hpp"

#include <tl/expected.hpp>

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace istiqbal::app {

class Records {
public:
    // Why the terminal is out of service.
    struct Unavailable {
        seal::ErrorClass kind; // not_found: not enrolled; in_use: another program has the journal
        std::string detail;    // for the log
    };
    static tl::expected<std::unique_ptr<Records>, Unavailable>
    open(const std::filesystem::path& terminal_directory, std::function<void()> wake);
    ~Records();
    Records(const Records&) = delete;
    Records& operator=(const Records&) = delete;

    // Empty unless the journal was found damaged and moved aside: what happened and where the file lies now.
    const std::string& recovery() const { return recovery_; }
    // "lobby", "branch" or "exit", as the office certified it.
    const std::string& mode() const { return terminal_.mode(); }
    // Whether the disk has room for a request from beginning to end: asked before one is begun.
    bool has_room() const;

    // Seals, signs and stores in the background; wakes the window when done. One at a time.
    void begin(seal::Submission submission);
    // What became of it; once.
    std::optional<seal::Result<journal::Receipt>> take_result();

private:
    Records(uplink::Terminal terminal, journal::Opened opened, std::function<void()> wake);
    void work();
    void log_sync();

    uplink::Terminal terminal_;
    std::unique_ptr<journal::Journal> journal_;
    std::string recovery_;
    std::function<void()> wake_;
    journal::Intake intake_;
    std::unique_ptr<uplink::Transport> transport_;
    std::mutex log_mutex_;
    std::string last_problem_;
    std::unique_ptr<uplink::Uplink> uplink_;

    mutable std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::optional<seal::Submission> waiting_;
    std::optional<seal::Result<journal::Receipt>> result_;
    bool stopping_ = false;
    std::thread worker_;
};

} // namespace istiqbal::app
