// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/signed_file.hpp"

#include "sync/seal/pae.hpp"

namespace istiqbal::seal::signed_file {

using Json = nlohmann::json;

static Bytes signing_input(std::string_view kind, ByteView payload) {
    return pae(Label::certificate, {view(kind), payload});
}

Result<Bytes> build(const SigningKey& key, std::string_view kind, const Json& payload,
                    std::size_t size_limit) {
    std::string bytes;
    try {
        bytes = payload.dump();
    } catch (const Json::type_error&) {
        return fail(ErrorClass::malformed, "a text of the " + std::string(kind) + " is not UTF-8");
    }
    const SignatureBytes signature = key.sign(signing_input(kind, view(bytes)));
    const Json container{{"istiqbal", kind},
                         {"version", 1},
                         {"payload", base64(view(bytes))},
                         {"signature", base64(signature)}};
    const std::string file = container.dump() + "\n";
    if (file.size() > size_limit)
        return fail(ErrorClass::too_large, "the " + std::string(kind) + " is too large");
    return Bytes(file.begin(), file.end());
}

Result<Container> open(ByteView file, std::string_view kind, std::size_t size_limit) {
    const Result<Json> object = json::parse_object(file, size_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    json::Fields fields(*object);
    const std::string found_kind = fields.text("istiqbal", 64);
    const std::uint64_t version = fields.number("version", 1'000'000);
    if (!fields.refused() && found_kind != kind)
        return fail(ErrorClass::malformed, "this is no " + std::string(kind) + " but a " + found_kind);
    if (!fields.refused() && version != 1)
        return fail(ErrorClass::unsupported, "a " + std::string(kind) + " of another version");
    Container container{fields.base64("payload", size_limit),
                        fields.base64("signature", sizeof(SignatureBytes))};
    if (const Result<void> done = fields.finish(); !done)
        return tl::unexpected<Error>(done.error());
    if (container.signature.size() != sizeof(SignatureBytes))
        return fail(ErrorClass::malformed, "the signature has the wrong length");
    return container;
}

Result<void> verify(const Container& container, std::string_view kind, const VerifyKey& key) {
    if (!key.verify(signing_input(kind, container.payload), container.signature))
        return fail(ErrorClass::bad_signature,
                    "the " + std::string(kind) + " is not signed by the key it should be, or was altered");
    return {};
}

VerifyKey verify_key_field(json::Fields& fields, const char* key) {
    return fields.parsed<VerifyKey>(key, 64,
                                    [](const std::string& text) { return VerifyKey::from_hex(text); });
}

} // namespace istiqbal::seal::signed_file
