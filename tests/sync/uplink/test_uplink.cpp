// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/uplink.hpp"
#include "tests/sync/centre.hpp"

#include <condition_variable>

using namespace istiqbal;
using test::Centre;
using uplink::State;

namespace {

// Waits, woken by the uplink's own callback, until its status is as a test wants it.
struct Watch {
    std::mutex mutex;
    std::condition_variable changed;

    std::function<void()> callback() {
        return [this] {
            const std::lock_guard lock(mutex);
            changed.notify_all();
        };
    }
    template <class Wanted>
    bool wait(const uplink::Uplink& link, const Wanted& wanted) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(60), [&] { return wanted(link.status()); });
    }
};

// The uplink signs with the real clock.
struct PresentCentre : Centre {
    PresentCentre() { hub.now = std::time(nullptr); }
};

} // namespace

TEST_CASE("the uplink sends by itself and when poked") {
    PresentCentre centre;
    centre.terminal.append(3);
    uplink::CurlTransport transport({centre.hub.url()});
    Watch watch;
    const auto& terminal = *centre.terminal.terminal;
    uplink::Uplink link(*centre.terminal.journal, terminal.key, terminal.provision, transport,
                        watch.callback());
    REQUIRE(watch.wait(link, [](const uplink::Status& status) {
        return status.state == State::idle && status.unsent == 0 && status.awaiting_office == 3;
    }));
    CHECK(link.status().last_success > 0);
    CHECK(link.status().problem.empty());

    centre.terminal.append(1);
    link.poke();
    REQUIRE(watch.wait(link, [](const uplink::Status& status) { return status.awaiting_office == 4; }));
    CHECK(centre.hub.counts().records == 4);
    link.stop();
    link.stop();
}

TEST_CASE("the uplink says that the hub is not reached, and stops in the middle of its wait") {
    PresentCentre centre;
    centre.hub.stop();
    centre.terminal.append(2);
    uplink::CurlTransport transport({centre.hub.url()});
    Watch watch;
    const auto& terminal = *centre.terminal.terminal;
    uplink::Uplink link(*centre.terminal.journal, terminal.key, terminal.provision, transport,
                        watch.callback());
    REQUIRE(watch.wait(link, [](const uplink::Status& status) { return status.state == State::offline; }));
    CHECK(link.status().unsent == 2);
    CHECK_FALSE(link.status().problem.empty());
    centre.hub.start();
    REQUIRE(watch.wait(link, [](const uplink::Status& status) {
        return status.state == State::idle && status.awaiting_office == 2;
    }));
    CHECK(link.status().problem.empty());
}
