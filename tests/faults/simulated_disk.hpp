// SPDX-License-Identifier: Apache-2.0
// A disk for tests: a folder whose files lose, at a power cut, whatever nobody synced.
//
// It stands below SQLite's own VFS, at the system calls (system_calls.cpp defines them in the test program,
// where they come before the C library's). So SQLite runs with the VFS that it runs with on a terminal, its
// own fsync of the folder included, and the journal's other files (FILE.epoch, FILE.lock, what is moved
// aside, what seal::save_file writes) are under the same faults: the product is not changed and knows nothing
// of it. Nothing is in the program for it, and it works for whatever is linked with the library
// simulated_disk.
//
// What running programs see lies in a real folder. Beside it the disk keeps in memory what was synced, and
// every change since:
//   * Data: fsync and fdatasync of a file make its data durable, and not its name.
//   * Names: creating, renaming and removing are changes of a folder, made durable by fsync of the folder.
//   * At a crash each change that was not synced is forgotten, kept or torn: at sectors of 512 bytes, at any
//     byte, or with rubbish in one sector of what was written. Which, is chosen from a seed; so is whether
//     the changes are lost from some moment on or each by itself, which is what a disk that reorders them
//     leaves. A rename happens whole or not at all. A byte that no un-synced write covered never changes.
//   * After a sync that failed, what it was to write may be lost though it is still to be read, and no later
//     sync brings it: as Linux does.
//
// Deterministic: the same calls, seeds and crashes leave the same bytes (see seed_sqlite()). No clock is
// asked.
//
// Any number of disks, each with a folder of its own, may be in one program, and any thread may write to
// them; the member functions belong to one thread at a time. Not seen: mmap for writing, fopen, links.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace istiqbal::faults {

class DiskState;

enum class Fault {
    // EIO, of any call: opening, reading, writing, syncing, renaming, removing. Not of opening a folder:
    // SQLite
    // takes that for a system whose folders cannot be synced, and goes on without.
    io_error,
    no_space,    // ENOSPC, of whatever may need room: creating, writing, renaming, syncing
    short_write, // half of it is written, and that is what the call says
};

enum class Lasting { once, until_healed };

class SimulatedDisk {
public:
    // An empty folder in the machine's temporary folder, in memory where there is one. `seed`: for what a
    // failed sync leaves.
    explicit SimulatedDisk(std::uint64_t seed = 1);
    ~SimulatedDisk(); // whatever has files of it open is gone by then
    SimulatedDisk(const SimulatedDisk&) = delete;
    SimulatedDisk& operator=(const SimulatedDisk&) = delete;

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path operator/(const std::string& name) const { return root_ / name; }

    // How many calls so far changed something or synced; the power can be cut at each.
    std::uint64_t changes() const;
    // The `change`-th from now (1: the next; 0: none any more) does not happen any more, nor does anything
    // after it: every call is answered by EIO.
    void cut_power_at(std::uint64_t change);
    void cut_power();
    bool has_power() const;

    // What a power cut leaves, chosen by `seed`, and the power is back. Files that were open before are dead:
    // every call on them is answered by EIO. No fault is armed any more.
    void crash(std::uint64_t seed);

    // What is there for sure if the power is cut now, by name: what was synced, under names that were synced.
    std::map<std::string, std::vector<std::uint8_t>> surviving() const;

    // Whatever lies in the folder now counts as synced, also what a test put there unseen.
    void settle();

    // How many calls so far could have had the fault.
    std::uint64_t calls(Fault fault) const;
    // The `call`-th of those from now (1: the next) has it, or it and all after it. One fault at a time.
    void fail_at(Fault fault, std::uint64_t call, Lasting lasting);
    void heal();
    std::uint64_t strikes() const; // how many calls had the fault that was armed last

    // Whether the disk saw every change: the first file that is not as the recorded changes make it, or
    // nothing. What was in a failed sync is not compared.
    std::string unseen_change() const;

private:
    std::shared_ptr<DiskState> state_;
    std::filesystem::path root_;
};

// SQLite's own random numbers (salts of the WAL, names) from a seed, so that a run repeats to the same byte.
void seed_sqlite(std::uint32_t seed);

} // namespace istiqbal::faults
