// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/ack.hpp"

#include "sync/seal/pae.hpp"

namespace istiqbal::seal {

namespace {

constexpr std::string_view hub_magic = "ISTH";
constexpr std::string_view office_magic = "ISTO";
constexpr std::uint16_t version = 1;

Bytes sign(const SigningKey& key, Writer& writer) {
    const SignatureBytes signature = key.sign(pae(Label::ack, {writer.bytes()}));
    return writer.raw(signature).finish();
}

// Magic, version and the zero field; the reader then stands at the terminal id.
Result<void> check_start(Reader& reader, std::string_view magic) {
    const ByteView found_magic = reader.take(magic.size());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t zero = reader.u16();
    if (reader.failed() || !equal(found_magic, view(magic)))
        return fail(ErrorClass::malformed, "not such an acknowledgement");
    if (found_version != version)
        return fail(ErrorClass::unsupported, "an acknowledgement of another version");
    if (zero != 0)
        return fail(ErrorClass::malformed, "the acknowledgement breaks its layout");
    return {};
}

// The signature is what is left at the end; `reader` has read all before it.
Result<void> check_end(Reader& reader, ByteView bytes, const VerifyKey& key) {
    const ByteView signature = reader.take(sizeof(SignatureBytes));
    if (reader.failed() || reader.left() != 0)
        return fail(ErrorClass::malformed, "the acknowledgement has the wrong length");
    if (!key.verify(pae(Label::ack, {bytes.first(bytes.size() - sizeof(SignatureBytes))}), signature))
        return fail(ErrorClass::bad_signature, "the acknowledgement is not signed by whom it should be");
    return {};
}

std::vector<AcknowledgedRecord> read_records(Reader& reader, std::uint32_t count) {
    std::vector<AcknowledgedRecord> records;
    records.reserve(count);
    while (records.size() < count && !reader.failed()) {
        const std::uint64_t sequence = reader.u64();
        records.push_back({sequence, reader.array<32>()});
    }
    return records;
}

Result<void> check_records(const OfficeAck& ack) {
    if (ack.records.size() > office_ack_record_limit)
        return fail(ErrorClass::too_large, "the acknowledgement names too many records");
    if (ack.records.empty() || ack.epoch == 0)
        return fail(ErrorClass::malformed, "the acknowledgement names no record");
    std::uint64_t before = 0;
    for (const AcknowledgedRecord& record : ack.records) {
        if (record.sequence <= before)
            return fail(ErrorClass::malformed, "the acknowledgement's records do not ascend");
        before = record.sequence;
    }
    return {};
}

} // namespace

Bytes build_hub_ack(const SigningKey& hub, const HubAck& ack) {
    Writer writer;
    writer.reserve(hub_ack_size);
    writer.raw(view(hub_magic)).u16(version).u16(0).raw(ack.terminal).u32(ack.epoch).u64(ack.sequence);
    writer.raw(ack.record_hash).raw(ack.batch_hash);
    return sign(hub, writer);
}

Result<HubAck> parse_hub_ack(ByteView bytes, const VerifyKey& hub) {
    Reader reader(bytes);
    if (Result<void> start = check_start(reader, hub_magic); !start)
        return tl::unexpected<Error>(start.error());
    HubAck ack;
    ack.terminal = reader.array<16>();
    ack.epoch = reader.u32();
    ack.sequence = reader.u64();
    ack.record_hash = reader.array<32>();
    ack.batch_hash = reader.array<32>();
    if (Result<void> end = check_end(reader, bytes, hub); !end)
        return tl::unexpected<Error>(end.error());
    if (ack.epoch == 0 || ack.sequence == 0)
        return fail(ErrorClass::malformed, "the acknowledgement names no record");
    return ack;
}

Result<Bytes> build_office_ack(const SigningKey& office, const OfficeAck& ack) {
    if (Result<void> checked = check_records(ack); !checked)
        return tl::unexpected<Error>(checked.error());
    Writer writer;
    writer.reserve(32 + ack.records.size() * 40 + sizeof(SignatureBytes));
    writer.raw(view(office_magic)).u16(version).u16(0).raw(ack.terminal).u32(ack.epoch);
    writer.u32(static_cast<std::uint32_t>(ack.records.size()));
    for (const AcknowledgedRecord& record : ack.records)
        writer.u64(record.sequence).raw(record.hash);
    return sign(office, writer);
}

Result<OfficeAck> parse_office_ack(ByteView bytes, const VerifyKey& office) {
    if (bytes.size() > office_ack_limit)
        return fail(ErrorClass::too_large, "the acknowledgement is too large");
    Reader reader(bytes);
    if (Result<void> start = check_start(reader, office_magic); !start)
        return tl::unexpected<Error>(start.error());
    OfficeAck ack;
    ack.terminal = reader.array<16>();
    ack.epoch = reader.u32();
    const std::uint32_t count = reader.u32();
    if (count > office_ack_record_limit)
        return fail(ErrorClass::too_large, "the acknowledgement names too many records");
    ack.records = read_records(reader, count);
    if (Result<void> end = check_end(reader, bytes, office); !end)
        return tl::unexpected<Error>(end.error());
    if (Result<void> checked = check_records(ack); !checked)
        return tl::unexpected<Error>(checked.error());
    return ack;
}

std::vector<AcknowledgedRecord> records_acknowledged(ByteView bytes, std::uint32_t epoch) {
    Reader reader(bytes);
    reader.take(8 + sizeof(TerminalId)); // behind magic, version and zeros
    const bool wanted = reader.u32() == epoch;
    const std::uint32_t count = reader.u32();
    return wanted && count <= office_ack_record_limit ? read_records(reader, count)
                                                      : std::vector<AcknowledgedRecord>();
}

} // namespace istiqbal::seal
