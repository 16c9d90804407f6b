// SPDX-License-Identifier: Apache-2.0
// A content bundle on its way from the journal into use, under power cuts and failing disks: whatever the
// disk then holds, the edition that in-use.json names is whole, and the new one can be put there.
#include "kiosk/app/content_shelf.hpp"
#include "sync/seal/bundle_folder.hpp"
#include "tests/catch.hpp"
#include "tests/faults/simulated_disk.hpp"

#include <cstdio>

using namespace istiqbal;
using namespace istiqbal::faults;
using app::ContentShelf;
using app::Edition;

namespace {

seal::Bytes bundle_with(char letter) {
    const auto content = [letter](std::size_t size) {
        return seal::Bytes(size, static_cast<std::uint8_t>(letter));
    };
    return seal::build_bundle({{"catalogue/services.json", content(900)},
                               {"forms/register/choices.csv", content(3000)},
                               {"forms/register/survey.csv", content(700)},
                               {"theme/theme.toml", {}}})
        .value();
}

struct Story {
    seal::Bytes old_bundle = bundle_with('a');
    seal::Bytes new_bundle = bundle_with('b');
    Edition before{false, 1, seal::bundle_hash(old_bundle)};
    Edition after{false, 2, seal::bundle_hash(new_bundle)};

    void begin(const SimulatedDisk& disk) const {
        const ContentShelf shelf(disk / "terminal");
        REQUIRE(shelf.unpack(before, old_bundle));
        REQUIRE(shelf.activate(before, std::nullopt));
        REQUIRE(disk.unseen_change() == "");
    }
    bool change(const SimulatedDisk& disk) const {
        const ContentShelf shelf(disk / "terminal");
        return shelf.unpack(after, new_bundle) && shelf.activate(after, before);
    }
    // After a crash.
    void check(const SimulatedDisk& disk, bool changed) const {
        const ContentShelf shelf(disk / "terminal");
        const auto active = shelf.state().active;
        REQUIRE(active);
        CHECK((active == after || (!changed && active == before)));
        CHECK(shelf.open(*active));
        CHECK(change(disk));
        CHECK(shelf.state().active == after);
        CHECK(shelf.open(after));
        CHECK(shelf.open(before));
    }
};

} // namespace

TEST_CASE("content: the power is cut at every change of unpacking and of putting in use") {
    const Story story;
    std::uint64_t runs = 0;
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            story.begin(disk);
            disk.cut_power_at(change);
            const bool changed = story.change(disk);
            cut = !disk.has_power();
            if (!cut)
                break;
            ++runs;
            disk.crash(seed);
            story.check(disk, changed);
        }
        if (!cut)
            break;
    }
    std::printf("content, power cuts: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 1000);
}

TEST_CASE("content: every call fails, once or from then on") {
    const Story story;
    for (const Fault fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
        for (const Lasting lasting : {Lasting::once, Lasting::until_healed}) {
            for (std::uint64_t call = 1;; ++call) {
                INFO("call " << call);
                SimulatedDisk disk(call);
                story.begin(disk);
                disk.fail_at(fault, call, lasting);
                const bool changed = story.change(disk);
                if (disk.strikes() == 0)
                    break;
                disk.heal();
                disk.crash(call);
                story.check(disk, changed);
            }
        }
    }
}
