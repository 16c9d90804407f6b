// SPDX-License-Identifier: Apache-2.0
// Sealing and storing against its bare parts. "submit" measures what stands between the answers and the
// receipt: JSON, padding, sealing to two keys, signing, the durable append. In the same loop, turn by turn,
// it measures the sum of the bare parts: two X25519 wraps (an ephemeral key, an agreement, HKDF-SHA256 and
// the wrapping each), one Ed25519 signature, one AEAD pass and one durable SQLite commit, all of the same
// bytes, in the same settings, on the same file system. The counter `ratio` is the one by the other; the
// target is 1.25. Argon2id for the claim code costs the same with either and is reported apart as
// "claim_key": it is NOT in the ratio.
#include "sync/journal/journal.hpp"
#include "sync/seal/age.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/records.hpp"

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;
using Clock = std::chrono::steady_clock;

// In the journal's settings.
constexpr const char* bare_table =
    "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "CREATE TABLE record (id INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT";

seal::Bytes sample_envelope() {
    return *seal::seal_record({}, keys().terminal, keys().recipients, plaintext_of(sample()).bytes());
}

struct BareParts {
    seal::Bytes envelope = sample_envelope();
    bare::Pass pass{plaintext_of(sample()).size()};
    bare::Signer signer{envelope};

    void run(bare::Table& store) {
        for (const seal::Recipient& recipient : keys().recipients)
            bare::wrap(recipient);
        pass.seal();
        signer.sign();
        store.insert({}, {envelope});
    }
};

void submit(benchmark::State& state) {
    const Folder folder;
    auto opened = journal::Journal::open(folder / "journal", keys().terminal.verify_key());
    if (!opened) {
        state.SkipWithError(opened.error().message().c_str());
        return;
    }
    bare::Table store(folder / "bare", bare_table, "INSERT INTO record (envelope) VALUES (?)");
    BareParts parts;
    seal::Submission submission = sample();
    bare::in_turns(
        state, 1,
        [&] {
            const seal::Position position = opened->journal->position();
            submission.sequence = position.sequence;
            const auto json = seal::to_json(submission);
            const auto padded = seal::pad_plaintext(json->bytes());
            const auto envelope =
                seal::seal_record(position, keys().terminal, keys().recipients, padded->bytes());
            if (!opened->journal->append(*envelope))
                std::abort();
        },
        [&] { parts.run(store); });
}
BENCHMARK(submit)->UseManualTime()->Unit(benchmark::kMicrosecond)->MinTime(2.0);

// The durable append alone; sealing what it appends is not timed.
void journal_commit(benchmark::State& state) {
    const Folder folder;
    auto opened = journal::Journal::open(folder / "journal", keys().terminal.verify_key());
    if (!opened) {
        state.SkipWithError(opened.error().message().c_str());
        return;
    }
    seal::Submission submission = sample();
    for ([[maybe_unused]] const auto turn : state) {
        const seal::Position position = opened->journal->position();
        submission.sequence = position.sequence;
        const auto padded = seal::pad_plaintext(seal::to_json(submission)->bytes());
        const auto envelope =
            seal::seal_record(position, keys().terminal, keys().recipients, padded->bytes());
        const auto start = Clock::now();
        const auto stored = opened->journal->append(*envelope);
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
        if (!stored) {
            state.SkipWithError(stored.error().message().c_str());
            break;
        }
    }
}
BENCHMARK(journal_commit)->UseManualTime()->Unit(benchmark::kMicrosecond);

void seal_one(benchmark::State& state) {
    const seal::SecretBuffer plaintext = plaintext_of(sample());
    for ([[maybe_unused]] const auto turn : state)
        benchmark::DoNotOptimize(
            seal::seal_record({}, keys().terminal, keys().recipients, plaintext.bytes()));
    state.counters["seals"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(seal_one)->Unit(benchmark::kMicrosecond);

// As the office does it: signature, age, JSON, and the comparison of inside and outside.
void open_one(benchmark::State& state) {
    const seal::Bytes bytes = sample_envelope();
    for ([[maybe_unused]] const auto turn : state) {
        const auto envelope = seal::parse_envelope(bytes);
        const auto submission =
            seal::open_submission(*envelope, keys().terminal.verify_key(), std::span(&keys().intake, 1));
        if (!submission) {
            state.SkipWithError(submission.error().message().c_str());
            break;
        }
    }
    state.counters["opens"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(open_one)->Unit(benchmark::kMicrosecond);

void claim_key(benchmark::State& state) {
    const auto code = seal::ClaimCode::generate();
    const auto reference = seal::Reference::generate();
    for ([[maybe_unused]] const auto turn : state)
        benchmark::DoNotOptimize(seal::derive_claim_identity(code, reference));
}
BENCHMARK(claim_key)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
