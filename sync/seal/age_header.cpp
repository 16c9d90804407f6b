// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/age_header.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::seal::age {

namespace {

constexpr std::string_view version_line = "age-encryption.org/v1";
constexpr std::string_view version_prefix = "age-encryption.org/";
constexpr std::string_view x25519_info = "age-encryption.org/v1/X25519";
constexpr std::size_t body_columns = 64;
constexpr std::size_t share_size = 32;
constexpr std::size_t wrapped_size = file_key_size + tag_size;

// Lines of the header, each without its line feed.
class Lines {
public:
    explicit Lines(std::string_view text)
        : text_(text) {}

    Result<std::string_view> next() {
        const std::string_view rest = text_.substr(at_, header_limit - std::min(header_limit, at_) + 1);
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos)
            return rest.size() > header_limit - std::min(header_limit, at_)
                       ? fail(ErrorClass::too_large, "the age header is too long")
                       : fail(ErrorClass::malformed, "the age header ends early");
        at_ += end + 1;
        return rest.substr(0, end);
    }
    std::size_t at() const { return at_; }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

Result<Stanza> parse_stanza(std::string_view first_line, Lines& lines) {
    Stanza stanza;
    std::string_view rest = first_line.substr(2);
    while (!rest.empty()) {
        rest.remove_prefix(1); // the space
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view argument = rest.substr(0, end);
        const bool visible =
            std::all_of(argument.begin(), argument.end(), [](char c) { return c >= 33 && c <= 126; });
        if (argument.empty() || !visible)
            return fail(ErrorClass::malformed, "a stanza of the age header has a bad argument");
        stanza.arguments.push_back(argument);
        rest.remove_prefix(end);
    }
    if (stanza.arguments.empty())
        return fail(ErrorClass::malformed, "a stanza of the age header has no type");

    std::string body;
    for (bool last = false; !last;) {
        const Result<std::string_view> line = lines.next();
        if (!line)
            return tl::unexpected<Error>(line.error());
        if (line->size() > body_columns)
            return fail(ErrorClass::malformed, "a stanza body has a line of more than 64 columns");
        body += *line;
        last = line->size() < body_columns; // a short line, perhaps an empty one, ends the body
    }
    Result<Bytes> decoded = from_base64(body);
    if (!decoded)
        return fail(ErrorClass::malformed, "a stanza body is not canonical base64");
    stanza.body = std::move(*decoded);
    return stanza;
}

// The key that wraps the file key for one recipient. False when the shared secret is all zeros (a low-order
// point).
bool x25519_wrap_key(ByteView secret, ByteView peer, ByteView share, ByteView recipient, SecretBuffer& key) {
    SecretBuffer shared(crypto_scalarmult_BYTES);
    if (crypto_scalarmult(shared.data(), secret.data(), peer.data()) != 0)
        return false;
    ByteArray<2 * share_size> salt{};
    std::copy(share.begin(), share.end(), salt.begin());
    std::copy(recipient.begin(), recipient.end(), salt.begin() + share_size);
    key = hkdf_sha256(shared.bytes(), salt, x25519_info);
    return true;
}

constexpr ByteArray<crypto_aead_chacha20poly1305_IETF_NPUBBYTES> zero_nonce{};

// An empty buffer: the stanza is not for this identity.
Result<SecretBuffer> unwrap_x25519(const Stanza& stanza, const Bytes& share, const Identity& identity) {
    SecretBuffer key;
    if (!x25519_wrap_key(identity.secret(), share, share, identity.recipient().bytes(), key))
        return fail(ErrorClass::malformed, "an X25519 share of the age header is of low order");
    SecretBuffer file_key(file_key_size);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(file_key.data(), nullptr, nullptr, stanza.body.data(),
                                                  stanza.body.size(), nullptr, 0, zero_nonce.data(),
                                                  key.data()) != 0)
        return SecretBuffer();
    return file_key;
}

Result<Bytes> x25519_share(const Stanza& stanza) {
    if (stanza.arguments.size() != 2)
        return fail(ErrorClass::malformed, "an X25519 stanza has the wrong number of arguments");
    Result<Bytes> share = from_base64(stanza.arguments[1]);
    if (!share || share->size() != share_size)
        return fail(ErrorClass::malformed, "an X25519 stanza has a bad share");
    if (stanza.body.size() != wrapped_size)
        return fail(ErrorClass::malformed, "an X25519 stanza has a body of the wrong length");
    return share;
}

ByteArray<32> header_mac(ByteView file_key, ByteView authenticated) {
    const SecretBuffer key = hkdf_sha256(file_key, {}, "header");
    ByteArray<32> mac{};
    crypto_auth_hmacsha256(mac.data(), authenticated.data(), authenticated.size(), key.data());
    return mac;
}

void append(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

} // namespace

SecretBuffer hkdf_sha256(ByteView key_material, ByteView salt, std::string_view info) {
    crypto_auth_hmacsha256_state state;
    SecretBuffer extracted(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_init(&state, data_of(salt), salt.size());
    crypto_auth_hmacsha256_update(&state, data_of(key_material), key_material.size());
    crypto_auth_hmacsha256_final(&state, extracted.data());

    SecretBuffer expanded(crypto_auth_hmacsha256_BYTES);
    constexpr std::uint8_t block = 1;
    crypto_auth_hmacsha256_init(&state, extracted.data(), extracted.size());
    crypto_auth_hmacsha256_update(&state, data_of(view(info)), info.size());
    crypto_auth_hmacsha256_update(&state, &block, 1);
    crypto_auth_hmacsha256_final(&state, expanded.data());
    sodium_memzero(&state, sizeof state);
    return expanded;
}

SecretBuffer payload_key(ByteView file_key, ByteView nonce) {
    return hkdf_sha256(file_key, nonce, "payload");
}

Result<Header> parse_header(ByteView file) {
    const std::string_view whole = text(file);
    Lines lines(whole);
    if (whole.substr(0, version_prefix.size()) != version_prefix)
        return fail(ErrorClass::malformed, "not an age file");
    const Result<std::string_view> version = lines.next();
    if (!version)
        return tl::unexpected<Error>(version.error());
    if (*version != version_line)
        return fail(ErrorClass::unsupported, "an age file of another version");

    Header header;
    for (;;) {
        const std::size_t start = lines.at();
        const Result<std::string_view> line = lines.next();
        if (!line)
            return tl::unexpected<Error>(line.error());
        if (line->substr(0, 3) == "-> ") {
            if (header.stanzas.size() == stanza_limit)
                return fail(ErrorClass::too_large, "the age header has too many stanzas");
            Result<Stanza> stanza = parse_stanza(*line, lines);
            if (!stanza)
                return tl::unexpected<Error>(stanza.error());
            header.stanzas.push_back(std::move(*stanza));
            continue;
        }
        const Result<Bytes> mac =
            line->substr(0, 4) == "--- " ? from_base64(line->substr(4)) : fail(ErrorClass::malformed, "");
        if (!mac || mac->size() != header.mac.size() || header.stanzas.empty())
            return fail(ErrorClass::malformed, "the age header does not end as it should");
        std::copy(mac->begin(), mac->end(), header.mac.begin());
        header.authenticated = file.first(start + 3);
        header.size = lines.at();
        return header;
    }
}

Result<Bytes> build_header(ByteView file_key, std::span<const Recipient> recipients,
                           const RandomSource& random) {
    if (recipients.empty() || recipients.size() > recipient_limit)
        return fail(ErrorClass::too_large, "an age file takes 1 to 16 recipients");
    Bytes out;
    out.reserve(128 * (recipients.size() + 1));
    append(out, version_line);
    for (const Recipient& recipient : recipients) {
        const Identity ephemeral = Identity::generate(random);
        SecretBuffer key;
        if (!x25519_wrap_key(ephemeral.secret(), recipient.bytes(), ephemeral.recipient().bytes(),
                             recipient.bytes(), key))
            return fail(ErrorClass::malformed, "the recipient " + recipient.text() + " is of low order");
        ByteArray<wrapped_size> wrapped{};
        crypto_aead_chacha20poly1305_ietf_encrypt(wrapped.data(), nullptr, file_key.data(), file_key.size(),
                                                  nullptr, 0, nullptr, zero_nonce.data(), key.data());
        append(out, "\n-> X25519 ");
        append(out, base64(ephemeral.recipient().bytes()));
        append(out, "\n");
        append(out, base64(wrapped));
    }
    append(out, "\n---");
    const ByteArray<32> mac = header_mac(file_key, out);
    append(out, " ");
    append(out, base64(mac));
    append(out, "\n");
    return out;
}

Result<SecretBuffer> unwrap_file_key(const Header& header, std::span<const Identity> identities) {
    SecretBuffer file_key;
    bool any_x25519 = false;
    for (const Stanza& stanza : header.stanzas) {
        if (stanza.arguments.front() == "scrypt" && header.stanzas.size() > 1)
            return fail(ErrorClass::malformed, "an scrypt stanza stands beside others");
        if (stanza.arguments.front() != "X25519")
            continue;
        any_x25519 = true;
        const Result<Bytes> share = x25519_share(stanza);
        if (!share)
            return tl::unexpected<Error>(share.error());
        for (const Identity& identity : identities) {
            if (!file_key.empty())
                break;
            Result<SecretBuffer> unwrapped = unwrap_x25519(stanza, *share, identity);
            if (!unwrapped)
                return unwrapped;
            file_key = std::move(*unwrapped);
        }
    }
    if (!any_x25519)
        return fail(ErrorClass::unsupported, "the age file is not sealed to any X25519 key");
    if (file_key.empty())
        return fail(ErrorClass::wrong_key, "the age file is not sealed to this key");
    const ByteArray<32> mac = header_mac(file_key.bytes(), header.authenticated);
    if (sodium_memcmp(mac.data(), header.mac.data(), mac.size()) != 0)
        return fail(ErrorClass::bad_signature, "the age header was altered");
    return file_key;
}

} // namespace istiqbal::seal::age
