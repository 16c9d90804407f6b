// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/batch.hpp"

#include "sync/seal/age.hpp"
#include "sync/seal/pae.hpp"

namespace istiqbal::seal {

namespace {

constexpr std::string_view magic = "ISTB";
constexpr std::uint16_t version = 1;

// The parts of a batch whose layout and limits hold; nothing is verified yet.
struct Layout {
    TerminalId terminal{};
    std::uint32_t epoch = 0;
    std::uint64_t first_sequence = 0;
    std::uint32_t count = 0;
    Digest previous{};
    Digest last_hash{};
    ByteView manifest;
    ByteView certificate;
    ByteView signature;
    ByteView envelopes;
};

Result<Layout> parse_layout(ByteView bytes) {
    if (bytes.size() > batch_limit)
        return fail(ErrorClass::too_large, "the batch is too large");
    Reader reader(bytes);
    const ByteView found_magic = reader.take(magic.size());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t zero = reader.u16();
    Layout layout;
    layout.terminal = reader.array<16>();
    layout.epoch = reader.u32();
    layout.first_sequence = reader.u64();
    layout.count = reader.u32();
    layout.previous = reader.array<32>();
    layout.last_hash = reader.array<32>();
    const std::uint32_t certificate_size = reader.u32();
    const std::uint32_t envelopes_size = reader.u32();
    if (reader.failed() || !equal(found_magic, view(magic)))
        return fail(ErrorClass::malformed, "not a batch");
    if (found_version != version)
        return fail(ErrorClass::unsupported, "a batch of another version");
    if (layout.count > batch_count_limit || certificate_size > certificate_limit ||
        envelopes_size > batch_envelopes_limit)
        return fail(ErrorClass::too_large, "the batch is too large");
    layout.certificate = reader.take(certificate_size);
    layout.signature = reader.take(sizeof(SignatureBytes));
    layout.envelopes = reader.take(envelopes_size);
    if (zero != 0 || layout.count == 0 || reader.failed() || reader.left() != 0)
        return fail(ErrorClass::malformed, "the batch breaks its layout");
    layout.manifest = bytes.first(batch_manifest_size);
    return layout;
}

Digest hash_of(const Layout& layout) {
    return labelled_hash(Label::batch, {layout.manifest, layout.certificate, layout.signature});
}

// Walks the envelopes: whose they are, sequences and hashes, from the manifest's first to its last.
Result<std::vector<BatchRecord>> walk(const Layout& layout) {
    std::vector<BatchRecord> records;
    records.reserve(layout.count);
    Position expected{layout.epoch, layout.first_sequence, layout.previous};
    ByteView rest = layout.envelopes;
    while (records.size() < layout.count) {
        const Result<EnvelopeView> envelope = parse_first_envelope(rest);
        if (!envelope)
            return tl::unexpected<Error>(envelope.error());
        if (envelope->terminal != layout.terminal)
            return fail(ErrorClass::wrong_key, "an envelope in the batch is of another terminal");
        if (envelope->position != expected)
            return fail(ErrorClass::broken_chain,
                        "the batch's chain breaks at record " + std::to_string(envelope->position.sequence));
        records.push_back({*envelope, record_hash(*envelope)});
        rest = rest.subspan(envelope->bytes.size());
        expected = {layout.epoch, expected.sequence + 1, records.back().hash};
    }
    if (!rest.empty())
        return fail(ErrorClass::malformed, "bytes follow the batch's envelopes");
    if (expected.previous != layout.last_hash)
        return fail(ErrorClass::broken_chain, "the batch's last hash is not its last record's");
    return records;
}

} // namespace

Result<Bytes> build_batch(const SigningKey& terminal, ByteView certificate_file,
                          std::span<const Bytes> envelopes) {
    if (envelopes.empty())
        return fail(ErrorClass::malformed, "a batch holds at least one envelope");
    std::size_t size = 0;
    for (const Bytes& envelope : envelopes)
        size += envelope.size();
    if (envelopes.size() > batch_count_limit || size > batch_envelopes_limit ||
        certificate_file.size() > certificate_limit)
        return fail(ErrorClass::too_large, "the batch is too large");
    const Result<EnvelopeView> first = parse_envelope(envelopes.front());
    const Result<EnvelopeView> last = parse_envelope(envelopes.back());
    if (!first || !last)
        return tl::unexpected<Error>(first ? last.error() : first.error());

    Writer writer;
    writer.reserve(batch_manifest_size + certificate_file.size() + sizeof(SignatureBytes) + size);
    writer.raw(view(magic)).u16(version).u16(0).raw(terminal.verify_key().id());
    writer.u32(first->position.epoch).u64(first->position.sequence);
    writer.u32(static_cast<std::uint32_t>(envelopes.size()));
    writer.raw(first->position.previous).raw(record_hash(*last));
    writer.u32(static_cast<std::uint32_t>(certificate_file.size())).u32(static_cast<std::uint32_t>(size));
    const SignatureBytes signature = terminal.sign(pae(Label::batch, {writer.bytes(), certificate_file}));
    writer.raw(certificate_file).raw(signature);
    for (const Bytes& envelope : envelopes)
        writer.raw(envelope);
    Bytes batch = writer.finish();
    const Result<std::vector<BatchRecord>> walked = parse_layout(batch).and_then(walk);
    if (!walked)
        return tl::unexpected<Error>(walked.error());
    return batch;
}

Result<Digest> batch_hash(ByteView batch) {
    return parse_layout(batch).map(hash_of);
}

Result<Batch> parse_and_verify_batch(ByteView bytes, const VerifyKey& office, std::int64_t now) {
    const Result<Layout> layout = parse_layout(bytes);
    if (!layout)
        return tl::unexpected<Error>(layout.error());
    Result<Certificate> certificate = parse_certificate(layout->certificate, office);
    if (!certificate)
        return tl::unexpected<Error>(
            certificate.error().kind == ErrorClass::bad_signature
                ? Error{ErrorClass::wrong_key, "the certificate is not this office's"}
                : certificate.error());
    if (certificate->terminal != layout->terminal)
        return fail(ErrorClass::wrong_key, "the certificate is of another terminal");
    if (Result<void> valid = check_validity(*certificate, now); !valid)
        return tl::unexpected<Error>(valid.error());
    if (!certificate->key.verify(pae(Label::batch, {layout->manifest, layout->certificate}),
                                 layout->signature))
        return fail(ErrorClass::bad_signature, "the manifest is not signed by its terminal, or was altered");
    Result<std::vector<BatchRecord>> records = walk(*layout);
    if (!records)
        return tl::unexpected<Error>(records.error());
    return Batch{std::move(*certificate), layout->epoch,    layout->first_sequence, layout->previous,
                 layout->last_hash,       hash_of(*layout), std::move(*records)};
}

Result<Bytes> wrap_batch(ByteView batch, std::span<const Recipient> recipients, const RandomSource& random) {
    return age::encrypt(batch, recipients, random);
}

Result<SecretBuffer> unwrap_batch(ByteView wrapped, std::span<const Identity> identities) {
    return age::decrypt(wrapped, identities, batch_limit);
}

} // namespace istiqbal::seal
