// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/journal/journal_file.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

using namespace istiqbal;
using journal::Condition;
using journal::Journal;
using seal::ErrorClass;
using namespace test;

TEST_CASE("a fresh journal keeps what is appended, over a restart") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        CHECK(opened.condition == Condition::fresh);
        CHECK(opened.journal->position() == seal::Position{1, 1, {}});
        append_all(*opened.journal, 0, 10);
    }
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->position() == seal::Position{1, 11, hash_of(envelopes()[9])});
    append_all(*opened.journal, 10, 12);
    const auto unsent = opened.journal->unsent(256, 1 << 20);
    REQUIRE(unsent);
    CHECK(unsent->epoch == 1);
    CHECK(unsent->first_sequence == 1);
    CHECK(unsent->envelopes == std::vector<seal::Bytes>(envelopes().begin(), envelopes().begin() + 12));
}

TEST_CASE("append refuses whatever does not continue the chain") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    Journal& journal = *opened.journal;
    append_all(journal, 0, 2);
    const auto before = journal.position();
    CHECK(journal.append(envelopes()[3]).error().kind == ErrorClass::broken_chain);
    CHECK(journal.append(envelopes()[1]).error().kind == ErrorClass::broken_chain);
    const auto fork = test::chain(terminal(), {1, 3, seal::Digest{1}}, 1, {test::identity(2).recipient()});
    CHECK(journal.append(fork[0]).error().kind == ErrorClass::broken_chain);
    const auto foreign = test::chain(test::signing_key(7), before, 1, {test::identity(2).recipient()});
    CHECK(journal.append(foreign[0]).error().kind == ErrorClass::wrong_key);
    CHECK(journal.append(seal::view("no envelope")).error().kind == ErrorClass::malformed);
    CHECK(journal.position() == before);
    CHECK(journal.counts().unsent == 2);
}

TEST_CASE("batches are limited by count and bytes and are never empty for a large record") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    append_all(*opened.journal, 0, 10);
    CHECK(opened.journal->unsent(4, 1 << 20)->envelopes.size() == 4);
    CHECK(opened.journal->unsent(256, envelopes()[0].size() * 3)->envelopes.size() == 3);
    CHECK(opened.journal->unsent(256, 1)->envelopes.size() == 1);
}

TEST_CASE("the hub's acknowledgement stops sending, the office's purges exactly what it names") {
    const test::Folder folder;
    const auto file = folder / "journal";
    const seal::TerminalId id = terminal().verify_key().id();
    {
        const auto opened = open(file);
        Journal& journal = *opened.journal;
        append_all(journal, 0, 6);
        CHECK(journal.mark_spooled({seal::TerminalId{1}, 1, 4, hash_of(envelopes()[3]), {}}).error().kind ==
              ErrorClass::wrong_key);
        CHECK(journal.mark_spooled({id, 1, 4, seal::Digest{1}, {}}).error().kind == ErrorClass::broken_chain);
        CHECK(journal.mark_spooled({id, 1, 40, hash_of(envelopes()[3]), {}}).error().kind ==
              ErrorClass::broken_chain);
        CHECK(journal.counts().unsent == 6);
        REQUIRE(journal.mark_spooled({id, 1, 4, hash_of(envelopes()[3]), {}}));
        REQUIRE(
            journal.mark_spooled({id, 1, 2, hash_of(envelopes()[1]), {}})); // late and older: changes nothing
        CHECK(journal.counts().unsent == 2);
        CHECK(journal.counts().spooled == 4);
        CHECK(journal.unsent(256, 1 << 20)->first_sequence == 5);

        const seal::OfficeAck ack{
            id,
            1,
            {{1, hash_of(envelopes()[0])}, {2, seal::Digest{9}}, {3, hash_of(envelopes()[2])}, {99, {}}}};
        const auto purged = journal.purge(ack);
        REQUIRE(purged);
        CHECK(purged->purged == 2);
        CHECK(purged->mismatched == 2);
        CHECK(journal.purge(ack)->already == 2);
        CHECK(journal.counts().purged == 2);
        CHECK(journal.counts().spooled == 2);
    }
    const auto opened = open(file); // the chain is walked over the tombstones
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->counts().purged == 2);
    CHECK(content(file).find(std::string(seal::text(envelopes()[0]))) == std::string::npos);
}

TEST_CASE("values stay") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        CHECK(opened.journal->value("cursor").value() == std::optional<seal::Bytes>());
        REQUIRE(opened.journal->set_value("cursor", seal::view("12")));
        REQUIRE(opened.journal->set_value("cursor", seal::view("13")));
        REQUIRE(opened.journal->set_value("empty", {}));
    }
    const auto opened = open(file);
    CHECK(opened.journal->value("cursor").value() == std::optional(seal::Bytes{'1', '3'}));
    CHECK(opened.journal->value("empty").value() == std::optional(seal::Bytes{}));
}

TEST_CASE("a second holder is told so, and nothing is taken for damaged") {
    const test::Folder folder;
    const auto file = folder / "journal";
    const auto first = open(file);
    append_all(*first.journal, 0, 3);
    CHECK(Journal::open(file, terminal().verify_key()).error().kind == ErrorClass::in_use);
    append_all(*first.journal, 3, 4);
    CHECK_FALSE(std::filesystem::exists(file.string() + ".damaged-1"));
}

TEST_CASE("another program's lock on the database is no damage either") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
    }
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    CHECK(Journal::open(file, terminal().verify_key()).error().kind == ErrorClass::in_use);
    sqlite3_close(other);
    CHECK(open(file).condition == Condition::intact);
}

TEST_CASE("another terminal's journal and a newer one are left alone") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
    }
    CHECK(Journal::open(file, test::signing_key(7).verify_key()).error().kind == ErrorClass::wrong_key);
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "PRAGMA user_version=1000", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    const std::string before = content(file);
    CHECK(Journal::open(file, terminal().verify_key()).error().kind == ErrorClass::unsupported);
    CHECK(content(file) == before);
}

TEST_CASE("what append said was stored is there after kill -9") {
    const test::Folder folder;
    const auto file = folder / "journal";
    { open(file); }
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto opened = Journal::open(file, terminal().verify_key());
        for (const seal::Bytes& envelope : envelopes()) {
            const char stored = opened && opened->journal->append(envelope) ? 1 : 0;
            if (::write(pipe_ends[1], &stored, 1) != 1 || stored == 0)
                break;
        }
        ::pause();
        ::_exit(0);
    }
    std::size_t confirmed = 0;
    for (char stored = 0; confirmed < 17 && ::read(pipe_ends[0], &stored, 1) == 1 && stored == 1;)
        ++confirmed;
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    REQUIRE(confirmed == 17);
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->position().sequence > 17);
}

TEST_CASE("room is asked of the file system") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    CHECK(opened.journal->has_room(1));
    CHECK_FALSE(opened.journal->has_room(UINT64_MAX));
}

TEST_CASE("a full disk refuses the append whole and lets the next one through") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
        const auto before = opened.journal->position();
        {
            const FullDisk full(std::filesystem::file_size(file.string() + "-wal") + 100);
            CHECK_FALSE(opened.journal->append(envelopes()[3]));
        }
        CHECK(opened.journal->position() == before);
        append_all(*opened.journal, 3, 6);
    }
    const auto opened = open(file);
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->position().sequence == 7);
}

TEST_CASE("threads may share a journal") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    int read_well = 0;
    std::thread reader([&] {
        for (int round = 0; round < 50; ++round)
            read_well += opened.journal->counts().purged == 0 && opened.journal->unsent(10, 1 << 20) ? 1 : 0;
    });
    append_all(*opened.journal, 0, 20);
    reader.join();
    CHECK(read_well == 50);
    CHECK(opened.journal->position().sequence == 21);
}
