// SPDX-License-Identifier: Apache-2.0
// A store's way through power cuts and failing disks. A journey is a list of steps, each of which is there
// whole or not at all; what is stored after each is known from a run in which nothing happens. At every
// change the power is cut, at every call the disk fails, and what is stored then must be what it was before
// the step that was under way, or after it: to the byte, and after it only if it returned. Then the journey
// goes on to its end, which must be the end of the run in which nothing happened.
#pragma once

#include "sync/seal/error.hpp"
#include "tests/faults/simulated_disk.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace istiqbal::faults {

class StoreJourney {
public:
    virtual ~StoreJourney() = default;

    virtual seal::Result<void> open(const SimulatedDisk& disk) = 0; // as the program's start does
    virtual void close() = 0; // as the program's end, or nothing is open
    virtual std::size_t count() const = 0;
    virtual std::string name(std::size_t step) const = 0;
    virtual seal::Result<void> run(std::size_t step) = 0;

    // All that is stored, in an order of its own. The store is closed, or between two transactions.
    virtual std::string stored(const SimulatedDisk& disk) const = 0;
    // What is wrong with the open store although it opened; empty: nothing.
    virtual std::string complaint() = 0;

    // A step of several transactions says between them that one is over. A step that was cut there is
    // repeated.
    std::function<void()> between_transactions;
};

using MakeJourney = std::function<std::unique_ptr<StoreJourney>()>;

// Each gives how many runs it took, and fails the test that calls it, saying what repeats the run:
// ISTIQBAL_SEED (else 1; another number tries other outcomes) and ISTIQBAL_AT, the change or call to begin
// at. `rounds`: seeds at each change; in every second one the power is cut again while the store is opened.
std::uint64_t cut_power_at_every_change(const MakeJourney& make, unsigned rounds);
// Once and lasting, each with one of what may come next: it is tried again, the program starts anew, the
// power goes.
std::uint64_t fail_at_every_call(const MakeJourney& make, Fault fault);

// Every row of every table, and SQLite's own check of the file, which has neither -wal nor -journal.
std::string dump_database(const std::filesystem::path& file);

} // namespace istiqbal::faults
