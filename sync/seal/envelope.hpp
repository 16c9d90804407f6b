// SPDX-License-Identifier: Apache-2.0
// The record envelope (PROTOCOL.md, "Record envelope"): one submitted record as it is stored, sent and
// signed. Signed bytes are stored bytes: an envelope is never taken apart and written again.
//
//      0   4  magic "ISTR"
//      4   2  version, 1; 2: it carries a record
//      6   2  zero
//      8  16  terminal id
//     24   4  epoch, from 1
//     28   8  sequence, from 1 within the epoch
//     36  32  record hash of the record before; zeros when the sequence is 1
//     68   4  size of the ciphertext
//     72   n  ciphertext: an age file
//     72+n 64 Ed25519 over PAE(record, bytes 0 to 71, ciphertext)
//
// A record that a terminal took under its key of before, and that the office may not have, is carried under
// the present one: the envelope of version 2 holds that envelope, whole, in place of the ciphertext. The
// terminal can open neither.
//
// The chain (epoch, sequence, previous) makes a drop, a fork, a clone and a rollback show. The header says
// nothing of the person or the time; both are inside, under two keys: the office's intake key and its offline
// recovery key.
#pragma once

#include "sync/seal/keys.hpp"

namespace istiqbal::seal {

inline constexpr std::size_t envelope_header_size = 72;
inline constexpr std::size_t plaintext_limit = std::size_t{1024} * 1024; // the largest padded plaintext
inline constexpr std::size_t ciphertext_limit = plaintext_limit + std::size_t{8} * 1024;
inline constexpr std::size_t envelope_limit =
    envelope_header_size + ciphertext_limit + sizeof(SignatureBytes);

// Where in its terminal's chain a record stands; from the journal: where the next one will.
struct Position {
    std::uint32_t epoch = 1;
    std::uint64_t sequence = 1;
    Digest previous{}; // record hash of sequence - 1, zeros at the start of an epoch

    bool operator==(const Position&) const = default;
};

// A parsed envelope. Points into the bytes it was parsed from, which must outlive it.
struct EnvelopeView {
    TerminalId terminal{};
    Position position;
    bool carries = false; // version 2
    ByteView header;      // 72 bytes
    ByteView ciphertext;  // an age file; of a carrier, the envelope that it carries
    ByteView signature;   // 64 bytes
    ByteView bytes;       // all of it
};

// Pads JSON with spaces (which JSON ignores, so that `age -d` prints valid JSON) to 1, 2, 4, 16, 64 or 256
// KiB or to 1 MiB, so that the size tells little. too_large: it does not fit the largest.
Result<SecretBuffer> pad_plaintext(ByteView json);

// Seals an already padded plaintext and signs. The plaintext is not wiped: its owner does.
Result<Bytes> seal_record(const Position& position, const SigningKey& terminal,
                          std::span<const Recipient> recipients, ByteView padded_plaintext,
                          const RandomSource& random = system_random);

// Signs a carrier of `envelope`: one of version 1, of another terminal id. Of a carrier, what it carries is
// carried anew, so that there is one within another never more than once.
Result<Bytes> carry_record(const Position& position, const SigningKey& terminal,
                           const EnvelopeView& envelope);
// What a carrier carries, by its layout; its signature is its own terminal's. malformed: it is no carrier, or
// carries what none may.
Result<EnvelopeView> carried_record(const EnvelopeView& carrier);

// Exactly one envelope, no bytes after it. Checks layout and limits, no signature.
Result<EnvelopeView> parse_envelope(ByteView bytes);
// The envelope at the front; the rest is bytes.subspan(result.bytes.size()).
Result<EnvelopeView> parse_first_envelope(ByteView bytes);

// wrong_key: the envelope names another terminal. bad_signature: it was altered.
Result<void> verify_envelope(const EnvelopeView& envelope, const VerifyKey& terminal);

// labelled_hash(record, header, ciphertext, signature): what the next record's `previous` holds.
Digest record_hash(const EnvelopeView& envelope);

// Verifies, then decrypts; a carrier is malformed here. What comes out is still to be read by Submission (and
// compared with the position).
Result<SecretBuffer> open_record(const EnvelopeView& envelope, const VerifyKey& terminal,
                                 std::span<const Identity> identities);

} // namespace istiqbal::seal
