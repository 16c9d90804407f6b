// SPDX-License-Identifier: Apache-2.0
// The bytes of staff.json (PROTOCOL.md, "Staff"), read as strictly as what comes from elsewhere. Used by
// staff.cpp alone.
#pragma once

#include "sync/seal/staff.hpp"

namespace istiqbal::seal {

inline constexpr std::size_t staff_file_limit = std::size_t{64} * 1024;

struct StaffEntry {
    Person person;
    ByteArray<16> salt{};
    std::uint32_t passes = 0;
    std::uint32_t memory_kib = 0;
    Bytes sealed_key;        // seal_box of 32 bytes
    std::uint32_t wrong = 0; // PINs in a row
    std::int64_t tried = 0;  // when the last one was, by the clock of then
    std::uint32_t wait = 0;  // seconds from `tried` until the next try

    bool operator==(const StaffEntry&) const = default;
};

// malformed, unsupported, too_large.
Result<std::vector<StaffEntry>> parse_staff(ByteView json);
SecretBuffer write_staff(const std::vector<StaffEntry>& entries);

} // namespace istiqbal::seal
