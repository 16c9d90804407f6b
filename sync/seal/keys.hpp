// SPDX-License-Identifier: Apache-2.0
// Keys. Signing is Ed25519 (RFC 8032; verification as libsodium does it: canonical encodings only,
// small-order keys refused). Sealing is X25519 in age's notation: a recipient is public ("age1…"), an
// identity is secret
// ("AGE-SECRET-KEY-1…"). Secret halves are wiped when they die and cannot be copied by accident.
#pragma once

#include "sync/seal/bytes.hpp"

#include <filesystem>

namespace istiqbal::seal {

// The public half of an Ed25519 key.
class VerifyKey {
public:
    VerifyKey() = default;                               // all zero: verifies nothing
    static Result<VerifyKey> from_bytes(ByteView bytes); // exactly 32
    static Result<VerifyKey> from_hex(std::string_view text);

    const ByteArray<32>& bytes() const { return bytes_; }
    std::string hex() const;
    // The first 16 bytes of labelled_hash(certificate, "key-id", key). A terminal's id is its key's id.
    KeyId id() const;
    // For two people to compare on two screens: 120 bits of the hash as "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
    // (Crockford).
    std::string fingerprint() const;
    bool verify(ByteView message, ByteView signature) const;

    bool operator==(const VerifyKey&) const = default;

private:
    ByteArray<32> bytes_{};
};

// The secret half of an Ed25519 key.
class SigningKey {
public:
    static SigningKey generate(const RandomSource& random = system_random);
    static Result<SigningKey> from_seed(ByteView seed); // RFC 8032's 32 secret bytes
    // A text file of one line "ISTIQBAL-SIGNING-KEY-1…" (bech32 of the seed); lines with # are comments.
    static Result<SigningKey> load(const std::filesystem::path& path);
    Result<void> save(const std::filesystem::path& path) const; // see save_secret_file

    const VerifyKey& verify_key() const { return verify_key_; }
    SignatureBytes sign(ByteView message) const;

private:
    explicit SigningKey(ByteView seed);

    SecretBuffer secret_; // seed and public key, 64 bytes, libsodium's order
    VerifyKey verify_key_;
};

// The public half of an X25519 key: whom a file is sealed to.
class Recipient {
public:
    Recipient() = default;
    static Result<Recipient> from_bytes(ByteView bytes);       // exactly 32
    static Result<Recipient> from_text(std::string_view text); // "age1…"

    const ByteArray<32>& bytes() const { return bytes_; }
    std::string text() const;

    bool operator==(const Recipient&) const = default;

private:
    ByteArray<32> bytes_{};
};

// The secret half of an X25519 key: who can open it.
class Identity {
public:
    static Identity generate(const RandomSource& random = system_random);
    static Result<Identity> from_secret(ByteView secret);     // exactly 32
    static Result<Identity> from_text(std::string_view text); // "AGE-SECRET-KEY-1…"
    // An identity file as age-keygen writes it and the stock age program reads it: one identity in it.
    static Result<Identity> load(const std::filesystem::path& path);
    Result<void> save(const std::filesystem::path& path) const;

    const Recipient& recipient() const { return recipient_; }
    ByteView secret() const { return secret_.bytes(); }
    SecretBuffer text() const;

private:
    explicit Identity(ByteView secret);

    SecretBuffer secret_;
    Recipient recipient_;
};

// Reads an age identity file: one identity a line, blank lines and lines starting with # skipped, at least
// one.
Result<std::vector<Identity>> parse_identities(std::string_view file);

// Writes a file that holds a secret: made with mode 0600 under another name, synced, renamed over `path`, and
// the folder synced; a power cut leaves the old file or the new one.
Result<void> save_secret_file(const std::filesystem::path& path, ByteView content);
// The same dance for a file that others may read (mode 0644).
Result<void> save_file(const std::filesystem::path& path, ByteView content);
// Makes the names in a folder durable: files that were made, renamed or removed there.
Result<void> sync_folder(const std::filesystem::path& folder);
// A folder for keys and databases. Made here, it and its content are the owner's alone (0700); one that is
// there already keeps the mode that somebody chose.
Result<void> make_private_folder(const std::filesystem::path& folder);

// Refuses (insecure) a file that its group or others may access, or that is not a regular file.
Result<SecretBuffer> load_secret_file(const std::filesystem::path& path,
                                      std::size_t size_limit = std::size_t{64} * 1024);
Result<Bytes> load_file(const std::filesystem::path& path, std::size_t size_limit);

} // namespace istiqbal::seal
