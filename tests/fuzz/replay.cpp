// SPDX-License-Identifier: Apache-2.0
// Drives a fuzz target without libFuzzer: every file of the corpus as it is, then mutations of those files
// from a seed that is printed, so that plain builds and the sanitizer builds run each parser against bad
// bytes too.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

std::vector<Input> read_corpus(const std::filesystem::path& folder) {
    std::vector<Input> corpus;
    if (!std::filesystem::is_directory(folder))
        return corpus;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return corpus;
}

Input mutate(Input input, std::mt19937_64& random) {
    const auto changes = 1 + random() % 8;
    for (std::uint64_t change = 0; change < changes; ++change) {
        const std::size_t at = input.empty() ? 0 : random() % input.size();
        switch (input.empty() ? 1 : random() % 4) {
        case 0:
            input[at] ^= static_cast<std::uint8_t>(1U << (random() % 8));
            break;
        case 1:
            input.insert(input.begin() + static_cast<std::ptrdiff_t>(at),
                         static_cast<std::uint8_t>(random()));
            break;
        case 2:
            input.resize(at);
            break;
        default:
            input[at] = static_cast<std::uint8_t>(random());
            break;
        }
    }
    return input;
}

} // namespace

int main(int argc, char** argv) {
    const char* given = std::getenv("ISTIQBAL_MUTATIONS");
    const int mutations = given != nullptr ? std::atoi(given) : 20'000;
    std::vector<Input> corpus = argc > 1 ? read_corpus(argv[1]) : std::vector<Input>{};
    corpus.emplace_back();
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : std::random_device{}();
    std::printf("%zu corpus files, %d mutations, seed %llu\n", corpus.size() - 1, mutations,
                static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    for (const Input& input : corpus)
        LLVMFuzzerTestOneInput(input.data(), input.size());
    std::mt19937_64 random(seed);
    for (int round = 0; round < mutations; ++round) {
        const Input input = mutate(corpus[random() % corpus.size()], random);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    return 0;
}
