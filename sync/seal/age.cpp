// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/age.hpp"

#include "sync/seal/age_header.hpp"

#include <sodium.h>

#include <algorithm>
#include <istream>
#include <ostream>

namespace istiqbal::seal::age {

namespace {

constexpr std::size_t sealed_chunk_size = chunk_size + tag_size;

// The STREAM construction: each chunk under the payload key, with an 11-byte counter and a flag for the last
// one.
class Stream {
public:
    Stream(ByteView file_key, ByteView nonce)
        : key_(payload_key(file_key, nonce)) {}

    void seal(ByteView plaintext, bool last, std::uint8_t* out) {
        crypto_aead_chacha20poly1305_ietf_encrypt(out, nullptr, data_of(plaintext), plaintext.size(), nullptr,
                                                  0, nullptr, nonce(last).data(), key_.data());
    }

    Result<void> open(ByteView sealed, bool last, std::uint8_t* out) {
        const bool first = counter_ == 0;
        if (sealed.size() < tag_size || (sealed.size() == tag_size && !first))
            return fail(ErrorClass::malformed, "the age payload ends with an empty chunk or early");
        if (crypto_aead_chacha20poly1305_ietf_decrypt(out, nullptr, nullptr, sealed.data(), sealed.size(),
                                                      nullptr, 0, nonce(last).data(), key_.data()) != 0)
            return fail(ErrorClass::bad_signature, "the age payload was altered or cut");
        return {};
    }

private:
    ByteArray<crypto_aead_chacha20poly1305_IETF_NPUBBYTES> nonce(bool last) {
        ByteArray<crypto_aead_chacha20poly1305_IETF_NPUBBYTES> out{};
        for (std::size_t index = 0; index < 8; ++index)
            out[10 - index] = static_cast<std::uint8_t>(counter_ >> 8 * index);
        out[11] = last ? 1 : 0;
        ++counter_;
        return out;
    }

    SecretBuffer key_;
    std::uint64_t counter_ = 0;
};

// Calls work(chunk, last) over the bytes in steps of `step`; once with nothing for nothing.
template <class Work>
Result<void> for_each_chunk(ByteView bytes, std::size_t step, Work&& work) {
    do {
        const ByteView chunk = bytes.first(std::min(step, bytes.size()));
        bytes = bytes.subspan(chunk.size());
        if (Result<void> done = work(chunk, bytes.empty()); !done)
            return done;
    } while (!bytes.empty());
    return {};
}

// The same over a stream. One chunk is read ahead, since only the next read tells whether a chunk was the
// last.
template <class Work>
Result<void> for_each_chunk(std::istream& in, std::size_t step, Work&& work) {
    const auto read = [&in, step](SecretBuffer& chunk) {
        chunk.resize(step);
        in.read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(step));
        chunk.resize(static_cast<std::size_t>(in.gcount()));
    };
    SecretBuffer chunk;
    SecretBuffer next;
    for (read(chunk);; std::swap(chunk, next)) {
        read(next);
        if (in.bad())
            return fail(ErrorClass::io, "cannot read");
        if (Result<void> done = work(chunk.bytes(), next.empty()); !done)
            return done;
        if (next.empty())
            return {};
    }
}

Result<void> put(std::ostream& out, ByteView bytes) {
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return out ? Result<void>() : fail(ErrorClass::io, "cannot write");
}

struct Opening {
    SecretBuffer file_key;
    Bytes header; // text and payload nonce
};

Result<Opening> start_file(std::span<const Recipient> recipients, const RandomSource& random) {
    Opening opening{SecretBuffer(file_key_size), {}};
    random(opening.file_key.writable());
    Result<Bytes> header = build_header(opening.file_key.bytes(), recipients, random);
    if (!header)
        return tl::unexpected<Error>(header.error());
    opening.header = std::move(*header);
    ByteArray<payload_nonce_size> nonce{};
    random(nonce);
    opening.header.insert(opening.header.end(), nonce.begin(), nonce.end());
    return opening;
}

Stream stream_of(const Opening& opening) {
    return {opening.file_key.bytes(), ByteView(opening.header).last(payload_nonce_size)};
}

std::size_t sealed_size(std::size_t plaintext_size) {
    const std::size_t chunks = std::max<std::size_t>(1, (plaintext_size + chunk_size - 1) / chunk_size);
    return plaintext_size + chunks * tag_size;
}

} // namespace

std::size_t encrypted_size(std::size_t plaintext_size, std::size_t recipients) {
    // version line; per recipient "-> X25519 " + 43, 43; "--- " + 43; each with its line feed
    return 22 + recipients * (54 + 44) + 48 + payload_nonce_size + sealed_size(plaintext_size);
}

Result<Bytes> encrypt(ByteView plaintext, std::span<const Recipient> recipients, const RandomSource& random) {
    Result<Opening> opening = start_file(recipients, random);
    if (!opening)
        return tl::unexpected<Error>(opening.error());
    Stream stream = stream_of(*opening);
    Bytes file = std::move(opening->header);
    std::size_t at = file.size();
    file.resize(at + sealed_size(plaintext.size()));
    const Result<void> sealed =
        for_each_chunk(plaintext, chunk_size, [&](ByteView chunk, bool last) -> Result<void> {
            stream.seal(chunk, last, file.data() + at);
            at += chunk.size() + tag_size;
            return {};
        });
    if (!sealed)
        return tl::unexpected<Error>(sealed.error());
    return file;
}

Result<void> encrypt(std::istream& plaintext, std::ostream& file, std::span<const Recipient> recipients,
                     const RandomSource& random) {
    const Result<Opening> opening = start_file(recipients, random);
    if (!opening)
        return tl::unexpected<Error>(opening.error());
    if (Result<void> written = put(file, opening->header); !written)
        return written;
    Stream stream = stream_of(*opening);
    Bytes sealed;
    return for_each_chunk(plaintext, chunk_size, [&](ByteView chunk, bool last) {
        sealed.resize(chunk.size() + tag_size);
        stream.seal(chunk, last, sealed.data());
        return put(file, sealed);
    });
}

Result<SecretBuffer> decrypt(ByteView file, std::span<const Identity> identities,
                             std::size_t plaintext_limit) {
    const Result<Header> header = parse_header(file);
    if (!header)
        return tl::unexpected<Error>(header.error());
    Reader reader(file.subspan(header->size));
    const ByteView nonce = reader.take(payload_nonce_size);
    const ByteView payload = reader.take(reader.left());
    if (reader.failed() || payload.size() < tag_size)
        return fail(ErrorClass::malformed, "the age payload is cut");
    const std::size_t chunks = (payload.size() + sealed_chunk_size - 1) / sealed_chunk_size;
    // Chunks are opened one after another into a buffer of the whole's size, which a last one without room
    // for its own tag would make too small for those before it.
    if (payload.size() - (chunks - 1) * sealed_chunk_size < tag_size)
        return fail(ErrorClass::malformed, "the age payload is cut");
    const std::size_t plaintext_size = payload.size() - chunks * tag_size;
    if (plaintext_size > plaintext_limit)
        return fail(ErrorClass::too_large, "the age file holds more than is taken here");
    const Result<SecretBuffer> file_key = unwrap_file_key(*header, identities);
    if (!file_key)
        return tl::unexpected<Error>(file_key.error());

    Stream stream(file_key->bytes(), nonce);
    SecretBuffer plaintext(plaintext_size);
    std::size_t at = 0;
    const Result<void> opened =
        for_each_chunk(payload, sealed_chunk_size, [&](ByteView chunk, bool last) -> Result<void> {
            Result<void> done = stream.open(chunk, last, plaintext.data() + at);
            if (done)
                at += chunk.size() - tag_size;
            return done;
        });
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    return plaintext;
}

Result<void> decrypt(std::istream& file, std::ostream& plaintext, std::span<const Identity> identities) {
    Bytes head;
    std::string line;
    const auto ends_header = [&line] { return line.compare(0, 3, "---") == 0; };
    do {
        line.clear();
        for (char letter = 0; line.empty() || line.back() != '\n'; line += letter) {
            if (!file.get(letter))
                return fail(ErrorClass::malformed, "the age header ends early, or this is not an age file");
            if (head.size() + line.size() > header_limit)
                return fail(ErrorClass::too_large, "the age header is too long, or this is not an age file");
        }
        head.insert(head.end(), line.begin(), line.end());
    } while (!ends_header());
    const Result<Header> header = parse_header(head);
    if (!header)
        return tl::unexpected<Error>(header.error());
    const Result<SecretBuffer> file_key = unwrap_file_key(*header, identities);
    if (!file_key)
        return tl::unexpected<Error>(file_key.error());
    ByteArray<payload_nonce_size> nonce{};
    if (!file.read(reinterpret_cast<char*>(nonce.data()), nonce.size()))
        return fail(ErrorClass::malformed, "the age payload is cut");

    Stream stream(file_key->bytes(), nonce);
    SecretBuffer opened;
    return for_each_chunk(file, sealed_chunk_size, [&](ByteView chunk, bool last) -> Result<void> {
        opened.resize(chunk.size() - std::min(chunk.size(), tag_size));
        if (Result<void> done = stream.open(chunk, last, opened.data()); !done)
            return done;
        return put(plaintext, opened.bytes());
    });
}

} // namespace istiqbal::seal::age
