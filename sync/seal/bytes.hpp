// SPDX-License-Identifier: Apache-2.0
// Bytes as they are stored and sent: buffers, big-endian reading and writing with bounds checks, text
// encodings, randomness, and buffers that wipe themselves.
#pragma once

#include "sync/seal/error.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::seal {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t size>
using ByteArray = std::array<std::uint8_t, size>;

using Digest = ByteArray<32>;         // BLAKE2b-256
using SignatureBytes = ByteArray<64>; // Ed25519
using KeyId = ByteArray<16>;          // see VerifyKey::id
using TerminalId = KeyId;             // a terminal is named by the id of its verify key

ByteView view(std::string_view text);
std::string_view text(ByteView bytes);
const std::uint8_t* data_of(ByteView bytes); // never null, as libsodium asks even of nothing
bool equal(ByteView left, ByteView right);   // plain comparison: for public values

// Well-formed as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

std::string hex(ByteView bytes); // lower case
Result<Bytes> from_hex(std::string_view text, std::size_t size_limit = 1 << 20);

// RFC 4648 base64 without padding. Reading accepts only the canonical form: no padding, no white space, and
// the unused bits of the last character zero.
std::string base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text);

// Where random bytes come from. Programs use system_random; a test that needs the same bytes twice passes its
// own.
using RandomSource = std::function<void(std::span<std::uint8_t>)>;
void system_random(std::span<std::uint8_t> out);

// Overwrites memory in a way that the compiler may not leave out.
void wipe(std::span<std::uint8_t> bytes);
void wipe(std::string& text); // also empties it

// A buffer for plaintext and secret keys: wiped when it dies, is assigned to, shrinks or moves to grow. Not
// copyable.
class SecretBuffer {
public:
    SecretBuffer() = default;
    explicit SecretBuffer(std::size_t size);
    explicit SecretBuffer(ByteView copied);
    SecretBuffer(SecretBuffer&& other) noexcept;
    SecretBuffer& operator=(SecretBuffer&& other) noexcept;
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    ~SecretBuffer();

    std::uint8_t* data() { return bytes_.data(); }
    const std::uint8_t* data() const { return bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }
    bool empty() const { return bytes_.empty(); }
    ByteView bytes() const { return bytes_; }
    std::span<std::uint8_t> writable() { return bytes_; }
    std::string_view text() const { return seal::text(bytes_); }

    void append(ByteView more);
    void resize(std::size_t size, std::uint8_t fill = 0);

private:
    void reserve_wiping(std::size_t capacity);

    Bytes bytes_;
};

// Reads big-endian fields from the front. After the first read beyond the end, `failed` stays true and every
// further read gives zeros or an empty view; so a parser reads its whole layout and checks once.
class Reader {
public:
    explicit Reader(ByteView bytes)
        : rest_(bytes) {}

    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    ByteView take(std::size_t size);
    template <std::size_t size>
    ByteArray<size> array() {
        ByteArray<size> out{};
        const ByteView taken = take(size);
        for (std::size_t index = 0; index < taken.size(); ++index)
            out[index] = taken[index];
        return out;
    }
    std::size_t left() const { return rest_.size(); }
    bool failed() const { return failed_; }

private:
    std::uint64_t number(std::size_t size);

    ByteView rest_;
    bool failed_ = false;
};

// Writes big-endian fields one after another.
class Writer {
public:
    Writer& u16(std::uint16_t value) { return number(value, 2); }
    Writer& u32(std::uint32_t value) { return number(value, 4); }
    Writer& u64(std::uint64_t value) { return number(value, 8); }
    Writer& raw(ByteView bytes);
    void reserve(std::size_t size) { bytes_.reserve(size); }
    ByteView bytes() const { return bytes_; }
    Bytes finish() { return std::move(bytes_); }

private:
    Writer& number(std::uint64_t value, std::size_t size);

    Bytes bytes_;
};

} // namespace istiqbal::seal
