// SPDX-License-Identifier: Apache-2.0
// The lists that a hub sends to terminals and offices. What is read is written again to the same bytes.
#include "sync/hub/wire.hpp"

#include <cstdlib>

using namespace istiqbal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const seal::ByteView bytes(data, size);
    for (const auto* kind : {&hub::record_list, &hub::ack_list, &hub::notice_list}) {
        const auto items = hub::parse_list(*kind, bytes, 0);
        if (items && !seal::equal(hub::build_list(*kind, *items), bytes))
            std::abort();
    }
    return 0;
}
