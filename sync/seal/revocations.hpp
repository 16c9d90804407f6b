// SPDX-License-Identifier: Apache-2.0
// Terminals that the office no longer believes (PROTOCOL.md, "Revocations"): the full list each time, so that
// whoever has the latest has them all. What a revoked terminal sends afterwards is put aside with the reason,
// at the hub and at the office, and never deleted.
#pragma once

#include "sync/seal/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::seal {

inline constexpr std::size_t revocations_limit = std::size_t{256} * 1024; // bytes
inline constexpr std::size_t revocation_count_limit = 1024;
inline constexpr std::size_t revocation_reason_limit = 128; // bytes

struct Revocation {
    TerminalId terminal{};
    std::int64_t since = 0; // seconds since 1970-01-01 UTC: when the office decided so
    std::string reason;     // for people; not empty
    // Closed: every epoch up to this one, as when a tablet was lost and the terminal goes on with a new
    // journal; nothing: the terminal itself is revoked.
    std::optional<std::uint32_t> epoch;

    bool covers(std::uint32_t candidate) const { return !epoch || candidate <= *epoch; }
    bool operator==(const Revocation&) const = default;
};

// Ascending by terminal, each at most once.
Result<Bytes> to_json(const std::vector<Revocation>& revocations);
Result<std::vector<Revocation>> revocations_from_json(ByteView json); // malformed, unsupported, too_large

// Nothing: the list does not speak of that terminal and epoch.
const Revocation* find_revocation(const std::vector<Revocation>& revocations, const TerminalId& terminal,
                                  std::uint32_t epoch);

} // namespace istiqbal::seal
