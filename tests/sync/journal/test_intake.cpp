// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/intake.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <fstream>

using namespace istiqbal;

TEST_CASE("a submission becomes a sealed record that only the office reads") {
    const test::Folder folder;
    const auto terminal = test::signing_key(1);
    const auto intake_key = test::identity(2);
    const auto recovery_key = test::identity(3);
    auto opened = journal::Journal::open(folder / "journal", terminal.verify_key());
    REQUIRE(opened);
    journal::Intake intake(*opened->journal, terminal, {intake_key.recipient(), recovery_key.recipient()});
    const auto first = intake.submit(test::submission());
    const auto second = intake.submit(test::submission());
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->sequence == 1);
    CHECK(second->sequence == 2);
    CHECK_FALSE(first->reference == second->reference);

    const auto unsent = opened->journal->unsent(10, 1 << 20);
    REQUIRE(unsent->envelopes.size() == 2);
    for (const auto* key : {&intake_key, &recovery_key}) {
        const auto envelope = seal::parse_envelope(unsent->envelopes[0]);
        const auto read = seal::open_submission(*envelope, terminal.verify_key(), std::span(key, 1));
        REQUIRE(read);
        CHECK(read->answers == test::submission().answers);
        CHECK(read->signature == test::submission().signature);
        CHECK(read->reference == first->reference.text());
        const auto claim = seal::derive_claim_identity(first->claim_code, first->reference);
        CHECK(read->claim_key == claim->recipient().text());
    }
    for (const char* suffix : {"", "-wal"}) {
        std::ifstream in((folder / "journal").string() + suffix, std::ios::binary);
        const std::string stored{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        CHECK(stored.find("نورة") == std::string::npos);
        CHECK(stored.find(first->claim_code.canonical()) == std::string::npos);
    }
}

TEST_CASE("intake fails closed") {
    const test::Folder folder;
    const auto terminal = test::signing_key(1);
    auto opened = journal::Journal::open(folder / "journal", terminal.verify_key());
    REQUIRE(opened);
    SECTION("without recipients") {
        journal::Intake intake(*opened->journal, terminal, {});
        CHECK_FALSE(intake.submit(test::submission()));
    }
    SECTION("with more than a record holds") {
        journal::Intake intake(*opened->journal, terminal, {test::identity(2).recipient()});
        auto large = test::submission();
        for (int index = 0; index < 36; ++index)
            large.answers.push_back({"notes", "?", std::string(30'000, 'x'), "x"});
        CHECK(intake.submit(large).error().kind == seal::ErrorClass::too_large);
    }
    SECTION("with text that is not UTF-8") {
        journal::Intake intake(*opened->journal, terminal, {test::identity(2).recipient()});
        auto bad = test::submission();
        bad.answers[0].value = "\xff";
        CHECK(intake.submit(bad).error().kind == seal::ErrorClass::malformed);
    }
    CHECK(opened->journal->position().sequence == 1);
    CHECK(opened->journal->counts().unsent == 0);
}

TEST_CASE("a long scribble is thinned, not refused") {
    const test::Folder folder;
    const auto terminal = test::signing_key(1);
    auto opened = journal::Journal::open(folder / "journal", terminal.verify_key());
    journal::Intake intake(*opened->journal, terminal, {test::identity(2).recipient()});
    auto scribble = test::submission();
    scribble.signature->strokes.assign(3, {});
    for (std::uint32_t index = 0; index < 9000; ++index)
        scribble.signature->strokes[index / 3000].push_back({65535, 65535, 100'000 + index});
    REQUIRE(intake.submit(scribble));
    const auto identity = test::identity(2);
    const auto unsent = opened->journal->unsent(1, 1 << 20);
    const auto envelope = seal::parse_envelope(unsent->envelopes[0]);
    const auto read = seal::open_submission(*envelope, terminal.verify_key(), std::span(&identity, 1));
    REQUIRE(read);
    CHECK(read->signature->strokes.size() == 3);
    CHECK(read->signature->strokes[0].front() == scribble.signature->strokes[0].front());
    CHECK(read->signature->strokes[2].back() == scribble.signature->strokes[2].back());
}
