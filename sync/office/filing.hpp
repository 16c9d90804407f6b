// SPDX-License-Identifier: Apache-2.0
// Filing: sealed records, however they came, become cases and ratings; those that do not verify are kept with
// the reason. Pulling from a hub and importing from a stick both end here, so that a record is one case by
// whichever way it came first.
//
// A record becomes a case only if: this office certified its terminal; the terminal's signature over the
// envelope holds; the terminal was not revoked; the intake identity opens it; what is inside repeats
// terminal, epoch and sequence; and it does not contradict the chain of what is filed already. What a
// terminal carries that was enrolled anew (seal/envelope.hpp) is filed once, whether it came by itself before
// or not.
#pragma once

#include "sync/office/opening.hpp"

#include <span>
#include <string>
#include <vector>

namespace istiqbal::office {

struct Filed {
    std::uint64_t filed = 0;           // new cases
    std::uint64_t already = 0;         // records that were cases before
    std::uint64_t quarantined = 0;     // records that did not verify
    std::vector<std::string> warnings; // a line each: why a record is in quarantine, where one is missing
};

// Works within a transaction of the caller's, for as long as that is open; what is passed outlives it.
class FilingClerk {
public:
    // `hub`: through which the terminal gets the office's word on what is filed. `now`: seconds since
    // 1970-01-01 UTC.
    static seal::Result<FilingClerk> open(Store& store, const OfficeKeys& keys, const Hub& hub, Filed& filed,
                                          std::int64_t now);

    // Opens them on all cores and files them one after another, in their order. Counts what it does. An error
    // is the store's; a record that does not verify is none.
    seal::Result<void> take(std::span<const seal::ByteView> records);

private:
    FilingClerk(Store& store, const OfficeKeys& keys, const Hub& hub,
                std::vector<seal::Revocation> revocations, Filed& filed, std::int64_t now);

    seal::Result<void> take(const OpenedRecord& record);
    // Files, by the carrier's place, what it carries, unless that came before by whatever way: then the
    // carrier is noted alone, so that its terminal gets the office's word on it.
    seal::Result<void> take_carrier(const OpenedRecord& carrier);
    seal::Result<void> file_opened(const OpenedRecord& record);
    template <class File>
    seal::Result<void> file(const seal::EnvelopeView& envelope, const seal::Digest& hash, File&& file);
    seal::Result<void> put_aside(seal::ByteView bytes, const std::string& which, const seal::Error& error);

    Store& store_;
    const OfficeKeys& keys_;
    const Hub& hub_;
    std::vector<seal::Revocation> revocations_;
    Filed& filed_;
    std::int64_t now_;
};

} // namespace istiqbal::office
