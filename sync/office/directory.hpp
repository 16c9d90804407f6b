// SPDX-License-Identifier: Apache-2.0
// An office's directory:
//
//     intake-identity.txt               age X25519 identity that opens records (0600)
//     carry-away/recovery-identity.txt  the second one, for the day the first is lost (0600): a person takes
//     it
//                                       to a safe place and deletes it here; no program of ours reads it
//     signing.key                       Ed25519: certificates, requests and acknowledgements (0600)
//     office.json                       the public halves (hub/public_file.hpp)
//     office.db                         the store
#pragma once

#include "sync/hub/public_file.hpp"

#include <filesystem>

namespace istiqbal::office {

struct OfficeKeys {
    seal::Identity intake;
    seal::SigningKey signing;
    hub::OfficePublic shown;
};

std::filesystem::path public_file(const std::filesystem::path& directory);
std::filesystem::path recovery_file(const std::filesystem::path& directory);
std::filesystem::path database_file(const std::filesystem::path& directory);

// $ISTIQBAL_HOME/office, else ~/.local/state/istiqbal/office.
std::filesystem::path default_directory();

// Makes the directory and its keys; in_use when there is an office already, whose keys are never replaced.
seal::Result<hub::OfficePublic> init_directory(const std::filesystem::path& directory);

// not_found: no office here; the detail says which command is next.
seal::Result<OfficeKeys> load_directory(const std::filesystem::path& directory);

} // namespace istiqbal::office
