// SPDX-License-Identifier: Apache-2.0
// The clauses of C2SP age.md, one by one, on files made here and then bent.
#include "sync/seal/age.hpp"
#include "sync/seal/age_header.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <sstream>

using namespace istiqbal;
using seal::ErrorClass;

namespace {

constexpr std::size_t limit = 1 << 20;

seal::Bytes sealed(seal::ByteView plaintext) {
    const std::vector<seal::Recipient> recipients{test::identity(2).recipient(),
                                                  test::identity(3).recipient()};
    return seal::age::encrypt(plaintext, recipients, test::seeded(40)).value();
}

seal::Result<seal::SecretBuffer> opened(seal::ByteView file, std::uint8_t who = 2) {
    const seal::Identity identity = test::identity(who);
    return seal::age::decrypt(file, std::span(&identity, 1), limit);
}

ErrorClass refusal(const std::string& file) {
    const auto result = opened(seal::view(file));
    REQUIRE_FALSE(result);
    return result.error().kind;
}

std::string header_of(const seal::Bytes& file) {
    const auto header = seal::age::parse_header(file);
    return std::string(seal::text(seal::ByteView(file).first(header->size)));
}

// The header text with one stanza more in front, and a MAC that fits it.
std::string with_stanza(const std::string& stanza) {
    seal::ByteArray<16> file_key{7};
    const std::vector<seal::Recipient> recipients{test::identity(2).recipient()};
    const auto plain = seal::age::build_header(file_key, recipients, test::seeded(41));
    std::string head(seal::text(*plain));
    head.insert(head.find("-> "), stanza);
    head.resize(head.rfind("---") + 3);
    const auto key = seal::age::hkdf_sha256(file_key, {}, "header");
    seal::ByteArray<32> mac{};
    crypto_auth_hmacsha256(mac.data(), seal::view(head).data(), head.size(), key.data());
    head += " " + seal::base64(mac) + "\n";
    const seal::ByteArray<16> nonce{};
    const auto payload = seal::age::payload_key(file_key, nonce);
    seal::ByteArray<18> body{};
    const seal::ByteArray<12> chunk{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, seal::view("hi").data(), 2, nullptr, 0,
                                              nullptr, chunk.data(), payload.data());
    return head + std::string(seal::text(nonce)) + std::string(seal::text(body));
}

} // namespace

TEST_CASE("every size comes back, for every recipient") {
    for (const std::size_t size : {0, 1, 100, 65535, 65536, 65537, 131072, 200000}) {
        seal::Bytes plaintext(size);
        test::seeded(9)(plaintext);
        const seal::Bytes file = sealed(plaintext);
        CHECK(file.size() == seal::age::encrypted_size(size, 2));
        for (const std::uint8_t who : {std::uint8_t{2}, std::uint8_t{3}}) {
            const auto result = opened(file, who);
            REQUIRE(result);
            CHECK(seal::equal(result->bytes(), plaintext));
        }
        const seal::Identity identity = test::identity(3);
        std::istringstream in(std::string(seal::text(file)));
        std::ostringstream out;
        REQUIRE(seal::age::decrypt(in, out, std::span(&identity, 1)));
        CHECK(out.str() == seal::text(plaintext));
        std::istringstream again(out.str());
        std::ostringstream resealed;
        const seal::Recipient recipient = identity.recipient();
        REQUIRE(seal::age::encrypt(again, resealed, std::span(&recipient, 1)));
        CHECK(seal::equal(opened(seal::view(resealed.str()), 3)->bytes(), plaintext));
    }
}

TEST_CASE("every flipped bit of a file is refused") {
    const seal::Bytes file = sealed(seal::view("a small secret"));
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        seal::Bytes bent = file;
        bent[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(opened(bent));
    }
}

TEST_CASE("a file cut anywhere is refused") {
    const seal::Bytes file = sealed(seal::view("a small secret"));
    for (std::size_t size = 0; size < file.size(); ++size) {
        CHECK_FALSE(opened(seal::ByteView(file).first(size)));
        const seal::Identity identity = test::identity(2);
        std::istringstream in(std::string(seal::text(seal::ByteView(file).first(size))));
        std::ostringstream out;
        CHECK_FALSE(seal::age::decrypt(in, out, std::span(&identity, 1)));
    }
}

// The first chunks open well there: what is wrong with the last must be known before they are written
// anywhere.
TEST_CASE("a last chunk too short for its own tag is refused") {
    const seal::Bytes file = sealed(seal::Bytes(65536 * 2 + 100, 'x'));
    const std::string whole(seal::text(file));
    const std::size_t head = header_of(file).size() + 16;
    for (const std::size_t chunks : {1U, 2U})
        for (std::size_t rest = 1; rest < 16; ++rest)
            CHECK(refusal(whole.substr(0, head + chunks * 65552 + rest)) == ErrorClass::malformed);
}

TEST_CASE("chunks cut at their border, swapped or added are refused") {
    const seal::Bytes file = sealed(seal::Bytes(65536 * 2 + 10, 'x'));
    const std::string whole(seal::text(file));
    const std::string head = whole.substr(0, header_of(file).size() + 16);
    const std::string first = whole.substr(head.size(), 65552);
    const std::string second = whole.substr(head.size() + 65552, 65552);
    const std::string third = whole.substr(head.size() + 2 * 65552);
    CHECK(opened(seal::view(head + first + second + third)));
    CHECK(refusal(head + first + second) == ErrorClass::bad_signature);
    CHECK(refusal(head + second + first + third) == ErrorClass::bad_signature);
    CHECK(refusal(head + first + second + third + "x") == ErrorClass::bad_signature);
    CHECK(refusal(head + third) == ErrorClass::bad_signature);
    CHECK(refusal(head) == ErrorClass::malformed);
}

TEST_CASE("what a file holds is known before it is opened") {
    const seal::Identity identity = test::identity(2);
    const seal::Bytes file = sealed(seal::Bytes(1000, 'x'));
    CHECK(seal::age::decrypt(file, std::span(&identity, 1), 999).error().kind == ErrorClass::too_large);
    CHECK(seal::age::decrypt(file, std::span(&identity, 1), 1000));
}

TEST_CASE("the refusals have their classes") {
    const seal::Bytes file = sealed(seal::view("secret"));
    const std::string whole(seal::text(file));
    CHECK(opened(file, 5).error().kind == ErrorClass::wrong_key);
    CHECK(refusal("") == ErrorClass::malformed);
    CHECK(refusal("garbage") == ErrorClass::malformed);
    CHECK(refusal("age-encryption.org/v2" + whole.substr(21)) == ErrorClass::unsupported);
    CHECK(refusal("age-encryption.org/v1\r\n" + whole.substr(22)) == ErrorClass::unsupported);
    CHECK(refusal("age-encryption.org/v1\n" + std::string(100'000, 'a')) == ErrorClass::too_large);
    std::string mac = whole;
    const std::size_t at = mac.find("--- ") + 5;
    mac[at] = mac[at] == 'A' ? 'B' : 'A';
    CHECK(refusal(mac) == ErrorClass::bad_signature);
}

TEST_CASE("stanzas: unknown ones are skipped, broken ones refused") {
    CHECK(opened(seal::view(with_stanza(""))));
    CHECK(opened(seal::view(with_stanza("-> unknown some args\nAAAA\n"))));
    CHECK(opened(seal::view(with_stanza("-> grease\n\n"))));
    CHECK(opened(
        seal::view(with_stanza("-> full " + std::string("x") + "\n" + std::string(64, 'A') + "\n\n"))));
    CHECK(refusal(with_stanza("-> full x\n" + std::string(64, 'A') + "\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> long x\n" + std::string(68, 'A') + "\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> padded\nAA==\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> loose\nAB\n")) == ErrorClass::malformed); // unused bits not zero
    CHECK(refusal(with_stanza("->  two spaces\n\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> trailing \n\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> t\xc3\xa9\n\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> scrypt AAAA 10\nAAAA\n")) == ErrorClass::malformed);
    const std::string share = seal::base64(test::identity(8).recipient().bytes());
    const std::string body(43, 'A');
    CHECK(opened(seal::view(with_stanza("-> X25519 " + share + "\n" + body + "\n"))));
    CHECK(refusal(with_stanza("-> X25519\n" + body + "\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> X25519 " + share + " more\n" + body + "\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> X25519 " + share + "\nAAAA\n")) == ErrorClass::malformed);
    CHECK(refusal(with_stanza("-> X25519 " + share.substr(1) + "\n" + body + "\n")) == ErrorClass::malformed);
    // A share of low order makes a shared secret of zeros.
    CHECK(refusal(with_stanza("-> X25519 " + body + "\n" + body + "\n")) == ErrorClass::malformed);
    std::string many;
    for (int index = 0; index < 64; ++index)
        many += "-> grease\n\n";
    CHECK(refusal(with_stanza(many)) == ErrorClass::too_large);
}

TEST_CASE("nobody, or too many, to seal to") {
    CHECK_FALSE(seal::age::encrypt(seal::view("x"), {}));
    CHECK_FALSE(
        seal::age::encrypt(seal::view("x"), std::vector<seal::Recipient>(17, test::identity(2).recipient())));
    CHECK_FALSE(seal::age::encrypt(seal::view("x"), std::vector<seal::Recipient>(1))); // the zero point
}
