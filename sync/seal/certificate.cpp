// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/certificate.hpp"

#include "sync/seal/hub_url.hpp"
#include "sync/seal/json.hpp"
#include "sync/seal/pae.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;

constexpr std::string_view request_kind = "enrolment-request";
constexpr std::string_view certificate_kind = "certificate";
constexpr std::string_view provision_kind = "provision";
constexpr std::size_t name_limit = 128;
constexpr std::size_t key_text_limit = 128;

struct Container {
    Bytes payload; // the signed bytes
    Bytes signature;
};

Bytes signing_input(std::string_view kind, ByteView payload) {
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
    Container container{fields.base64("payload", size_limit),
                        fields.base64("signature", sizeof(SignatureBytes))};
    if (const Result<void> done = fields.finish(); !done)
        return tl::unexpected<Error>(done.error());
    if (found_kind != kind)
        return fail(ErrorClass::malformed, "this is no " + std::string(kind) + " but a " + found_kind);
    if (version != 1)
        return fail(ErrorClass::unsupported, "a " + std::string(kind) + " of another version");
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

bool is_mode(std::string_view mode) {
    return mode == "lobby" || mode == "branch" || mode == "exit";
}

std::string name_field(json::Fields& fields) {
    std::string name = fields.text("name", name_limit);
    if (name.empty())
        fields.refuse(ErrorClass::malformed, "the terminal has no name");
    return name;
}

std::string mode_field(json::Fields& fields) {
    std::string mode = fields.text("mode", 8);
    if (!is_mode(mode))
        fields.refuse(ErrorClass::malformed, "the mode is none of lobby, branch, exit");
    return mode;
}

VerifyKey verify_key_field(json::Fields& fields, const char* key) {
    return fields.parsed<VerifyKey>(key, 64,
                                    [](const std::string& text) { return VerifyKey::from_hex(text); });
}

Recipient recipient_field(json::Fields& fields, const char* key) {
    return fields.parsed<Recipient>(key, key_text_limit,
                                    [](const std::string& text) { return Recipient::from_text(text); });
}

Result<EnrolmentRequest> read_request(const Json& object) {
    json::Fields fields(object);
    EnrolmentRequest request{verify_key_field(fields, "key"), name_field(fields), mode_field(fields),
                             fields.time("created")};
    return fields.finish().map([&request] { return request; });
}

Result<Certificate> read_certificate(const Json& object) {
    json::Fields fields(object);
    Certificate certificate;
    const Bytes terminal = fields.hex("terminal", certificate.terminal.size());
    std::copy(terminal.begin(), terminal.end(), certificate.terminal.begin());
    certificate.key = verify_key_field(fields, "key");
    certificate.name = name_field(fields);
    certificate.mode = mode_field(fields);
    certificate.issued = fields.time("issued");
    certificate.expires = fields.time("expires");
    if (certificate.terminal != certificate.key.id())
        fields.refuse(ErrorClass::malformed, "the terminal id is not its key's");
    return fields.finish().map([&certificate] { return certificate; });
}

Result<Provision> read_provision(const Json& object) {
    json::Fields fields(object);
    Provision provision;
    provision.certificate_file = fields.base64("certificate", certificate_limit);
    provision.office = verify_key_field(fields, "office");
    provision.intake = recipient_field(fields, "intake");
    provision.recovery = recipient_field(fields, "recovery");
    provision.hub = recipient_field(fields, "hub");
    provision.hub_key = verify_key_field(fields, "hub_key");
    provision.issued = fields.time("issued");
    for (const Json& url : fields.array("hub_urls", hub_url_count_limit)) {
        const std::string text = url.is_string() ? url.get<std::string>() : std::string();
        if (!is_hub_url(text))
            fields.refuse(ErrorClass::malformed, "a hub URL is not http:// or https://");
        provision.hub_urls.push_back(text);
    }
    if (provision.hub_urls.empty())
        fields.refuse(ErrorClass::malformed, "there is no hub URL");
    return fields.finish().map([&provision] { return provision; });
}

} // namespace

Result<Bytes> build_enrolment_request(const SigningKey& terminal, const std::string& name,
                                      const std::string& mode, std::int64_t created) {
    const Json payload{
        {"key", terminal.verify_key().hex()}, {"name", name}, {"mode", mode}, {"created", created}};
    if (Result<EnrolmentRequest> checked = read_request(payload); !checked)
        return tl::unexpected<Error>(checked.error());
    return build(terminal, request_kind, payload, certificate_limit);
}

Result<EnrolmentRequest> parse_enrolment_request(ByteView file) {
    const Result<Container> container = open(file, request_kind, certificate_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    const Result<EnrolmentRequest> request =
        json::parse_object(container->payload, certificate_limit).and_then(read_request);
    if (!request)
        return request;
    return verify(*container, request_kind, request->key).map([&request] { return *request; });
}

Result<Bytes> issue_certificate(const SigningKey& office, const EnrolmentRequest& request,
                                std::int64_t issued, std::int64_t expires) {
    const Json payload{{"terminal", hex(request.key.id())},
                       {"key", request.key.hex()},
                       {"name", request.name},
                       {"mode", request.mode},
                       {"issued", issued},
                       {"expires", expires}};
    if (Result<Certificate> checked = read_certificate(payload); !checked)
        return tl::unexpected<Error>(checked.error());
    return build(office, certificate_kind, payload, certificate_limit);
}

Result<Certificate> parse_certificate(ByteView file, const VerifyKey& office) {
    const Result<Container> container = open(file, certificate_kind, certificate_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    if (Result<void> verified = verify(*container, certificate_kind, office); !verified)
        return tl::unexpected<Error>(verified.error());
    return json::parse_object(container->payload, certificate_limit).and_then(read_certificate);
}

Result<void> check_validity(const Certificate& certificate, std::int64_t now) {
    if (now < certificate.issued)
        return fail(ErrorClass::expired, "the certificate is not valid yet: is a clock wrong?");
    if (now >= certificate.expires)
        return fail(ErrorClass::expired, "the certificate is past its time");
    return {};
}

Result<Bytes> build_provision(const SigningKey& office, const Provision& provision) {
    if (Result<Certificate> checked = parse_certificate(provision.certificate_file, office.verify_key());
        !checked)
        return tl::unexpected<Error>(checked.error());
    const Json payload{{"certificate", base64(provision.certificate_file)},
                       {"office", office.verify_key().hex()},
                       {"intake", provision.intake.text()},
                       {"recovery", provision.recovery.text()},
                       {"hub", provision.hub.text()},
                       {"hub_key", provision.hub_key.hex()},
                       {"hub_urls", provision.hub_urls},
                       {"issued", provision.issued}};
    if (Result<Provision> checked = read_provision(payload); !checked)
        return tl::unexpected<Error>(checked.error());
    return build(office, provision_kind, payload, enrolment_file_limit);
}

Result<Provision> parse_provision(ByteView file, const VerifyKey& terminal,
                                  const std::optional<VerifyKey>& pinned_office) {
    const Result<Container> container = open(file, provision_kind, enrolment_file_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    Result<Provision> provision =
        json::parse_object(container->payload, enrolment_file_limit).and_then(read_provision);
    if (!provision)
        return provision;
    if (pinned_office && *pinned_office != provision->office)
        return fail(ErrorClass::wrong_key, "the provision is of another office than this terminal's");
    if (Result<void> verified = verify(*container, provision_kind, provision->office); !verified)
        return tl::unexpected<Error>(verified.error());
    const Result<Certificate> certificate = parse_certificate(provision->certificate_file, provision->office);
    if (!certificate)
        return tl::unexpected<Error>(certificate.error());
    if (certificate->key != terminal)
        return fail(ErrorClass::wrong_key, "the provision was made for another terminal");
    provision->certificate = *certificate;
    return provision;
}

} // namespace istiqbal::seal
