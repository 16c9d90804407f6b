// SPDX-License-Identifier: Apache-2.0
// Enrolling a terminal at the office: a one-time code goes out, the terminal's request comes back with it,
// and becomes a certificate and the answer that the terminal installs. The office decides name, mode and hub
// when it issues the code; the request brings the terminal's key alone.
//
// By a code that names a terminal of the office's, that terminal gets a new key and, since it is named by its
// key, a new identity: the one before is revoked in the same transaction, and what the office said to it
// alone is said to the new one. So keys are rotated, and so a terminal that was restored from a copy or
// cloned begins anew; what it still holds comes inside records of the new identity (seal/envelope.hpp).
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"
#include "sync/seal/invitation.hpp"

namespace istiqbal::office {

// A terminal is looked at, and enrolled anew, once in so many days.
inline constexpr std::int64_t certificate_days = std::int64_t{3} * 365;

struct InvitationOrder {
    std::string name; // as seal::Certified
    std::string mode;
    hub::HubPublic hub;
    std::vector<std::string> hub_urls;        // 1 … 8
    std::optional<seal::TerminalId> succeeds; // the terminal that is enrolled anew
};

// The code holds for seal::invitation_seconds from `now`, once. `now`: seconds since 1970-01-01 UTC.
// malformed: the order; not_found: no terminal to succeed. One that was succeeded already may be so again, by
// its id: a clone of it becomes a terminal of its own.
seal::Result<seal::Invitation> invite(Store& store, const OfficeKeys& keys, const InvitationOrder& order,
                                      std::int64_t now,
                                      const seal::RandomSource& random = seal::system_random);

struct Enrolled {
    seal::Certificate certificate; // its fingerprint is compared with the one on the terminal's screen
    seal::Bytes provision_file;
    std::optional<seal::TerminalId> succeeds; // revoked now
};

// Registers terminal and hub, and gives the file for the terminal. Refused, and the code still good:
// malformed; wrong_key (another office's code, or none that this office issued, or one for another terminal);
// expired; spent (used before); bad_signature (altered, or not made with that code).
seal::Result<Enrolled> enroll(Store& store, const OfficeKeys& keys, seal::ByteView request_file,
                              std::int64_t now);

} // namespace istiqbal::office
