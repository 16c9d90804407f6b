// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/reference.hpp"

#include "sync/seal/crockford.hpp"
#include "sync/seal/pae.hpp"

#include <sodium.h>

#include <optional>

namespace istiqbal::seal {

namespace {

constexpr std::size_t reference_size = 8;
constexpr std::size_t code_size = 12;
constexpr std::size_t typed_limit = 128;
constexpr unsigned long long argon_passes = 2;
constexpr std::size_t argon_memory = 64 * 1024 * 1024;
constexpr std::size_t argon_salt_size = 16;
static_assert(argon_salt_size == crypto_pwhash_argon2id_SALTBYTES);

// The check character as an element of GF(32), x^5 + x^2 + 1: each place has its own power of x as weight, so
// one wrong character and two swapped ones always change it.
std::uint8_t check_value(std::uint64_t value, std::size_t size) {
    std::uint32_t sum = 0;
    for (std::size_t index = size; index > 0; --index) {
        sum ^= value >> 5 * (index - 1) & 31;
        sum <<= 1;
        if ((sum & 32) != 0)
            sum ^= 0x25;
    }
    return static_cast<std::uint8_t>(sum);
}

std::string characters(std::uint64_t value, std::size_t size) {
    std::string out;
    for (std::size_t index = size; index > 0; --index)
        out += crockford::alphabet[value >> 5 * (index - 1) & 31];
    return out;
}

std::string grouped(std::uint64_t value, std::size_t size) {
    std::string out;
    const std::string plain = characters(value, size);
    for (std::size_t index = 0; index < size; index += 4)
        out += plain.substr(index, 4) + '-';
    return out + crockford::alphabet[check_value(value, size)];
}

std::optional<std::uint8_t> value_of(char letter) {
    if (letter >= 'a' && letter <= 'z')
        letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O')
        letter = '0';
    if (letter == 'I' || letter == 'L')
        letter = '1';
    const std::size_t at = crockford::alphabet.find(letter);
    if (at == std::string_view::npos)
        return std::nullopt;
    return static_cast<std::uint8_t>(at);
}

// Arabic-Indic (U+0660…) and extended (U+06F0…) digits, at the front of `text`; 0 when there is none.
char arabic_digit(std::string_view text) {
    if (text.size() < 2)
        return 0;
    const auto first = static_cast<std::uint8_t>(text[0]);
    const auto second = static_cast<std::uint8_t>(text[1]);
    if (first == 0xd9 && second >= 0xa0 && second <= 0xa9)
        return static_cast<char>('0' + second - 0xa0);
    if (first == 0xdb && second >= 0xb0 && second <= 0xb9)
        return static_cast<char>('0' + second - 0xb0);
    return 0;
}

// U+200E, U+200F and U+2066…2069, which come along when a reference is copied from the screen.
bool is_direction_mark(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xe2')
        return false;
    const auto third = static_cast<std::uint8_t>(text[2]);
    return (text[1] == '\x80' && (third == 0x8e || third == 0x8f)) ||
           (text[1] == '\x81' && third >= 0xa6 && third <= 0xa9);
}

// `size` characters and the check character.
Result<std::uint64_t> parse_typed(std::string_view typed, std::size_t size) {
    if (typed.size() > typed_limit)
        return fail(ErrorClass::too_large, "too many characters");
    std::uint64_t value = 0;
    std::uint8_t check = 0;
    std::size_t count = 0;
    while (!typed.empty()) {
        if (is_direction_mark(typed)) {
            typed.remove_prefix(3);
            continue;
        }
        char letter = arabic_digit(typed);
        typed.remove_prefix(letter != 0 ? 2 : 0);
        if (letter == 0) {
            letter = typed.front();
            typed.remove_prefix(1);
        }
        if (letter == ' ' || letter == '-' || letter == '\t' || letter == '\r' || letter == '\n')
            continue;
        const std::optional<std::uint8_t> digit = value_of(letter);
        if (!digit || count > size)
            return fail(ErrorClass::malformed,
                        digit ? "too many characters" : "a character that never appears");
        if (count == size)
            check = *digit;
        else
            value = value << 5 | *digit;
        ++count;
    }
    if (count != size + 1)
        return fail(ErrorClass::malformed, "too few characters");
    if (check != check_value(value, size))
        return fail(ErrorClass::bad_checksum, "a character is wrong");
    return value;
}

std::uint64_t random_bits(std::size_t bits, const RandomSource& random) {
    ByteArray<8> bytes{};
    random(bytes);
    const std::uint64_t value = Reader(bytes).u64() >> (64 - bits);
    wipe(bytes);
    return value;
}

} // namespace

Reference Reference::generate(const RandomSource& random) {
    return Reference(random_bits(reference_size * 5, random));
}

Result<Reference> Reference::parse(std::string_view typed) {
    return parse_typed(typed, reference_size).map([](std::uint64_t value) { return Reference(value); });
}

std::string Reference::text() const {
    return grouped(value_, reference_size);
}

std::string Reference::canonical() const {
    return characters(value_, reference_size);
}

ClaimCode ClaimCode::generate(const RandomSource& random) {
    return ClaimCode(random_bits(code_size * 5, random));
}

Result<ClaimCode> ClaimCode::parse(std::string_view typed) {
    return parse_typed(typed, code_size).map([](std::uint64_t value) { return ClaimCode(value); });
}

ClaimCode::~ClaimCode() {
    sodium_memzero(&value_, sizeof value_);
}

std::string ClaimCode::text() const {
    return grouped(value_, code_size);
}

std::string ClaimCode::canonical() const {
    return characters(value_, code_size);
}

Result<Identity> derive_claim_identity(const ClaimCode& code, const Reference& reference) {
    const Digest salt = labelled_hash(Label::reply, {view("claim-salt"), view(reference.canonical())});
    std::string password = code.canonical();
    SecretBuffer secret(crypto_scalarmult_SCALARBYTES);
    const int failed =
        crypto_pwhash_argon2id(secret.data(), secret.size(), password.data(), password.size(), salt.data(),
                               argon_passes, argon_memory, crypto_pwhash_argon2id_ALG_ARGON2ID13);
    wipe(password);
    if (failed != 0)
        return fail(ErrorClass::io, "not enough memory to derive the claim key");
    return Identity::from_secret(secret.bytes());
}

} // namespace istiqbal::seal
