// SPDX-License-Identifier: Apache-2.0
// The age v1 file format (C2SP age.md, "age-encryption.org/v1") with X25519 recipients, on libsodium. The
// stock `age` program opens what this writes and this opens what it writes, so an office is never locked in.
//
// age hides and protects content but names no sender: whatever needs one is signed outside (envelope.hpp,
// batch.hpp). All functions may be called from any thread.
#pragma once

#include "sync/seal/keys.hpp"

#include <iosfwd>

namespace istiqbal::seal::age {

inline constexpr std::size_t chunk_size = std::size_t{64} * 1024;   // plaintext bytes of one STREAM chunk
inline constexpr std::size_t header_limit = std::size_t{64} * 1024; // a longer header is refused (too_large)
inline constexpr std::size_t stanza_limit = 64;    // recipients in one file, known types or not
inline constexpr std::size_t recipient_limit = 16; // recipients that encrypt takes

// Seals to every recipient: any one of the identities opens it. At least one recipient.
Result<Bytes> encrypt(ByteView plaintext, std::span<const Recipient> recipients,
                      const RandomSource& random = system_random);
Result<void> encrypt(std::istream& plaintext, std::ostream& file, std::span<const Recipient> recipients,
                     const RandomSource& random = system_random);

// Opens with the first identity that fits; stanzas of unknown types are skipped, as the format asks.
// wrong_key: not sealed to any of them. bad_signature: header or payload altered or cut. malformed,
// unsupported (not age v1), too_large (header, or more than `plaintext_limit` bytes; known before anything is
// decrypted).
Result<SecretBuffer> decrypt(ByteView file, std::span<const Identity> identities,
                             std::size_t plaintext_limit);
// Writes chunk by chunk, each authenticated before it is written; when this fails midway, what was written so
// far is authentic but cut short, and the caller discards it.
Result<void> decrypt(std::istream& file, std::ostream& plaintext, std::span<const Identity> identities);

// The size that encrypt() gives for a plaintext of `plaintext_size` bytes and `recipients` recipients.
std::size_t encrypted_size(std::size_t plaintext_size, std::size_t recipients);

} // namespace istiqbal::seal::age
