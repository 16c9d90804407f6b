// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/directory.hpp"

#include <system_error>

namespace istiqbal::hub {

using seal::ErrorClass;
using seal::Result;
namespace fs = std::filesystem;

namespace {

fs::path identity_file(const fs::path& directory) {
    return directory / "identity.txt";
}
fs::path signing_file(const fs::path& directory) {
    return directory / "signing.key";
}
fs::path office_file(const fs::path& directory) {
    return directory / "office.json";
}

Result<OfficePublic> load_office(const fs::path& file) {
    const auto bytes = seal::load_file(file, public_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse_office_public(*bytes);
}

} // namespace

fs::path public_file(const fs::path& directory) {
    return directory / "hub.json";
}
fs::path database_file(const fs::path& directory) {
    return directory / "hub.db";
}

Result<HubPublic> init_directory(const fs::path& directory) {
    std::error_code error;
    if (auto made = seal::make_private_folder(directory); !made)
        return tl::unexpected(made.error());
    if (fs::exists(identity_file(directory), error) || fs::exists(signing_file(directory), error))
        return seal::fail(ErrorClass::in_use, "there is a hub in " + directory.string() + " already");
    const auto identity = seal::Identity::generate();
    const auto signing = seal::SigningKey::generate();
    if (auto saved = identity.save(identity_file(directory)); !saved)
        return tl::unexpected(saved.error());
    if (auto saved = signing.save(signing_file(directory)); !saved)
        return tl::unexpected(saved.error());
    const HubPublic shown{identity.recipient(), signing.verify_key()};
    if (auto saved = seal::save_file(public_file(directory), seal::view(to_text(shown))); !saved)
        return tl::unexpected(saved.error());
    return shown;
}

Result<OfficePublic> trust_office(const fs::path& directory, const fs::path& office_public_file) {
    std::error_code error;
    if (!fs::exists(identity_file(directory), error))
        return seal::fail(ErrorClass::not_found,
                          "no hub in " + directory.string() + "; make one with 'istiqbal-hub init'");
    const auto office = load_office(office_public_file);
    if (!office)
        return office;
    const auto present = load_office(office_file(directory));
    if (present && present->key != office->key)
        return seal::fail(ErrorClass::wrong_key, "this hub serves another office already");
    if (!present && present.error().kind != ErrorClass::not_found)
        return present;
    if (auto saved = seal::save_file(office_file(directory), seal::view(to_text(*office))); !saved)
        return tl::unexpected(saved.error());
    return office;
}

Result<HubKeys> load_directory(const fs::path& directory) {
    auto identity = seal::Identity::load(identity_file(directory));
    if (!identity && identity.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found,
                          "no hub in " + directory.string() + "; make one with 'istiqbal-hub init'");
    if (!identity)
        return tl::unexpected(identity.error());
    auto signing = seal::SigningKey::load(signing_file(directory));
    if (!signing)
        return tl::unexpected(signing.error());
    const auto office = load_office(office_file(directory));
    if (!office && office.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found,
                          "no office is trusted yet; name one with 'istiqbal-hub trust'");
    if (!office)
        return tl::unexpected(office.error());
    return HubKeys{std::move(*identity), std::move(*signing), office->key};
}

} // namespace istiqbal::hub
