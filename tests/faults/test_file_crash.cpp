// SPDX-License-Identifier: Apache-2.0
// The files beside the databases under power cuts and failing disks: keys, people's PINs, the journal's epoch
// and what is moved aside. The old content or the new one; and no record of a damaged journal is lost on its
// way into the next one, wherever the power is cut.
#include "sync/seal/staff.hpp"
#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"
#include "tests/faults/store_journey.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <cstdio>

using namespace istiqbal;
using namespace istiqbal::faults;
using journal::Condition;

namespace {

constexpr Fault every_fault[]{Fault::io_error, Fault::no_space, Fault::short_write};

seal::Bytes text(char letter) {
    return seal::Bytes(3000, static_cast<std::uint8_t>(letter));
}

// Makes `disk` one on which six records lie in the -wal of a file that is damaged.
void put_damaged(const SimulatedDisk& disk, const std::string& good, const std::string& wal) {
    std::string bytes = good;
    bytes[68] ^= 1;
    test::put(disk / "journal", bytes);
    test::put(disk / "journal-wal", wal);
    test::put(disk / "journal.epoch", "3\n");
}

struct DamagedJournal {
    DamagedJournal() {
        const test::Folder folder;
        test::put_with_wal(folder / "journal", 6);
        file = test::content(folder / "journal");
        wal = test::content(folder / "journal-wal");
    }
    std::string file;
    std::string wal;
};

std::string try_to_open(const SimulatedDisk& disk) {
    const auto opened = journal::Journal::open(disk / "journal", test::terminal().verify_key());
    return opened ? "opened, " + std::to_string(opened->salvaged) + " saved: " + opened->reason
                  : "refused: " + opened.error().message();
}

void require_all_saved(const SimulatedDisk& disk) {
    const auto opened = test::open(disk / "journal");
    CHECK(opened.journal->position().epoch > 3);
    const auto unsent = opened.journal->unsent(256, std::size_t{1} << 22);
    REQUIRE(unsent);
    REQUIRE(unsent->envelopes.size() == 6);
    for (std::size_t index = 0; index < 6; ++index)
        CHECK((unsent->envelopes[index] == test::envelopes()[index]));
    CHECK(opened.reason.find("not salvaged") == std::string::npos);
}

} // namespace

TEST_CASE("file: the power is cut at every change of saving one") {
    std::uint64_t runs = 0;
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            REQUIRE(seal::save_secret_file(disk / "key", text('a')));
            disk.cut_power_at(change);
            const bool saved = seal::save_secret_file(disk / "key", text('b')).has_value();
            cut = !disk.has_power();
            if (!cut)
                break;
            ++runs;
            disk.crash(seed);
            const auto loaded = seal::load_secret_file(disk / "key");
            REQUIRE(loaded);
            const bool is_new = seal::equal(loaded->bytes(), text('b'));
            CHECK((is_new || (!saved && seal::equal(loaded->bytes(), text('a')))));
        }
        if (!cut)
            break;
    }
    std::printf("file, power cuts: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 100);
}

TEST_CASE("file: every call of saving one fails, once or from then on") {
    for (const Fault fault : every_fault) {
        for (const Lasting lasting : {Lasting::once, Lasting::until_healed}) {
            for (std::uint64_t call = 1;; ++call) {
                INFO("call " << call);
                SimulatedDisk disk(call);
                REQUIRE(seal::save_file(disk / "file", text('a')));
                disk.fail_at(fault, call, lasting);
                const auto saved = seal::save_file(disk / "file", text('b'));
                if (disk.strikes() == 0)
                    break;
                if (fault == Fault::short_write)
                    CHECK(saved);
                disk.heal();
                disk.crash(call);
                const auto loaded = seal::load_file(disk / "file", 4096);
                REQUIRE(loaded);
                CHECK((*loaded == text('b') || (!saved && *loaded == text('a'))));
                CHECK(seal::save_file(disk / "file", text('c')));
            }
        }
    }
}

TEST_CASE("file: a wrong PIN is counted before it is tried, and people are never torn") {
    SimulatedDisk source;
    const seal::Staff staff(source / "staff.json");
    const auto person = seal::Staff(source / "staff.json").add("سالم", seal::StaffRole::employee, "704815");
    REQUIRE(person);
    const std::string before = test::content(source / "staff.json");
    for (const Fault fault : {Fault::io_error, Fault::no_space}) {
        for (std::uint64_t call = 1;; ++call) {
            INFO("call " << call);
            SimulatedDisk disk(call);
            test::put(disk / "staff.json", before);
            std::filesystem::permissions(disk / "staff.json", std::filesystem::perms{0600});
            disk.settle();
            disk.fail_at(fault, call, Lasting::until_healed);
            seal::Staff people(disk / "staff.json");
            const auto answer = people.unlock(person->id, "999999", 1'767'225'600);
            if (disk.strikes() == 0)
                break;
            disk.crash(call);
            CHECK(people.people()->size() == 1);
            // Looked at only if it was counted, and that durably.
            if (answer)
                CHECK(test::content(disk / "staff.json").find("\"wrong\": 1") != std::string::npos);
        }
    }
    CHECK(staff.people()->size() == 1);
}

TEST_CASE("file: an enrolment that a power cut ends goes on with the key that was shown") {
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            disk.cut_power_at(change);
            const seal::Invitation invitation{seal::SecretBuffer(16), 2000,
                                              test::signing_key(20).verify_key(), std::nullopt};
            const auto request = uplink::create_enrolment_request(disk / "terminal", invitation, 1000);
            cut = !disk.has_power();
            if (!cut) {
                REQUIRE(request);
                disk.crash(seed);
            } else {
                disk.crash(seed);
            }
            const auto again = uplink::create_enrolment_request(disk / "terminal", invitation, 2000);
            REQUIRE(again);
            if (request)
                CHECK(again->fingerprint == request->fingerprint);
        }
        if (!cut)
            break;
    }
}

TEST_CASE("journal: a recovery is cut at every change, and loses nothing") {
    const DamagedJournal damaged;
    std::uint64_t runs = 0;
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 2; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            put_damaged(disk, damaged.file, damaged.wal);
            disk.settle();
            disk.cut_power_at(change);
            (void)journal::Journal::open(disk / "journal", test::terminal().verify_key());
            cut = !disk.has_power();
            if (!cut)
                break;
            ++runs;
            disk.crash(seed);
            require_all_saved(disk);
        }
        if (!cut)
            break;
    }
    std::printf("recovery, power cuts: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 100);
}

TEST_CASE("journal: every call of a recovery fails, and it loses nothing") {
    const DamagedJournal damaged;
    for (const Fault fault : every_fault) {
        for (const Lasting lasting : {Lasting::once, Lasting::until_healed}) {
            for (std::uint64_t call = 1;; ++call) {
                INFO("fault " << static_cast<int>(fault) << ", call " << call
                              << (lasting == Lasting::once ? ", once" : ", from then on"));
                SimulatedDisk disk(call);
                put_damaged(disk, damaged.file, damaged.wal);
                disk.settle();
                disk.fail_at(fault, call, lasting);
                const auto first = try_to_open(disk);
                if (disk.strikes() == 0)
                    break;
                INFO(first);
                disk.heal();
                if (call % 2 == 0)
                    disk.crash(call);
                require_all_saved(disk);
            }
        }
    }
}
