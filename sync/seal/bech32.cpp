// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/bech32.hpp"

#include <algorithm>

namespace istiqbal::seal::bech32 {

namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_size = 6;
constexpr std::size_t text_limit = 256;

// The checksum polynomial of BIP 173, fed one five-bit group at a time.
class Checksum {
public:
    explicit Checksum(std::string_view prefix) {
        for (const char letter : prefix)
            feed(static_cast<std::uint8_t>(letter) >> 5);
        feed(0);
        for (const char letter : prefix)
            feed(static_cast<std::uint8_t>(letter) & 31);
    }

    void feed(std::uint32_t group) {
        constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                         0x2a1462b3};
        const std::uint32_t top = value_ >> 25;
        value_ = (value_ & 0x1ffffff) << 5 ^ group;
        for (std::size_t bit = 0; bit < generator.size(); ++bit)
            if ((top >> bit & 1) != 0)
                value_ ^= generator[bit];
    }

    std::uint32_t value() const { return value_; }

private:
    std::uint32_t value_ = 1;
};

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

std::string encode(std::string_view prefix, ByteView bytes) {
    Checksum checksum(prefix);
    std::string out(prefix);
    out.reserve(prefix.size() + 1 + (bytes.size() * 8 + 4) / 5 + checksum_size);
    out += '1';
    const auto put = [&](std::uint32_t group) {
        checksum.feed(group);
        out += alphabet[group];
    };
    std::uint32_t held = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8 | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5)
            put(held >> (bits - 5) & 31);
    }
    if (bits > 0)
        put(held << (5 - bits) & 31);
    for (std::size_t index = 0; index < checksum_size; ++index)
        checksum.feed(0);
    const std::uint32_t sum = checksum.value() ^ 1;
    for (std::size_t index = 0; index < checksum_size; ++index)
        out += alphabet[sum >> 5 * (checksum_size - 1 - index) & 31];
    return out;
}

Result<SecretBuffer> decode(std::string_view prefix, std::string_view text) {
    if (text.size() > text_limit)
        return fail(ErrorClass::too_large, "the key is too long");
    const bool has_lower = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool has_upper = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (has_lower && has_upper)
        return fail(ErrorClass::malformed, "the key mixes upper and lower case");
    const bool prefix_fits =
        text.size() >= prefix.size() + 1 + checksum_size &&
        std::equal(prefix.begin(), prefix.end(), text.begin(), [](char p, char c) { return p == lower(c); });
    if (!prefix_fits || text[prefix.size()] != '1')
        return fail(ErrorClass::malformed, "the key does not start with " + std::string(prefix) + "1");

    const std::string_view groups = text.substr(prefix.size() + 1);
    Checksum checksum(prefix);
    SecretBuffer out((groups.size() - checksum_size) * 5 / 8);
    std::size_t written = 0;
    std::uint32_t held = 0;
    int bits = 0;
    for (std::size_t index = 0; index < groups.size(); ++index) {
        const std::size_t group = alphabet.find(lower(groups[index]));
        if (group == std::string_view::npos)
            return fail(ErrorClass::malformed, "the key holds a character that is not bech32");
        checksum.feed(static_cast<std::uint32_t>(group));
        if (index + checksum_size >= groups.size())
            continue;
        held = (held << 5 | static_cast<std::uint32_t>(group)) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out.writable()[written++] = static_cast<std::uint8_t>(held >> bits);
        }
    }
    if (checksum.value() != 1)
        return fail(ErrorClass::bad_checksum, "the key has a wrong character in it");
    if (bits >= 5 || (held & ((1U << bits) - 1)) != 0)
        return fail(ErrorClass::malformed, "the key is not canonical bech32");
    return out;
}

} // namespace istiqbal::seal::bech32
