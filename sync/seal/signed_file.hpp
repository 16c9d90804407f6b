// SPDX-License-Identifier: Apache-2.0
// The container of everything that people carry at enrolment (PROTOCOL.md, "Enrolment"):
//
//     {"istiqbal": KIND, "version": 1, "payload": BASE64, "signature": BASE64}
//
// signed over PAE(certificate, KIND, payload). The payload is JSON carried verbatim: signed bytes are stored
// bytes. Used by seal alone.
#pragma once

#include "sync/seal/json.hpp"
#include "sync/seal/keys.hpp"

namespace istiqbal::seal::signed_file {

struct Container {
    Bytes payload; // the signed bytes
    Bytes signature;
};

// malformed: a text is not UTF-8. too_large: the file is above `size_limit`.
Result<Bytes> build(const SigningKey& key, std::string_view kind, const nlohmann::json& payload,
                    std::size_t size_limit);
// Checks the container, not the signature.
Result<Container> open(ByteView file, std::string_view kind, std::size_t size_limit);
Result<void> verify(const Container& container, std::string_view kind, const VerifyKey& key); // bad_signature

VerifyKey verify_key_field(json::Fields& fields, const char* key);

} // namespace istiqbal::seal::signed_file
