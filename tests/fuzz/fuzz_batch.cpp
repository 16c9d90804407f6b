// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/batch.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const VerifyKey office = SigningKey::from_seed(Bytes(32, 0x02)).value().verify_key();
    const auto batch = parse_and_verify_batch({data, size}, office, 1500);
    if (batch && (batch->records.empty() || batch->hash != batch_hash({data, size})))
        std::abort();
    return 0;
}
