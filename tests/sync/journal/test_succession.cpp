// SPDX-License-Identifier: Apache-2.0
// A journal that goes over to another key, and what a hub's head says of it.
#include "tests/sync/journal/journal_file.hpp"

using namespace istiqbal;
using journal::HeadFit;
using seal::ErrorClass;

namespace {

const seal::SigningKey& successor() {
    static const seal::SigningKey key = test::signing_key(90);
    return key;
}

seal::HubAck head(std::uint32_t epoch, std::uint64_t sequence, const seal::Digest& hash) {
    return {test::terminal().verify_key().id(), epoch, sequence, hash, {}};
}

} // namespace

TEST_CASE("what is not acknowledged goes into carriers of the new identity, in order") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = test::open(file);
        auto& journal = *opened.journal;
        test::append_all(journal, 0, 5);
        REQUIRE(journal.mark_spooled(head(1, 4, test::hash_of(test::envelopes()[3]))));
        REQUIRE(journal.purge({journal.terminal(), 1, {{2, test::hash_of(test::envelopes()[1])}}}));
        REQUIRE(journal.set_value("uplink.notices", seal::Bytes{1}));
        REQUIRE(journal.set_value("other", seal::Bytes{1}));
        CHECK(journal.hand_over(test::terminal()).error().kind == ErrorClass::wrong_key);
        CHECK(journal.hand_over(successor()).value() == 4);
        CHECK(journal.terminal() == successor().verify_key().id());
        CHECK(journal.first_terminal() == test::terminal().verify_key().id());
        CHECK(journal.position().epoch == 2);
        CHECK(journal.position().sequence == 5);
    }
    CHECK(journal::Journal::open(file, test::terminal().verify_key()).error().kind == ErrorClass::wrong_key);
    const auto opened = journal::Journal::open(file, successor().verify_key());
    REQUIRE(opened);
    CHECK(opened->condition == journal::Condition::intact);
    auto& journal = *opened->journal;
    CHECK(journal.first_terminal() == test::terminal().verify_key().id());
    CHECK_FALSE(journal.value("uplink.notices").value());
    CHECK(journal.value("other").value());
    const auto counts = journal.counts();
    CHECK(counts.unsent == 4);
    CHECK(counts.purged == 1);
    const auto unsent = journal.unsent(10, 1 << 20).value();
    REQUIRE(unsent.envelopes.size() == 4);
    constexpr std::size_t kept[] = {0, 2, 3, 4};
    for (std::size_t index = 0; index < 4; ++index) {
        const auto carrier = seal::parse_envelope(unsent.envelopes[index]).value();
        CHECK(seal::verify_envelope(carrier, successor().verify_key()));
        CHECK(seal::equal(seal::carried_record(carrier)->bytes, test::envelopes()[kept[index]]));
    }
}

TEST_CASE("a journal that was handed over is salvaged like any other") {
    const test::Folder folder;
    const auto file = folder / "journal";
    {
        const auto opened = test::open(file);
        test::append_all(*opened.journal, 0, 3);
        REQUIRE(opened.journal->hand_over(successor()));
    }
    auto bytes = test::content(file);
    bytes.replace(60, 12, std::string(12, '\xff'));
    test::put(file, bytes);
    const auto opened = journal::Journal::open(file, successor().verify_key());
    REQUIRE(opened);
    CHECK(opened->journal->terminal() == successor().verify_key().id());
    CHECK(opened->journal->position().epoch >= 3);
}

TEST_CASE("a hub's head joins, is ahead, or contradicts") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    const auto& journal = *opened.journal;
    test::append_all(*opened.journal, 0, 3);
    const auto third = test::hash_of(test::envelopes()[2]);
    CHECK(journal.compare_head(head(1, 3, third)).value() == HeadFit::joins);
    CHECK(journal.compare_head(head(1, 1, test::hash_of(test::envelopes()[0]))).value() == HeadFit::joins);
    CHECK(journal.compare_head(head(1, 3, seal::Digest{9})).value() == HeadFit::forked);
    CHECK(journal.compare_head(head(1, 4, third)).value() == HeadFit::behind);
    CHECK(journal.compare_head(head(2, 1, third)).value() == HeadFit::behind);
    auto other = head(1, 3, third);
    other.terminal = {};
    CHECK(journal.compare_head(other).error().kind == ErrorClass::wrong_key);
}
