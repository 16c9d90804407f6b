// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <utility>

namespace istiqbal::catalogue {
namespace {

/// A code point that takes no part in a comparison.
constexpr UChar32 nothing = -1;

UChar32 folded_letter(UChar32 letter) {
    switch (letter) {
    case 0x0671: // alef wasla
        return 0x0627;
    case 0x0629: // ta marbuta
        return 0x0647;
    case 0x0649: // alef maqsura
    case 0x06CC: // Persian ya
        return 0x064A;
    case 0x06A9: // Persian kaf
        return 0x0643;
    case 0x0621: // hamza on the line
    case 0x0640: // tatweel
        return nothing;
    default:
        break;
    }
    const auto category = u_charType(letter);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return nothing;
    if (const int digit = u_charDigitValue(letter); digit >= 0)
        return '0' + digit;
    return u_isalnum(letter) ? u_foldCase(letter, U_FOLD_CASE_DEFAULT) : U' ';
}

} // namespace

std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto given =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::UnicodeString apart = given;
    // Hamza above, below and madda come off their carriers here, as marks.
    if (const auto* decomposition = icu::Normalizer2::getNFKDInstance(status); U_SUCCESS(status))
        decomposition->normalize(given, apart, status);
    icu::UnicodeString words(u" ", 1);
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        const UChar32 letter = folded_letter(apart.char32At(at));
        if (letter == nothing || (letter == U' ' && words.endsWith(u" ", 1)))
            continue;
        words.append(letter);
    }
    if (!words.endsWith(u" ", 1))
        words.append(UChar32{U' '});
    std::string result;
    return words.toUTF8String(result);
}

bool arabic_word(std::string_view folded_word) {
    const auto first = static_cast<unsigned char>(folded_word.empty() ? 0 : folded_word.front());
    return first >= 0xD8 && first <= 0xDB;
}

std::string_view stem(std::string_view folded_word) {
    constexpr std::size_t least_letters = 3;
    constexpr std::array<std::string_view, 6> articles = {"وال", "فال", "بال", "كال", "ال", "لل"};
    if (arabic_word(folded_word)) {
        for (const std::string_view article : articles)
            if (folded_word.substr(0, article.size()) == article &&
                folded_word.size() >= article.size() + 2 * least_letters)
                return folded_word.substr(article.size());
    } else if (folded_word.size() > least_letters && folded_word.back() == 's') {
        return folded_word.substr(0, folded_word.size() - 1);
    }
    return folded_word;
}

} // namespace istiqbal::catalogue
