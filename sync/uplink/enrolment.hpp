// SPDX-License-Identifier: Apache-2.0
// A terminal's directory, and how a terminal becomes one of an office's (PROTOCOL.md, "Enrolment"):
//
//     terminal.key         its own signing key, made here, never leaves (0600)
//     terminal.key.new     the one that takes its place once the office has certified it (0600)
//     request.json         what it asked the office with; says whose answer is taken
//     provision.json       the office's answer: certificate, the centre's public keys, the hub's addresses
//     provision.json.new   the answer for the new key: from then on the change is carried through
//     journal.db           the records (journal.hpp)
//
// Name and mode are what the office certified, read from provision.json; there is no second place that could
// say otherwise. Functions here belong to one thread and are called before the kiosk runs.
#pragma once

#include "sync/seal/certificate.hpp"
#include "sync/seal/invitation.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace istiqbal::uplink {

struct Terminal {
    std::filesystem::path directory;
    seal::SigningKey key;
    seal::Provision provision; // certified for `key`

    const std::string& name() const { return provision.certificate.name; }
    const std::string& mode() const { return provision.certificate.mode; } // "lobby", "branch" or "exit"
    std::filesystem::path journal_file() const { return directory / "journal.db"; }
};

// not_found: not enrolled yet; the detail says which command is next. insecure: others may read the key.
seal::Result<Terminal> load_terminal(const std::filesystem::path& directory);

struct EnrolmentRequestFile {
    std::filesystem::path file;
    std::string fingerprint;        // of the terminal's key: the office reads the same on its screen
    std::string office_fingerprint; // of the office that issued the code: as on its screen
};

// Makes the directory and, the first time, the key; a second request keeps the key and asks anew. With a code
// that names this terminal, to be enrolled anew, a new key is made and shown, once; the old one stays in use
// until the answer is installed. `now` in seconds since 1970-01-01 UTC; whether the code still holds the
// office says, whose clock counts. wrong_key: the code is of another office than this terminal's, or for
// another terminal.
seal::Result<EnrolmentRequestFile> create_enrolment_request(const std::filesystem::path& directory,
                                                            const seal::Invitation& invitation,
                                                            std::int64_t now);

// Checks that `provision_file` was made for this terminal's key, by the office whose code it asked with and,
// when the terminal has an office already, by that one (wrong_key otherwise), and is not older than what is
// installed (expired: a settings file is never rolled back). Then replaces provision.json whole.
//
// An answer for the new key makes the terminal another: its journal is handed over (Journal::hand_over), then
// key and provision take the place of the old ones. A power cut in between is gone on from by
// load_terminal(). in_use: the kiosk runs; its next start carries the change through.
seal::Result<Terminal> install_provision(const std::filesystem::path& directory,
                                         const std::filesystem::path& provision_file);

} // namespace istiqbal::uplink
