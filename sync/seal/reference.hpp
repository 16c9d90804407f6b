// SPDX-License-Identifier: Apache-2.0
// What the receipt bears: a public reference, which people say on the telephone, and a secret claim code,
// which opens the reply (P7). Both are Crockford base32 (no I, L, O, U) with a check character at the end
// that catches any one wrong character and any two swapped ones (PROTOCOL.md, "Reference and claim code").
// Reading forgives lower case, spaces and dashes, and takes O for 0 and I or L for 1; Arabic-Indic digits are
// read as well.
#pragma once

#include "sync/seal/keys.hpp"

namespace istiqbal::seal {

// 40 random bits: not secret, not guessable in order, unique enough for one office (the office refuses a
// collision).
class Reference {
public:
    static Reference generate(const RandomSource& random = system_random);
    static Result<Reference> parse(std::string_view typed); // malformed, bad_checksum

    std::string text() const;      // "7KQ4-9M2X-C"
    std::string canonical() const; // "7KQ49M2X": no dashes, no check character

    bool operator==(const Reference&) const = default;

private:
    explicit Reference(std::uint64_t value)
        : value_(value) {}

    std::uint64_t value_ = 0;
};

// 60 secret bits. Wiped when it dies; shown once, on the receipt, and kept nowhere.
class ClaimCode {
public:
    static ClaimCode generate(const RandomSource& random = system_random);
    static Result<ClaimCode> parse(std::string_view typed);
    ClaimCode(const ClaimCode&) = default;
    ClaimCode& operator=(const ClaimCode&) = default;
    ~ClaimCode();

    std::string text() const;      // "XXXX-XXXX-XXXX-C"; the caller wipes it
    std::string canonical() const; // the 12 characters

private:
    explicit ClaimCode(std::uint64_t value)
        : value_(value) {}

    std::uint64_t value_ = 0;
};

// Argon2id (RFC 9106, version 0x13, one lane) of the 12 characters; salt: the first 16 bytes of
// labelled_hash(reply, "claim-salt", reference.canonical()); 2 passes over 64 MiB, 32 bytes out, which are
// the X25519 secret. RFC 9106's second choice asks 3 passes over 64 MiB for passwords that people choose;
// here 60 uniform bits are stretched, so that two passes (some 0.1 s on a kiosk, against 2^60 guesses)
// suffice. io: the memory is not to be had.
Result<Identity> derive_claim_identity(const ClaimCode& code, const Reference& reference);

} // namespace istiqbal::seal
