// SPDX-License-Identifier: Apache-2.0
// Errors as values, for everything under sync/. The class says what a caller may do about it and is part of
// the protocol (PROTOCOL.md, "Refusals"): test vectors and the hub's answers name it. The detail is for a log
// line; it never holds plaintext, answers or secret keys.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace istiqbal::seal {

enum class ErrorClass {
    malformed,     // the bytes do not follow the layout
    unsupported,   // well-formed, but a version, kind or recipient type that this program does not know
    too_large,     // above a limit of PROTOCOL.md; refused before the work is done
    bad_signature, // an Ed25519 signature or a MAC does not hold: altered, or signed by another
    wrong_key,     // none of the keys at hand fits: not sealed to us, or not signed by the key we expect
    bad_checksum,  // a typed code, key or reference with a slip of the finger in it
    broken_chain,  // a gap, a fork or a hash that does not continue the chain
    expired,       // a certificate or a signed request outside its time
    spent,         // a one-time code that was used before
    insecure,      // a secret key file that others may read
    in_use,        // another process holds the journal
    no_room,       // the disk is full
    not_found,     // the file does not exist
    io,            // reading or writing failed otherwise
};

// The class as PROTOCOL.md, the vectors and HTTP answers write it, e.g. "bad_signature".
std::string_view name(ErrorClass kind);

struct Error {
    ErrorClass kind;
    std::string detail;

    // "bad_signature: the manifest is not signed by its certificate"
    std::string message() const;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorClass kind, std::string detail) {
    return tl::unexpected<Error>(Error{kind, std::move(detail)});
}

} // namespace istiqbal::seal
