// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/certificate.hpp"

#include "sync/seal/hub_url.hpp"
#include "sync/seal/signed_file.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;
using signed_file::Container;
using signed_file::verify_key_field;

constexpr std::string_view certificate_kind = "certificate";
constexpr std::string_view provision_kind = "provision";
constexpr std::size_t name_limit = 128;
constexpr std::size_t key_text_limit = 128;

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

Recipient recipient_field(json::Fields& fields, const char* key) {
    return fields.parsed<Recipient>(key, key_text_limit,
                                    [](const std::string& text) { return Recipient::from_text(text); });
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

Result<void> check_certified(const std::string& name, const std::string& mode) {
    const bool controls = std::any_of(name.begin(), name.end(),
                                      [](char letter) { return static_cast<unsigned char>(letter) < 0x20; });
    if (name.empty() || name.size() > name_limit || !is_utf8(name) || controls)
        return fail(ErrorClass::malformed, "a terminal's name is 1 to 128 bytes of text");
    if (!is_mode(mode))
        return fail(ErrorClass::malformed, "the mode is none of lobby, branch, exit");
    return {};
}

Result<Bytes> issue_certificate(const SigningKey& office, const Certified& terminal, std::int64_t issued,
                                std::int64_t expires) {
    if (Result<void> good = check_certified(terminal.name, terminal.mode); !good)
        return tl::unexpected<Error>(good.error());
    const Json payload{{"terminal", hex(terminal.key.id())},
                       {"key", terminal.key.hex()},
                       {"name", terminal.name},
                       {"mode", terminal.mode},
                       {"issued", issued},
                       {"expires", expires}};
    if (Result<Certificate> checked = read_certificate(payload); !checked)
        return tl::unexpected<Error>(checked.error());
    return signed_file::build(office, certificate_kind, payload, certificate_limit);
}

Result<Certificate> parse_certificate(ByteView file, const VerifyKey& office) {
    const Result<Container> container = signed_file::open(file, certificate_kind, certificate_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    if (Result<void> verified = signed_file::verify(*container, certificate_kind, office); !verified)
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
    return signed_file::build(office, provision_kind, payload, enrolment_file_limit);
}

Result<Provision> parse_provision(ByteView file, const VerifyKey& terminal,
                                  const std::optional<VerifyKey>& pinned_office) {
    const Result<Container> container = signed_file::open(file, provision_kind, enrolment_file_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    Result<Provision> provision =
        json::parse_object(container->payload, enrolment_file_limit).and_then(read_provision);
    if (!provision)
        return provision;
    if (pinned_office && *pinned_office != provision->office)
        return fail(ErrorClass::wrong_key, "the provision is of another office than this terminal's");
    if (Result<void> verified = signed_file::verify(*container, provision_kind, provision->office); !verified)
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
