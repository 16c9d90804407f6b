// SPDX-License-Identifier: Apache-2.0
#include "sync/office/directory.hpp"

#include <cstdlib>
#include <system_error>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;
namespace fs = std::filesystem;

namespace {

fs::path intake_file(const fs::path& directory) {
    return directory / "intake-identity.txt";
}
fs::path signing_file(const fs::path& directory) {
    return directory / "signing.key";
}

} // namespace

fs::path public_file(const fs::path& directory) {
    return directory / "office.json";
}
fs::path recovery_file(const fs::path& directory) {
    return directory / "carry-away" / "recovery-identity.txt";
}
fs::path database_file(const fs::path& directory) {
    return directory / "office.db";
}

fs::path default_directory() {
    if (const char* home = std::getenv("ISTIQBAL_HOME"); home != nullptr && *home != '\0')
        return fs::path(home) / "office";
    const char* user = std::getenv("HOME");
    return fs::path(user != nullptr ? user : ".") / ".local" / "state" / "istiqbal" / "office";
}

Result<hub::OfficePublic> init_directory(const fs::path& directory) {
    std::error_code error;
    for (const fs::path& folder : {directory, recovery_file(directory).parent_path()})
        if (auto made = seal::make_private_folder(folder); !made)
            return tl::unexpected(made.error());
    if (fs::exists(intake_file(directory), error) || fs::exists(signing_file(directory), error))
        return seal::fail(ErrorClass::in_use, "there is an office in " + directory.string() + " already");
    const auto intake = seal::Identity::generate();
    const auto recovery = seal::Identity::generate();
    const auto signing = seal::SigningKey::generate();
    if (auto saved = intake.save(intake_file(directory)); !saved)
        return tl::unexpected(saved.error());
    if (auto saved = recovery.save(recovery_file(directory)); !saved)
        return tl::unexpected(saved.error());
    if (auto saved = signing.save(signing_file(directory)); !saved)
        return tl::unexpected(saved.error());
    const hub::OfficePublic shown{signing.verify_key(), intake.recipient(), recovery.recipient()};
    if (auto saved = seal::save_file(public_file(directory), seal::view(hub::to_text(shown))); !saved)
        return tl::unexpected(saved.error());
    return shown;
}

Result<OfficeKeys> load_directory(const fs::path& directory) {
    auto intake = seal::Identity::load(intake_file(directory));
    if (!intake && intake.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found,
                          "no office in " + directory.string() + "; make one with 'istiqbal-office init'");
    if (!intake)
        return tl::unexpected(intake.error());
    auto signing = seal::SigningKey::load(signing_file(directory));
    if (!signing)
        return tl::unexpected(signing.error());
    const auto bytes = seal::load_file(public_file(directory), hub::public_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto shown = hub::parse_office_public(*bytes);
    if (!shown)
        return tl::unexpected(shown.error());
    if (shown->key != signing->verify_key() || shown->intake != intake->recipient())
        return seal::fail(ErrorClass::wrong_key, "office.json does not belong to the keys beside it");
    return OfficeKeys{std::move(*intake), std::move(*signing), *shown};
}

} // namespace istiqbal::office
