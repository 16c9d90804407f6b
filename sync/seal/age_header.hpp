// SPDX-License-Identifier: Apache-2.0
// The textual header of an age file and the keys that come out of it; used by age.cpp alone.
#pragma once

#include "sync/seal/age.hpp"

namespace istiqbal::seal::age {

inline constexpr std::size_t file_key_size = 16;
inline constexpr std::size_t payload_nonce_size = 16;
inline constexpr std::size_t tag_size = 16;

// One "-> type argument…" with its body: the file key wrapped for one recipient.
struct Stanza {
    std::vector<std::string_view> arguments; // the type first
    Bytes body;
};

// Points into the bytes it was parsed from.
struct Header {
    std::vector<Stanza> stanzas;
    ByteView authenticated; // everything up to and including "---"
    ByteArray<32> mac{};
    std::size_t size = 0; // up to and including the last line feed
};

Result<Header> parse_header(ByteView file);

// The header text for a file key, MAC and last line feed included.
Result<Bytes> build_header(ByteView file_key, std::span<const Recipient> recipients,
                           const RandomSource& random);

// Finds the identity that fits and checks the MAC.
Result<SecretBuffer> unwrap_file_key(const Header& header, std::span<const Identity> identities);

// HKDF-SHA256 (RFC 5869) for 32 bytes of output, which is all that age asks for.
SecretBuffer hkdf_sha256(ByteView key_material, ByteView salt, std::string_view info);

SecretBuffer payload_key(ByteView file_key, ByteView nonce);

} // namespace istiqbal::seal::age
