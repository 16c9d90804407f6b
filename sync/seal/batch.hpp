// SPDX-License-Identifier: Apache-2.0
// A batch (PROTOCOL.md, "Batch"): consecutive envelopes of one terminal and epoch, as they travel. One
// signature and the chain of hashes let the hub vouch for all of it without verifying each record, which the
// office does.
//
//      0   4  magic "ISTB"           36   4  count, 1 … 256
//      4   2  version, 1             40  32  record hash before the first (its `previous`)
//      6   2  zero                   72  32  record hash of the last
//      8  16  terminal id           104   4  size of the certificate
//     24   4  epoch                 108   4  size of the envelopes, ≤ 4 MiB
//     28   8  first sequence        112   …  certificate file · signature (64) · envelopes, one after another
//
// The signature is the terminal's, over PAE(batch, bytes 0…111, certificate). The hash of the last record
// commits to every byte of all of them through the chain; there is no other hash over the content. On its way
// a batch is wrapped whole as an age file to the hub (and to the office when it travels on a stick).
#pragma once

#include "sync/seal/certificate.hpp"
#include "sync/seal/envelope.hpp"

namespace istiqbal::seal {

inline constexpr std::size_t batch_count_limit = 256;
inline constexpr std::size_t batch_envelopes_limit = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t batch_manifest_size = 112;
inline constexpr std::size_t batch_limit =
    batch_manifest_size + certificate_limit + sizeof(SignatureBytes) + batch_envelopes_limit;
// What an HTTP body holding a wrapped batch may measure at most.
inline constexpr std::size_t wrapped_batch_limit = batch_limit + std::size_t{96} * 1024;

struct BatchRecord {
    EnvelopeView envelope; // its own signature is not verified yet
    Digest hash{};         // its record hash
};

// A batch whose certificate, signature, chain and sequences hold. Points into the bytes it was parsed from.
struct Batch {
    Certificate certificate;
    std::uint32_t epoch = 0;
    std::uint64_t first_sequence = 0;
    Digest previous{};  // record hash before the first
    Digest last_hash{}; // record hash of the last
    Digest hash{};      // batch_hash, named by the hub's acknowledgement
    std::vector<BatchRecord> records;

    std::uint64_t last_sequence() const { return first_sequence + records.size() - 1; }
};

// Plain bytes of a batch, not yet wrapped. The envelopes are consecutive and the terminal's own.
Result<Bytes> build_batch(const SigningKey& terminal, ByteView certificate_file,
                          std::span<const Bytes> envelopes);

// labelled_hash(batch, manifest, certificate, signature).
Result<Digest> batch_hash(ByteView batch);

// malformed, unsupported, too_large; wrong_key: the certificate is not the office's or not of this terminal;
// expired; bad_signature; broken_chain: a sequence or hash that does not continue.
Result<Batch> parse_and_verify_batch(ByteView batch, const VerifyKey& office, std::int64_t now);

Result<Bytes> wrap_batch(ByteView batch, std::span<const Recipient> recipients,
                         const RandomSource& random = system_random);
Result<SecretBuffer> unwrap_batch(ByteView wrapped, std::span<const Identity> identities);

} // namespace istiqbal::seal
