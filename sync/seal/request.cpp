// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/request.hpp"

#include "sync/seal/pae.hpp"

#include <algorithm>
#include <charconv>

namespace istiqbal::seal {

namespace {

constexpr std::size_t value_limit = 512;

Bytes signing_input(const RequestSignature& signature, std::string_view method, std::string_view target,
                    ByteView body) {
    const std::string date = std::to_string(signature.date);
    return pae(Label::request, {view(method), view(target), view(date), signature.nonce,
                                labelled_hash(Label::content, {body})});
}

std::string written(const RequestSignature& signature) {
    return "v1 key=" + hex(signature.key) + " date=" + std::to_string(signature.date) +
           " nonce=" + hex(signature.nonce) + " signature=" + hex(signature.signature);
}

// Takes "name=value" from the front of `rest`, up to a space or the end.
std::string_view field(std::string_view& rest, std::string_view name) {
    if (rest.substr(0, name.size()) != name || rest.substr(name.size(), 1) != "=")
        return {};
    rest.remove_prefix(name.size() + 1);
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view value = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return value;
}

template <std::size_t size>
bool read_hex(std::string_view text, ByteArray<size>& out) {
    const Result<Bytes> bytes = from_hex(text, size);
    if (!bytes || bytes->size() != size)
        return false;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return true;
}

} // namespace

std::string sign_request(const SigningKey& key, std::string_view method, std::string_view target,
                         ByteView body, std::int64_t now, const RandomSource& random) {
    RequestSignature signature;
    signature.key = key.verify_key().id();
    signature.date = now;
    random(signature.nonce);
    signature.signature = key.sign(signing_input(signature, method, target, body));
    return "v1 key=" + hex(signature.key) + " date=" + std::to_string(now) +
           " nonce=" + hex(signature.nonce) + " signature=" + hex(signature.signature);
}

Result<RequestSignature> parse_request_signature(std::string_view value) {
    if (value.size() > value_limit)
        return fail(ErrorClass::too_large, "the request's signature is too long");
    if (value.substr(0, 1) != "v")
        return fail(ErrorClass::malformed, "not a request signature");
    if (value.substr(0, 3) != "v1 ")
        return fail(ErrorClass::unsupported, "a request signature of another version");
    std::string_view rest = value.substr(3);
    RequestSignature signature;
    bool good = read_hex(field(rest, "key"), signature.key);
    const std::string_view date = field(rest, "date");
    const auto read = std::from_chars(date.data(), date.data() + date.size(), signature.date);
    good = good && read.ec == std::errc() && signature.date >= 0;
    good = good && read_hex(field(rest, "nonce"), signature.nonce);
    good = good && read_hex(field(rest, "signature"), signature.signature);
    // One signature, one spelling.
    if (!good || written(signature) != value)
        return fail(ErrorClass::malformed, "the request's signature is not as it should be");
    return signature;
}

Result<void> verify_request(const RequestSignature& signature, const VerifyKey& key, std::string_view method,
                            std::string_view target, ByteView body, std::int64_t now) {
    if (signature.key != key.id())
        return fail(ErrorClass::wrong_key, "the request names another key");
    if (!key.verify(signing_input(signature, method, target, body), signature.signature))
        return fail(ErrorClass::bad_signature, "the request was altered or signed by another");
    if (signature.date > now + request_skew_seconds || signature.date < now - request_skew_seconds)
        return fail(ErrorClass::expired, "the request was signed at another time: is a clock wrong?");
    return {};
}

} // namespace istiqbal::seal
