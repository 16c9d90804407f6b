// SPDX-License-Identifier: Apache-2.0
// The public halves that the hub and the office show each other once, as small JSON files that a person
// carries and compares by fingerprint:
//
//     hub.json     {"istiqbal": "hub", "version": 1, "recipient": "age1…", "key": HEX}
//     office.json  {"istiqbal": "office", "version": 1, "key": HEX, "intake": "age1…", "recovery": "age1…"}
#pragma once

#include "sync/seal/keys.hpp"

namespace istiqbal::hub {

inline constexpr std::size_t public_file_limit = 4096;

struct HubPublic {
    seal::Recipient recipient; // batches are wrapped to it
    seal::VerifyKey key;       // its acknowledgements are signed with this

    bool operator==(const HubPublic&) const = default;
};

struct OfficePublic {
    seal::VerifyKey key; // certificates, requests and acknowledgements are signed with this
    seal::Recipient intake;
    seal::Recipient recovery;

    bool operator==(const OfficePublic&) const = default;
};

std::string to_text(const HubPublic& hub);
std::string to_text(const OfficePublic& office);

// malformed: also when it is the other's file; the detail says what was expected.
seal::Result<HubPublic> parse_hub_public(seal::ByteView file);
seal::Result<OfficePublic> parse_office_public(seal::ByteView file);

} // namespace istiqbal::hub
