// SPDX-License-Identifier: Apache-2.0
// Foreign JSON: what our parser takes, nlohmann's takes as the same value.
#include "sync/seal/json.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = std::size_t{64} * 1024;
    auto ours = istiqbal::seal::json::parse_object({data, size}, limit);
    if (!ours)
        return 0;
    if (*ours != nlohmann::json::parse(data, data + size, nullptr, false))
        std::abort();
    istiqbal::seal::json::wipe(*ours);
    return 0;
}
