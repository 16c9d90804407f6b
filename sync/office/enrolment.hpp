// SPDX-License-Identifier: Apache-2.0
// Enrolling a terminal at the office: its request becomes a certificate, and the answer that it installs.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"
#include "sync/seal/certificate.hpp"

namespace istiqbal::office {

// A terminal is looked at, and enrolled anew, once in so many days.
inline constexpr std::int64_t certificate_days = std::int64_t{3} * 365;

struct Enrolled {
    seal::Certificate certificate; // its fingerprint is compared with the one on the terminal's screen
    seal::Bytes provision_file;
};

// Registers terminal and hub, and gives the file for the terminal. `now`: seconds since 1970-01-01 UTC.
seal::Result<Enrolled> enroll(Store& store, const OfficeKeys& keys, seal::ByteView request_file,
                              const hub::HubPublic& hub, const std::vector<std::string>& hub_urls,
                              std::int64_t now);

} // namespace istiqbal::office
