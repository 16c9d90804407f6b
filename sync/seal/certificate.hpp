// SPDX-License-Identifier: Apache-2.0
// What the office answers to a terminal that asked by a one-time code (invitation.hpp; PROTOCOL.md,
// "Enrolment"): a Provision, which holds the terminal's Certificate and every public key and address that the
// terminal needs. People compare fingerprints on both sides. Both are text files of at most 32 KiB
// (signed_file.hpp) that travel by USB stick or network. Times are seconds since 1970-01-01 UTC.
#pragma once

#include "sync/seal/keys.hpp"

#include <optional>

namespace istiqbal::seal {

inline constexpr std::size_t enrolment_file_limit = std::size_t{32} * 1024;
inline constexpr std::size_t certificate_limit = std::size_t{4} * 1024;

// The office's word that a key is a terminal of its own.
struct Certificate {
    TerminalId terminal{}; // key.id()
    VerifyKey key;
    std::string name;
    std::string mode;
    std::int64_t issued = 0;
    std::int64_t expires = 0; // valid while issued <= now < expires
};

// What the office decides about a terminal.
struct Certified {
    VerifyKey key;
    std::string name; // for people: "Lobby, main gate"; 1 … 128 bytes without control characters
    std::string mode; // "lobby", "branch" or "exit"
};
Result<void> check_certified(const std::string& name, const std::string& mode); // malformed

Result<Bytes> issue_certificate(const SigningKey& office, const Certified& terminal, std::int64_t issued,
                                std::int64_t expires);
// Checks signature and content, not the time: see check_validity.
Result<Certificate> parse_certificate(ByteView file, const VerifyKey& office);
Result<void> check_validity(const Certificate& certificate, std::int64_t now); // expired

// Everything an enrolled terminal knows of its centre.
struct Provision {
    Certificate certificate;
    Bytes certificate_file;            // as issued, to go into every batch
    VerifyKey office;                  // the office's signing key: certificates, office acknowledgements
    Recipient intake;                  // records are sealed to this …
    Recipient recovery;                // … and to this
    Recipient hub;                     // batches are wrapped to this
    VerifyKey hub_key;                 // the hub's acknowledgements are signed with this
    std::vector<std::string> hub_urls; // 1 … 8, http:// or https://, tried in order
    std::int64_t issued = 0;
};

// Fills in `office` from the key that signs; `certificate` is read from certificate_file.
Result<Bytes> build_provision(const SigningKey& office, const Provision& provision);

// Opens a provision for the terminal that holds `terminal` (wrong_key: it was made for another). The first
// time, the office's key is learned from the file and a person compares its fingerprint; later,
// `pinned_office` must match.
Result<Provision> parse_provision(ByteView file, const VerifyKey& terminal,
                                  const std::optional<VerifyKey>& pinned_office = std::nullopt);

} // namespace istiqbal::seal
