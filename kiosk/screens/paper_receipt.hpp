// SPDX-License-Identifier: Apache-2.0
// The receipt on paper: what the receipt page says and nothing more, in the person's language and as short as
// it can be read well. The captions of both codes stand in both languages, for whoever is asked for help with
// it.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/ui/paper.hpp"
#include "kiosk/ui/strings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace istiqbal::screens {

// Documents beyond these are counted, not listed: paper costs.
inline constexpr std::size_t most_listed_documents = 12;

struct PaperReceiptView {
    std::string_view title; // what was sent
    form::Date day;         // on which it was sent
    std::string_view clock; // "14:05"
    std::string_view reference;
    std::string_view claim_code;
    const ui::QrCode* code = nullptr;                // both as one code for a scanner; none: they are typed
    std::string_view next = {};                      // what happens after sending, where no committee decides
    std::optional<form::Date> committee_day = {};    // not before which it answers (P5)
    std::vector<std::string> missing_documents = {}; // (P6)
    bool sample = false;                             // a test print, which belongs to nobody
};

text::Raster paper_receipt(const text::FontSet& fonts, const ui::Strings& strings, ui::Language language,
                           const PaperReceiptView& view);

} // namespace istiqbal::screens
