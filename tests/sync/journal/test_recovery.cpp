// SPDX-License-Identifier: Apache-2.0
// Damaged, foreign, vanished and older journals: what is moved aside, what is carried over, and when.
#include "tests/sync/journal/journal_file.hpp"

#include <sqlite3.h>

#include <random>

using namespace istiqbal;
using journal::Condition;
using journal::Journal;
using seal::ErrorClass;
using namespace test;

TEST_CASE("a file that is not a journal is moved aside whole and intake goes on") {
    const test::Folder folder;
    const auto file = folder / "journal";
    std::string bytes;
    SECTION("text") {
        bytes = std::string(5000, 'x');
    }
    SECTION("short text") {
        bytes = "hello";
    }
    SECTION("empty") {
        bytes = "";
    }
    SECTION("another program's database") {
        sqlite3* other = nullptr;
        REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
        REQUIRE(sqlite3_exec(other, "CREATE TABLE record (a); INSERT INTO record VALUES (1)", nullptr,
                             nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(other);
        bytes = content(file);
    }
    put(file, bytes);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::recovered);
    CHECK_FALSE(opened.reason.empty());
    CHECK(content(opened.moved_to) == bytes);
    const auto next = test::chain(terminal(), opened.journal->position(), 1, {test::identity(2).recipient()});
    CHECK(opened.journal->append(next[0]));
}

TEST_CASE("a journal that vanished does not use its epoch again") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
    }
    std::filesystem::remove(file);
    {
        const auto opened = open(file);
        CHECK(opened.condition == Condition::recovered);
        CHECK(opened.journal->position() == seal::Position{2, 1, {}});
    }
    put(file.string() + ".epoch", "garbage");
    std::filesystem::remove(file);
    CHECK(open(file).journal->position().epoch > 2);
}

TEST_CASE("an older copy put back is not gone on with") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
    }
    const std::string old = content(file);
    std::filesystem::remove(file);
    { open(file); }
    put(file, old);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::recovered);
    CHECK(opened.journal->position().epoch == 3);
    CHECK(opened.salvaged == 3);
    CHECK(opened.journal->unsent(256, 1 << 20)->epoch == 1);
}

TEST_CASE("random damage: moved aside whole, what verifies is carried over, a later epoch begins") {
    const test::Folder folder;
    const auto intact = folder / "intact";
    {
        const auto opened = open(intact);
        append_all(*opened.journal, 0, 40);
    }
    const std::string good = content(intact);
    std::mt19937 random(4711);
    std::size_t recovered = 0;
    std::uint64_t salvaged = 0;
    for (int round = 0; round < 60; ++round) {
        const auto file = folder / ("damaged" + std::to_string(round));
        std::string bytes = good;
        const std::size_t at = random() % bytes.size();
        const std::size_t end = std::min<std::size_t>(at + 1 + random() % 6000, bytes.size());
        for (std::size_t index = at; index < end; ++index)
            bytes[index] = static_cast<char>(random());
        if (round % 10 == 9)
            bytes.resize(at);
        put(file, bytes);
        put(file.string() + ".epoch", "1\n");
        const auto result = Journal::open(file, terminal().verify_key());
        // Damage may also make the header say "newer"; that is said plainly, and the file stays.
        if (!result) {
            CHECK((result.error().kind == ErrorClass::unsupported ||
                   result.error().kind == ErrorClass::wrong_key));
            CHECK((content(file) == bytes));
            continue;
        }
        if (result->condition == Condition::intact) {
            CHECK(result->journal->position().sequence == 41);
            CHECK(result->journal->counts().unsent == 40);
            continue;
        }
        ++recovered;
        salvaged += result->salvaged;
        CHECK((content(result->moved_to) == bytes));
        CHECK(std::filesystem::exists(result->moved_to.string() + ".salvaged"));
        CHECK(result->journal->position() == seal::Position{2, 1, {}});
        CHECK(result->journal->counts().unsent == result->salvaged);
        const auto unsent = result->journal->unsent(256, 1 << 22);
        for (std::size_t index = 0; index < unsent->envelopes.size(); ++index)
            CHECK(unsent->envelopes[index] == envelopes()[unsent->first_sequence - 1 + index]);
        const auto next = test::chain(terminal(), {2, 1, {}}, 1, {test::identity(2).recipient()});
        CHECK(result->journal->append(next[0]));
    }
    CHECK(recovered > 30);
    CHECK(salvaged > recovered * 20); // damage of a page or two costs few of the 40
}

TEST_CASE("salvaged envelopes are sent before new ones, and a run stops at a gap") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 5);
    }
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "DELETE FROM record WHERE sequence = 3", nullptr, nullptr, nullptr) ==
            SQLITE_OK);
    sqlite3_close(other);
    const auto opened = open(file);
    Journal& journal = *opened.journal;
    CHECK(opened.condition == Condition::recovered);
    CHECK(opened.salvaged == 4);
    REQUIRE(journal.append(test::chain(terminal(), {2, 1, {}}, 1, {test::identity(2).recipient()})[0]));
    const seal::TerminalId id = terminal().verify_key().id();
    CHECK(journal.unsent(256, 1 << 20)->envelopes.size() == 2);
    REQUIRE(journal.mark_spooled({id, 1, 2, hash_of(envelopes()[1]), {}}));
    CHECK(journal.unsent(256, 1 << 20)->first_sequence == 4);
    REQUIRE(journal.mark_spooled({id, 1, 5, hash_of(envelopes()[4]), {}}));
    CHECK(journal.unsent(256, 1 << 20)->epoch == 2);
}

TEST_CASE("what a full disk kept from being salvaged is salvaged later, and sent") {
    const test::Folder folder;
    const auto file = folder / "journal";
    const bool in_wal = GENERATE(false, true);
    if (in_wal) {
        put_with_wal(file, 40);
    } else {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 40);
    }
    const auto larger = std::filesystem::file_size(file.string() + (in_wal ? "-wal" : ""));
    std::string bytes = content(file);
    bytes[68] ^= 1; // the header's application id; no record
    put(file, bytes);
    put(file.string() + ".epoch", "5\n");
    {
        const FullDisk full(larger - 1);
        for (const Condition condition : {Condition::recovered, Condition::intact}) {
            const auto opened = open(file);
            CHECK(opened.condition == condition);
            CHECK(opened.salvaged == 0);
            CHECK(opened.reason.find("journal.damaged-1 was not salvaged") != std::string::npos);
            CHECK(opened.journal->position() == seal::Position{6, 1, {}});
        }
    }
    CHECK_FALSE(std::filesystem::exists(file.string() + ".damaged-1.salvaged"));
    CHECK_FALSE(std::filesystem::exists(file.string() + ".damaged-1.reading"));
    {
        const auto opened = open(file);
        CHECK(opened.condition == Condition::intact);
        CHECK(opened.reason.empty());
        CHECK(opened.salvaged == 40);
        CHECK(opened.journal->position() == seal::Position{6, 1, {}});
        const auto unsent = opened.journal->unsent(256, 1 << 22);
        CHECK(unsent->epoch == 1);
        CHECK(unsent->envelopes == envelopes());
    }
    const auto opened = open(file);
    CHECK(opened.salvaged == 0);
    CHECK(opened.journal->counts().unsent == 40);
}

TEST_CASE("what is salvaged late is sent, also before records that the hub has") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 6);
    }
    const std::string whole = content(file);
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "DELETE FROM record WHERE sequence < 4", nullptr, nullptr, nullptr) ==
            SQLITE_OK);
    sqlite3_close(other);
    put(file.string() + ".epoch", "2\n");
    {
        const auto opened = open(file);
        CHECK(opened.salvaged == 3);
        REQUIRE(
            opened.journal->mark_spooled({terminal().verify_key().id(), 1, 6, hash_of(envelopes()[5]), {}}));
        CHECK(opened.journal->counts().unsent == 0);
    }
    put(file.string() + ".damaged-7", whole);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.salvaged == 3);
    CHECK(opened.journal->unsent(256, 1 << 22)->envelopes ==
          std::vector<seal::Bytes>(envelopes().begin(), envelopes().begin() + 6));
}

TEST_CASE("records of an epoch that is not past are not put into a journal that goes on") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
    }
    put(file.string() + ".damaged-1", content(file));
    for (int round = 0; round < 2; ++round) {
        const auto opened = open(file);
        CHECK(opened.condition == Condition::intact);
        CHECK(opened.salvaged == 0);
        CHECK_FALSE(opened.reason.empty());
        CHECK(opened.journal->position().sequence == 4);
    }
}

TEST_CASE("a -wal that stayed alone aside does not hide what lies aside after it") {
    const test::Folder folder;
    const auto file = folder / "journal";
    put_with_wal(file, 3);
    put(file.string() + ".epoch", "1\n");
    std::filesystem::remove(file);
    {
        const auto opened = open(file);
        CHECK(opened.condition == Condition::recovered);
        const auto next = test::chain(terminal(), {2, 1, {}}, 2, {test::identity(2).recipient()});
        for (const seal::Bytes& envelope : next)
            REQUIRE(opened.journal->append(envelope));
    }
    CHECK(std::filesystem::exists(file.string() + ".damaged-1-wal"));
    CHECK_FALSE(std::filesystem::exists(file.string() + ".damaged-1"));
    put(file.string() + ".epoch", "9\n"); // refuses the file
    const auto opened = open(file);
    CHECK(opened.moved_to == file.string() + ".damaged-2");
    CHECK(opened.salvaged == 2);
    CHECK(opened.journal->position() == seal::Position{10, 1, {}});
}

TEST_CASE("a move aside that a power cut ended after the -wal goes on, and forks nothing") {
    const test::Folder folder;
    const auto file = folder / "journal";
    put_with_wal(file, 6);
    put(file.string() + ".epoch", "1\n");
    const std::string whole = content(file);
    put(file, "damaged");
    // The second rename cannot be done: a folder stands in for the power that fails between the two.
    std::filesystem::create_directories(file.string() + ".damaged-1-shm/in the way");
    put(file.string() + "-shm", "");
    CHECK(Journal::open(file, terminal().verify_key()).error().kind == ErrorClass::io);
    REQUIRE(std::filesystem::exists(file));
    REQUIRE(std::filesystem::exists(file.string() + ".damaged-1-wal"));
    CHECK(content(file.string() + ".epoch") == "2\n");
    std::filesystem::remove_all(file.string() + ".damaged-1-shm");
    // Had the damage lain in the -wal alone, the file without it would now be a whole journal of epoch 1.
    put(file, whole);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::recovered);
    CHECK(opened.moved_to == file.string() + ".damaged-1");
    CHECK(opened.salvaged == 6);
    CHECK(opened.journal->position().epoch > 2);
}
