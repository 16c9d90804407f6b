// SPDX-License-Identifier: Apache-2.0
// The centre's databases: what was committed is there after a power cut.
#include "sync/store/database.hpp"
#include "tests/catch.hpp"
#include "tests/faults/simulated_disk.hpp"

using namespace istiqbal;

TEST_CASE("a commit of the centre's databases outlives a power cut right after it") {
    constexpr store::Schema schema{1, "CREATE TABLE kept (number INTEGER) STRICT;"};
    const auto sharing = GENERATE(store::Sharing::exclusive, store::Sharing::shared);
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        INFO("seed " << seed);
        faults::SimulatedDisk disk;
        const auto file = disk / "kept.db";
        {
            auto database = store::Database::open(file, schema, sharing);
            REQUIRE(database);
            // Since a later commit also settles the ones before, the last one is what counts.
            REQUIRE(database->execute("INSERT INTO kept VALUES (1)"));
            REQUIRE(database->execute("INSERT INTO kept VALUES (2)"));
            disk.cut_power();
        }
        disk.crash(seed);
        auto database = store::Database::open(file, schema, sharing);
        REQUIRE(database);
        auto count = database->prepare("SELECT count(*) FROM kept");
        REQUIRE(count);
        REQUIRE(count->step());
        CHECK(count->integer(0) == 2);
    }
}
