// SPDX-License-Identifier: Apache-2.0
// Records on their way, each step beside the bare cost of the same primitives, in turns within one loop:
// sealing, verifying and opening by size, and batches as the terminal makes them and the hub takes them
// apart. The centre is in bench_sync_centre.cpp. `share` is what is reached of the bare parts' speed, in
// percent.
#include "sync/seal/age.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/records.hpp"

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;

seal::Bytes envelope_of_size(std::size_t size) {
    return *seal::seal_record({}, keys().terminal, keys().recipients, plaintext_of_size(size).bytes());
}

void seal_record(benchmark::State& state) {
    const auto size = static_cast<std::size_t>(state.range(0));
    const seal::SecretBuffer plaintext = plaintext_of_size(size);
    const seal::Bytes envelope = envelope_of_size(size);
    bare::Pass pass(size);
    bare::Signer signer(envelope);
    bare::in_turns(
        state, 1,
        [&] {
            benchmark::DoNotOptimize(
                seal::seal_record({}, keys().terminal, keys().recipients, plaintext.bytes()));
        },
        [&] {
            for (const seal::Recipient& recipient : keys().recipients)
                bare::wrap(recipient);
            pass.seal();
            signer.sign();
        });
    state.counters["wire_bytes"] = static_cast<double>(envelope.size());
}
BENCHMARK(seal_record)
    ->Arg(1 << 10)
    ->Arg(1 << 14)
    ->Arg(1 << 20)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

void verify(benchmark::State& state) {
    const seal::Bytes bytes = envelope_of_size(static_cast<std::size_t>(state.range(0)));
    const seal::VerifyKey key = keys().terminal.verify_key();
    bare::Signer signer(bytes);
    bare::in_turns(
        state, 1,
        [&] {
            const auto envelope = seal::parse_envelope(bytes);
            if (!seal::verify_envelope(*envelope, key))
                std::abort();
        },
        [&] { signer.verify(); });
}
BENCHMARK(verify)->Arg(1 << 10)->Arg(1 << 14)->Arg(1 << 20)->UseManualTime()->Unit(benchmark::kMicrosecond);

// Signature and age, to the padded plaintext.
void open_record(benchmark::State& state) {
    const auto size = static_cast<std::size_t>(state.range(0));
    const seal::Bytes bytes = envelope_of_size(size);
    const seal::VerifyKey key = keys().terminal.verify_key();
    const bare::Pass pass(size);
    bare::Signer signer(bytes);
    bare::in_turns(
        state, 1,
        [&] {
            const auto envelope = seal::parse_envelope(bytes);
            if (!seal::open_record(*envelope, key, {&keys().intake, 1}))
                std::abort();
        },
        [&] {
            signer.verify();
            bare::unwrap(keys().intake, keys().recovery.recipient());
            pass.open();
        });
}
BENCHMARK(open_record)
    ->Arg(1 << 10)
    ->Arg(1 << 14)
    ->Arg(1 << 20)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

// As many consecutive records as a batch takes, of a plaintext size.
std::vector<seal::Bytes> full_batch(std::size_t size) {
    std::vector<seal::Bytes> records;
    std::size_t bytes = 0;
    seal::Position position;
    const seal::SecretBuffer plaintext = plaintext_of_size(size);
    while (records.size() < seal::batch_count_limit) {
        seal::Bytes record =
            *seal::seal_record(position, keys().terminal, keys().recipients, plaintext.bytes());
        bytes += record.size();
        if (bytes > seal::batch_envelopes_limit)
            break;
        position = after(record);
        records.push_back(std::move(record));
    }
    return records;
}

// As the courier makes it: signed, walked once more, wrapped to the hub. Bare: one signature, one pass of the
// hash, one wrap, one AEAD pass.
void batch_build(benchmark::State& state) {
    const auto records = full_batch(static_cast<std::size_t>(state.range(0)));
    const seal::Recipient hub = keys().hub_identity.recipient();
    const auto build = [&] { return seal::build_batch(keys().terminal, keys().certificate, records); };
    const seal::Bytes plain = *build();
    const std::size_t wrapped = seal::wrap_batch(plain, {&hub, 1})->size();
    bare::Pass pass(plain.size());
    bare::Signer signer(seal::ByteView(plain).first(seal::batch_manifest_size + keys().certificate.size()));
    bare::in_turns(
        state, records.size(),
        [&] {
            benchmark::DoNotOptimize(seal::wrap_batch(*build(), {&hub, 1}));
        },
        [&] {
            signer.sign();
            bare::hash(plain);
            bare::wrap(hub);
            pass.seal();
        });
    const auto count = static_cast<double>(records.size());
    state.counters["records"] = count;
    state.counters["wire_bytes"] = static_cast<double>(wrapped) / count;
    state.counters["added_bytes"] =
        static_cast<double>(wrapped) / count - static_cast<double>(state.range(0));
}
BENCHMARK(batch_build)
    ->Arg(1 << 10)
    ->Arg(1 << 14)
    ->Arg(1 << 20)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

// As the hub takes it, before it stores. Bare: one unwrap, one AEAD pass, two signatures, one pass of the
// hash.
void batch_open(benchmark::State& state) {
    const auto records = full_batch(static_cast<std::size_t>(state.range(0)));
    const seal::Recipient hub = keys().hub_identity.recipient();
    const seal::Bytes plain = *seal::build_batch(keys().terminal, keys().certificate, records);
    const seal::Bytes wrapped = *seal::wrap_batch(plain, {&hub, 1});
    const bare::Pass pass(plain.size());
    bare::Signer signer(seal::ByteView(plain).first(seal::batch_manifest_size + keys().certificate.size()));
    bare::in_turns(
        state, records.size(),
        [&] {
            const auto opened = seal::unwrap_batch(wrapped, {&keys().hub_identity, 1});
            if (!seal::parse_and_verify_batch(opened->bytes(), keys().office.verify_key(), noon))
                std::abort();
        },
        [&] {
            bare::unwrap(keys().hub_identity, keys().recovery.recipient());
            pass.open();
            signer.verify();
            signer.verify();
            bare::hash(plain);
        });
    state.counters["records"] = static_cast<double>(records.size());
}
BENCHMARK(batch_open)
    ->Arg(1 << 10)
    ->Arg(1 << 14)
    ->Arg(1 << 20)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
