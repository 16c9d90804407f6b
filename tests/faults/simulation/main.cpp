// SPDX-License-Identifier: Apache-2.0
// istiqbal-simulate: runs seeds, one after another, and says which promise was broken and how to see it
// again.
#include "tests/faults/simulation/world.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <chrono>
#include <cstdio>

using namespace istiqbal;

namespace {

struct Options {
    std::uint64_t seeds = 100;
    std::uint64_t from = 1;
    bool verbose = false;
    bool twice = false;
    std::string must_fail;
};

// A folder in memory, gone at the end.
class Scratch {
public:
    Scratch() {
        const bool in_memory = ::access("/dev/shm", W_OK) == 0;
        std::string name =
            (in_memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) /
            "istiqbal-simulate-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr)
            std::abort();
        path_ = name;
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path of(std::uint64_t seed) const { return path_ / std::to_string(seed); }

private:
    std::filesystem::path path_;
};

simulation::Outcome run_one(const Scratch& scratch, std::uint64_t seed, bool prints) {
    const auto folder = scratch.of(seed);
    const simulation::Outcome outcome = simulation::simulate(seed, folder, prints);
    std::filesystem::remove_all(folder);
    return outcome;
}

void say_violation(std::uint64_t seed, const simulation::Outcome& outcome) {
    std::printf("seed %llu: %s: %s\n  after %llu steps; trace %s\n", static_cast<unsigned long long>(seed),
                outcome.violation->check.c_str(), outcome.violation->detail.c_str(),
                static_cast<unsigned long long>(outcome.steps), seal::hex(outcome.hash).c_str());
}

// Of a build with a mistake in it: the named check must catch it.
int expect_failure(const Scratch& scratch, const Options& options) {
    for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed) {
        const auto outcome = run_one(scratch, seed, false);
        if (!outcome.violation)
            continue;
        say_violation(seed, outcome);
        if (outcome.violation->check == options.must_fail)
            return 0;
    }
    std::printf("%llu seeds, and \"%s\" caught nothing\n", static_cast<unsigned long long>(options.seeds),
                options.must_fail.c_str());
    return 1;
}

int run(const Options& options) {
    const Scratch scratch;
    if (!options.must_fail.empty())
        return expect_failure(scratch, options);
    const auto start = std::chrono::steady_clock::now();
    simulation::Outcome sum;
    std::uint64_t failed = 0;
    for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed) {
        const auto outcome = run_one(scratch, seed, options.verbose);
        sum.steps += outcome.steps;
        sum.receipts += outcome.receipts;
        sum.faults += outcome.faults;
        if (options.verbose)
            std::printf("seed %llu: trace %s\n", static_cast<unsigned long long>(seed),
                        seal::hex(outcome.hash).c_str());
        if (outcome.violation) {
            say_violation(seed, outcome);
            std::printf("  again: deploy/simulate --seeds 1 --from %llu --verbose\n",
                        static_cast<unsigned long long>(seed));
            ++failed;
        }
        if (options.twice && run_one(scratch, seed, false).hash != outcome.hash) {
            std::printf("seed %llu: a second run went another way\n", static_cast<unsigned long long>(seed));
            ++failed;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%llu seeds in %.1f s: %llu steps, %llu requests, %llu faults; %llu failed\n",
                static_cast<unsigned long long>(options.seeds), took.count(),
                static_cast<unsigned long long>(sum.steps), static_cast<unsigned long long>(sum.receipts),
                static_cast<unsigned long long>(sum.faults), static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app(
        "Runs terminals, hubs and an office in one process, with a clock, a network and disks that a seed "
        "turns against them, and holds them to what they promise.");
    app.add_option("--seeds", options.seeds, "How many seeds")->capture_default_str();
    app.add_option("--from", options.from, "The first of them")->capture_default_str();
    app.add_flag("--verbose", options.verbose, "Print what happens, line by line, and the hash of it");
    app.add_flag("--twice", options.twice, "Run each seed twice, and compare");
    app.add_option("--must-fail", options.must_fail,
                   "Succeed as soon as this check fails, and fail when none of the seeds makes it");
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
