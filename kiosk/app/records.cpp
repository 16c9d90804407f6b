// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/records.hpp"

#include "sync/uplink/curl_transport.hpp"

#include <spdlog/spdlog.h>

namespace istiqbal::app {

namespace {

// What a request may need at the most, many times over, with room for SQLite's log and the system's own.
constexpr std::uint64_t reserve_bytes = std::uint64_t{64} << 20U;

std::string describe_recovery(const journal::Opened& opened) {
    if (opened.condition != journal::Condition::recovered)
        return {};
    return opened.reason + "; moved aside whole to " + opened.moved_to.string() + "; " +
           std::to_string(opened.salvaged) + " records carried over";
}

} // namespace

tl::expected<std::unique_ptr<Records>, Records::Unavailable>
Records::open(const std::filesystem::path& terminal_directory, std::function<void()> wake) {
    auto terminal = uplink::load_terminal(terminal_directory);
    if (!terminal)
        return tl::unexpected(
            Unavailable{terminal.error().kind, "the terminal is not ready: " + terminal.error().detail});
    auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key());
    if (!opened)
        return tl::unexpected(
            Unavailable{opened.error().kind, "the journal cannot be opened: " + opened.error().detail});
    // An intact journal beside which an older, damaged one still could not be read: nothing for the welcome
    // page.
    if (opened->condition != journal::Condition::recovered && !opened->reason.empty())
        spdlog::warn("the journal: {}", opened->reason);
    return std::unique_ptr<Records>(new Records(std::move(*terminal), std::move(*opened), std::move(wake)));
}

Records::Records(uplink::Terminal terminal, journal::Opened opened, std::function<void()> wake)
    : terminal_(std::move(terminal))
    , journal_(std::move(opened.journal))
    , recovery_(describe_recovery(opened))
    , wake_(std::move(wake))
    , intake_(*journal_, terminal_.key, {terminal_.provision.intake, terminal_.provision.recovery})
    , transport_(std::make_unique<uplink::CurlTransport>(terminal_.provision.hub_urls)) {
    {
        // Its thread may speak before the pointer is here.
        const std::lock_guard lock(log_mutex_);
        uplink_ = std::make_unique<uplink::Uplink>(*journal_, terminal_.key, terminal_.provision, *transport_,
                                                   [this] { log_sync(); });
    }
    worker_ = std::thread([this] { work(); });
}

Records::~Records() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    something_to_do_.notify_one();
    worker_.join();
    uplink_->stop();
}

// On the uplink's thread. Each trouble is told once, and its end.
void Records::log_sync() {
    const std::lock_guard lock(log_mutex_);
    if (!uplink_)
        return;
    const uplink::Status status = uplink_->status();
    if (status.problem == last_problem_)
        return;
    last_problem_ = status.problem;
    if (last_problem_.empty())
        spdlog::info("sync works again");
    else
        spdlog::warn("sync: {} ({} records wait)", last_problem_, status.unsent);
}

bool Records::has_room() const {
    return journal_->has_room(reserve_bytes);
}

void Records::begin(seal::Submission submission) {
    {
        const std::lock_guard lock(mutex_);
        waiting_ = std::move(submission);
        result_.reset();
    }
    something_to_do_.notify_one();
}

std::optional<seal::Result<journal::Receipt>> Records::take_result() {
    const std::lock_guard lock(mutex_);
    return std::exchange(result_, std::nullopt);
}

void Records::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        something_to_do_.wait(lock, [this] { return stopping_ || waiting_; });
        // A submission that was begun is ended before the program is.
        if (!waiting_)
            return;
        seal::Submission submission = std::move(*waiting_);
        waiting_.reset();
        lock.unlock();
        auto result = intake_.submit(std::move(submission));
        const bool stored = result.has_value();
        lock.lock();
        result_ = std::move(result);
        lock.unlock();
        if (stored)
            uplink_->poke();
        wake_();
        lock.lock();
    }
}

} // namespace istiqbal::app
