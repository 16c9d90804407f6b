// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/secret_box.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::seal {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(box_key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(box_overhead == nonce_size + tag_size);

} // namespace

Result<Bytes> seal_box(ByteView key, Label label, std::initializer_list<ByteView> context, ByteView plaintext,
                       const RandomSource& random) {
    if (key.size() != box_key_size)
        return fail(ErrorClass::malformed, "the key has the wrong length");
    const Bytes associated = pae(label, context);
    Bytes sealed(plaintext.size() + box_overhead);
    const std::span<std::uint8_t> nonce(sealed.data(), nonce_size);
    random(nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, data_of(plaintext),
                                               plaintext.size(), associated.data(), associated.size(),
                                               nullptr, nonce.data(), key.data());
    return sealed;
}

Result<SecretBuffer> open_box(ByteView key, Label label, std::initializer_list<ByteView> context,
                              ByteView sealed) {
    if (key.size() != box_key_size)
        return fail(ErrorClass::malformed, "the key has the wrong length");
    if (sealed.size() < box_overhead)
        return fail(ErrorClass::malformed, "what is sealed is too short");
    const Bytes associated = pae(label, context);
    const ByteView ciphertext = sealed.subspan(nonce_size);
    // One byte more, so that there is memory to point to when nothing is inside.
    SecretBuffer plaintext(ciphertext.size() - tag_size + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plaintext.data(), nullptr, nullptr, ciphertext.data(),
                                                   ciphertext.size(), associated.data(), associated.size(),
                                                   sealed.data(), key.data()) != 0)
        return fail(ErrorClass::bad_signature, "it does not open: another key, or altered");
    plaintext.resize(ciphertext.size() - tag_size);
    return plaintext;
}

} // namespace istiqbal::seal
