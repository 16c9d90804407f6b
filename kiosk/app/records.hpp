// SPDX-License-Identifier: Apache-2.0
// The terminal's side of sync as the kiosk uses it: the enrolled terminal, its journal, its staff, and the
// uplink at work. What a session wants done is done here, one task after another, on a thread of its own; the
// window's thread only asks.
//
// The journal's boot check takes the longer the more it holds, and the screen does not wait for it: start()
// reads what the office said, and the worker makes the check before it does anything else.
//
// Threads: all of Records belongs to the window's thread; `wake` is called from others.
#pragma once

#include "kiosk/app/arrivals.hpp"
#include "kiosk/app/print_queue.hpp"
#include "kiosk/app/stick_bay.hpp"
#include "kiosk/app/tasks.hpp"
#include "sync/journal/drafts.hpp"
#include "sync/journal/follow_up.hpp"
#include "sync/journal/intake.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "sync/uplink/enrolment.hpp"
#include "sync/uplink/uplink.hpp"

#include <tl/expected.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace istiqbal::app {

// How the terminal is, for its staff. Says nothing of any visitor.
struct Health {
    uplink::Status sync;
    std::uint64_t acknowledged = 0; // requests and ratings that the office has
    bool has_room = true;
    std::uint64_t free_bytes = 0; // of the disk that the journal lies on
    std::uint64_t total_bytes = 0;
    OfficeStanding office;
};

class Records {
public:
    // Why the terminal is out of service.
    struct Unavailable {
        seal::ErrorClass kind; // not_found: not enrolled; in_use: another program has the journal
        std::string detail;    // for the log
    };
    // What is plugged into the terminal.
    struct Devices {
        std::string printer{};         // empty: none
        std::filesystem::path stick{}; // a folder that stands for a memory stick; empty: whatever is mounted
    };
    static tl::expected<std::unique_ptr<Records>, Unavailable>
    open(const std::filesystem::path& terminal_directory, const Devices& devices, std::function<void()> wake);
    ~Records(); // what was begun is ended first, but for paper and sticks
    Records(const Records&) = delete;
    Records& operator=(const Records&) = delete;

    // Goes to work; called once, before anything else. Puts what holds of the office's word into `contents`,
    // which `downlink` loaded, and gives the settings.
    seal::TerminalSettings start(std::unique_ptr<Downlink> downlink, Contents& contents);
    // Something of the office is ready; the window was woken. take_arrangement() gives it, once, to be put in
    // use at once.
    bool has_arrangement() const { return arrivals_->waiting(); }
    std::optional<Arrangement> take_arrangement();
    // Hub addresses at the courier's next round; the printer from the next sheet on.
    void use(const seal::TerminalSettings& settings);

    bool has_printer() const { return printing_ != nullptr; }
    // Empty unless the journal was found damaged and moved aside: what happened and where the file lies now.
    // The window is woken when it turns out.
    std::string_view recovery() const { return recovered_ ? std::string_view(recovery_) : ""; }
    // The boot check failed, so that nothing can be kept: the terminal is out of service. The window is
    // woken.
    std::optional<Unavailable> unavailable() const;
    const uplink::Terminal& terminal() const { return terminal_; }
    // Who may sign in; nobody when the roster cannot be read, which the log tells.
    std::vector<seal::Person> people() const;
    // Whether the disk has room for a request from beginning to end: asked before one is begun.
    bool has_room() const;
    Health health() const;
    StickStatus stick() const { return stick_->status(); }
    // Somebody looks at the health: the window is woken whenever sync has news.
    void watch(bool watched) { watched_ = watched; }

    // Does it in the background and wakes the window when done.
    void begin(Task task);
    // What became of tasks, oldest first; each once.
    std::vector<Outcome> take_outcomes();

private:
    Records(uplink::Terminal terminal, journal::Opened opened, const Devices& devices,
            std::function<void()> wake);
    void check_journal();
    void work();
    [[gnu::noinline]] void run_next(); // so that its stack is not the caller's
    void follow_sync();
    void tell_of_expiry(const uplink::Status& status);
    void print_on(const std::string& printer);

    // Each on the worker.
    void answer(Outcome outcome);
    void run(SubmitTask task);
    void run(RateTask task);
    void run(const LookUpTask& task);
    void run(const UnlockTask& task);
    void run(const LockTask& task);
    void run(const SaveDraftTask& task);
    void run(const OpenDraftTask& task);
    void run(const RemoveDraftTask& task);
    void run(PrintTask task);
    void run(const SyncTask& task);
    void run(const StickTask& task);
    void list_drafts();
    std::optional<Draft> open_draft(const std::string& id) const;

    uplink::Terminal terminal_;
    std::unique_ptr<journal::Journal> journal_;
    std::string recovery_; // written once, and before the next
    std::atomic<bool> recovered_ = false;
    std::optional<Unavailable> unavailable_{};
    std::filesystem::path stick_folder_;
    std::function<void()> wake_;
    seal::Staff staff_;
    journal::Intake intake_;
    journal::FollowUp follow_up_;
    journal::Drafts drafts_;
    std::optional<seal::Unlocked> representative_; // on the worker: their key opens their drafts
    std::unique_ptr<uplink::CurlTransport> transport_;
    std::atomic<bool> watched_ = false;
    std::mutex log_mutex_;
    std::string last_problem_;
    std::vector<seal::NoticeHead> expired_{}; // told of in the log
    std::unique_ptr<uplink::Uplink> uplink_;

    mutable std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::deque<Task> waiting_;
    std::vector<Outcome> outcomes_;
    bool stopping_ = false;
    std::string installed_printer_; // as the program's flags say it
    std::string printer_;
    std::shared_ptr<PrintQueue> printing_; // null: there is no printer
    std::unique_ptr<Downlink> downlink_;
    std::unique_ptr<Arrivals> arrivals_; // null: not at work yet
    std::unique_ptr<StickBay> stick_;
    std::thread worker_;
};

} // namespace istiqbal::app
