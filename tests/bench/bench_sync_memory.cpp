// SPDX-License-Identifier: Apache-2.0
// What sealing, opening and batching add to a process at their worst moment. Each runs in a child of its own,
// whose peak is set back when what it works on is in memory; `peak_kib` is what was added, with what it gives
// back.
#include "sync/seal/age.hpp"
#include "tests/bench/records.hpp"

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;

// A line of /proc/self/status, in KiB.
double status_kib(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.compare(0, name.size() + 1, name + ":") == 0)
            return std::stod(line.substr(name.size() + 1));
    return 0;
}

double peak_of(const std::function<void()>& work) {
    int ends[2];
    if (::pipe(ends) != 0)
        std::abort();
    const pid_t child = ::fork();
    if (child == 0) {
        // Freed memory that is still resident would hide what is needed.
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << 5 << std::flush;
        const double before = status_kib("VmRSS");
        work();
        const double grown = status_kib("VmHWM") - before;
        const bool told = ::write(ends[1], &grown, sizeof grown) == sizeof grown;
        ::_exit(told ? 0 : 1);
    }
    double grown = -1;
    if (::read(ends[0], &grown, sizeof grown) != sizeof grown)
        grown = -1;
    ::close(ends[0]);
    ::close(ends[1]);
    ::waitpid(child, nullptr, 0);
    return grown;
}

void measure(benchmark::State& state, const std::function<void()>& work) {
    double peak = 0;
    for ([[maybe_unused]] const auto turn : state)
        peak = peak_of(work);
    state.counters["peak_kib"] = peak;
}

seal::Bytes content(const benchmark::State& state) {
    return seal::Bytes(static_cast<std::size_t>(state.range(0)), 'x');
}

void memory_seal(benchmark::State& state) {
    const seal::Bytes plain = content(state);
    measure(state, [&] { benchmark::DoNotOptimize(seal::age::encrypt(plain, keys().recipients)); });
}

void memory_open(benchmark::State& state) {
    const seal::Bytes file = *seal::age::encrypt(content(state), keys().recipients);
    measure(state, [&] {
        benchmark::DoNotOptimize(
            seal::age::decrypt(file, {&keys().intake, 1}, static_cast<std::size_t>(state.range(0))));
    });
}

// Envelopes of about so many bytes together: one of 1 KiB, or as many of 16 KiB as fit.
std::vector<seal::Bytes> envelopes(const benchmark::State& state) {
    const auto limit = static_cast<std::size_t>(state.range(0));
    const seal::SecretBuffer plaintext = plaintext_of_size(limit <= 1024 ? 1024 : 16'384);
    std::vector<seal::Bytes> records;
    seal::Position position;
    for (std::size_t bytes = 0; records.size() < seal::batch_count_limit;) {
        seal::Bytes record =
            *seal::seal_record(position, keys().terminal, keys().recipients, plaintext.bytes());
        bytes += record.size();
        if (bytes > limit && !records.empty())
            break;
        position = after(record);
        records.push_back(std::move(record));
    }
    return records;
}

void memory_batch_build(benchmark::State& state) {
    const auto records = envelopes(state);
    const seal::Recipient hub = keys().hub_identity.recipient();
    measure(state, [&] {
        const auto batch = seal::build_batch(keys().terminal, keys().certificate, records);
        benchmark::DoNotOptimize(seal::wrap_batch(*batch, {&hub, 1}));
    });
}

void memory_batch_open(benchmark::State& state) {
    const seal::Recipient hub = keys().hub_identity.recipient();
    const auto batch = seal::build_batch(keys().terminal, keys().certificate, envelopes(state));
    const seal::Bytes wrapped = *seal::wrap_batch(*batch, {&hub, 1});
    measure(state, [&] {
        const auto plain = seal::unwrap_batch(wrapped, {&keys().hub_identity, 1});
        if (!seal::parse_and_verify_batch(plain->bytes(), keys().office.verify_key(), noon))
            std::abort();
    });
}

void sizes(benchmark::internal::Benchmark* each) {
    each->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 22)->Iterations(1)->Unit(benchmark::kMillisecond);
}
BENCHMARK(memory_seal)->Apply(sizes);
BENCHMARK(memory_open)->Apply(sizes);
BENCHMARK(memory_batch_build)->Apply(sizes);
BENCHMARK(memory_batch_open)->Apply(sizes);

} // namespace
