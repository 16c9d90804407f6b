// SPDX-License-Identifier: Apache-2.0
// Opening on all cores: every record once, filed in order, with the outcome that it has by itself.
#include "sync/office/all_cores.hpp"
#include "sync/office/filing.hpp"
#include "tests/sync/centre.hpp"

#include <set>
#include <thread>

using namespace istiqbal;
using test::Centre;
using test::noon;

namespace {

struct FiledRecords {
    office::Filed counted;
    std::vector<std::string> references; // newest first
    std::vector<seal::OfficeAck> acknowledged;
};

// In groups of `at_once`, in a store of its own that knows the same terminals.
FiledRecords file(Centre& centre, const std::string& name, const std::vector<seal::Bytes>& records,
                  std::size_t at_once) {
    const auto database = centre.folder / name;
    std::filesystem::copy_file(office::database_file(centre.office.directory), database);
    const auto store = office::Store::open(database).value();
    const auto hub = store->hubs()->front();
    FiledRecords out;
    for (std::size_t at = 0; at < records.size(); at += at_once) {
        std::vector<seal::ByteView> group;
        for (std::size_t index = at; index < std::min(at + at_once, records.size()); ++index)
            group.emplace_back(records[index]);
        auto transaction = store->begin();
        auto clerk = office::FilingClerk::open(*store, *centre.office.keys, hub, out.counted, noon);
        REQUIRE(clerk);
        REQUIRE(clerk->take(group));
        REQUIRE(transaction->commit());
    }
    const auto cases = store->cases().value();
    for (const office::Case& row : cases)
        out.references.push_back(row.terminal_name + " " + row.reference + " " + std::to_string(row.number));
    out.acknowledged = store->unacknowledged(hub).value();
    return out;
}

} // namespace

TEST_CASE("work on all cores is done once for each index, by several threads, and is done on return") {
    const std::size_t count = GENERATE(0, 1, 2, 1000);
    std::vector<int> done(count);
    office::on_all_cores(count, [&](std::size_t index) { ++done[index]; });
    CHECK(std::count(done.begin(), done.end(), 1) == static_cast<std::ptrdiff_t>(count));

    if (std::thread::hardware_concurrency() < 2)
        return;
    // Two that wait for each other: one thread alone would never come back.
    std::atomic<int> there{0};
    office::on_all_cores(2, [&](std::size_t) {
        ++there;
        while (there < 2)
            std::this_thread::yield();
    });
    CHECK(there == 2);
}

TEST_CASE("a page filed at once is filed as its records are one by one") {
    Centre centre;
    const test::Terminal second(centre.folder / "second", centre.office, centre.hub.shown(),
                                centre.hub.url());
    test::Office other(centre.folder / "other");
    const test::Terminal stranger(centre.folder / "stranger", other, centre.hub.shown(), centre.hub.url());
    const auto first_records = centre.terminal.make_chain({}, 40);
    const auto second_records = second.make_chain({}, 40);
    std::vector<seal::Bytes> records;
    for (std::size_t index = 0; index < 40; ++index) {
        records.push_back(first_records[index]);
        records.push_back(second_records[index]);
        if (index % 10 == 3) { // altered, foreign, repeated, contradicting, and no record at all
            records.push_back(first_records[index + 1]);
            records.back()[100] ^= 1;
            records.push_back(stranger.make_record({}));
            records.push_back(second_records[index - 1]);
            records.push_back(centre.terminal.make_record(
                {1, index, index == 1 ? seal::Digest{} : seal::Digest{7}}, "clone"));
            records.emplace_back(20, 'x');
        }
    }

    const auto one_by_one = file(centre, "one", records, 1);
    REQUIRE(one_by_one.counted.filed == 80);
    REQUIRE(one_by_one.counted.already == 4);
    REQUIRE(one_by_one.counted.quarantined == 16);
    const std::size_t at_once = GENERATE(7, 1000);
    const auto together = file(centre, "together", records, at_once);
    CHECK(together.counted.filed == one_by_one.counted.filed);
    CHECK(together.counted.already == one_by_one.counted.already);
    CHECK(together.counted.quarantined == one_by_one.counted.quarantined);
    CHECK(together.counted.warnings == one_by_one.counted.warnings);
    CHECK(together.references == one_by_one.references);
    REQUIRE(together.acknowledged.size() == one_by_one.acknowledged.size());
    for (std::size_t index = 0; index < together.acknowledged.size(); ++index) {
        CHECK(together.acknowledged[index].terminal == one_by_one.acknowledged[index].terminal);
        CHECK(together.acknowledged[index].records.size() == one_by_one.acknowledged[index].records.size());
    }
}
