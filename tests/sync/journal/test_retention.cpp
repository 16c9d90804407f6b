// SPDX-License-Identifier: Apache-2.0
// What leaves the journal, when, and what it takes the hub to have.
#include "sync/seal/settings.hpp"
#include "tests/sync/journal/journal_file.hpp"
#include "tests/sync/notices.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using journal::Journal;
using journal::Retention;
using test::envelopes;
using test::hash_of;

namespace {

constexpr std::int64_t noon = test::issued;
constexpr std::int64_t day = 86'400;

const seal::SigningKey& office() {
    static const seal::SigningKey key = test::signing_key(8);
    return key;
}

seal::OfficeAck acknowledgement(const Journal& journal, std::initializer_list<std::uint64_t> sequences) {
    seal::OfficeAck ack{journal.terminal(), 1, {}};
    for (const std::uint64_t sequence : sequences)
        ack.records.push_back({sequence, hash_of(envelopes()[sequence - 1])});
    return ack;
}

seal::HubAck head(const Journal& journal, std::uint64_t sequence) {
    return {journal.terminal(), 1, sequence, hash_of(envelopes()[sequence - 1]), {}};
}

std::vector<std::uint64_t> counted(const Journal& journal) {
    const journal::Counts counts = journal.counts();
    return {counts.unsent, counts.spooled, counts.kept, counts.purged};
}

using Numbers = std::vector<std::uint64_t>;

bool holds(const std::filesystem::path& file, const seal::Bytes& envelope) {
    const std::string bytes(seal::text(envelope).substr(100, 200));
    return (test::content(file) + test::content(file.string() + "-wal")).find(bytes) != std::string::npos;
}

} // namespace

TEST_CASE("what the office acknowledged stays as many days as it says, and is not sent any more") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = test::open(file);
        Journal& journal = *opened.journal;
        test::append_all(journal, 0, 6);
        REQUIRE(journal.mark_spooled(head(journal, 4)));
        const auto purged = journal.purge(acknowledgement(journal, {2, 3, 5}), Retention{noon, 30});
        REQUIRE(purged);
        CHECK(purged->purged == 3);
        CHECK(counted(journal) == Numbers{1, 2, 3, 0});
        CHECK(journal.purge(acknowledgement(journal, {2}), Retention{noon + day, 30})->already == 1);
        CHECK(journal.unsent(10, 1 << 20)->first_sequence == 6);
        CHECK(journal.unacknowledged(0, 0, 10, 1 << 20)->envelopes.size() == 1);
        CHECK(journal.unacknowledged(1, 1, 10, 1 << 20)->first_sequence == 4);
        CHECK(journal.unacknowledged(1, 4, 10, 1 << 20)->first_sequence == 6);
    }
    const auto opened = test::open(file);
    Journal& journal = *opened.journal;
    CHECK(opened.condition == journal::Condition::intact);
    CHECK(counted(journal) == Numbers{1, 2, 3, 0});
    CHECK(journal.purge_kept({noon + 30 * day - 1, 30}).value() == 0);
    CHECK(holds(file, envelopes()[1]));
    CHECK(journal.purge_kept({noon + 30 * day, 30}).value() == 3);
    CHECK(counted(journal) == Numbers{1, 2, 0, 3});
    for (const std::size_t gone : {1, 2, 4})
        CHECK_FALSE(holds(file, envelopes()[gone]));
    CHECK(holds(file, envelopes()[0]));
    CHECK(test::content(file).find(seal::text(hash_of(envelopes()[1]))) != std::string::npos); // a tombstone
}

TEST_CASE("without days it leaves with the acknowledgement") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    Journal& journal = *opened.journal;
    test::append_all(journal, 0, 2);
    REQUIRE(journal.purge(acknowledgement(journal, {1}), Retention{noon, 0}));
    CHECK(counted(journal) == Numbers{1, 0, 0, 1});
    CHECK_FALSE(holds(folder / "journal", envelopes()[0]));
}

TEST_CASE("fewer days count for what is kept already; a clock that was ahead keeps nothing for ever") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    Journal& journal = *opened.journal;
    test::append_all(journal, 0, 2);
    REQUIRE(journal.purge(acknowledgement(journal, {1}), Retention{noon + 3'650 * day, 30}));
    REQUIRE(journal.purge(acknowledgement(journal, {2}), Retention{noon, 30}));
    CHECK(journal.purge_kept({noon + 2 * day, 2}).value() == 1);
    CHECK(journal.purge_kept({noon + 4 * day - 1, 2}).value() == 0);
    CHECK(journal.purge_kept({noon + 4 * day, 2}).value() == 1);
}

TEST_CASE("the days are those of the settings that hold here") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    Journal& journal = *opened.journal;
    const auto days = [&](std::int64_t now) {
        return journal.retention(office().verify_key(), now).value().days;
    };
    CHECK(days(noon) == 0);
    const auto settings = test::settings_notice(office(), 1);
    REQUIRE(journal.apply_notices({&settings, 1}, office().verify_key(), noon));
    CHECK(days(noon) == 30);
    CHECK(days(noon + 400 * day) == 30); // expired: an alarm, and no other rule
    CHECK(journal.retention(test::signing_key(9).verify_key(), noon).value().days == 0);
}

TEST_CASE("a terminal that is enrolled anew lets go of what it only kept") {
    const test::Folder folder;
    const auto file = folder / "journal";
    const auto& successor = test::signing_key(5);
    {
        const auto opened = test::open(file);
        test::append_all(*opened.journal, 0, 3);
        REQUIRE(opened.journal->purge(acknowledgement(*opened.journal, {1}), Retention{noon, 30}));
        CHECK(opened.journal->hand_over(successor).value() == 2);
        CHECK(counted(*opened.journal) == Numbers{2, 0, 0, 1});
    }
    const auto opened = Journal::open(file, successor.verify_key());
    REQUIRE(opened);
    CHECK(opened->condition == journal::Condition::intact);
    CHECK(counted(*opened->journal) == Numbers{2, 0, 0, 1});
    CHECK_FALSE(holds(file, envelopes()[0]));
}

TEST_CASE("what a hub turned out not to have is unsent again") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = test::open(file);
        Journal& journal = *opened.journal;
        test::append_all(journal, 0, 8);
        REQUIRE(journal.mark_spooled(head(journal, 7)));
        REQUIRE(journal.purge(acknowledgement(journal, {1, 4})));
        const auto runs = journal.spooled_runs().value();
        REQUIRE(runs.size() == 2);
        CHECK(runs[0].first_sequence == 2);
        CHECK(runs[0].last_sequence == 3);
        CHECK(runs[1].first_sequence == 5);
        CHECK(runs[1].last_sequence == 7);
        REQUIRE(journal.unmark_spooled(1, 9)); // above the mark: nothing to take back
        CHECK(counted(journal) == Numbers{1, 5, 0, 2});
        REQUIRE(journal.unmark_spooled(1, 5));
        CHECK(counted(journal) == Numbers{3, 3, 0, 2});
        CHECK(journal.unsent(10, 1 << 20)->first_sequence == 6);
        REQUIRE(journal.unmark_spooled(2, 0)); // an epoch that it never had
    }
    const auto opened = test::open(file);
    CHECK(counted(*opened.journal) == Numbers{3, 3, 0, 2});
}

TEST_CASE("a journal of version 3 learns to keep") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = test::open(file);
        test::append_all(*opened.journal, 0, 3);
        REQUIRE(opened.journal->purge(acknowledgement(*opened.journal, {1})));
    }
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other,
                       "DROP INDEX record_due; DROP INDEX record_kept;"
                       "ALTER TABLE record DROP COLUMN acknowledged; PRAGMA user_version=3",
                       nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    const auto opened = test::open(file);
    CHECK(opened.condition == journal::Condition::intact);
    CHECK(counted(*opened.journal) == Numbers{2, 0, 0, 1});
    REQUIRE(opened.journal->purge(acknowledgement(*opened.journal, {2}), Retention{noon, 1}));
    CHECK(counted(*opened.journal) == Numbers{1, 0, 1, 1});
}
