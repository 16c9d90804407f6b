// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/wire.hpp"

#include "sync/seal/pae.hpp"

namespace istiqbal::hub {

using seal::ErrorClass;
using seal::fail;

std::string terminal_acks_target(const seal::TerminalId& terminal, std::uint64_t after) {
    return "/v1/terminals/" + seal::hex(terminal) + "/acks?after=" + std::to_string(after);
}

std::string terminal_notices_target(const seal::TerminalId& terminal, std::uint64_t after) {
    return "/v1/terminals/" + seal::hex(terminal) + "/notices?after=" + std::to_string(after);
}

std::string terminal_head_target(const seal::TerminalId& terminal, std::uint32_t epoch) {
    return "/v1/terminals/" + seal::hex(terminal) + "/head?epoch=" + std::to_string(epoch);
}

std::string terminal_run_target(const seal::TerminalId& terminal, std::uint32_t epoch, std::uint64_t after) {
    return "/v1/terminals/" + seal::hex(terminal) + "/run?epoch=" + std::to_string(epoch) +
           "&after=" + std::to_string(after);
}

std::string terminal_last_head_target(const seal::TerminalId& terminal) {
    return "/v1/terminals/" + seal::hex(terminal) + "/head";
}

std::string office_records_target(std::uint64_t after, std::size_t limit) {
    return std::string(office_records_path) + "?after=" + std::to_string(after) +
           "&limit=" + std::to_string(limit);
}

seal::Bytes stored_answer(seal::ByteView acknowledgement, std::uint64_t number) {
    const std::string text = "{\"acknowledgement\":\"" +
                             seal::hex(seal::labelled_hash(seal::Label::content, {acknowledgement})) +
                             "\",\"number\":" + std::to_string(number) + ",\"stored\":true}";
    return {text.begin(), text.end()};
}

seal::Bytes build_list(const ListKind& kind, const std::vector<Listed>& items) {
    seal::Writer writer;
    writer.raw(seal::view(kind.magic)).u16(1).u16(0).u32(static_cast<std::uint32_t>(items.size()));
    for (const Listed& item : items)
        writer.u64(item.number).u32(static_cast<std::uint32_t>(item.bytes.size())).raw(item.bytes);
    return writer.finish();
}

seal::Result<std::vector<Listed>> parse_list(const ListKind& kind, seal::ByteView bytes,
                                             std::uint64_t after) {
    seal::Reader reader(bytes);
    if (seal::text(reader.take(kind.magic.size())) != kind.magic)
        return fail(ErrorClass::malformed, "not such a list");
    if (reader.u16() != 1)
        return fail(ErrorClass::unsupported, "the list's version is unknown");
    const std::uint16_t zero = reader.u16();
    const std::uint32_t count = reader.u32();
    if (reader.failed() || zero != 0)
        return fail(ErrorClass::malformed, "the list's head is cut or altered");
    if (count > kind.count_limit)
        return fail(ErrorClass::too_large, "the list has too many items");
    std::vector<Listed> items;
    for (std::uint32_t index = 0; index < count; ++index) {
        Listed item;
        item.number = reader.u64();
        const std::uint32_t size = reader.u32();
        if (size > kind.item_limit)
            return fail(ErrorClass::too_large, "an item of the list is too large");
        const seal::ByteView content = reader.take(size);
        if (reader.failed())
            return fail(ErrorClass::malformed, "the list is cut");
        if (item.number <= after)
            return fail(ErrorClass::malformed, "the list's numbers do not ascend");
        after = item.number;
        item.bytes.assign(content.begin(), content.end());
        items.push_back(std::move(item));
    }
    if (reader.left() != 0)
        return fail(ErrorClass::malformed, "bytes follow the list");
    return items;
}

} // namespace istiqbal::hub
