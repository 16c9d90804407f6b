// SPDX-License-Identifier: Apache-2.0
// One simulation: an office, one or two hubs, two or three terminals, and what a seed makes of them.
//
// First a while of everything at once: people submit and ask, terminals send, the office pulls, and faults of
// the kinds that this seed has come and go. After every step all disks that changed are looked at, and the
// ledger's checks are made. Then the faults heal, machines start, clocks are set right, and what was held up
// arrives; a few rounds later everything must have come to the office and back.
//
// A seed has some kinds of faults and not others, so that what one hides another seed shows.
#pragma once

#include "tests/faults/simulation/network.hpp"

namespace istiqbal::simulation {

struct Outcome {
    seal::Digest hash{}; // of the trace
    std::optional<Violation> violation;
    std::uint64_t steps = 0;
    std::uint64_t receipts = 0;
    std::uint64_t faults = 0; // power cuts, restores, partitions, full disks, clocks that jumped …
};

// `folder`: empty, in memory, this run's alone. `prints`: the trace goes to standard output.
Outcome simulate(std::uint64_t seed, const std::filesystem::path& folder, bool prints);

// How often which fault comes, in a thousand steps.
struct Faults {
    std::uint64_t power = 0;      // of any machine, between steps or in the middle of one
    std::uint64_t full = 0;       // a disk is full for a while
    std::uint64_t failing = 0;    // a disk fails at random for a while
    std::uint64_t partition = 0;  // two machines are parted for a while
    std::uint64_t clock = 0;      // a clock jumps
    std::uint64_t old_hub = 0;    // a hub is set up from an older copy
    std::uint64_t old_office = 0; // the office is
    std::uint64_t old_terminal = 0;
    std::uint64_t clone = 0; // a terminal's disk and key run on a second machine
    std::uint64_t thief = 0; // somebody with a terminal's key sends what does not join
};

class World {
public:
    World(std::uint64_t seed, const std::filesystem::path& folder, bool prints);
    Outcome run();

private:
    void choose_faults();
    // Null: the office could not enrol it.
    Terminal* add_terminal(const std::string& name, const seal::SigningKey& key, std::size_t hub);
    void make_forger();

    void step();
    void act();
    void end_day();
    void settle(); // after a step: machines whose power went are down; disks are looked at; checks are made
    void heal();
    void round(); // everybody sends and pulls until nothing more comes

    void submit(Terminal& terminal);
    void rate(Terminal& terminal);
    void ask(Terminal& terminal);
    void send(Terminal& terminal);
    void pull(Hub& hub);
    void start_some();

    void strike();
    void cut_power();
    void trouble_disk();
    void part();
    void turn_clock();
    void keep_copy();
    void bring_back_copy(Machine& machine);
    void old_hub();
    void old_office();
    void old_terminal();
    void clone();
    void thieve();

    std::vector<Machine*> machines();
    template <class T>
    T& any(std::vector<std::unique_ptr<T>>& of) {
        return *of[around_.choices.below(of.size())];
    }

    struct Kept {
        seal::Reference reference;
        seal::ClaimCode code;
        Place place;
        Terminal* terminal = nullptr;
    };

    Surroundings around_;
    SimulatedCryptography cryptography_;
    Observer observer_;
    Network network_;
    Office office_;
    Ledger ledger_;
    std::vector<std::unique_ptr<Hub>> hubs_;
    std::vector<std::unique_ptr<seal::SigningKey>> keys_;
    std::vector<std::unique_ptr<Terminal>> terminals_;
    std::vector<std::unique_ptr<Link>> links_;
    std::vector<Kept> receipts_; // in people's hands
    std::map<const Machine*, Disk::Image> copies_;
    Faults faults_;
    Outcome outcome_;
};

} // namespace istiqbal::simulation
