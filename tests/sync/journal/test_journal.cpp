// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/journal.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <thread>

using namespace istiqbal;
using journal::Condition;
using journal::Journal;
using seal::ErrorClass;

namespace {

const seal::SigningKey& terminal() {
    static const seal::SigningKey key = test::signing_key(1);
    return key;
}

const std::vector<seal::Bytes>& envelopes() {
    static const std::vector<seal::Bytes> sealed =
        test::chain(terminal(), {}, 40, {test::identity(2).recipient(), test::identity(3).recipient()});
    return sealed;
}

journal::Opened open(const std::filesystem::path& file) {
    auto opened = Journal::open(file, terminal().verify_key());
    INFO((opened ? "" : opened.error().message()));
    REQUIRE(opened);
    return std::move(*opened);
}

void append_all(Journal& journal, std::size_t from, std::size_t to) {
    for (std::size_t index = from; index < to; ++index)
        REQUIRE(journal.append(envelopes()[index]));
}

seal::Digest hash_of(const seal::Bytes& envelope) {
    return seal::record_hash(seal::parse_envelope(envelope).value());
}

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void put(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// A file size limit stands in for the full disk: writing beyond it fails with EFBIG.
class FullDisk {
public:
    explicit FullDisk(rlim_t size) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit limit{size, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &old_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit old_{};
};

// A journal as a power cut leaves it: all that was appended is in the -wal still.
void put_with_wal(const std::filesystem::path& file, std::size_t count) {
    const test::Folder folder;
    const auto opened = open(folder / "live");
    append_all(*opened.journal, 0, count);
    put(file, content(folder / "live"));
    put(file.string() + "-wal", content(folder / "live-wal"));
}

} // namespace

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
    CHECK(journal.counts()->unsent == 2);
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
        CHECK(journal.counts()->unsent == 6);
        REQUIRE(journal.mark_spooled({id, 1, 4, hash_of(envelopes()[3]), {}}));
        REQUIRE(
            journal.mark_spooled({id, 1, 2, hash_of(envelopes()[1]), {}})); // late and older: changes nothing
        CHECK(journal.counts()->unsent == 2);
        CHECK(journal.counts()->spooled == 4);
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
        CHECK(journal.counts()->purged == 2);
        CHECK(journal.counts()->spooled == 2);
    }
    const auto opened = open(file); // the chain is walked over the tombstones
    CHECK(opened.condition == Condition::intact);
    CHECK(opened.journal->counts()->purged == 2);
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
    REQUIRE(sqlite3_exec(other, "PRAGMA user_version=2", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    const std::string before = content(file);
    CHECK(Journal::open(file, terminal().verify_key()).error().kind == ErrorClass::unsupported);
    CHECK(content(file) == before);
}

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
            CHECK(result->journal->counts()->unsent == 40);
            continue;
        }
        ++recovered;
        salvaged += result->salvaged;
        CHECK((content(result->moved_to) == bytes));
        CHECK(std::filesystem::exists(result->moved_to.string() + ".salvaged"));
        CHECK(result->journal->position() == seal::Position{2, 1, {}});
        CHECK(result->journal->counts()->unsent == result->salvaged);
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
    CHECK(opened.journal->counts()->unsent == 40);
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
        CHECK(opened.journal->counts()->unsent == 0);
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

TEST_CASE("threads may share a journal") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    std::thread reader([&] {
        for (int round = 0; round < 50; ++round) {
            CHECK(opened.journal->counts());
            CHECK(opened.journal->unsent(10, 1 << 20));
        }
    });
    append_all(*opened.journal, 0, 20);
    reader.join();
    CHECK(opened.journal->position().sequence == 21);
}
