// SPDX-License-Identifier: Apache-2.0
// What the calls of system_calls.cpp and a SimulatedDisk share: the image, the faults, which descriptors are
// of which disk. Everything here is used under lock_disks().
#pragma once

#include "tests/faults/disk_image.hpp"
#include "tests/faults/simulated_disk.hpp"

#include <array>
#include <mutex>
#include <optional>

namespace istiqbal::faults {

enum class CallKind {
    open_folder,
    look,    // opening a file that is there, reading
    consume, // creating, renaming: needs room
    write,   // needs room, and may be done by half
    release, // removing, shrinking
    sync,
};

struct Ruling {
    int error = 0; // an errno; 0: it happens
    bool halved = false;
};

class DiskState {
public:
    Ruling admit(CallKind kind);

    std::string root; // canonical, without a '/' at its end
    DiskImage image;
    Random random{1}; // for syncs that fail
    bool power = true;
    std::uint64_t generation = 0; // descriptors of an earlier one are dead
    std::uint64_t names_made = 0; // by mkostemp
    std::uint64_t changes = 0;
    std::uint64_t cut_at = 0; // 0: not to be cut
    struct Armed {
        Fault fault;
        std::uint64_t call;
        Lasting lasting;
    };
    std::optional<Armed> armed;
    std::array<std::uint64_t, 3> calls{}; // by Fault
    std::uint64_t strikes = 0;
};

struct Place {
    std::shared_ptr<DiskState> disk;
    std::string name; // "": the root itself
};

struct Descriptor {
    Place place;
    std::uint64_t generation = 0;
    DiskImage::File file; // none: the root
};

std::unique_lock<std::recursive_mutex> lock_disks();
bool any_disk(); // cheap, without the lock
std::optional<Place> locate(const char* path);
Descriptor* find_descriptor(int number);
void remember_descriptor(int number, Descriptor descriptor);
void forget_descriptor(int number);
void add_disk(const std::shared_ptr<DiskState>& disk);
void drop_disk(const std::shared_ptr<DiskState>& disk);

// While one lives, this thread's calls go to the real files alone.
class Unwatched {
public:
    Unwatched();
    ~Unwatched();
    Unwatched(const Unwatched&) = delete;
    Unwatched& operator=(const Unwatched&) = delete;
};
bool is_watched();

} // namespace istiqbal::faults
