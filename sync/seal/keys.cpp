// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/keys.hpp"

#include "sync/seal/bech32.hpp"
#include "sync/seal/crockford.hpp"
#include "sync/seal/pae.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::seal {

namespace {

constexpr std::string_view signing_key_prefix = "istiqbal-signing-key-";
constexpr std::string_view recipient_prefix = "age";
constexpr std::string_view identity_prefix = "age-secret-key-";
constexpr std::size_t identity_count_limit = 1024;

Digest key_hash(ByteView key) {
    return labelled_hash(Label::certificate, {view("key-id"), key});
}

template <std::size_t size>
Result<ByteArray<size>> exactly(ByteView bytes, const char* what) {
    if (bytes.size() != size)
        return fail(ErrorClass::malformed, std::string(what) + " has the wrong length");
    ByteArray<size> out{};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

// Calls `take` with every line that is neither blank nor a comment; stops when it returns an error.
template <class Take>
Result<void> for_each_key_line(std::string_view file, Take&& take) {
    while (!file.empty()) {
        const std::size_t end = std::min(file.find('\n'), file.size());
        std::string_view line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (line.empty() || line.front() == '#')
            continue;
        if (Result<void> taken = take(line); !taken)
            return taken;
    }
    return {};
}

SecretBuffer upper(std::string secret) {
    std::transform(secret.begin(), secret.end(), secret.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    SecretBuffer out(view(secret));
    wipe(secret);
    return out;
}

} // namespace

Result<VerifyKey> VerifyKey::from_bytes(ByteView bytes) {
    return exactly<32>(bytes, "the verify key").map([](const ByteArray<32>& key) {
        VerifyKey out;
        out.bytes_ = key;
        return out;
    });
}

Result<VerifyKey> VerifyKey::from_hex(std::string_view text) {
    return seal::from_hex(text, 32).and_then([](const Bytes& bytes) { return from_bytes(bytes); });
}

std::string VerifyKey::hex() const {
    return seal::hex(bytes_);
}

KeyId VerifyKey::id() const {
    const Digest digest = key_hash(bytes_);
    KeyId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::string VerifyKey::fingerprint() const {
    const Digest digest = key_hash(bytes_);
    std::string out;
    for (std::size_t index = 0; index < 24; ++index) {
        const std::size_t bit = index * 5;
        const unsigned pair = static_cast<unsigned>(digest[bit / 8]) << 8 | digest[bit / 8 + 1];
        if (index > 0 && index % 4 == 0)
            out += '-';
        out += crockford::alphabet[pair >> (11 - bit % 8) & 31];
    }
    return out;
}

bool VerifyKey::verify(ByteView message, ByteView signature) const {
    return signature.size() == sizeof(SignatureBytes) &&
           crypto_sign_verify_detached(signature.data(), data_of(message), message.size(), bytes_.data()) ==
               0;
}

SigningKey::SigningKey(ByteView seed)
    : secret_(crypto_sign_SECRETKEYBYTES) {
    ByteArray<32> public_key{};
    crypto_sign_seed_keypair(public_key.data(), secret_.data(), seed.data());
    verify_key_ = VerifyKey::from_bytes(public_key).value();
}

SigningKey SigningKey::generate(const RandomSource& random) {
    SecretBuffer seed(crypto_sign_SEEDBYTES);
    random(seed.writable());
    return SigningKey(seed.bytes());
}

Result<SigningKey> SigningKey::from_seed(ByteView seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        return fail(ErrorClass::malformed, "the signing key has the wrong length");
    return SigningKey(seed);
}

Result<SigningKey> SigningKey::load(const std::filesystem::path& path) {
    Result<SecretBuffer> file = load_secret_file(path);
    if (!file)
        return tl::unexpected<Error>(file.error());
    SecretBuffer seed;
    const Result<void> read = for_each_key_line(file->text(), [&seed](std::string_view line) -> Result<void> {
        if (!seed.empty())
            return fail(ErrorClass::malformed, "more than one signing key in the file");
        Result<SecretBuffer> decoded = bech32::decode(signing_key_prefix, line);
        if (!decoded)
            return tl::unexpected<Error>(decoded.error());
        seed = std::move(*decoded);
        return {};
    });
    if (!read)
        return fail(read.error().kind, path.string() + ": " + read.error().detail);
    return from_seed(seed.bytes());
}

Result<void> SigningKey::save(const std::filesystem::path& path) const {
    SecretBuffer file(view("# public: " + verify_key_.hex() + "\n"));
    file.append(
        upper(bech32::encode(signing_key_prefix, secret_.bytes().first(crypto_sign_SEEDBYTES))).bytes());
    file.append(view("\n"));
    return save_secret_file(path, file.bytes());
}

SignatureBytes SigningKey::sign(ByteView message) const {
    SignatureBytes signature{};
    crypto_sign_detached(signature.data(), nullptr, data_of(message), message.size(), secret_.data());
    return signature;
}

Result<Recipient> Recipient::from_bytes(ByteView bytes) {
    return exactly<32>(bytes, "the recipient").map([](const ByteArray<32>& key) {
        Recipient out;
        out.bytes_ = key;
        return out;
    });
}

Result<Recipient> Recipient::from_text(std::string_view text) {
    return bech32::decode(recipient_prefix, text).and_then([](const SecretBuffer& bytes) {
        return from_bytes(bytes.bytes());
    });
}

std::string Recipient::text() const {
    return bech32::encode(recipient_prefix, bytes_);
}

Identity::Identity(ByteView secret)
    : secret_(secret) {
    ByteArray<32> public_key{};
    crypto_scalarmult_base(public_key.data(), secret_.data());
    recipient_ = Recipient::from_bytes(public_key).value();
}

Identity Identity::generate(const RandomSource& random) {
    SecretBuffer secret(crypto_scalarmult_SCALARBYTES);
    random(secret.writable());
    return Identity(secret.bytes());
}

Result<Identity> Identity::from_secret(ByteView secret) {
    if (secret.size() != crypto_scalarmult_SCALARBYTES)
        return fail(ErrorClass::malformed, "the identity has the wrong length");
    return Identity(secret);
}

Result<Identity> Identity::from_text(std::string_view text) {
    return bech32::decode(identity_prefix, text).and_then([](const SecretBuffer& secret) {
        return from_secret(secret.bytes());
    });
}

Result<Identity> Identity::load(const std::filesystem::path& path) {
    Result<SecretBuffer> file = load_secret_file(path);
    if (!file)
        return tl::unexpected<Error>(file.error());
    Result<std::vector<Identity>> identities = parse_identities(file->text());
    if (!identities)
        return fail(identities.error().kind, path.string() + ": " + identities.error().detail);
    if (identities->size() != 1)
        return fail(ErrorClass::malformed, path.string() + " holds more than one identity");
    return std::move(identities->front());
}

Result<void> Identity::save(const std::filesystem::path& path) const {
    SecretBuffer file(view("# public key: " + recipient_.text() + "\n"));
    file.append(text().bytes());
    file.append(view("\n"));
    return save_secret_file(path, file.bytes());
}

SecretBuffer Identity::text() const {
    return upper(bech32::encode(identity_prefix, secret_.bytes()));
}

Result<std::vector<Identity>> parse_identities(std::string_view file) {
    std::vector<Identity> identities;
    const Result<void> read = for_each_key_line(file, [&identities](std::string_view line) -> Result<void> {
        if (identities.size() == identity_count_limit)
            return fail(ErrorClass::too_large, "too many identities in the file");
        Result<Identity> identity = Identity::from_text(line);
        if (!identity)
            return tl::unexpected<Error>(identity.error());
        identities.push_back(std::move(*identity));
        return {};
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    if (identities.empty())
        return fail(ErrorClass::malformed, "no identity in the file");
    return identities;
}

} // namespace istiqbal::seal
