// SPDX-License-Identifier: Apache-2.0
// Pre-authentication encoding (PROTOCOL.md, "Signing input"): what is signed or hashed is never a bare
// concatenation but a label and length-prefixed parts, so that no two different meanings give the same bytes
// and a signature made for one purpose can never be shown for another.
//
//     PAE(label, p1 … pn) = u32(n + 1) · u64(|label|) · label · u64(|p1|) · p1 · … · u64(|pn|) · pn
//     big-endian
#pragma once

#include "sync/seal/bytes.hpp"

namespace istiqbal::seal {

enum class Label {
    record,      // istiqbal/v1/record: an envelope
    batch,       // istiqbal/v1/batch: the manifest of a batch
    ack,         // istiqbal/v1/ack: the hub's and the office's acknowledgements
    reply,       // istiqbal/v1/reply: replies, and the claim key that they are sealed to
    content,     // istiqbal/v1/content: content bundles, and hashes of bodies and files
    notice,      // istiqbal/v1/notice: settings, announcements and revocations
    request,     // istiqbal/v1/request: a signed HTTP request
    draft,       // istiqbal/v1/draft: a representative's draft, on its terminal
    staff,       // istiqbal/v1/staff: a person's key under their PIN
    certificate, // istiqbal/v1/certificate: enrolment requests, certificates, provisions, key ids
};

std::string_view name(Label label); // "istiqbal/v1/record"

Bytes pae(Label label, std::initializer_list<ByteView> parts);

// BLAKE2b-256 (RFC 7693, no key) of pae(label, parts), without building it.
Digest labelled_hash(Label label, std::initializer_list<ByteView> parts);

} // namespace istiqbal::seal
