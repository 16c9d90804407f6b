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

Result<EnrolmentRequestFile> create_enrolment_request(const fs::path& directory, const std::string& name,
                                                      const std::string& mode, std::int64_t now) {
    const auto key = load_or_make_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    const auto request = seal::build_enrolment_request(*key, name, mode, now);
    if (!request)
        return tl::unexpected(request.error());
    if (auto saved = seal::save_file(request_file(directory), *request); !saved)
        return tl::unexpected(saved.error());
    return EnrolmentRequestFile{request_file(directory), key->verify_key().fingerprint()};
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
    const auto pinned = present ? std::optional(present->office) : std::nullopt;
    const auto brought = seal::parse_provision(*bytes, key->verify_key(), pinned);
    if (!brought)
        return tl::unexpected(brought.error());
    if (present && brought->issued < present->issued)
        return seal::fail(ErrorClass::expired, "an answer newer than this one is installed already");
    if (auto saved = seal::save_file(provision_file_in(directory), *bytes); !saved)
        return tl::unexpected(saved.error());
    return load_terminal(directory);
}

} // namespace istiqbal::uplink
