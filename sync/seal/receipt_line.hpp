// SPDX-License-Identifier: Apache-2.0
// The receipt's QR code: reference and claim code in one line, which a scanner types as a keyboard would.
//
//     ISTIQBAL:7KQ4-9M2X-C:ABCD-EFGH-JKMN-P
//
// Capitals, digits, colons and dashes only: the QR code's alphanumeric mode holds it in a small square that
// also a poor scanner reads. It is as secret as the claim code in it.
#pragma once

#include "sync/seal/reference.hpp"

namespace istiqbal::seal {

struct ReceiptLine {
    Reference reference;
    ClaimCode claim_code;

    std::string text() const; // the caller wipes it
    // Reads it as generously as its two parts: any case, spaces, the end of line that scanners add.
    // malformed, bad_checksum, too_large.
    static Result<ReceiptLine> parse(std::string_view typed);
};

} // namespace istiqbal::seal
