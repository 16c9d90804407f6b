// SPDX-License-Identifier: Apache-2.0
// Sealing under a shared key, for what stays on one machine: a representative's drafts, and the key of those
// under their PIN. XChaCha20-Poly1305 (libsodium's IETF construction) with a random nonce:
//
//     nonce (24) · ciphertext · tag (16)        associated data: PAE(label, context …)
//
// The context says what the content is for; it is not stored, and what is opened with another one does not
// open.
#pragma once

#include "sync/seal/pae.hpp"

namespace istiqbal::seal {

inline constexpr std::size_t box_key_size = 32;
inline constexpr std::size_t box_overhead = 24 + 16; // bytes

// malformed: the key is not 32 bytes.
Result<Bytes> seal_box(ByteView key, Label label, std::initializer_list<ByteView> context, ByteView plaintext,
                       const RandomSource& random = system_random);

// malformed: too short, or the key is not 32 bytes. bad_signature: another key, another context, or altered.
Result<SecretBuffer> open_box(ByteView key, Label label, std::initializer_list<ByteView> context,
                              ByteView sealed);

} // namespace istiqbal::seal
