// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/drafts.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using journal::Drafts;
using seal::ErrorClass;
using namespace test;

namespace {

const seal::Bytes key(32, 0x11);
const seal::Bytes other_key(32, 0x22);
const std::string words = "canary: نورة";

} // namespace

TEST_CASE("drafts outlive the program, and open under their key alone") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        Drafts drafts(*opened.journal);
        REQUIRE(drafts.put("one", "salem", 100, seal::view("first"), key));
        REQUIRE(drafts.put("two", "salem", 300, {}, key));
        REQUIRE(drafts.put("one", "salem", 200, seal::view(words), key));
        for (const char* suffix : {"", "-wal"})
            CHECK(content(file.string() + suffix).find("canary") == std::string::npos);
    }
    const auto opened = open(file);
    Drafts drafts(*opened.journal);
    const auto list = drafts.list();
    REQUIRE(list);
    REQUIRE(list->size() == 2);
    CHECK(list->at(0).id == "two");
    CHECK(list->at(0).size == 0);
    CHECK(list->at(1).id == "one");
    CHECK(list->at(1).representative == "salem");
    CHECK(list->at(1).updated == 200);
    CHECK(list->at(1).size == words.size());
    CHECK(drafts.open("one", key)->text() == words);
    CHECK(drafts.open("two", key)->empty());
    CHECK(drafts.open("one", other_key).error().kind == ErrorClass::bad_signature);
    CHECK(drafts.open("one", seal::Bytes(31, 0)).error().kind == ErrorClass::malformed);
    CHECK(drafts.open("three", key).error().kind == ErrorClass::not_found);
    REQUIRE(drafts.remove("one"));
    CHECK(drafts.remove("one"));
    CHECK(drafts.open("one", key).error().kind == ErrorClass::not_found);
    CHECK(drafts.list()->size() == 1);
}

TEST_CASE("what a draft may be") {
    const test::Folder folder;
    const auto opened = open(folder / "journal");
    Drafts drafts(*opened.journal);
    CHECK(drafts.put("", "salem", 1, {}, key).error().kind == ErrorClass::malformed);
    CHECK(drafts.put("one", std::string(65, 'x'), 1, {}, key).error().kind == ErrorClass::malformed);
    CHECK(drafts.put("one", "salem", 1, {}, seal::Bytes(16, 0)).error().kind == ErrorClass::malformed);
    CHECK(drafts.put("one", "salem", 1, seal::Bytes(journal::draft_limit + 1), key).error().kind ==
          ErrorClass::too_large);
    REQUIRE(drafts.put("one", "salem", 1, seal::view(words), key));
    CHECK(drafts.put("one", "sara", 2, {}, other_key).error().kind == ErrorClass::wrong_key);
    CHECK(drafts.open("one", key)->text() == words);
    for (std::size_t index = 1; index < journal::draft_count_limit; ++index)
        REQUIRE(drafts.put("d" + std::to_string(index), "salem", 1, {}, key));
    CHECK(drafts.put("another", "salem", 1, {}, key).error().kind == ErrorClass::too_large);
    CHECK(drafts.put("one", "salem", 2, {}, key));
}

TEST_CASE("a draft that was altered, renamed or given to another does not open") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        REQUIRE(Drafts(*opened.journal).put("one", "salem", 7, seal::view(words), key));
    }
    const char* sql = "";
    SECTION("altered") {
        sql = "UPDATE draft SET sealed = zeroblob(60)";
    }
    SECTION("of another time") {
        sql = "UPDATE draft SET updated = 8";
    }
    SECTION("of another representative") {
        sql = "UPDATE draft SET representative = 'sara'";
    }
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    const auto opened = open(file);
    CHECK(Drafts(*opened.journal).open("one", key).error().kind == ErrorClass::bad_signature);
}

TEST_CASE("a damaged journal's drafts are carried over, the later of two") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = open(file);
        Drafts drafts(*opened.journal);
        REQUIRE(drafts.put("one", "salem", 100, seal::view(words), key));
        REQUIRE(drafts.put("two", "salem", 100, seal::view("older"), key));
    }
    put(file.string() + ".epoch", "5\n");
    const auto opened = open(file);
    CHECK(opened.condition == journal::Condition::recovered);
    Drafts drafts(*opened.journal);
    CHECK(drafts.open("one", key)->text() == words);
    CHECK(drafts.list()->size() == 2);
}
