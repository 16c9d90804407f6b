// SPDX-License-Identifier: Apache-2.0
// The centre at work. The hub takes whole batches by its router, without a socket, beside a table with the
// same columns and one transaction a batch: what is between the two is unwrapping, one signature, the chain
// and the comparison with what is held. The office opens records on all cores beside the bare primitives on
// as many, and files a page beside the same primitives and the same rows in one transaction.
#include "sync/hub/router.hpp"
#include "sync/office/all_cores.hpp"
#include "sync/office/filing.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/records.hpp"

#include <atomic>
#include <thread>

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;

seal::Submission sample_of(const benchmark::State& state) {
    return state.range(0) == 1 ? sample_rating() : sample();
}

// Full batches, or as full as 4 MiB allow, each following the one before.
std::vector<seal::Bytes> next_batch(const seal::SigningKey& key, const seal::SecretBuffer& plaintext,
                                    seal::Position& position) {
    std::vector<seal::Bytes> records;
    std::size_t bytes = 0;
    while (records.size() < seal::batch_count_limit) {
        seal::Bytes record = *seal::seal_record(position, key, keys().recipients, plaintext.bytes());
        bytes += record.size();
        if (bytes > seal::batch_envelopes_limit)
            break;
        position = after(record);
        records.push_back(std::move(record));
    }
    return records;
}

// The hub's columns and its one index, in its settings.
constexpr const char* hub_table =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "CREATE TABLE records (number INTEGER PRIMARY KEY AUTOINCREMENT, epoch INTEGER NOT NULL,"
    "  sequence INTEGER NOT NULL, received INTEGER NOT NULL, terminal BLOB NOT NULL, previous BLOB NOT NULL,"
    "  hash BLOB NOT NULL, envelope BLOB NOT NULL, UNIQUE (terminal, epoch, sequence)) STRICT";
constexpr const char* hub_insert =
    "INSERT INTO records (epoch, sequence, received, terminal, previous, hash, envelope)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";

// Batches of one terminal in the order in which it sends them, and how far both sides have come with them.
struct Sender {
    seal::SigningKey key;
    std::vector<std::vector<seal::Bytes>> records{};
    std::vector<hub::Request> requests{};

    Sender(std::uint8_t number, const seal::SecretBuffer& plaintext, int batches)
        : key(signing_key(number)) {
        const seal::Recipient hub = keys().hub_identity.recipient();
        const seal::Bytes certificate = *seal::issue_certificate(
            keys().office, {key.verify_key(), "Bench", "lobby"}, noon - 86'400, noon + 86'400);
        seal::Position position;
        for (int index = 0; index < batches; ++index) {
            records.push_back(next_batch(key, plaintext, position));
            const auto batch = seal::build_batch(key, certificate, records.back());
            requests.push_back({"POST", "/v1/batches", {}, *seal::wrap_batch(*batch, {&hub, 1})});
        }
    }
};

// All of it, on one thread for each sender, as when so many terminals come at once. Gives the seconds.
template <class Work>
double on_threads(std::size_t count, Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (std::size_t index = 1; index < count; ++index)
        threads.emplace_back([&work, index] { work(index); });
    work(0);
    for (std::thread& thread : threads)
        thread.join();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A sender's batches against the bare table's, turn by turn: with one sender nothing of the verifying is
// hidden; with more, the hub verifies one batch while it stores another.
void hub_ingest(benchmark::State& state) {
    const Folder folder;
    auto store = hub::Store::open(folder / "hub", noon);
    if (!store) {
        state.SkipWithError(store.error().message().c_str());
        return;
    }
    const hub::HubKeys hub_keys{*seal::Identity::from_secret(keys().hub_identity.secret()), signing_key(3),
                                keys().office.verify_key()};
    hub::Router router(
        **store, hub_keys, [] { return noon; }, [](const std::string&) {});
    bare::Table table(folder / "bare", hub_table, hub_insert);
    const seal::SecretBuffer plaintext = plaintext_of(sample_of(state));
    const auto senders = static_cast<std::size_t>(state.range(1));
    constexpr std::size_t a_turn = 2;
    const auto turns = static_cast<std::size_t>(state.max_iterations);
    std::vector<Sender> terminals;
    for (std::size_t index = 0; index < senders; ++index)
        terminals.emplace_back(static_cast<std::uint8_t>(10 + index), plaintext,
                               static_cast<int>(a_turn * turns));
    std::size_t ours_at = 0;
    std::size_t bare_at = 0;
    const std::size_t a_batch = terminals.front().records.front().size();
    bare::in_turns(
        state, a_turn * senders * a_batch,
        [&] {
            on_threads(senders, [&](std::size_t index) {
                for (std::size_t batch = ours_at; batch < ours_at + a_turn; ++batch)
                    if (router.handle(terminals[index].requests[batch]).status != 200)
                        std::abort();
            });
            ours_at += a_turn;
        },
        [&] {
            const seal::Digest hash{};
            for (const Sender& sender : terminals) {
                const seal::TerminalId terminal = sender.key.verify_key().id();
                for (std::size_t batch = bare_at; batch < bare_at + a_turn; ++batch) {
                    std::int64_t sequence = static_cast<std::int64_t>(batch * seal::batch_count_limit);
                    table.begin();
                    for (const seal::Bytes& record : sender.records[batch])
                        table.insert({1, ++sequence, noon}, {terminal, hash, hash, record});
                    table.commit();
                }
            }
            bare_at += a_turn;
        });
    state.counters["records"] = static_cast<double>(a_batch);
}
// The plaintext's KiB, and how many terminals send at once: the hub has two workers.
BENCHMARK(hub_ingest)
    ->Args({1, 1})
    ->Args({1, 2})
    ->Args({16, 1})
    ->Args({16, 2})
    ->Iterations(4)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

// An office that certified the terminal, and pages of its records, each following the one before.
struct Office {
    Folder folder;
    std::unique_ptr<office::Store> store = std::move(*office::Store::open(folder / "office"));
    office::OfficeKeys office_keys{*seal::Identity::from_secret(keys().intake.secret()), signing_key(2), {}};
    office::Hub hub;
    std::vector<std::vector<seal::Bytes>> pages{};

    Office(const seal::Submission& submission, std::size_t count, std::size_t a_page) {
        const auto certificate = seal::parse_certificate(keys().certificate, keys().office.verify_key());
        if (!store->add_terminal(*certificate, keys().certificate) ||
            !store->add_hub(keys().hub.verify_key(), {"http://127.0.0.1:9"}))
            std::abort();
        hub = store->hubs()->front();
        seal::Position position;
        for (std::size_t index = 0; index < count; ++index) {
            pages.push_back(chain(submission, a_page, position));
            position = after(pages.back().back());
        }
    }
};

std::vector<seal::ByteView> views(const std::vector<seal::Bytes>& records) {
    return {records.begin(), records.end()};
}

// What opening each of them takes of bare primitives: a signature, an agreement, an AEAD pass, and the hash
// of the chain; on all cores too.
struct BareOpening {
    bare::Pass pass;
    bare::Signer signer;
    seal::Bytes bytes;

    explicit BareOpening(const seal::Submission& submission, seal::ByteView envelope)
        : pass(plaintext_of(submission).size())
        , signer(envelope)
        , bytes(envelope.begin(), envelope.end()) {}
    void run(std::size_t count) const {
        office::on_all_cores(count, [this](std::size_t) {
            signer.verify();
            bare::unwrap(keys().intake, keys().recovery.recipient());
            pass.open();
            bare::hash(bytes);
        });
    }
};

constexpr std::size_t page = 256;

void office_open(benchmark::State& state) {
    const seal::Submission submission = sample_of(state);
    Office office(submission, 1, page);
    const BareOpening parts(submission, office.pages[0][0]);
    const auto records = views(office.pages[0]);
    bare::in_turns(
        state, page,
        [&] {
            const auto opened = office::open_records(*office.store, office.office_keys, records);
            if (!opened || !opened->back().submission || !*opened->back().submission)
                std::abort();
        },
        [&] { parts.run(page); });
}
BENCHMARK(office_open)->Arg(1)->Arg(16)->UseManualTime()->Unit(benchmark::kMicrosecond);

// The office's columns of a case and their indexes, in its settings.
constexpr const char* office_table =
    "PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;"
    "CREATE TABLE cases (number INTEGER PRIMARY KEY, hub INTEGER NOT NULL, epoch INTEGER NOT NULL,"
    "  sequence INTEGER NOT NULL, created INTEGER NOT NULL, received INTEGER NOT NULL, missing INTEGER NOT "
    "NULL,"
    "  terminal BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL, envelope BLOB NOT NULL,"
    "  reference BLOB NOT NULL, acknowledged INTEGER NOT NULL DEFAULT 0, UNIQUE (terminal, epoch, sequence)) "
    "STRICT;"
    "CREATE INDEX cases_by_reference ON cases (reference);"
    "CREATE INDEX cases_to_acknowledge ON cases (hub, terminal, epoch, sequence) WHERE acknowledged = 0";
constexpr const char* office_insert =
    "INSERT INTO cases (hub, epoch, sequence, created, received, missing, terminal, previous, hash, envelope,"
    " reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

void office_file(benchmark::State& state) {
    const seal::Submission submission = sample_of(state);
    Office office(submission, static_cast<std::size_t>(state.max_iterations), page);
    const BareOpening parts(submission, office.pages[0][0]);
    bare::Table table(office.folder / "bare", office_table, office_insert);
    std::size_t ours_at = 0;
    std::size_t bare_at = 0;
    bare::in_turns(
        state, page,
        [&] {
            office::Filed filed;
            auto transaction = office.store->begin();
            auto clerk =
                office::FilingClerk::open(*office.store, office.office_keys, office.hub, filed, noon);
            if (!clerk->take(views(office.pages[ours_at++])) || !transaction->commit() || filed.filed != page)
                std::abort();
        },
        [&] {
            parts.run(page);
            const seal::TerminalId terminal = keys().terminal.verify_key().id();
            const seal::Digest hash{};
            std::int64_t sequence = static_cast<std::int64_t>(bare_at * page);
            table.begin();
            for (const seal::Bytes& record : office.pages[bare_at])
                table.insert({1, 1, ++sequence, noon, noon, 0},
                             {terminal, hash, hash, record, seal::view(submission.form)});
            table.commit();
            ++bare_at;
        });
}
BENCHMARK(office_file)->Arg(1)->Arg(16)->Iterations(8)->UseManualTime()->Unit(benchmark::kMicrosecond);

} // namespace
