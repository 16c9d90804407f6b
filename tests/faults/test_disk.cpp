// SPDX-License-Identifier: Apache-2.0
// The simulated disk itself: what it forgets, what it keeps, and that it sees all that happens.
#include "tests/catch.hpp"
#include "tests/faults/simulated_disk.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <set>

using namespace istiqbal;
using namespace istiqbal::faults;

namespace {

std::string read_back(const std::filesystem::path& file) {
    return std::filesystem::exists(file) ? test::content(file) : "(none)";
}

void sync_folder(const SimulatedDisk& disk) {
    const int folder = ::open(disk.root().c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(::fsync(folder) == 0);
    ::close(folder);
}

// What a crash with each of many seeds leaves of a file that was "aaaa…" and synced, and is now "bbbb…".
std::set<std::string> outcomes(bool synced) {
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SimulatedDisk disk;
        const int file = ::open((disk / "file").c_str(), O_RDWR | O_CREAT, 0600);
        const std::string before(1200, 'a');
        const std::string after(1200, 'b');
        REQUIRE(::write(file, before.data(), before.size()) == 1200);
        REQUIRE(::fsync(file) == 0);
        sync_folder(disk);
        REQUIRE(::pwrite(file, after.data(), after.size(), 0) == 1200);
        if (synced)
            REQUIRE(::fsync(file) == 0);
        disk.crash(seed);
        CHECK(::pwrite(file, after.data(), after.size(), 0) == -1); // it was open before
        CHECK(errno == EIO);
        ::close(file);
        seen.insert(read_back(disk / "file"));
        CHECK(disk.unseen_change().empty());
    }
    return seen;
}

} // namespace

TEST_CASE("disk: what is synced stays, what is not may be lost, torn or kept") {
    CHECK(outcomes(true) == std::set<std::string>{std::string(1200, 'b')});
    const auto seen = outcomes(false);
    CHECK(seen.count(std::string(1200, 'a')) == 1);
    CHECK(seen.count(std::string(1200, 'b')) == 1);
    // Torn at a sector, the second one kept only; and at some byte that is none.
    CHECK(seen.count(std::string(512, 'a') + std::string(512, 'b') + std::string(176, 'a')) == 1);
    bool at_byte = false;
    for (const std::string& content : seen) {
        CHECK(content.size() == 1200);
        const std::size_t first = content.find('a');
        at_byte = at_byte || (content[0] == 'b' && first != std::string::npos && first % 512 != 0 &&
                              content.find('b', first) == std::string::npos);
    }
    CHECK(at_byte);
}

TEST_CASE("disk: a name is durable only with its folder, and a rename is whole") {
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SimulatedDisk disk;
        REQUIRE(seal::save_file(disk / "file", seal::view(std::string_view("old"))));
        const int file = ::open((disk / "new").c_str(), O_RDWR | O_CREAT, 0600);
        REQUIRE(::write(file, "new", 3) == 3);
        REQUIRE(::fsync(file) == 0);
        ::close(file);
        REQUIRE(::rename((disk / "new").c_str(), (disk / "file").c_str()) == 0);
        disk.crash(seed);
        seen.insert(read_back(disk / "file") + " " + read_back(disk / "new"));
    }
    CHECK(seen == std::set<std::string>{"old (none)", "old new", "new (none)"});
}

TEST_CASE("disk: faults strike at the call they are set for") {
    SimulatedDisk disk;
    const int file = ::open((disk / "file").c_str(), O_RDWR | O_CREAT, 0600);
    disk.fail_at(Fault::no_space, 2, Lasting::once);
    CHECK(::write(file, "one", 3) == 3);
    CHECK(::write(file, "two", 3) == -1);
    CHECK(errno == ENOSPC);
    CHECK(::write(file, "two", 3) == 3);
    disk.fail_at(Fault::short_write, 1, Lasting::until_healed);
    CHECK(::write(file, "four", 4) == 2);
    CHECK(::write(file, "ur", 2) == 1);
    disk.heal();
    CHECK(::write(file, "r", 1) == 1);
    CHECK(read_back(disk / "file") == "onetwofour");
    disk.fail_at(Fault::io_error, 1, Lasting::until_healed);
    CHECK(::fsync(file) == -1);
    CHECK(::unlink((disk / "file").c_str()) == -1);
    CHECK(disk.strikes() == 2);
    disk.heal();
    disk.cut_power_at(2);
    CHECK(::write(file, "!", 1) == 1);
    CHECK(disk.has_power());
    CHECK(::fsync(file) == -1);
    CHECK_FALSE(disk.has_power());
    ::close(file);
}

TEST_CASE("disk: it sees whatever a journal does, and two disks know nothing of each other") {
    SimulatedDisk disk;
    SimulatedDisk other;
    {
        const auto opened = test::open(disk / "journal");
        const auto second = test::open(other / "journal");
        test::append_all(*opened.journal, 0, 5);
        CHECK(disk.unseen_change().empty());
        CHECK(other.changes() < disk.changes());
        other.crash(1);
        test::append_all(*opened.journal, 5, 7);
        CHECK_FALSE(second.journal->append(test::envelopes()[0]));
    }
    // Damage, so that everything moves aside and is copied.
    std::string bytes = test::content(disk / "journal");
    bytes[68] ^= 1;
    test::put(disk / "journal", bytes);
    disk.settle();
    const auto opened = test::open(disk / "journal");
    CHECK(opened.salvaged == 7);
    CHECK(disk.unseen_change().empty());
    CHECK(test::open(other / "journal").journal->counts().unsent == 0);
}

TEST_CASE("disk: the same seeds leave the same bytes") {
    std::set<std::string> seen;
    for (int round = 0; round < 2; ++round) {
        seed_sqlite(7);
        SimulatedDisk disk;
        {
            const auto opened = test::open(disk / "journal");
            disk.cut_power_at(20);
            for (const seal::Bytes& envelope : test::envelopes())
                (void)opened.journal->append(envelope);
        }
        disk.crash(11);
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(disk.root()))
            all += entry.path().filename().string() + "\n" + test::content(entry.path());
        seen.insert(all);
    }
    CHECK(seen.size() == 1);
}
