// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/pae.hpp"

#include <sodium.h>

#include <cstring>

namespace istiqbal::seal {

namespace {

ByteArray<8> length_prefix(std::size_t size) {
    ByteArray<8> out{};
    for (std::size_t index = 0; index < 8; ++index)
        out[index] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(size) >> (56 - 8 * index));
    return out;
}

// Hands the encoding to `sink` piece by piece.
template <class Sink>
void encode(Label label, std::initializer_list<ByteView> parts, Sink&& sink) {
    const auto count = static_cast<std::uint32_t>(parts.size() + 1);
    const ByteArray<4> count_bytes{static_cast<std::uint8_t>(count >> 24),
                                   static_cast<std::uint8_t>(count >> 16),
                                   static_cast<std::uint8_t>(count >> 8), static_cast<std::uint8_t>(count)};
    sink(ByteView(count_bytes));
    sink(ByteView(length_prefix(name(label).size())));
    sink(view(name(label)));
    for (const ByteView part : parts) {
        sink(ByteView(length_prefix(part.size())));
        sink(part);
    }
}

} // namespace

std::string_view name(Label label) {
    switch (label) {
    case Label::record:
        return "istiqbal/v1/record";
    case Label::batch:
        return "istiqbal/v1/batch";
    case Label::ack:
        return "istiqbal/v1/ack";
    case Label::reply:
        return "istiqbal/v1/reply";
    case Label::content:
        return "istiqbal/v1/content";
    case Label::notice:
        return "istiqbal/v1/notice";
    case Label::request:
        return "istiqbal/v1/request";
    case Label::draft:
        return "istiqbal/v1/draft";
    case Label::staff:
        return "istiqbal/v1/staff";
    case Label::certificate:
        break;
    }
    return "istiqbal/v1/certificate";
}

Bytes pae(Label label, std::initializer_list<ByteView> parts) {
    std::size_t size = 12 + name(label).size();
    for (const ByteView part : parts)
        size += 8 + part.size();
    Bytes out(size);
    std::uint8_t* at = out.data();
    encode(label, parts, [&at](ByteView piece) {
        if (!piece.empty())
            std::memcpy(at, piece.data(), piece.size());
        at += piece.size();
    });
    return out;
}

Digest labelled_hash(Label label, std::initializer_list<ByteView> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof(Digest));
    encode(label, parts,
           [&state](ByteView piece) { crypto_generichash_update(&state, data_of(piece), piece.size()); });
    Digest digest{};
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

} // namespace istiqbal::seal
