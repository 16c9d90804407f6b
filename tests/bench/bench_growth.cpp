// SPDX-License-Identifier: Apache-2.0
// Growth: a journal and a hub with 1,000, 10,000, 100,000 and, with --million, 1,000,000 records, and the
// time of every query that is used in operation, the median of several. What a query costs should not depend
// on how much is there: the last column is the largest against the smallest, and what an index finds stays
// near 1. A terminal's start waits for the first of its two rows; the boot check goes on beside it, and takes
// the longer the more there is.
#include "sync/hub/store.hpp"
#include "sync/journal/journal.hpp"
#include "tests/bench/filling.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;

constexpr std::size_t batch = seal::batch_count_limit;

// Which query took how long with how many records: in the order in which they were first measured.
class Table {
public:
    void column(std::size_t records) { columns_.push_back(records); }
    template <class Query>
    void row(const std::string& name, int rounds, Query&& query) {
        std::vector<double> taken;
        for (int round = 0; round < rounds; ++round) {
            const auto start = std::chrono::steady_clock::now();
            query();
            taken.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
        }
        std::sort(taken.begin(), taken.end());
        if (rows_.count(name) == 0)
            order_.push_back(name);
        rows_[name].push_back(taken[taken.size() / 2]);
    }
    void print(const std::string& title) const {
        std::printf("%-46s", title.c_str());
        for (const std::size_t records : columns_)
            std::printf("  %12zu", records);
        std::printf("  %10s\n", "growth");
        for (const std::string& name : order_) {
            const std::vector<double>& taken = rows_.at(name);
            std::printf("%-46s", name.c_str());
            for (const double each : taken)
                std::printf("  %9.0f us", each);
            std::printf("  %8.1f x\n", taken.back() / taken.front());
        }
        std::fflush(stdout);
    }

private:
    std::vector<std::size_t> columns_;
    std::vector<std::string> order_;
    std::map<std::string, std::vector<double>> rows_;
};

template <class Value>
auto must(Value&& value) {
    if (!value) {
        std::fprintf(stderr, "bench_growth: %s\n", value.error().message().c_str());
        std::exit(1);
    }
    return std::forward<Value>(value);
}

const seal::TerminalId& terminal() {
    static const seal::TerminalId id = keys().terminal.verify_key().id();
    return id;
}

seal::Bytes hollow(const seal::Position& position) {
    return hollow_envelope(terminal(), position);
}

void count_states(const journal::Journal& journal) {
    const auto counted = journal.counts();
    benchmark::DoNotOptimize(counted);
}

std::unique_ptr<journal::Journal> open_journal(const std::filesystem::path& file) {
    return std::move(must(journal::Journal::open(file, keys().terminal.verify_key()))->journal);
}

void measure_start(Table& table, const std::filesystem::path& file, const std::string& what) {
    table.row("start: what the office says, " + what, 9, [&] {
        const auto opened =
            must(journal::Journal::open(file, keys().terminal.verify_key(), journal::BootCheck::later));
        must(opened->journal->notices());
    });
    table.row("  beside it: the boot check, " + what, 3, [&] { open_journal(file); });
}

// A reference and the ticket of each record.
seal::Reference fill_tickets(const std::filesystem::path& file, std::size_t count) {
    Filler filler(file, "INSERT INTO ticket (epoch, sequence, reference, claim_key)"
                        " VALUES (1, ?, CAST(? AS TEXT), ?)");
    seal::Reference reference = seal::Reference::generate();
    for (std::size_t sequence = 1; sequence <= count; ++sequence) {
        reference = seal::Reference::generate();
        filler.insert({static_cast<std::int64_t>(sequence)},
                      {seal::view(reference.canonical()), keys().recipients[0].bytes()});
    }
    return reference;
}

seal::OfficeAck office_ack(const journal::Journal& journal, std::uint64_t first, std::size_t count) {
    seal::OfficeAck ack{terminal(), 1, {}};
    for (std::uint64_t sequence = first; sequence < first + count; ++sequence)
        ack.records.push_back({sequence, **must(journal.hash_at(1, sequence))});
    return ack;
}

void measure_journal(Table& table, std::size_t count) {
    const Folder folder;
    const auto file = folder / "journal";
    open_journal(file);
    fill_journal(file, count, hollow);
    const seal::Reference reference = fill_tickets(file, count);
    table.column(count);
    measure_start(table, file, "all unsent");
    const auto journal = open_journal(file);
    table.row("counts", 9, [&] { count_states(*journal); });
    table.row("unsent: a batch", 9, [&] { must(journal->unsent(batch, seal::batch_envelopes_limit)); });
    table.row("unacknowledged: a batch", 9,
              [&] { must(journal->unacknowledged(0, 0, batch, seal::batch_envelopes_limit)); });
    table.row("a record's hash", 9, [&] { must(journal->hash_at(1, count / 2)); });
    table.row("a ticket", 9, [&] { must(journal->ticket(reference)); });
    table.row("append, with its ticket", 15, [&] {
        must(journal->append(hollow(journal->position()),
                             journal::TicketKey{seal::Reference::generate(), keys().recipients[0]}));
    });
    const seal::HubAck head{terminal(), 1, 1, **must(journal->hash_at(1, 1)), {}};
    table.row("compare with the hub's head", 9, [&] { must(journal->compare_head(head)); });
    std::uint64_t spooled = 0;
    table.row("mark a batch as spooled", 3, [&] {
        spooled += batch;
        must(journal->mark_spooled({terminal(), 1, spooled, **must(journal->hash_at(1, spooled)), {}}));
    });
    std::uint64_t purged = 1;
    table.row("purge a batch", 3, [&] {
        const auto ack = office_ack(*journal, purged, batch);
        must(journal->purge(ack));
        purged += batch;
    });
    table.row("counts, some purged", 9, [&] { count_states(*journal); });
    table.row("notices", 9, [&] { must(journal->notices()); });
}

// A terminal after years: all but the last few are tombstones.
void measure_tombstones(Table& table, std::size_t count) {
    const Folder folder;
    const auto file = folder / "journal";
    open_journal(file);
    fill_journal(file, count, hollow);
    {
        Filler filler(file, journal_insert);
        const std::string last = std::to_string(count - 100);
        filler.run("UPDATE record SET envelope = NULL WHERE sequence <= " + last +
                   "; UPDATE epoch SET spooled = " + last);
    }
    measure_start(table, file, "all but 100 purged");
    const auto journal = open_journal(file);
    table.row("counts, all but 100 purged", 9, [&] { count_states(*journal); });
    table.row("unsent, all but 100 purged", 9,
              [&] { must(journal->unsent(batch, seal::batch_envelopes_limit)); });
    table.row("unacknowledged, all but 100 purged", 9,
              [&] { must(journal->unacknowledged(0, 0, batch, seal::batch_envelopes_limit)); });
}

// So many records, an acknowledgement of the office for each batch of them and a page more, and a reply to
// every tenth.
void fill_hub(const std::filesystem::path& file, std::size_t count, seal::Position& position) {
    const seal::Bytes received(1);
    {
        Filler filler(file,
                      "INSERT INTO records (epoch, sequence, received, terminal, previous, hash, envelope)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (std::size_t index = 0; index < count; ++index) {
            const seal::Bytes envelope = hollow(position);
            const seal::Position next = after(envelope);
            filler.insert({1, static_cast<std::int64_t>(position.sequence), noon},
                          {terminal(), position.previous, next.previous, envelope});
            position = next;
        }
        filler.run("INSERT INTO terminals (terminal, key) VALUES (x'" + seal::hex(terminal()) + "', x'" +
                   keys().terminal.verify_key().hex() + "')");
    }
    Filler acks(file, "INSERT INTO acknowledgements (terminal, hash, ack) VALUES (?, ?, ?)");
    for (std::size_t index = 0; index < count / batch + 64; ++index) {
        seal::Digest hash{};
        seal::system_random(hash);
        seal::OfficeAck ack{terminal(), 1, {}};
        for (std::size_t record = 1; record <= batch; ++record)
            ack.records.push_back({index * batch + record, hash});
        const seal::Bytes bytes = *seal::build_office_ack(keys().office, ack);
        acks.insert({}, {terminal(), hash, bytes});
    }
}

void fill_replies(const std::filesystem::path& file, std::size_t count) {
    Filler notices(file, "INSERT INTO notices (kind, revision, expires, scope, subject, hash, notice)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?)");
    const seal::TerminalId everyone{};
    const seal::Bytes reply(400, 'x');
    for (std::size_t index = 0; index < count; ++index) {
        seal::Digest subject{};
        seal::system_random(subject);
        notices.insert({1, 1, noon + 86'400}, {everyone, subject, subject, reply});
    }
}

seal::Bytes next_batch(seal::Position& position) {
    std::vector<seal::Bytes> records;
    for (std::size_t index = 0; index < batch; ++index) {
        records.push_back(hollow(position));
        position = after(records.back());
    }
    return *seal::build_batch(keys().terminal, keys().certificate, records);
}

void measure_hub(Table& table, std::size_t count) {
    const Folder folder;
    const auto file = folder / "hub";
    must(hub::Store::open(file, noon));
    seal::Position position;
    fill_hub(file, count, position);
    fill_replies(file, count / 10);
    table.column(count);
    table.row("start", 3, [&] { must(hub::Store::open(file, noon)); });
    auto store = std::move(*must(hub::Store::open(file, noon)));
    const auto ingest = [&](const seal::Bytes& bytes) {
        const auto parsed = must(seal::parse_and_verify_batch(bytes, keys().office.verify_key(), noon));
        must(store->ingest(*parsed, bytes, noon));
    };
    std::vector<seal::Bytes> batches;
    for (int index = 0; index < 7; ++index)
        batches.push_back(next_batch(position));
    std::size_t next = 0;
    table.row("ingest a batch", 7, [&] { ingest(batches[next++]); });
    table.row("ingest it again", 7, [&] { ingest(batches.front()); });
    position.sequence += 1'000'000'000;
    position.previous[0] ^= 1;
    batches.clear();
    next = 0;
    for (int index = 0; index < 3; ++index) {
        batches.push_back(next_batch(position));
        position.sequence += batch;
    }
    table.row("ingest a batch behind a gap", 3, [&] { ingest(batches[next++]); });
    table.row("head of the terminal", 9, [&] { must(store->head(terminal(), std::nullopt)); });
    table.row("head of an epoch", 9, [&] { must(store->head(terminal(), 1)); });
    table.row("a terminal's key", 9, [&] { must(store->terminal_key(terminal())); });
    table.row("records: the first page", 9, [&] { must(store->records_after(0, batch)); });
    std::uint64_t last = 0;
    for (std::uint64_t after_number = 0;;) {
        const auto page = must(store->records_after(after_number, 512));
        if (page->empty())
            break;
        last = after_number;
        after_number = page->back().number;
    }
    table.row("records: the last page", 9, [&] { must(store->records_after(last, batch)); });
    table.row("acknowledgements: the first page", 9,
              [&] { must(store->acknowledgements_after(terminal(), 0)); });
    table.row("acknowledgements: nothing new", 9,
              [&] { must(store->acknowledgements_after(terminal(), INT64_MAX)); });
    table.row("notices: the first page", 9, [&] { must(store->notices_after(terminal(), 0, noon)); });
    const std::uint64_t newest = *must(store->last_notice());
    table.row("notices: the last", 9, [&] { must(store->notices_after(terminal(), newest - 1, noon)); });
    std::uint8_t byte = 0;
    table.row("take an acknowledgement", 7,
              [&] { must(store->add_acknowledgement(terminal(), seal::Bytes{byte++})); });
    table.row("counts (health)", 9, [&] { must(store->counts()); });
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::size_t> sizes{1'000, 10'000, 100'000};
    if (argc > 1 && std::string(argv[1]) == "--million")
        sizes.push_back(1'000'000);
    Table journal;
    for (const std::size_t size : sizes) {
        measure_journal(journal, size);
        measure_tombstones(journal, size);
    }
    journal.print("records in a journal");
    std::printf("\n");
    Table hub;
    for (const std::size_t size : sizes)
        measure_hub(hub, size);
    hub.print("records at a hub");
    return 0;
}
