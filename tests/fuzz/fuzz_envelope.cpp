// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/envelope.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const VerifyKey key = SigningKey::from_seed(Bytes(32, 0x01)).value().verify_key();
    const auto envelope = parse_envelope({data, size});
    if (envelope) {
        if (envelope->bytes.size() != size || envelope->signature.data() + 64 != data + size)
            std::abort();
        (void)verify_envelope(*envelope, key);
        (void)record_hash(*envelope);
        if (const auto carried = carried_record(*envelope);
            carried && (!envelope->carries || carried->bytes.size() != envelope->ciphertext.size()))
            std::abort();
    }
    return 0;
}
