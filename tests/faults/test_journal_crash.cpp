// SPDX-License-Identifier: Apache-2.0
// The terminal's journal under power cuts and failing disks: what append() returned for is there byte for
// byte with its ticket, a purge took exactly what it named, a draft is the old one or the new one, the chain
// goes on; and neither a power cut nor a failing disk is ever taken for a damaged file.
#include "sync/journal/drafts.hpp"
#include "tests/faults/store_journey.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <cstdio>

using namespace istiqbal;
using namespace istiqbal::faults;
using journal::Condition;
using seal::Result;

namespace {

// Of one and of several database pages.
const std::vector<seal::Bytes>& records() {
    static const std::vector<seal::Bytes> made = [] {
        std::vector<seal::Bytes> envelopes;
        seal::Position position;
        seal::RandomSource random = test::seeded(60);
        const std::vector recipients{test::identity(2).recipient(), test::identity(3).recipient()};
        for (std::size_t index = 0; index < 20; ++index) {
            const std::string text(index % 4 == 3 ? 12'000 : 600, static_cast<char>('a' + index));
            const auto padded = seal::pad_plaintext(seal::view(text));
            envelopes.push_back(
                seal::seal_record(position, test::terminal(), recipients, padded->bytes(), random).value());
            position = {1, position.sequence + 1, test::hash_of(envelopes.back())};
        }
        return envelopes;
    }();
    return made;
}

journal::TicketKey ticket_of(std::size_t record) {
    static const seal::Recipient claim_key = test::identity(9).recipient();
    return {seal::Reference::generate(test::seeded(static_cast<std::uint8_t>(100 + record))), claim_key};
}

seal::OfficeAck acknowledgement(std::size_t from, std::size_t to) {
    seal::OfficeAck ack{test::terminal().verify_key().id(), 1, {}};
    for (std::size_t record = from; record < to; ++record)
        ack.records.push_back({record + 1, test::hash_of(records()[record])});
    return ack;
}

class JournalJourney final : public StoreJourney {
public:
    Result<void> open(const SimulatedDisk& disk) override {
        file_ = disk / "journal";
        auto opened = journal::Journal::open(file_, test::terminal().verify_key());
        if (!opened)
            return tl::unexpected(opened.error());
        opened_ = std::move(*opened);
        return {};
    }
    void close() override { opened_.journal.reset(); }
    std::size_t count() const override { return steps().size(); }
    std::string name(std::size_t step) const override { return steps()[step].name; }
    Result<void> run(std::size_t step) override {
        // A step that could not open it again finds it closed.
        if (!opened_.journal)
            if (auto again = reopen(); !again)
                return again;
        return steps()[step].run(*this);
    }

    std::string stored(const SimulatedDisk& disk) const override {
        return dump_database(disk / "journal") + test::content(disk / "journal.epoch");
    }

    std::string complaint() override {
        if (opened_.condition == Condition::recovered || !opened_.reason.empty())
            return "taken for damaged: " + opened_.reason;
        journal::Journal& journal = *opened_.journal;
        const journal::Counts counts = journal.counts();
        const auto unsent = journal.unsent(256, std::size_t{1} << 22);
        const auto position = journal.position();
        if (!unsent || position.epoch != 1)
            return "it does not answer: " +
                   (unsent ? "epoch " + std::to_string(position.epoch) : unsent.error().message());
        if (counts.unsent + counts.spooled + counts.kept + counts.purged + 1 != position.sequence)
            return "a record is missing";
        for (std::size_t index = 0; index < unsent->envelopes.size(); ++index)
            if (unsent->envelopes[index] != records()[unsent->first_sequence - 1 + index])
                return "a record is another one";
        journal::Drafts drafts(journal);
        const auto list = drafts.list();
        if (!list)
            return "the drafts cannot be listed";
        for (const journal::DraftEntry& draft : *list)
            if (!drafts.open(draft.id, key_))
                return "a draft does not open";
        for (std::size_t record = 0; record < records().size(); record += 2) {
            const auto ticket = journal.ticket(ticket_of(record).reference);
            if (!ticket || ticket->has_value() != (record + 1 < position.sequence) ||
                (ticket->has_value() && (*ticket)->sequence != record + 1))
                return "a ticket and its record are not together";
        }
        return {};
    }

private:
    struct Step {
        std::string name;
        std::function<Result<void>(JournalJourney&)> run;
    };

    Result<void> reopen() {
        close();
        auto opened = journal::Journal::open(file_, test::terminal().verify_key());
        if (!opened)
            return tl::unexpected(opened.error());
        opened_ = std::move(*opened);
        const std::string problem = complaint();
        return problem.empty() ? Result<void>() : seal::fail(seal::ErrorClass::malformed, problem);
    }

    static Step append(std::size_t record) {
        return {"append " + std::to_string(record), [record](JournalJourney& journey) {
                    return journey.opened_.journal->append(
                        records()[record], record % 2 == 0 ? std::optional(ticket_of(record)) : std::nullopt);
                }};
    }
    static Step put_draft(const std::string& id, std::uint8_t seed, std::size_t size) {
        return {"save draft " + id, [=](JournalJourney& journey) {
                    journal::Drafts drafts(*journey.opened_.journal, test::seeded(seed));
                    const seal::Bytes text(size, seed);
                    return drafts.put(id, "salim", test_time + seed, text, journey.key_);
                }};
    }
    static Step remove_draft(const std::string& id) {
        return {"remove draft " + id, [=](JournalJourney& journey) {
                    return journal::Drafts(*journey.opened_.journal).remove(id);
                }};
    }
    static Step set_value(std::uint8_t value) {
        return {"set value", [value](JournalJourney& journey) {
                    return journey.opened_.journal->set_value("cursor", seal::Bytes(40, value));
                }};
    }
    static Step spool(std::uint64_t sequence) {
        return {"spool", [sequence](JournalJourney& journey) {
                    return journey.opened_.journal->mark_spooled({test::terminal().verify_key().id(),
                                                                  1,
                                                                  sequence,
                                                                  test::hash_of(records()[sequence - 1]),
                                                                  {}});
                }};
    }
    static Step purge(std::size_t from, std::size_t to) {
        return {"purge", [=](JournalJourney& journey) -> Result<void> {
                    const auto purged = journey.opened_.journal->purge(acknowledgement(from, to));
                    if (!purged)
                        return tl::unexpected(purged.error());
                    if (purged->mismatched != 0)
                        return seal::fail(seal::ErrorClass::broken_chain, "it holds other records");
                    return {};
                }};
    }
    static Step keep(std::size_t from, std::size_t to) {
        return {
            "keep", [=](JournalJourney& journey) -> Result<void> {
                const auto kept = journey.opened_.journal->purge(acknowledgement(from, to), {test_time, 1});
                return kept ? Result<void>() : tl::unexpected(kept.error());
            }};
    }
    static Step purge_kept() {
        return {"purge what was kept", [](JournalJourney& journey) -> Result<void> {
                    const auto purged = journey.opened_.journal->purge_kept({test_time + 86'400, 1});
                    return purged ? Result<void>() : tl::unexpected(purged.error());
                }};
    }
    static Step unmark(std::uint64_t sequence) {
        return {"send again", [sequence](JournalJourney& journey) {
                    return journey.opened_.journal->unmark_spooled(1, sequence);
                }};
    }
    static Step start_anew() {
        return {"start anew", [](JournalJourney& journey) { return journey.reopen(); }};
    }

    static const std::vector<Step>& steps() {
        static const std::vector<Step> made{
            append(0),
            put_draft("a", 1, 400),
            append(1),
            append(2),
            set_value(1),
            append(3),
            put_draft("b", 2, 9'000),
            spool(3),
            purge(0, 2),
            append(4),
            start_anew(),
            remove_draft("b"),
            set_value(2),
            append(5),
            append(6),
            spool(6),
            put_draft("a", 4, 200),
            append(7),
            purge(2, 5),
            append(8),
            remove_draft("a"),
            unmark(5),
            keep(5, 7),
            append(9),
            purge_kept(),
        };
        return made;
    }

    static constexpr std::int64_t test_time = 1'767'225'600;
    const seal::Bytes key_ = seal::Bytes(seal::box_key_size, 9);
    std::filesystem::path file_;
    journal::Opened opened_;
};

std::unique_ptr<StoreJourney> make() {
    return std::make_unique<JournalJourney>();
}

} // namespace

TEST_CASE("journal: the power is cut at every change") {
    const std::uint64_t runs = cut_power_at_every_change(make, 4);
    std::printf("journal: %llu power cuts\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 1200);
}

TEST_CASE("journal: every call fails, once or from then on") {
    const Fault fault = GENERATE(Fault::io_error, Fault::no_space, Fault::short_write);
    const std::uint64_t runs = fail_at_every_call(make, fault);
    std::printf("journal: %llu failing calls\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 300);
}
