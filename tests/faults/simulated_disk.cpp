// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulated_disk.hpp"

#include "tests/faults/disk_state.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <unordered_map>

namespace istiqbal::faults {

namespace fs = std::filesystem;

namespace {

// Never destroyed: files are closed after it would be.
struct Registry {
    std::recursive_mutex mutex;
    std::atomic<std::size_t> count{0};
    std::vector<std::shared_ptr<DiskState>> disks;
    std::unordered_map<int, Descriptor> descriptors;
};

Registry& registry() {
    static auto* const instance = new Registry;
    return *instance;
}

thread_local int unwatched = 0;

bool may_have(Fault fault, CallKind kind) {
    switch (fault) {
    case Fault::io_error:
        return kind != CallKind::open_folder;
    case Fault::no_space:
        return kind == CallKind::consume || kind == CallKind::write || kind == CallKind::sync;
    case Fault::short_write:
        return kind == CallKind::write;
    }
    return false;
}

Content read_real(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The folder's files as the image has them. All of them are new ones, so that what a dead descriptor still
// does cannot reach them.
void lay_out(const DiskState& state) {
    const Unwatched guard;
    for (const fs::directory_entry& entry : fs::directory_iterator(state.root))
        fs::remove_all(entry.path());
    for (const auto& [name, file] : state.image.names()) {
        const fs::path path = fs::path(state.root) / name;
        if (file->folder) {
            fs::create_directory(path);
        } else {
            std::ofstream out(path, std::ios::binary);
            out.write(reinterpret_cast<const char*>(file->durable.data()),
                      static_cast<std::streamsize>(file->durable.size()));
        }
        fs::permissions(path, static_cast<fs::perms>(file->folder ? 0700 : file->mode));
    }
}

} // namespace

Ruling DiskState::admit(CallKind kind) {
    if (!power)
        return {EIO};
    const bool changes_something = kind != CallKind::look && kind != CallKind::open_folder;
    if (changes_something && ++changes == cut_at) {
        power = false;
        return {EIO};
    }
    Ruling ruling;
    for (const Fault fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
        if (!may_have(fault, kind))
            continue;
        const std::uint64_t call = ++calls[static_cast<std::size_t>(fault)];
        if (!armed || armed->fault != fault || call < armed->call ||
            (armed->lasting == Lasting::once && call > armed->call))
            continue;
        ++strikes;
        if (fault == Fault::short_write)
            ruling.halved = true;
        else
            ruling.error = fault == Fault::io_error ? EIO : ENOSPC;
    }
    return ruling;
}

std::unique_lock<std::recursive_mutex> lock_disks() {
    return std::unique_lock(registry().mutex);
}

bool any_disk() {
    return registry().count != 0;
}

std::optional<Place> locate(const char* path) {
    if (path == nullptr || path[0] != '/')
        return std::nullopt;
    const std::string_view text(path);
    for (const std::shared_ptr<DiskState>& disk : registry().disks) {
        const std::string& root = disk->root;
        if (text.compare(0, root.size(), root) != 0)
            continue;
        if (text.size() == root.size())
            return Place{disk, ""};
        if (text[root.size()] == '/')
            return Place{disk, std::string(text.substr(root.size() + 1))};
    }
    return std::nullopt;
}

Descriptor* find_descriptor(int number) {
    const auto found = registry().descriptors.find(number);
    return found == registry().descriptors.end() ? nullptr : &found->second;
}

void remember_descriptor(int number, Descriptor descriptor) {
    registry().descriptors[number] = std::move(descriptor);
}

void forget_descriptor(int number) {
    registry().descriptors.erase(number);
}

void add_disk(const std::shared_ptr<DiskState>& disk) {
    const auto guard = lock_disks();
    registry().disks.push_back(disk);
    registry().count = registry().disks.size();
}

void drop_disk(const std::shared_ptr<DiskState>& disk) {
    const auto guard = lock_disks();
    auto& disks = registry().disks;
    disks.erase(std::remove(disks.begin(), disks.end(), disk), disks.end());
    registry().count = disks.size();
    for (auto entry = registry().descriptors.begin(); entry != registry().descriptors.end();)
        entry = entry->second.place.disk == disk ? registry().descriptors.erase(entry) : std::next(entry);
}

Unwatched::Unwatched() {
    ++unwatched;
}

Unwatched::~Unwatched() {
    --unwatched;
}

bool is_watched() {
    return unwatched == 0;
}

SimulatedDisk::SimulatedDisk(std::uint64_t seed)
    : state_(std::make_shared<DiskState>()) {
    state_->random.seed(seed);
    std::error_code problem;
    const fs::path memory = "/dev/shm";
    const bool in_memory = fs::is_directory(memory, problem) && ::access(memory.c_str(), W_OK) == 0;
    std::string name = ((in_memory ? memory : fs::temp_directory_path()) / "istiqbal-disk-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        std::abort();
    root_ = fs::canonical(name);
    state_->root = root_.string();
    add_disk(state_);
}

SimulatedDisk::~SimulatedDisk() {
    drop_disk(state_);
    std::error_code ignored;
    fs::remove_all(state_->root, ignored);
}

std::uint64_t SimulatedDisk::changes() const {
    const auto guard = lock_disks();
    return state_->changes;
}

void SimulatedDisk::cut_power_at(std::uint64_t change) {
    const auto guard = lock_disks();
    state_->cut_at = state_->changes + change;
}

void SimulatedDisk::cut_power() {
    const auto guard = lock_disks();
    state_->power = false;
}

bool SimulatedDisk::has_power() const {
    const auto guard = lock_disks();
    return state_->power;
}

void SimulatedDisk::crash(std::uint64_t seed) {
    const auto guard = lock_disks();
    Random random(seed);
    state_->image.crash(random);
    lay_out(*state_);
    ++state_->generation;
    state_->power = true;
    state_->cut_at = 0;
    state_->armed.reset();
    state_->random = random;
}

std::map<std::string, Content> SimulatedDisk::surviving() const {
    const auto guard = lock_disks();
    std::map<std::string, Content> files;
    for (const auto& [name, file] : state_->image.durable_names())
        if (!file->folder)
            files.emplace(name, file->durable);
    return files;
}

void SimulatedDisk::settle() {
    const auto guard = lock_disks();
    const Unwatched unwatched_guard;
    state_->image = DiskImage();
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(state_->root))
        state_->image.adopt(entry.path().lexically_relative(state_->root).string(),
                            entry.is_directory() ? Content() : read_real(entry.path()),
                            static_cast<unsigned>(entry.status().permissions()), entry.is_directory());
    ++state_->generation;
}

std::uint64_t SimulatedDisk::calls(Fault fault) const {
    const auto guard = lock_disks();
    return state_->calls[static_cast<std::size_t>(fault)];
}

void SimulatedDisk::fail_at(Fault fault, std::uint64_t call, Lasting lasting) {
    const auto guard = lock_disks();
    state_->armed = {fault, state_->calls[static_cast<std::size_t>(fault)] + call, lasting};
    state_->strikes = 0;
}

void SimulatedDisk::heal() {
    const auto guard = lock_disks();
    state_->armed.reset();
}

std::uint64_t SimulatedDisk::strikes() const {
    const auto guard = lock_disks();
    return state_->strikes;
}

std::string SimulatedDisk::unseen_change() const {
    const auto guard = lock_disks();
    const Unwatched unwatched_guard;
    std::size_t there = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(state_->root)) {
        ++there;
        const std::string name = entry.path().lexically_relative(state_->root).string();
        const DiskImage::File file = state_->image.find(name);
        if (!file)
            return name + " is not recorded";
        if (!file->folder && !file->sync_failed && DiskImage::content(*file) != read_real(entry.path()))
            return name + " has another content";
    }
    return there == state_->image.names().size() ? "" : "a file that is recorded is not there";
}

void seed_sqlite(std::uint32_t seed) {
    sqlite3_initialize();
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed | 1u), nullptr);
}

} // namespace istiqbal::faults
