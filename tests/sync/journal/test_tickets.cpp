// SPDX-License-Identifier: Apache-2.0
// Tickets, following a request up, ratings, and the journal's way from version 1 to the present.
#include "sync/journal/follow_up.hpp"
#include "sync/journal/intake.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using journal::Condition;
using journal::FollowUp;
using journal::TicketState;
using seal::ErrorClass;
using namespace test;

namespace {

journal::Intake intake_of(journal::Journal& journal) {
    return journal::Intake(journal, terminal(), {identity(2).recipient(), identity(3).recipient()});
}

TicketState state(const journal::Journal& journal, const seal::Reference& reference) {
    const auto ticket = journal.ticket(reference);
    REQUIRE(ticket);
    REQUIRE(*ticket);
    return (*ticket)->state;
}

seal::Digest first_hash(const journal::Journal& journal) {
    return hash_of(journal.unsent(1, 1 << 20)->envelopes.at(0));
}

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
}

// A journal of `count` records as the program of version 1 left it.
void put_version_1(const std::filesystem::path& file, std::size_t count) {
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, count);
    }
    run_sql(file,
            "DROP INDEX record_due; DROP INDEX record_kept; ALTER TABLE record DROP COLUMN acknowledged;"
            "DROP TABLE ticket; DROP TABLE draft; DROP TABLE notice; PRAGMA user_version=1;"
            "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace

TEST_CASE("a ticket says how far a request has come, also when it is purged") {
    const test::Folder folder;
    const auto file = folder / "journal";
    const auto opened = open(file);
    auto& journal = *opened.journal;
    auto intake = intake_of(journal);
    const auto receipt = intake.submit(test::submission());
    REQUIRE(receipt);
    const auto& reference = receipt->reference;
    CHECK_FALSE(journal.ticket(seal::Reference::generate(test::seeded(77))).value());
    CHECK(state(journal, reference) == TicketState::waiting);
    const auto hash = first_hash(journal);
    REQUIRE(journal.mark_spooled({journal.terminal(), 1, 1, hash, {}}));
    CHECK(state(journal, reference) == TicketState::on_its_way);
    REQUIRE(journal.purge({journal.terminal(), 1, {{1, hash}}})->purged == 1);
    CHECK(state(journal, reference) == TicketState::with_office);
    CHECK(journal.ticket(reference).value()->sequence == 1);
}

TEST_CASE("an envelope and its ticket are written together or not at all") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    auto& journal = *opened.journal;
    const auto reference = seal::Reference::generate(test::seeded(1));
    const journal::TicketKey ticket{reference, identity(4).recipient()};
    REQUIRE(journal.append(envelopes()[0], ticket));
    // The reference is taken.
    CHECK_FALSE(journal.append(envelopes()[1], ticket));
    CHECK(journal.position().sequence == 2);
    CHECK(journal.counts().unsent == 1);
    CHECK(journal.append(envelopes()[1]));
}

TEST_CASE("follow-up: found, or one answer for an unknown reference and a wrong code") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    auto intake = intake_of(*opened.journal);
    const auto receipt = intake.submit(test::submission());
    REQUIRE(receipt);
    auto now = FollowUp::Clock::time_point() + std::chrono::hours(1);
    FollowUp follow_up(*opened.journal, signing_key(30).verify_key(),
                       {[] { return std::int64_t{0}; }, [&now] { return now; }});
    const auto other_code = seal::ClaimCode::generate(test::seeded(5));
    const auto unknown = seal::Reference::generate(test::seeded(6));
    const auto ask = [&](const seal::Reference& reference, const seal::ClaimCode& code) {
        return follow_up.ask(reference, code).value();
    };
    const auto found = ask(receipt->reference, receipt->claim_code);
    REQUIRE(std::holds_alternative<journal::Ticket>(found));
    CHECK(std::get<journal::Ticket>(found).state == TicketState::waiting);

    for (const auto& reference : {receipt->reference, unknown}) {
        for (std::size_t index = 0; index < FollowUp::wrong_limit; ++index) {
            CHECK(std::holds_alternative<FollowUp::NotFound>(ask(reference, other_code)));
            now += std::chrono::seconds(1);
        }
        const auto resting = ask(reference, receipt->claim_code);
        REQUIRE(std::holds_alternative<FollowUp::Resting>(resting));
        CHECK(std::get<FollowUp::Resting>(resting).wait == std::chrono::seconds(599));
    }
    now += std::chrono::minutes(10);
    CHECK(std::holds_alternative<journal::Ticket>(ask(receipt->reference, receipt->claim_code)));
    CHECK(std::holds_alternative<FollowUp::NotFound>(ask(unknown, other_code)));
    // Four, and a fifth when the first of them is ten minutes old: none of it rests.
    for (int index = 0; index < 4; ++index)
        ask(receipt->reference, other_code);
    now += FollowUp::window;
    ask(receipt->reference, other_code);
    CHECK(std::holds_alternative<journal::Ticket>(ask(receipt->reference, receipt->claim_code)));
}

TEST_CASE("a thousand ratings in a row") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    auto& journal = *opened.journal;
    auto intake = intake_of(journal);
    for (int index = 0; index < 1000; ++index) {
        const auto filed = intake.file(test::rating(1 + index % 5));
        REQUIRE(filed);
        REQUIRE(filed->sequence == static_cast<std::uint64_t>(index) + 1);
    }
    CHECK(journal.counts().unsent == 1000);
    const auto key = identity(2);
    const auto unsent = journal.unsent(1, 1 << 20);
    const auto envelope = seal::parse_envelope(unsent->envelopes.at(0));
    const auto read = seal::open_submission(*envelope, terminal().verify_key(), std::span(&key, 1));
    REQUIRE(read);
    CHECK(read->answers == test::rating(1).answers);
    CHECK(read->reference.empty());
}

TEST_CASE("a rating is no request, and a request no rating") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    auto intake = intake_of(*opened.journal);
    CHECK(intake.submit(test::rating()).error().kind == ErrorClass::malformed);
    CHECK(intake.file(test::submission()).error().kind == ErrorClass::malformed);
    auto named = test::rating();
    named.answers.push_back({"employee", "", "Sara", ""});
    CHECK(intake.file(named).error().kind == ErrorClass::malformed);
    CHECK(opened.journal->position().sequence == 1);
}

TEST_CASE("a damaged journal's tickets are carried over with what they say") {
    const test::Folder folder;
    const auto file = folder / "journal";
    std::vector<seal::Reference> references;
    {
        const auto opened = open(file);
        auto intake = intake_of(*opened.journal);
        for (int index = 0; index < 2; ++index)
            references.push_back(intake.submit(test::submission())->reference);
        const auto hash = first_hash(*opened.journal);
        REQUIRE(opened.journal->purge({opened.journal->terminal(), 1, {{1, hash}}}));
    }
    // A later epoch was used already, so the file is put aside and salvaged.
    put(file.string() + ".epoch", "5\n");
    const auto opened = open(file);
    CHECK(opened.condition == Condition::recovered);
    CHECK(opened.salvaged == 1);
    CHECK(state(*opened.journal, references[0]) == TicketState::with_office);
    CHECK(state(*opened.journal, references[1]) == TicketState::waiting);
}

TEST_CASE("a ticket whose envelope the damage took says that it does not know") {
    const test::Folder folder;
    const auto file = folder / "journal";
    std::optional<seal::Reference> reference;
    {
        const auto opened = open(file);
        auto intake = intake_of(*opened.journal);
        reference = intake.submit(test::submission())->reference;
    }
    run_sql(file, "DELETE FROM record");
    put(file.string() + ".epoch", "5\n");
    const auto opened = open(file);
    CHECK(opened.condition == Condition::recovered);
    CHECK(state(*opened.journal, *reference) == TicketState::unknown);
}

TEST_CASE("a journal of version 1 is brought to the present version with all it holds") {
    const test::Folder folder;
    const auto file = folder / "journal";
    put_version_1(file, 12);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->counts().unsent == 12);
    CHECK(opened.journal->append(envelopes()[12],
                                 journal::TicketKey{seal::Reference::generate(), identity(4).recipient()}));
}

TEST_CASE("wherever the power fails in the migration, the journal opens whole") {
    const test::Folder folder;
    const auto live = folder / "live";
    put_version_1(live, 6);
    const std::string before = content(live);
    std::string log;
    {
        // Just migrated: all of it is in the -wal.
        const auto opened = open(live);
        REQUIRE(content(live) == before);
        log = content(live.string() + "-wal");
    }
    REQUIRE(log.size() > 4096);
    for (std::size_t size = 0; size <= log.size(); size += 512) {
        const auto file = folder / ("cut" + std::to_string(size));
        put(file, before);
        put(file.string() + "-wal", log.substr(0, size));
        put(file.string() + ".epoch", "1\n");
        const auto opened = open(file);
        REQUIRE(opened.condition == Condition::intact);
        REQUIRE(opened.journal->counts().unsent == 6);
        REQUIRE(opened.journal->append(
            envelopes()[6], journal::TicketKey{seal::Reference::generate(), identity(4).recipient()}));
    }
}

TEST_CASE("a migration that has no room leaves the journal as it was") {
    const test::Folder folder;
    const auto file = folder / "journal";
    put_version_1(file, 6);
    const std::string before = content(file);
    {
        const FullDisk full(4096);
        CHECK_FALSE(journal::Journal::open(file, terminal().verify_key()));
    }
    CHECK((content(file) == before));
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->counts().unsent == 6);
}
