// SPDX-License-Identifier: Apache-2.0
// Bech32 (BIP 173) as age uses it for keys: no limit of 90 characters, written in lower case, read in one
// case or the other but never mixed, and only with canonical (zero) padding bits.
#pragma once

#include "sync/seal/bytes.hpp"

namespace istiqbal::seal::bech32 {

std::string encode(std::string_view prefix, ByteView bytes);

// `prefix` in lower case, without the separator "1". malformed, bad_checksum; wrong prefix: malformed.
Result<SecretBuffer> decode(std::string_view prefix, std::string_view text);

} // namespace istiqbal::seal::bech32
