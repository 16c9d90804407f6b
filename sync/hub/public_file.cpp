// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/public_file.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::hub {

using nlohmann::json;
using seal::ErrorClass;

namespace {

seal::Result<json> parse_kind(seal::ByteView file, const std::string& kind) {
    if (file.size() > public_file_limit)
        return seal::fail(ErrorClass::too_large, "larger than a public key file can be");
    json document = json::parse(file.begin(), file.end(), nullptr, false);
    if (!document.is_object() || document.value("istiqbal", json()) != json(kind))
        return seal::fail(ErrorClass::malformed,
                          "not the public key file of " + std::string(kind == "hub" ? "a hub" : "an office"));
    if (document.value("version", json()) != json(1))
        return seal::fail(ErrorClass::unsupported, "the public key file's version is unknown");
    return document;
}

std::string member(const json& document, const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string to_text(const HubPublic& hub) {
    const json document = {
        {"istiqbal", "hub"}, {"version", 1}, {"recipient", hub.recipient.text()}, {"key", hub.key.hex()}};
    return document.dump(2) + "\n";
}

std::string to_text(const OfficePublic& office) {
    const json document = {{"istiqbal", "office"},
                           {"version", 1},
                           {"key", office.key.hex()},
                           {"intake", office.intake.text()},
                           {"recovery", office.recovery.text()}};
    return document.dump(2) + "\n";
}

seal::Result<HubPublic> parse_hub_public(seal::ByteView file) {
    const auto document = parse_kind(file, "hub");
    if (!document)
        return tl::unexpected(document.error());
    const auto recipient = seal::Recipient::from_text(member(*document, "recipient"));
    const auto key = seal::VerifyKey::from_hex(member(*document, "key"));
    if (!recipient || !key)
        return tl::unexpected(recipient ? key.error() : recipient.error());
    return HubPublic{*recipient, *key};
}

seal::Result<OfficePublic> parse_office_public(seal::ByteView file) {
    const auto document = parse_kind(file, "office");
    if (!document)
        return tl::unexpected(document.error());
    const auto key = seal::VerifyKey::from_hex(member(*document, "key"));
    const auto intake = seal::Recipient::from_text(member(*document, "intake"));
    const auto recovery = seal::Recipient::from_text(member(*document, "recovery"));
    if (!key)
        return tl::unexpected(key.error());
    if (!intake || !recovery)
        return tl::unexpected(intake ? recovery.error() : intake.error());
    return OfficePublic{*key, *intake, *recovery};
}

} // namespace istiqbal::hub
