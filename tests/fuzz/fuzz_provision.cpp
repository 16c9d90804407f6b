// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/certificate.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const VerifyKey terminal = SigningKey::from_seed(Bytes(32, 0x01)).value().verify_key();
    static const VerifyKey office = SigningKey::from_seed(Bytes(32, 0x02)).value().verify_key();
    (void)parse_certificate({data, size}, office);
    (void)parse_provision({data, size}, terminal, office);
    return 0;
}
