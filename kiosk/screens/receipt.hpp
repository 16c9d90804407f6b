// SPDX-License-Identifier: Apache-2.0
// Shown only once the record is durable: the public reference, the secret claim code, what is still missing
// and what happens next (P5, P6, P7). Where there is a printer, how the paper is coming along; the page says
// everything whether it comes or not.
#pragma once

#include "kiosk/screens/intents.hpp"
#include "kiosk/screens/printer_state.hpp"
#include "kiosk/ui/widgets/qr.hpp"

namespace istiqbal::screens {

struct ReceiptView {
    std::string_view heading; // of the journey: "Request received"
    std::string_view next;    // of the journey: what happens after sending
    std::string_view reference;
    std::string_view claim_code;
    std::string_view committee_date; // in both calendars; empty: it does not go to the committee
    const ui::QrCode* code;          // both as one code for a scanner; none: they are typed
    const std::vector<std::string>& missing_documents;
    PrinterState printer = PrinterState::none; // with this receipt
    bool print_again = false;                  // may be asked for
};

void receipt(ui::Frame& frame, const ReceiptView& view, Intents& intents);

} // namespace istiqbal::screens
