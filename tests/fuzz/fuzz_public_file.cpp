// SPDX-License-Identifier: Apache-2.0
// The public key files that a person carries between hub and office.
#include "sync/hub/public_file.hpp"

#include <cstdlib>

using namespace istiqbal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const seal::ByteView bytes(data, size);
    if (const auto hub = hub::parse_hub_public(bytes);
        hub && hub::parse_hub_public(seal::view(hub::to_text(*hub))).value() != *hub)
        std::abort();
    if (const auto office = hub::parse_office_public(bytes);
        office && hub::parse_office_public(seal::view(hub::to_text(*office))).value() != *office)
        std::abort();
    return 0;
}
