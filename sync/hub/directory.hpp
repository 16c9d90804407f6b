// SPDX-License-Identifier: Apache-2.0
// A hub's directory:
//
//     identity.txt   age X25519 identity: batches are wrapped to it (0600)
//     signing.key    Ed25519 key of the hub's acknowledgements (0600)
//     hub.json       the public halves, for the office (public_file.hpp)
//     office.json    the office that this hub serves, as a person brought it
//     hub.db         the store
//
// A hub serves one office: its key decides which terminals may send. No key of the office's that opens or
// signs anything is ever here.
#pragma once

#include "sync/hub/public_file.hpp"

#include <filesystem>

namespace istiqbal::hub {

struct HubKeys {
    seal::Identity identity;
    seal::SigningKey signing;
    seal::VerifyKey office;
};

std::filesystem::path public_file(const std::filesystem::path& directory);
std::filesystem::path database_file(const std::filesystem::path& directory);

// Makes the directory and its keys; in_use when there is a hub already, whose keys are never replaced.
seal::Result<HubPublic> init_directory(const std::filesystem::path& directory);

// Pins the office. The same office again is fine; another one is refused (wrong_key), since terminals and
// records of two offices do not mix: it takes a new hub directory.
seal::Result<OfficePublic> trust_office(const std::filesystem::path& directory,
                                        const std::filesystem::path& office_public_file);

// not_found: no hub here, or no office trusted yet; the detail says which command is next.
seal::Result<HubKeys> load_directory(const std::filesystem::path& directory);

} // namespace istiqbal::hub
