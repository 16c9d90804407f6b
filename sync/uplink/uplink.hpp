// SPDX-License-Identifier: Apache-2.0
// The courier at work in the background of the kiosk: one worker thread that steps it, sleeps as long as it
// says, and keeps a status for the operator's screen. The kiosk's own thread never waits for it.
#pragma once

#include "sync/uplink/courier.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace istiqbal::uplink {

enum class State {
    idle,    // everything is at the hub
    sending, // a step is under way
    waiting, // the hub answers, but not well; the next try is set
    offline, // the hub is not reached; the next try is set
};

struct Status {
    State state = State::idle;
    std::int64_t last_success = 0; // seconds since 1970-01-01 UTC; 0: none since the start
    std::uint64_t unsent = 0;
    std::uint64_t awaiting_office = 0; // at the hub, not yet acknowledged by the office
    Standing standing = Standing::sound;
    std::string problem;             // the last error in words; empty when the last step went well
    Trouble trouble = Trouble::none; // and where it comes from
    std::optional<std::int64_t> clock_difference{}; // as Step says it
    // Rises by each notice that holds now and did not before. Who sees another number than last time asks the
    // journal what is new: Journal::notices() tells the revisions.
    std::uint64_t notices = 0;
    // What the office said last, and has since expired without being renewed: an alarm for the staff.
    std::vector<seal::NoticeHead> expired;
};

class Uplink {
public:
    // Starts the thread. What is passed outlives the Uplink. `on_change` is called from the worker after
    // every change of status; it must return soon (the kiosk pushes an event to wake its loop).
    Uplink(journal::Journal& journal, const seal::SigningKey& terminal, const seal::Provision& provision,
           Transport& transport, std::function<void()> on_change = {});
    ~Uplink(); // stop()
    Uplink(const Uplink&) = delete;
    Uplink& operator=(const Uplink&) = delete;

    // There is something new to send. Any thread. Does not cut a back-off short: a hub in trouble is left
    // alone.
    void poke();

    // A person wants it tried now, whatever the next try was set to. Any thread.
    void hurry();

    Status status() const; // any thread

    // Cancels a transfer under way and joins the thread; the transport can send nothing afterwards.
    void stop();

private:
    void work();
    void publish(const Step& step, std::int64_t now);

    journal::Journal& journal_;
    Transport& transport_;
    Courier courier_;
    std::function<void()> on_change_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    Status status_;
    bool poked_ = false;
    bool hurried_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace istiqbal::uplink
