// SPDX-License-Identifier: Apache-2.0
// The one-time code by which a terminal becomes one of an office's, and what the terminal answers with
// (PROTOCOL.md, "Enrolment").
//
// An invitation is one line of capitals, digits and dashes, so that it travels as a file, as a QR code, or as
// what a scanner types: "ISTIQBAL-INVITATION-1…", bech32 of
//
//      0   2  version, 1              20   8  expires, seconds since 1970-01-01 UTC
//      2   2  zero                    28  32  the office's verify key
//      4  16  secret                  60  16  the terminal that is enrolled anew; zeros: a new one
//
// Whoever holds the line may enroll one terminal until it expires; it is a secret. The terminal learns the
// office's key from it and takes an answer of no other. The request bears a MAC under the secret, so that
// whoever carries it can neither put another key into it nor read the secret from it.
#pragma once

#include "sync/seal/keys.hpp"

#include <optional>

namespace istiqbal::seal {

inline constexpr std::int64_t invitation_seconds = 15 * 60;
inline constexpr std::size_t invitation_file_limit = 4096;
inline constexpr std::size_t enrolment_request_limit = std::size_t{4} * 1024;

struct Invitation {
    SecretBuffer secret;                // 16 random bytes
    std::int64_t expires = 0;           // it holds while now < expires, by the office's clock
    VerifyKey office;                   // signs the answer
    std::optional<TerminalId> succeeds; // the terminal that gets a new key and identity by it
};

// The first 16 bytes of labelled_hash(certificate, "invitation-id", secret): names it and tells nothing of
// it.
KeyId invitation_id(ByteView secret);

SecretBuffer invitation_text(const Invitation& invitation);
// The line as a file holds it or a scanner typed it: in one case, white space around it, lines with # before
// it. malformed (also when there is none, or two), bad_checksum, unsupported, too_large.
Result<Invitation> parse_invitation(std::string_view text);

// What a terminal asks for. Signed with the key it asks about, which proves that it holds it.
struct EnrolmentRequest {
    VerifyKey key;
    VerifyKey office; // whose invitation it was
    KeyId invitation{};
    std::optional<TerminalId> succeeds;
    std::int64_t created = 0;
    Digest proof{}; // MAC under the invitation's secret
};

Result<Bytes> build_enrolment_request(const SigningKey& terminal, const Invitation& invitation,
                                      std::int64_t created);
// Checks layout and signature; the proof only the office can.
Result<EnrolmentRequest> parse_enrolment_request(ByteView file);
// In constant time. bad_signature: it was not made with that secret, or is altered.
Result<void> check_proof(const EnrolmentRequest& request, ByteView secret);

} // namespace istiqbal::seal
