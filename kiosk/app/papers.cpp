// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/papers.hpp"

#include "kiosk/app/civil_time.hpp"
#include "kiosk/screens/paper_receipt.hpp"

#include <algorithm>

namespace istiqbal::app {

text::Raster receipt_on_paper(const text::FontSet& fonts, const Contents& contents, const Visit& visit,
                              ui::Language language, std::int64_t unix_time) {
    const catalogue::Journey& journey = visit.journey();
    const ShownReceipt& receipt = *visit.receipt();
    const std::string clock = civil_clock(unix_time);
    screens::PaperReceiptView view{.title = journey.title.in(language),
                                   .day = civil_date(unix_time),
                                   .clock = clock,
                                   .reference = receipt.reference,
                                   .claim_code = receipt.claim_code,
                                   .code = receipt.code ? &*receipt.code : nullptr,
                                   .missing_documents = visit.missing_documents()};
    if (journey.committee)
        view.committee_day = visit.committee_day();
    else
        view.next = journey.next.in(language);
    return screens::paper_receipt(fonts, contents.strings, language, view);
}

text::Raster sample_on_paper(const text::FontSet& fonts, const Contents& contents, ui::Language language,
                             std::int64_t unix_time) {
    const auto zeros = [](std::span<std::uint8_t> bytes) { std::fill(bytes.begin(), bytes.end(), 0); };
    const seal::ReceiptLine line{seal::Reference::generate(zeros), seal::ClaimCode::generate(zeros)};
    const std::string reference = line.reference.text();
    const std::string claim_code = line.claim_code.text();
    const std::string clock = civil_clock(unix_time);
    const auto code = ui::QrCode::encode(line.text());
    const form::Date day = civil_date(unix_time);
    return screens::paper_receipt(fonts, contents.strings, language,
                                  {.title = contents.strings.get(language, "staff.test_print"),
                                   .day = day,
                                   .clock = clock,
                                   .reference = reference,
                                   .claim_code = claim_code,
                                   .code = code ? &*code : nullptr,
                                   .committee_day = day.plus_days(committee_days),
                                   .sample = true});
}

} // namespace istiqbal::app
