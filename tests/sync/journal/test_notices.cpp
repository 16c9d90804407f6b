// SPDX-License-Identifier: Apache-2.0
// What the office said stays said: revisions rise, also across restarts and damage.
#include "sync/seal/pae.hpp"
#include "tests/sync/journal/journal_file.hpp"
#include "tests/sync/notices.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using namespace istiqbal::test;
using journal::NoticeOutcome;
using seal::NoticeKind;

namespace {

const seal::SigningKey& office() {
    static const seal::SigningKey key = signing_key(2);
    return key;
}

std::vector<journal::NoticeApplied>
apply_all(journal::Journal& journal, const std::vector<seal::Bytes>& notices, std::int64_t now = issued) {
    auto applied = journal.apply_notices(notices, office().verify_key(), now);
    REQUIRE(applied);
    REQUIRE(applied->size() == notices.size());
    return *applied;
}

NoticeOutcome apply_one(journal::Journal& journal, const seal::Bytes& notice, std::int64_t now = issued) {
    return apply_all(journal, {notice}, now).front().outcome;
}

// The revision that holds; 0: none.
std::uint64_t revision(const journal::Journal& journal, NoticeKind kind, std::int64_t now = issued,
                       const seal::NoticeSubject& subject = {}) {
    const auto bytes = journal.notice(kind, now, subject);
    REQUIRE(bytes);
    if (!*bytes)
        return 0;
    const auto opened = seal::open_notice(**bytes, office().verify_key());
    return opened ? opened->head.revision : 0;
}

seal::Bytes altered(seal::Bytes bytes, std::size_t at) {
    bytes[at] ^= 1;
    return bytes;
}

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
}

} // namespace

TEST_CASE("a notice of each kind is taken once, and is there after a restart") {
    const Folder folder;
    std::vector<seal::Bytes> notices;
    for (const NoticeKind kind : seal::notice_kinds)
        notices.push_back(notice(office(), kind, 7));
    {
        const auto opened = open(folder / "journal");
        for (const auto& each : apply_all(*opened.journal, notices)) {
            CHECK(each.outcome == NoticeOutcome::taken);
            CHECK(each.problem.empty());
        }
    }
    const auto opened = open(folder / "journal");
    for (std::size_t index = 0; index < notices.size(); ++index) {
        const auto head = head_of(seal::notice_kinds[index]);
        CHECK(*opened.journal->notice(head.kind, issued, head.subject) == notices[index]);
        CHECK(apply_one(*opened.journal, notices[index]) == NoticeOutcome::held);
    }
    const auto standing = opened.journal->notices();
    REQUIRE(standing);
    CHECK(standing->size() == seal::notice_kinds.size() - 1);
    for (const auto& each : *standing) {
        CHECK(each.head.revision == 7);
        CHECK_FALSE(each.expired(issued + month - 1));
        CHECK(each.expired(issued + month));
    }
}

TEST_CASE("revisions never go back, whatever comes in between") {
    const Folder folder;
    {
        const auto opened = open(folder / "journal");
        auto& journal = *opened.journal;
        CHECK(apply_one(journal, settings_notice(office(), 5)) == NoticeOutcome::taken);
        CHECK(apply_one(journal, settings_notice(office(), 4)) == NoticeOutcome::older);
        CHECK(apply_one(journal, settings_notice(office(), 5, 121)) == NoticeOutcome::conflicting);
        CHECK_FALSE(apply_all(journal, {settings_notice(office(), 5, 121)}).front().problem.empty());
        CHECK(revision(journal, NoticeKind::settings) == 5);
        CHECK(apply_one(journal, settings_notice(office(), 9)) == NoticeOutcome::taken);
    }
    const auto opened = open(folder / "journal");
    CHECK(apply_one(*opened.journal, settings_notice(office(), 8)) == NoticeOutcome::older);
    CHECK(revision(*opened.journal, NoticeKind::settings) == 9);
}

TEST_CASE("a bad notice is said and passed over, and those behind it are taken") {
    const Folder folder;
    const auto opened = open(folder / "journal");
    auto& journal = *opened.journal;
    const auto good = settings_notice(office(), 2);
    auto other_scope = head_of(NoticeKind::settings, 3);
    other_scope.scope = signing_key(8).verify_key().id();
    const auto applied =
        apply_all(journal, {seal::Bytes{1, 2, 3}, seal::Bytes(), altered(good, good.size() - 1),
                            altered(good, 90), notice(signing_key(3), NoticeKind::settings, 9),
                            notice(office(), other_scope, body_of(NoticeKind::settings)), good});
    for (std::size_t index = 0; index < 5; ++index) {
        CHECK(applied[index].outcome == NoticeOutcome::refused);
        CHECK_FALSE(applied[index].problem.empty());
    }
    CHECK(applied[5].outcome == NoticeOutcome::elsewhere);
    CHECK_FALSE(applied[5].problem.empty());
    CHECK(applied[6].outcome == NoticeOutcome::taken);
    CHECK(revision(journal, NoticeKind::settings) == 2);
}

TEST_CASE("the notice for this terminal comes before the one for all, unless it alone has expired") {
    const Folder folder;
    const auto opened = open(folder / "journal");
    auto& journal = *opened.journal;
    const auto id = terminal().verify_key().id();
    CHECK(apply_one(journal, settings_notice(office(), 10)) == NoticeOutcome::taken);
    CHECK(apply_one(journal, settings_notice(office(), 3, 60, id, issued + 100)) == NoticeOutcome::taken);
    CHECK(revision(journal, NoticeKind::settings, issued + 99) == 3);
    CHECK(revision(journal, NoticeKind::settings, issued + 100) == 10);
    // Once both have expired, what is for this terminal holds again: nothing ever falls away.
    CHECK(revision(journal, NoticeKind::settings, issued + month) == 3);
}

TEST_CASE("a reply that has expired is dropped, and an older one does not come in its place") {
    const Folder folder;
    const auto opened = open(folder / "journal");
    auto& journal = *opened.journal;
    const auto subject = head_of(NoticeKind::reply).subject;
    auto late = head_of(NoticeKind::reply, 4);
    late.expires = issued + 10 * month;
    const auto older = notice(office(), late, body_of(NoticeKind::reply));
    const auto newer = notice(office(), NoticeKind::reply, 5);
    CHECK(apply_one(journal, newer) == NoticeOutcome::taken);
    CHECK(*journal.drop_expired_replies(issued + month - 1) == 0);
    CHECK(*journal.drop_expired_replies(issued + month) == 1);
    CHECK(revision(journal, NoticeKind::reply, issued, subject) == 0);
    CHECK(apply_one(journal, older, issued + month) == NoticeOutcome::older);
    CHECK(apply_one(journal, newer, issued + month) == NoticeOutcome::dropped);
    // The clock was wrong: the very same comes back, another of its number does not.
    auto forged = head_of(NoticeKind::reply, 5);
    forged.expires += 1;
    CHECK(apply_one(journal, notice(office(), forged, body_of(NoticeKind::reply))) ==
          NoticeOutcome::conflicting);
    CHECK(apply_one(journal, newer) == NoticeOutcome::taken);
    CHECK(revision(journal, NoticeKind::reply, issued, subject) == 5);
    // One that has expired before it comes is known by its revision only.
    CHECK(apply_one(journal, notice(office(), NoticeKind::reply, 6), issued + month) ==
          NoticeOutcome::dropped);
    CHECK(revision(journal, NoticeKind::reply, issued, subject) == 0);
}

TEST_CASE("other kinds are taken and used when they have expired") {
    const Folder folder;
    const auto opened = open(folder / "journal");
    CHECK(apply_one(*opened.journal, settings_notice(office(), 2), issued + 2 * month) ==
          NoticeOutcome::taken);
    CHECK(revision(*opened.journal, NoticeKind::settings, issued + 2 * month) == 2);
}

TEST_CASE("a body of a newer program is kept for the day when this one is renewed") {
    const Folder folder;
    const auto opened = open(folder / "journal");
    auto bytes = settings_notice(office(), 2);
    // {"version":1 becomes 2, and the office signs anew.
    std::string body(seal::text(seal::parse_notice(bytes)->body));
    body.replace(body.find(":1"), 2, ":2");
    seal::Writer writer;
    writer.raw(seal::ByteView(bytes).first(seal::notice_head_size)).raw(seal::view(body));
    const auto signature = office().sign(seal::pae(seal::Label::notice, {writer.bytes()}));
    bytes = writer.raw(signature).finish();
    CHECK(apply_one(*opened.journal, bytes) == NoticeOutcome::taken);
    CHECK(revision(*opened.journal, NoticeKind::settings) == 2);
}

TEST_CASE("the cursor is kept with what was taken, or not at all") {
    const Folder folder;
    const auto file = folder / "journal";
    const auto opened = open(file);
    auto& journal = *opened.journal;
    const auto cursor = [&journal] {
        const auto value = journal.value("cursor");
        return *value ? seal::Reader(**value).u64() : 0;
    };
    REQUIRE(journal.apply_notices(std::vector<seal::Bytes>{settings_notice(office(), 2)},
                                  office().verify_key(), issued, journal::NoticeCursor{"cursor", 17}));
    CHECK(cursor() == 17);
    auto large = bundle_files();
    large[0].content.assign(200'000, 'x');
    const auto content =
        notice(office(), head_of(NoticeKind::content), seal::build_bundle(std::move(large)).value());
    {
        const FullDisk full(100'000);
        CHECK_FALSE(journal.apply_notices(std::vector<seal::Bytes>{settings_notice(office(), 3), content},
                                          office().verify_key(), issued,
                                          journal::NoticeCursor{"cursor", 18}));
    }
    CHECK(cursor() == 17);
    CHECK(revision(journal, NoticeKind::settings) == 2);
    REQUIRE(journal.apply_notices(std::vector<seal::Bytes>{settings_notice(office(), 3), content},
                                  office().verify_key(), issued, journal::NoticeCursor{"cursor", 18}));
    CHECK(cursor() == 18);
    CHECK(revision(journal, NoticeKind::content) == 1);
}

TEST_CASE("revisions survive the damage of the journal") {
    const Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
        apply_all(*opened.journal, {settings_notice(office(), 9), notice(office(), NoticeKind::reply, 4)});
    }
    // As a dying disk would: the chain is broken, the rest can be read.
    run_sql(file, "UPDATE record SET envelope = zeroblob(200) WHERE sequence = 2;"
                  "PRAGMA wal_checkpoint(TRUNCATE)");
    const auto opened = open(file);
    CHECK(opened.condition == journal::Condition::recovered);
    CHECK(revision(*opened.journal, NoticeKind::settings) == 9);
    CHECK(revision(*opened.journal, NoticeKind::reply, issued, head_of(NoticeKind::reply).subject) == 4);
    CHECK(apply_one(*opened.journal, settings_notice(office(), 8)) == NoticeOutcome::older);
    CHECK(apply_one(*opened.journal, settings_notice(office(), 10)) == NoticeOutcome::taken);
}

TEST_CASE("a salvaged notice that does not hold stands in nobody's way") {
    const Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 2);
        apply_all(*opened.journal, {settings_notice(office(), 9)});
    }
    // The journal has no office's key to ask, so that only the layout is looked at when it is salvaged.
    auto forged = settings_notice(signing_key(3), 1'000);
    run_sql(file, ("UPDATE notice SET revision = 1000, bytes = x'" + seal::hex(forged) +
                   "'; UPDATE record SET envelope = zeroblob(200); PRAGMA wal_checkpoint(TRUNCATE)")
                      .c_str());
    const auto opened = open(file);
    CHECK(opened.condition == journal::Condition::recovered);
    CHECK(opened.journal->notices()->front().head.revision == 1'000);
    CHECK(revision(*opened.journal, NoticeKind::settings) == 0);
    CHECK(apply_one(*opened.journal, settings_notice(office(), 9)) == NoticeOutcome::taken);
    CHECK(revision(*opened.journal, NoticeKind::settings) == 9);
}

TEST_CASE("a journal of version 2 is brought to the present version") {
    const Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        append_all(*opened.journal, 0, 3);
        REQUIRE(opened.journal->set_value("kept", seal::view("yes")));
    }
    run_sql(file,
            "DROP INDEX record_due; DROP INDEX record_kept; ALTER TABLE record DROP COLUMN acknowledged;"
            "DROP TABLE notice; PRAGMA user_version=2; PRAGMA wal_checkpoint(TRUNCATE)");
    const auto opened = open(file);
    CHECK(opened.condition == journal::Condition::intact);
    CHECK(opened.journal->counts().unsent == 3);
    CHECK(opened.journal->value("kept")->has_value());
    CHECK(apply_one(*opened.journal, settings_notice(office(), 2)) == NoticeOutcome::taken);
}
