// SPDX-License-Identifier: Apache-2.0
// The two acknowledgements (PROTOCOL.md, "Acknowledgements"). The hub's says "spooled": stop sending. The
// office's says "opened and committed": only this lets a terminal purge, and only records whose hash matches
// its own. Both are fixed-layout big-endian bytes with an Ed25519 signature at the end over PAE(ack,
// everything before it).
//
//     hub:    "ISTH", version 1 (2), zero (2), terminal (16), epoch (4), sequence (8), record hash (32),
//             batch hash (32)
//     office: "ISTO", version 1 (2), zero (2), terminal (16), epoch (4), count (4),
//             count times [sequence (8), record hash (32)]
#pragma once

#include "sync/seal/keys.hpp"

namespace istiqbal::seal {

// Every record of the terminal's epoch up to `sequence` is durable at the hub.
struct HubAck {
    TerminalId terminal{};
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0; // the highest
    Digest record_hash{};       // of the record with that sequence
    Digest batch_hash{};        // of the batch it answers

    bool operator==(const HubAck&) const = default;
};

inline constexpr std::size_t hub_ack_size = 100 + sizeof(SignatureBytes);
Bytes build_hub_ack(const SigningKey& hub, const HubAck& ack);
Result<HubAck> parse_hub_ack(ByteView bytes, const VerifyKey& hub);

struct AcknowledgedRecord {
    std::uint64_t sequence = 0;
    Digest hash{};

    bool operator==(const AcknowledgedRecord&) const = default;
};

// Records that the office verified, opened and committed; ascending by sequence, 1 … 4096 of them.
struct OfficeAck {
    TerminalId terminal{};
    std::uint32_t epoch = 0;
    std::vector<AcknowledgedRecord> records;

    bool operator==(const OfficeAck&) const = default;
};

inline constexpr std::size_t office_ack_record_limit = 4096;
inline constexpr std::size_t office_ack_limit = 32 + office_ack_record_limit * 40 + sizeof(SignatureBytes);
Result<Bytes> build_office_ack(const SigningKey& office, const OfficeAck& ack);
Result<OfficeAck> parse_office_ack(ByteView bytes, const VerifyKey& office);
// Of one that parse_office_ack() took once: the records of that epoch.
std::vector<AcknowledgedRecord> records_acknowledged(ByteView bytes, std::uint32_t epoch);

} // namespace istiqbal::seal
