// SPDX-License-Identifier: Apache-2.0
// A journal whose boot check is made later: what can be read before, what waits for it, and what it finds.
#include "sync/journal/drafts.hpp"
#include "sync/seal/settings.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <thread>

using namespace istiqbal;
using journal::BootCheck;
using journal::Condition;
using journal::Journal;
using seal::ErrorClass;
using namespace test;

namespace {

constexpr std::int64_t noon = 1'700'000'000;

const seal::SigningKey& office() {
    static const seal::SigningKey key = signing_key(2);
    return key;
}

journal::Opened open_early(const std::filesystem::path& file) {
    auto opened = Journal::open(file, terminal().verify_key(), BootCheck::later);
    REQUIRE(opened);
    return std::move(*opened);
}

// Five records, and the office's settings.
void fill(const std::filesystem::path& file) {
    const auto opened = open(file);
    append_all(*opened.journal, 0, 5);
    seal::TerminalSettings said;
    said.retention_days = 7;
    const auto settings = seal::build_notice(
        office(), {seal::NoticeKind::settings, {}, {}, 3, noon, noon + 1000}, seal::to_json(said).value());
    REQUIRE(settings);
    const auto applied =
        opened.journal->apply_notices(std::vector<seal::Bytes>{*settings}, office().verify_key(), noon);
    REQUIRE(applied);
    REQUIRE(applied->front().outcome == journal::NoticeOutcome::taken);
}

// Turns a byte in the envelope of the third record.
void damage(const std::filesystem::path& file) {
    std::string bytes = content(file);
    const auto opened = open(file);
    const auto run = opened.journal->unsent(5, 1 << 20);
    REQUIRE(run);
    const auto& envelope = run->envelopes.at(2);
    const auto at = bytes.find(std::string(envelope.begin() + 80, envelope.begin() + 120));
    REQUIRE(at != std::string::npos);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    put(file, bytes);
}

} // namespace

TEST_CASE("what the office said is read before the boot check, and the rest makes it") {
    const test::Folder folder;
    const auto file = folder / "journal";
    fill(file);
    const auto opened = open_early(file);
    CHECK(opened.journal->notices()->size() == 1);
    CHECK(opened.journal->retention(office().verify_key(), noon)->days == 7);
    CHECK(opened.journal->counts().unsent == 0);
    SECTION("by asking for the next position") {
        CHECK(opened.journal->position().sequence == 6);
    }
    SECTION("by asking for what to send") {
        CHECK(opened.journal->unsent(256, 1 << 20)->envelopes.size() == 5);
    }
    SECTION("by keeping a draft") {
        journal::Drafts drafts(*opened.journal);
        CHECK(drafts.list());
    }
    SECTION("by name") {
        const auto boot = opened.journal->check();
        REQUIRE(boot);
        CHECK(boot->condition == Condition::intact);
    }
    CHECK(opened.journal->counts().unsent == 5);
    CHECK(opened.journal->notices()->size() == 1);
    append_all(*opened.journal, 5, 6);
    CHECK(opened.journal->counts().unsent == 6);
}

TEST_CASE("what the boot check finds later is mended before anything is written") {
    const test::Folder folder;
    const auto file = folder / "journal";
    fill(file);
    damage(file);
    const std::string before = content(file);
    const auto opened = open_early(file);
    CHECK(opened.journal->notices()->size() == 1);
    // The first request that comes is stored in the epoch that begins by it.
    const auto position = opened.journal->position();
    CHECK(position == seal::Position{2, 1, {}});
    const auto next = test::chain(terminal(), position, 1, {test::identity(2).recipient()});
    CHECK(opened.journal->append(next[0]));
    const auto boot = opened.journal->check();
    REQUIRE(boot);
    CHECK(boot->condition == Condition::recovered);
    CHECK(boot->salvaged == 4);
    CHECK(content(boot->moved_to) == before);
    CHECK(opened.journal->counts().unsent == 5);
    CHECK(opened.journal->notices()->size() == 1);
}

TEST_CASE("a file that cannot be read as it lies there is checked at once") {
    const test::Folder folder;
    const auto file = folder / "journal";
    SECTION("there is none") {
        CHECK(open_early(file).condition == Condition::fresh);
    }
    SECTION("it is no journal") {
        put(file, "hello");
        CHECK(open_early(file).condition == Condition::recovered);
    }
    SECTION("an older copy was put back") {
        { open(file); }
        const std::string old = content(file);
        std::filesystem::remove(file);
        { open(file); }
        put(file, old);
        CHECK(open_early(file).condition == Condition::recovered);
    }
    CHECK(open_early(file).journal->check()->condition == Condition::intact);
}

TEST_CASE("a boot check that fails is said to whoever asks for anything, and writes nothing") {
    const test::Folder folder;
    const auto file = folder / "journal";
    fill(file);
    damage(file);
    const std::string before = content(file);
    const auto opened = open_early(file);
    // The epoch cannot be counted on, so nothing can be begun anew.
    std::filesystem::remove(file.string() + ".epoch");
    std::filesystem::create_directory(file.string() + ".epoch");
    const auto boot = opened.journal->check();
    REQUIRE_FALSE(boot);
    CHECK(boot.error().kind == ErrorClass::io);
    CHECK(opened.journal->unsent(1, 1).error().kind == ErrorClass::io);
    CHECK(opened.journal->notices().error().kind == ErrorClass::io);
    CHECK(opened.journal->position() == seal::Position{});
    const auto next = test::chain(terminal(), {2, 1, {}}, 1, {test::identity(2).recipient()});
    CHECK(opened.journal->append(next[0]).error().kind == ErrorClass::io);
    CHECK(content(file) == before);
}

TEST_CASE("whoever comes during the boot check waits for it") {
    const test::Folder folder;
    const auto file = folder / "journal";
    fill(file);
    const auto opened = open_early(file);
    bool checked = false;
    std::thread checking([&] { checked = opened.journal->check().has_value(); });
    const auto run = opened.journal->unsent(256, 1 << 20);
    checking.join();
    CHECK(checked);
    REQUIRE(run);
    CHECK(run->envelopes.size() == 5);
}
