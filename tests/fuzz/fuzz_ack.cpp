// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/ack.hpp"

#include <cstdlib>

// What is taken must be written the same way again by its signer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const SigningKey hub = SigningKey::from_seed(Bytes(32, 0x03)).value();
    static const SigningKey office = SigningKey::from_seed(Bytes(32, 0x02)).value();
    const ByteView bytes(data, size);
    const auto spooled = parse_hub_ack(bytes, hub.verify_key());
    if (spooled && !equal(build_hub_ack(hub, *spooled), bytes))
        std::abort();
    const auto opened = parse_office_ack(bytes, office.verify_key());
    if (opened && !equal(*build_office_ack(office, *opened), bytes))
        std::abort();
    return 0;
}
