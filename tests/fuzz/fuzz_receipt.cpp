// SPDX-License-Identifier: Apache-2.0
// What a person types or a scanner types for them: a reference, a claim code, the line of a receipt's QR
// code.
#include "sync/seal/receipt_line.hpp"

#include <cstdlib>

using namespace istiqbal::seal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view typed = text({data, size});
    if (const auto reference = Reference::parse(typed)) {
        const auto again = Reference::parse(reference->text());
        if (!again || !(*again == *reference) || reference->text().size() != 11)
            std::abort();
    }
    if (const auto code = ClaimCode::parse(typed)) {
        const auto again = ClaimCode::parse(code->text());
        if (!again || again->canonical() != code->canonical() || code->text().size() != 16)
            std::abort();
    }
    if (const auto line = ReceiptLine::parse(typed)) {
        const auto again = ReceiptLine::parse(line->text());
        if (!again || again->text() != line->text())
            std::abort();
    }
    return 0;
}
