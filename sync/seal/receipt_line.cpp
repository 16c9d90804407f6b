// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/receipt_line.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

constexpr std::string_view prefix = "ISTIQBAL:";
constexpr std::size_t ticket_limit = 256; // bytes

bool same_letter(char typed, char letter) {
    return typed == letter || (typed >= 'a' && typed <= 'z' && typed - 'a' + 'A' == letter);
}

} // namespace

std::string ReceiptLine::text() const {
    std::string code = claim_code.text();
    std::string line;
    line.reserve(prefix.size() + code.size() + 32); // growing would leave a copy of the code behind
    line.append(prefix).append(reference.text()).append(":").append(code);
    wipe(code);
    return line;
}

Result<ReceiptLine> ReceiptLine::parse(std::string_view typed) {
    if (typed.size() > ticket_limit)
        return fail(ErrorClass::too_large, "too many characters");
    typed.remove_prefix(std::min(typed.find_first_not_of(" \t\r\n"), typed.size()));
    if (typed.size() < prefix.size() ||
        !std::equal(prefix.begin(), prefix.end(), typed.begin(),
                    [](char letter, char read) { return same_letter(read, letter); }))
        return fail(ErrorClass::malformed, "not a receipt's code");
    typed.remove_prefix(prefix.size());
    const std::size_t colon = typed.find(':');
    if (colon == std::string_view::npos)
        return fail(ErrorClass::malformed, "one part only");
    auto reference = Reference::parse(typed.substr(0, colon));
    if (!reference)
        return tl::unexpected(reference.error());
    auto code = ClaimCode::parse(typed.substr(colon + 1));
    if (!code)
        return tl::unexpected(code.error());
    return ReceiptLine{*reference, *code};
}

} // namespace istiqbal::seal
