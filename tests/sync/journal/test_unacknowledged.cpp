// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/journal/journal_file.hpp"

using namespace istiqbal;
using journal::Journal;

namespace {

constexpr std::size_t plenty = std::size_t{1} << 20;

// Sequences of the first run behind a place.
std::vector<std::uint64_t> run(const Journal& journal, std::uint64_t after, std::size_t count = 256,
                               std::size_t bytes = plenty) {
    const auto found = journal.unacknowledged(1, after, count, bytes);
    REQUIRE(found);
    std::vector<std::uint64_t> sequences;
    for (const seal::Bytes& envelope : found->envelopes)
        sequences.push_back(seal::parse_envelope(envelope)->position.sequence);
    if (!sequences.empty()) {
        CHECK(found->epoch == 1);
        CHECK(found->first_sequence == sequences.front());
    }
    return sequences;
}

using Sequences = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("what the office has not acknowledged is told run by run, whether the hub has it or not") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    Journal& journal = *opened.journal;
    CHECK(run(journal, 0).empty());
    test::append_all(journal, 0, 8);
    const seal::TerminalId id = journal.terminal();
    REQUIRE(journal.mark_spooled({id, 1, 6, test::hash_of(test::envelopes()[5]), {}}));
    CHECK(run(journal, 0) == Sequences{1, 2, 3, 4, 5, 6, 7, 8});
    REQUIRE(journal.purge(
        {id, 1, {{1, test::hash_of(test::envelopes()[0])}, {4, test::hash_of(test::envelopes()[3])}}}));
    CHECK(run(journal, 0) == Sequences{2, 3});
    CHECK(run(journal, 3) == Sequences{5, 6, 7, 8});
    CHECK(run(journal, 3, 2) == Sequences{5, 6});
    // One at least, however large it is.
    CHECK(run(journal, 6, 256, 1) == Sequences{7});
    CHECK(run(journal, 8).empty());
    CHECK(journal.unacknowledged(2, 0, 256, plenty)->envelopes.empty());
}

TEST_CASE("the hash of a record is told as long as its tombstone is there") {
    const test::Folder folder;
    const auto opened = test::open(folder / "journal");
    Journal& journal = *opened.journal;
    test::append_all(journal, 0, 2);
    const seal::Digest first = test::hash_of(test::envelopes()[0]);
    REQUIRE(journal.purge({journal.terminal(), 1, {{1, first}}}));
    CHECK(journal.hash_at(1, 1).value() == std::optional(first));
    CHECK(journal.hash_at(1, 2).value() == std::optional(test::hash_of(test::envelopes()[1])));
    CHECK(journal.hash_at(1, 3).value() == std::optional<seal::Digest>());
    CHECK(journal.hash_at(2, 1).value() == std::optional<seal::Digest>());
}
