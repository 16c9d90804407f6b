// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/envelope.hpp"

#include "sync/seal/age.hpp"
#include "sync/seal/pae.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

constexpr std::string_view magic = "ISTR";
constexpr std::uint16_t record_version = 1;
constexpr std::uint16_t carrier_version = 2;
constexpr std::array<std::size_t, 7> padded_sizes{1024, 2048, 4096, 16384, 65536, 262'144, plaintext_limit};

Bytes signing_input(ByteView header, ByteView ciphertext) {
    return pae(Label::record, {header, ciphertext});
}

Result<Bytes> signed_envelope(std::uint16_t version, const Position& position, const SigningKey& terminal,
                              ByteView content) {
    if (content.size() > ciphertext_limit)
        return fail(ErrorClass::too_large, "the record does not fit an envelope");
    Writer writer;
    writer.reserve(envelope_header_size + content.size() + sizeof(SignatureBytes));
    writer.raw(view(magic)).u16(version).u16(0).raw(terminal.verify_key().id());
    writer.u32(position.epoch).u64(position.sequence).raw(position.previous);
    writer.u32(static_cast<std::uint32_t>(content.size()));
    const SignatureBytes signature = terminal.sign(signing_input(writer.bytes(), content));
    Bytes envelope = writer.raw(content).raw(signature).finish();
    // What is written is what a reader takes: a position outside the layout's rules is refused here already.
    if (Result<EnvelopeView> parsed = parse_envelope(envelope); !parsed)
        return tl::unexpected<Error>(parsed.error());
    return envelope;
}

} // namespace

Result<SecretBuffer> pad_plaintext(ByteView json) {
    for (const std::size_t size : padded_sizes) {
        if (json.size() > size)
            continue;
        SecretBuffer padded(size);
        std::copy(json.begin(), json.end(), padded.data());
        std::fill(padded.data() + json.size(), padded.data() + size, std::uint8_t{' '});
        return padded;
    }
    return fail(ErrorClass::too_large, "the record is larger than 1 MiB");
}

Result<Bytes> seal_record(const Position& position, const SigningKey& terminal,
                          std::span<const Recipient> recipients, ByteView padded_plaintext,
                          const RandomSource& random) {
    if (std::find(padded_sizes.begin(), padded_sizes.end(), padded_plaintext.size()) == padded_sizes.end())
        return fail(ErrorClass::malformed, "the plaintext is not padded");
    const Result<Bytes> ciphertext = age::encrypt(padded_plaintext, recipients, random);
    if (!ciphertext)
        return ciphertext;
    return signed_envelope(record_version, position, terminal, *ciphertext);
}

Result<Bytes> carry_record(const Position& position, const SigningKey& terminal,
                           const EnvelopeView& envelope) {
    const Result<EnvelopeView> record = envelope.carries ? carried_record(envelope) : envelope;
    if (!record)
        return tl::unexpected<Error>(record.error());
    if (record->terminal == terminal.verify_key().id())
        return fail(ErrorClass::malformed, "a terminal does not carry its own records");
    return signed_envelope(carrier_version, position, terminal, record->bytes);
}

Result<EnvelopeView> carried_record(const EnvelopeView& carrier) {
    if (!carrier.carries)
        return fail(ErrorClass::malformed, "the envelope carries no record");
    const Result<EnvelopeView> record = parse_envelope(carrier.ciphertext);
    if (record && (record->carries || record->terminal == carrier.terminal))
        return fail(ErrorClass::malformed, "the envelope carries what none may");
    return record;
}

Result<EnvelopeView> parse_first_envelope(ByteView bytes) {
    Reader reader(bytes);
    const ByteView found_magic = reader.take(magic.size());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t zero = reader.u16();
    EnvelopeView envelope;
    envelope.terminal = reader.array<16>();
    envelope.position.epoch = reader.u32();
    envelope.position.sequence = reader.u64();
    envelope.position.previous = reader.array<32>();
    const std::uint32_t size = reader.u32();
    if (reader.failed() || !equal(found_magic, view(magic)))
        return fail(ErrorClass::malformed, "not a record envelope");
    if (found_version != record_version && found_version != carrier_version)
        return fail(ErrorClass::unsupported, "a record envelope of another version");
    envelope.carries = found_version == carrier_version;
    const bool first = envelope.position.sequence == 1;
    const bool has_previous = envelope.position.previous != Digest{};
    if (zero != 0 || envelope.position.epoch == 0 || envelope.position.sequence == 0 ||
        (first && has_previous))
        return fail(ErrorClass::malformed, "the envelope's header breaks a rule of its layout");
    if (size > ciphertext_limit)
        return fail(ErrorClass::too_large, "the envelope's ciphertext is too large");
    envelope.ciphertext = reader.take(size);
    envelope.signature = reader.take(sizeof(SignatureBytes));
    if (reader.failed())
        return fail(ErrorClass::malformed, "the envelope is cut");
    envelope.header = bytes.first(envelope_header_size);
    envelope.bytes = bytes.first(bytes.size() - reader.left());
    return envelope;
}

Result<EnvelopeView> parse_envelope(ByteView bytes) {
    Result<EnvelopeView> envelope = parse_first_envelope(bytes);
    if (envelope && envelope->bytes.size() != bytes.size())
        return fail(ErrorClass::malformed, "bytes follow the envelope");
    return envelope;
}

Result<void> verify_envelope(const EnvelopeView& envelope, const VerifyKey& terminal) {
    if (envelope.terminal != terminal.id())
        return fail(ErrorClass::wrong_key, "the envelope is of another terminal");
    if (!terminal.verify(signing_input(envelope.header, envelope.ciphertext), envelope.signature))
        return fail(ErrorClass::bad_signature, "the envelope was altered");
    return {};
}

Digest record_hash(const EnvelopeView& envelope) {
    return labelled_hash(Label::record, {envelope.header, envelope.ciphertext, envelope.signature});
}

Result<SecretBuffer> open_record(const EnvelopeView& envelope, const VerifyKey& terminal,
                                 std::span<const Identity> identities) {
    if (Result<void> verified = verify_envelope(envelope, terminal); !verified)
        return tl::unexpected<Error>(verified.error());
    if (envelope.carries)
        return fail(ErrorClass::malformed, "the envelope carries a record and is none itself");
    return age::decrypt(envelope.ciphertext, identities, plaintext_limit);
}

} // namespace istiqbal::seal
