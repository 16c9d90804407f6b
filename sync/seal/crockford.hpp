// SPDX-License-Identifier: Apache-2.0
// Crockford's base32: digits and capitals without I, L, O and U, so that people can read it out.
#pragma once

#include <string_view>

namespace istiqbal::seal::crockford {

inline constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace istiqbal::seal::crockford
