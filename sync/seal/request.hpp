// SPDX-License-Identifier: Apache-2.0
// Signed HTTP requests (PROTOCOL.md, "Signed requests"), by which the office and the terminals show the hub
// who asks. One header field beside the request:
//
//     Istiqbal-Signature: v1 key=HEX32 date=SECONDS nonce=HEX32 signature=HEX128
//
// signed over PAE(request, method, target, decimal date, nonce, labelled_hash(content, body)). The target is
// path and query as on the request line. The verifier remembers nonces for twice the skew and refuses one it
// has seen.
#pragma once

#include "sync/seal/keys.hpp"

namespace istiqbal::seal {

inline constexpr std::string_view request_header_name = "Istiqbal-Signature";
inline constexpr std::int64_t request_skew_seconds = 300;

// The field's value as parsed, nothing verified: `key` leads the verifier to the key to verify with.
struct RequestSignature {
    KeyId key{}; // VerifyKey::id of the signer
    std::int64_t date = 0;
    ByteArray<16> nonce{};
    SignatureBytes signature{};
};

// Gives the field's value.
std::string sign_request(const SigningKey& key, std::string_view method, std::string_view target,
                         ByteView body, std::int64_t now, const RandomSource& random = system_random);

Result<RequestSignature> parse_request_signature(std::string_view value);

// wrong_key, bad_signature; expired: more than request_skew_seconds away from `now`.
Result<void> verify_request(const RequestSignature& signature, const VerifyKey& key, std::string_view method,
                            std::string_view target, ByteView body, std::int64_t now);

} // namespace istiqbal::seal
