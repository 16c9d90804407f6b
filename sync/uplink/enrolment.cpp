// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/enrolment.hpp"

#include <system_error>

namespace istiqbal::uplink {

using seal::ErrorClass;
using seal::Result;
namespace fs = std::filesystem;

namespace {

fs::path key_file(const fs::path& directory) {
    return directory / "terminal.key";
}
fs::path request_file(const fs::path& directory) {
    return directory / "request.json";
}
fs::path provision_file_in(const fs::path& directory) {
    return directory / "provision.json";
}

Result<seal::SigningKey> load_key(const fs::path& directory) {
    auto key = seal::SigningKey::load(key_file(directory));
    if (!key && key.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found, "no terminal in " + directory.string() +
                                                     "; begin with 'istiqbal-kiosk enroll request'");
    return key;
}

Result<seal::SigningKey> load_or_make_key(const fs::path& directory) {
    auto present = seal::SigningKey::load(key_file(directory));
    if (present || present.error().kind != ErrorClass::not_found)
        return present;
    if (auto made = seal::make_private_folder(directory); !made)
        return tl::unexpected(made.error());
    auto made = seal::SigningKey::generate();
    if (auto saved = made.save(key_file(directory)); !saved)
        return tl::unexpected(saved.error());
    return made;
}

Result<seal::Provision> load_provision(const fs::path& directory, const seal::VerifyKey& terminal) {
    const auto bytes = seal::load_file(provision_file_in(directory), seal::enrolment_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return seal::parse_provision(*bytes, terminal);
}

Result<seal::EnrolmentRequest> load_request(const fs::path& directory) {
    const auto bytes = seal::load_file(request_file(directory), seal::enrolment_request_limit);
    if (!bytes && bytes.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found, "this terminal asked no office; begin with "
                                                 "'istiqbal-kiosk enroll request'");
    if (!bytes)
        return tl::unexpected(bytes.error());
    return seal::parse_enrolment_request(*bytes);
}

} // namespace

Result<Terminal> load_terminal(const fs::path& directory) {
    auto key = load_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    auto provision = load_provision(directory, key->verify_key());
    if (!provision && provision.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found,
                          "the office has not enrolled this terminal yet; bring its answer with "
                          "'istiqbal-kiosk enroll install'");
    if (!provision)
        return tl::unexpected(provision.error());
    return Terminal{directory, std::move(*key), std::move(*provision)};
}

Result<EnrolmentRequestFile> create_enrolment_request(const fs::path& directory,
                                                      const seal::Invitation& invitation, std::int64_t now) {
    const auto key = load_or_make_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    const auto present = load_provision(directory, key->verify_key());
    if (!present && present.error().kind != ErrorClass::not_found)
        return tl::unexpected(present.error());
    if (present && present->office != invitation.office)
        return seal::fail(ErrorClass::wrong_key,
                          "the one-time code is of another office than this terminal's");
    const auto request = seal::build_enrolment_request(*key, invitation, now);
    if (!request)
        return tl::unexpected(request.error());
    if (auto saved = seal::save_file(request_file(directory), *request); !saved)
        return tl::unexpected(saved.error());
    return EnrolmentRequestFile{request_file(directory), key->verify_key().fingerprint(),
                                invitation.office.fingerprint()};
}

Result<Terminal> install_provision(const fs::path& directory, const fs::path& provision_file) {
    const auto key = load_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    const auto bytes = seal::load_file(provision_file, seal::enrolment_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto present = load_provision(directory, key->verify_key());
    if (!present && present.error().kind != ErrorClass::not_found)
        return tl::unexpected(present.error());
    const auto asked = load_request(directory);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto brought =
        seal::parse_provision(*bytes, key->verify_key(), present ? present->office : asked->office);
    if (!brought)
        return tl::unexpected(brought.error());
    if (present && brought->issued < present->issued)
        return seal::fail(ErrorClass::expired, "an answer newer than this one is installed already");
    if (auto saved = seal::save_file(provision_file_in(directory), *bytes); !saved)
        return tl::unexpected(saved.error());
    return load_terminal(directory);
}

} // namespace istiqbal::uplink
