// SPDX-License-Identifier: Apache-2.0
// The stick fails at every call, once or from then on, and loses its power at every change: no record is ever
// lost, and what is said to be copied is on the stick.
#include "tests/faults/simulated_disk.hpp"
#include "tests/sync/carriage/stick_scene.hpp"

#include <cstdio>

using namespace istiqbal;
using carriage::Trouble;
using faults::Fault;
using faults::Lasting;
using faults::SimulatedDisk;

namespace {

struct Scene : test::StickScene {
    Scene() { terminal.append(3); }

    carriage::Tried<carriage::Copied> copy_to(const SimulatedDisk& disk) {
        return carriage::copy_to_stick(sender(terminal), disk.root());
    }
    // What the office can make of the stick. Of a copy, so that no acknowledgement comes back and the next
    // run finds the records still to be carried.
    std::uint64_t importable(const SimulatedDisk& disk) {
        const test::Folder copy;
        std::filesystem::copy(disk.root(), copy / "stick", std::filesystem::copy_options::recursive);
        const auto imported = office::import_path(*office.store, *office.keys, copy / "stick", test::noon);
        std::uint64_t found = 0;
        if (imported)
            for (const auto& each : *imported)
                found += each.filed + each.already;
        return found;
    }
};

} // namespace

TEST_CASE("carriage: every call on the stick fails, once or from then on") {
    Scene scene;
    std::uint64_t runs = 0;
    for (const Fault fault : {Fault::io_error, Fault::no_space, Fault::short_write})
        for (const Lasting lasting : {Lasting::once, Lasting::until_healed})
            for (std::uint64_t call = 1;; ++call) {
                INFO("fault " << static_cast<int>(fault) << ", call " << call);
                SimulatedDisk disk(call);
                disk.fail_at(fault, call, lasting);
                const auto copied = scene.copy_to(disk);
                if (disk.strikes() == 0)
                    break;
                ++runs;
                disk.heal();
                if (copied) {
                    CHECK(copied->records == 3);
                    CHECK(scene.importable(disk) == 3);
                } else if (fault == Fault::no_space) {
                    CHECK(copied.error().trouble == Trouble::full);
                } else {
                    CHECK((copied.error().trouble == Trouble::faulty ||
                           copied.error().trouble == Trouble::gone));
                }
                CHECK(scene.counts().unsent == 3);
                // The same stick, once it works.
                REQUIRE(scene.copy_to(disk));
                CHECK(scene.importable(disk) == 3);
            }
    std::printf("stick, failing calls: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 20);
}

TEST_CASE("carriage: the stick is cut off at every change, and holds what was said to be copied") {
    Scene scene;
    std::uint64_t runs = 0;
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            disk.cut_power_at(change);
            const auto copied = scene.copy_to(disk);
            cut = !disk.has_power();
            if (!cut)
                disk.cut_power();
            ++runs;
            disk.crash(seed);
            CHECK(scene.counts().unsent == 3);
            if (copied)
                CHECK(scene.importable(disk) == 3);
            else
                CHECK(copied.error().trouble != Trouble::own);
            REQUIRE(scene.copy_to(disk));
            CHECK(scene.importable(disk) == 3);
        }
        if (!cut)
            break;
    }
    std::printf("stick, cut off: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 50);
}
