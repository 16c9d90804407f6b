// SPDX-License-Identifier: Apache-2.0
// The machines of a simulation: each has a disk and a clock of its own, and runs the product's own parts.
// None has a thread or a socket.
//
// A machine starts as its program does, from what lies on its disk, and may fail to. What it holds in memory
// goes when it stops. After its power was cut in the middle of something, it goes on until that returns, and
// nothing of it gets out: see Disk.
#pragma once

#include "sync/hub/router.hpp"
#include "sync/journal/follow_up.hpp"
#include "sync/journal/intake.hpp"
#include "sync/office/enrolment.hpp"
#include "sync/office/pull.hpp"
#include "sync/uplink/courier.hpp"
#include "tests/faults/simulation/disk.hpp"
#include "tests/faults/simulation/ledger.hpp"

namespace istiqbal::simulation {

inline constexpr std::int64_t start_seconds = 1'767'225'600; // of every simulation, by a clock that is right

// What the machines share. `milliseconds`: since the start, by nobody's clock.
struct Surroundings {
    Generator choices;
    Generator bytes;
    Trace trace;
    std::int64_t milliseconds = 0;

    void say(const std::string& what) { trace.line(milliseconds, what); }
    seal::RandomSource random() {
        return [this](std::span<std::uint8_t> out) { bytes.fill(out); };
    }
};

// Goes a little too fast or too slow, and jumps.
struct Clock {
    std::int64_t offset_milliseconds = 0;
    std::int64_t drift_per_million = 0;

    std::int64_t milliseconds(std::int64_t true_milliseconds) const {
        return start_seconds * 1000 + true_milliseconds + offset_milliseconds +
               true_milliseconds * drift_per_million / 1'000'000;
    }
};

class Machine {
public:
    Machine(Surroundings& around, std::string name);
    virtual ~Machine() = default;
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    const std::string& name() const { return name_; }
    std::int64_t now() const { return clock.milliseconds(around_.milliseconds) / 1000; }
    virtual bool up() const = 0;
    virtual void start() = 0; // does nothing when it is up
    virtual void stop() = 0;
    // Looks at the disk if it changed since the last look.
    void look(Observer& observer, Ledger& ledger);
    void look_again() { seen_ = 0; } // at the next look, whatever changed

    Disk disk;
    Clock clock;

protected:
    virtual void look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) = 0;

    Surroundings& around_;

private:
    std::string name_;
    std::uint64_t seen_ = 0;
};

class Terminal final : public Machine {
public:
    // The key is kept apart from the disk: what is simulated is the journal.
    Terminal(Surroundings& around, const std::string& name, const seal::SigningKey& key,
             seal::Provision provision, std::size_t hub);

    bool up() const override { return journal != nullptr; }
    void start() override;
    void stop() override;

    const seal::SigningKey& key;
    const seal::Provision provision;
    const std::size_t hub;  // which it was enrolled with
    std::size_t number = 0; // in the ledger
    uplink::Transport* transport = nullptr;
    bool replaced = false;   // its disk is an older one
    unsigned recoveries = 0; // how often its journal was begun again
    // While it is up.
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<journal::Intake> intake;
    std::unique_ptr<journal::FollowUp> follow_up;
    std::unique_ptr<uplink::Courier> courier;

private:
    void look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) override;
};

class Hub final : public Machine {
public:
    Hub(Surroundings& around, const std::string& name, const seal::VerifyKey& office);

    bool up() const override { return store != nullptr; }
    void start() override;
    void stop() override;
    hub::HubPublic shown() const { return {keys.identity.recipient(), keys.signing.verify_key()}; }

    // What its program answers; nothing if the power was cut before it did.
    std::optional<hub::Response> handle(const hub::Request& request);

    const hub::HubKeys keys;
    std::size_t number = 0;
    Observer* observer = nullptr;
    Ledger* ledger = nullptr;

private:
    void look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) override;
    // Which records the answer speaks for.
    std::vector<Named> acknowledged_by(const hub::Request& request, const hub::Response& response) const;

    std::unique_ptr<hub::Store> store;
    std::unique_ptr<hub::Router> router_;
};

class Office final : public Machine {
public:
    Office(Surroundings& around, const std::string& name);

    bool up() const override { return store != nullptr; }
    void start() override;
    void stop() override;

    const office::OfficeKeys keys;
    // While it is up.
    std::unique_ptr<office::Store> store;

private:
    void look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) override;
};

} // namespace istiqbal::simulation
