// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>

namespace istiqbal::seal {

namespace {

// Everything in seal links this file, so that libsodium is ready (its fast code chosen) before main().
const bool sodium_ready = [] {
    if (sodium_init() < 0)
        std::abort(); // no randomness: nothing here may go on
    return true;
}();

} // namespace

ByteView view(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const std::uint8_t* data_of(ByteView bytes) {
    static constexpr std::uint8_t nothing = 0;
    return bytes.empty() ? &nothing : bytes.data();
}

bool equal(ByteView left, ByteView right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

std::string hex(ByteView bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), data_of(bytes), bytes.size());
    out.pop_back();
    return out;
}

Result<Bytes> from_hex(std::string_view text, std::size_t size_limit) {
    if (text.size() / 2 > size_limit)
        return fail(ErrorClass::too_large, "hexadecimal text is too long");
    if (text.empty())
        return Bytes();
    Bytes out(text.size() / 2);
    std::size_t written = 0;
    if (text.size() % 2 != 0 ||
        sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &written, nullptr) != 0 ||
        written != out.size() || hex(out) != text) // one value, one spelling: capitals are another
        return fail(ErrorClass::malformed, "not hexadecimal");
    return out;
}

std::string base64(ByteView bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), data_of(bytes), bytes.size(), variant);
    out.pop_back();
    return out;
}

Result<Bytes> from_base64(std::string_view text) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    Bytes out(text.size() / 4 * 3 + 3);
    std::size_t written = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &written, &end,
                          variant) != 0 ||
        end != text.data() + text.size())
        return fail(ErrorClass::malformed, "not base64");
    out.resize(written);
    // One value, one spelling: what would not be written the same way is refused.
    if (base64(out) != text)
        return fail(ErrorClass::malformed, "base64 is not canonical");
    return out;
}

void system_random(std::span<std::uint8_t> out) {
    if (!out.empty())
        randombytes_buf(out.data(), out.size());
}

void wipe(std::span<std::uint8_t> bytes) {
    if (!bytes.empty())
        sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) {
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

SecretBuffer::SecretBuffer(std::size_t size)
    : bytes_(size) {}

SecretBuffer::SecretBuffer(ByteView copied)
    : bytes_(copied.begin(), copied.end()) {}

SecretBuffer::SecretBuffer(SecretBuffer&& other) noexcept
    : bytes_(std::move(other.bytes_)) {
    other.bytes_.clear();
}

SecretBuffer& SecretBuffer::operator=(SecretBuffer&& other) noexcept {
    if (this != &other) {
        wipe(bytes_);
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
    }
    return *this;
}

SecretBuffer::~SecretBuffer() {
    wipe(bytes_);
}

void SecretBuffer::append(ByteView more) {
    if (bytes_.size() + more.size() > bytes_.capacity())
        reserve_wiping(std::max(bytes_.capacity() * 2, bytes_.size() + more.size()));
    bytes_.insert(bytes_.end(), more.begin(), more.end());
}

void SecretBuffer::resize(std::size_t size, std::uint8_t fill) {
    if (size < bytes_.size())
        wipe(std::span(bytes_).subspan(size));
    else if (size > bytes_.capacity())
        reserve_wiping(size);
    bytes_.resize(size, fill);
}

void SecretBuffer::reserve_wiping(std::size_t capacity) {
    Bytes larger;
    larger.reserve(capacity);
    larger.assign(bytes_.begin(), bytes_.end());
    wipe(bytes_);
    bytes_ = std::move(larger);
}

ByteView Reader::take(std::size_t size) {
    if (failed_ || size > rest_.size()) {
        failed_ = true;
        rest_ = {};
        return {};
    }
    const ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::uint64_t Reader::number(std::size_t size) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : take(size))
        value = value << 8 | byte;
    return value;
}

Writer& Writer::raw(ByteView bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
}

Writer& Writer::number(std::uint64_t value, std::size_t size) {
    for (std::size_t shift = size * 8; shift > 0; shift -= 8)
        bytes_.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
    return *this;
}

bool is_utf8(std::string_view text) {
    std::size_t at = 0;
    const auto byte = [&text](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
    while (at < text.size()) {
        const std::uint8_t lead = byte(at);
        const std::size_t size = lead < 0x80   ? 1
                                 : lead < 0xc2 ? 0
                                 : lead < 0xe0 ? 2
                                 : lead < 0xf0 ? 3
                                 : lead < 0xf5 ? 4
                                               : 0;
        if (size == 0 || at + size > text.size())
            return false;
        std::uint8_t low = 0x80;
        std::uint8_t high = 0xbf;
        if (lead == 0xe0)
            low = 0xa0;
        else if (lead == 0xed)
            high = 0x9f;
        else if (lead == 0xf0)
            low = 0x90;
        else if (lead == 0xf4)
            high = 0x8f;
        for (std::size_t index = 1; index < size; ++index, low = 0x80, high = 0xbf)
            if (byte(at + index) < low || byte(at + index) > high)
                return false;
        at += size;
    }
    return true;
}

} // namespace istiqbal::seal
