// SPDX-License-Identifier: Apache-2.0
// What a terminal may be told about itself (PROTOCOL.md, "Settings"): JSON, all keys required, null: as the
// terminal was installed. Keys that are not known here are those of a newer program, and ignored; what is
// known and out of its bounds refuses the whole. A terminal uses the settings with its own id as scope, and
// those for every terminal when it has none; the two are not mixed.
#pragma once

#include "sync/seal/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::seal {

inline constexpr std::size_t settings_limit = std::size_t{64} * 1024;
inline constexpr std::uint32_t retention_days_limit = 3650;

struct TerminalSettings {
    enum class Digits { latin, arabic_indic };

    struct Name {
        std::string ar; // 1 … 128 bytes each
        std::string en;
        bool operator==(const Name&) const = default;
    };

    std::optional<Name> name;                    // for people, on the screen and in reports
    std::optional<std::string> rates;            // exit mode: "service:ID", "department:ID", "colleagues:ID"
    std::optional<std::uint32_t> density;        // micrometres a pixel, 20 … 2000
    std::optional<bool> reduced_motion;          // nothing moves by itself
    std::optional<std::uint32_t> idle_seconds;   // without a touch, until "are you still here?"; 20 … 3600
    std::optional<std::string> printer;          // empty: none; a path or HOST:PORT, 1 … 256 bytes
    std::optional<std::uint32_t> retention_days; // after the office's acknowledgement; 0 … 3650
    std::vector<std::string> hub_urls;           // 0 … 8, in order of preference; none: as enrolled
    std::optional<Digits> digits;                // in which numbers are shown in Arabic

    bool operator==(const TerminalSettings&) const = default;
};

// A person who writes settings is told of a key that nobody knows: it is mostly a slip of the pen.
enum class UnknownKeys { ignored, refused };

Result<Bytes> to_json(const TerminalSettings& settings);
// malformed, unsupported, too_large
Result<TerminalSettings> settings_from_json(ByteView json, UnknownKeys unknown = UnknownKeys::ignored);

} // namespace istiqbal::seal
