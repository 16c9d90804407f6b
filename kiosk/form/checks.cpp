// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

namespace istiqbal::form {
namespace {

constexpr char32_t not_a_character = 0xFFFFFFFF;

/// Takes the next code point off `text`; `not_a_character` for a byte that is not UTF-8.
char32_t take(std::string_view& text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4));
    std::int32_t at = 0;
    UChar32 code = 0;
    U8_NEXT(bytes, at, length, code);
    text.remove_prefix(static_cast<std::size_t>(at));
    return code < 0 ? not_a_character : static_cast<char32_t>(code);
}

bool is_direction_mark(char32_t code) {
    return code == 0x200E || code == 0x200F || code == 0x061C || code == 0xFEFF;
}

/// 0 to 9 for the three sets of digits, -1 for anything else.
int digit_of(char32_t code) {
    if (code >= U'0' && code <= U'9')
        return static_cast<int>(code - U'0');
    if (code >= 0x0660 && code <= 0x0669)
        return static_cast<int>(code - 0x0660);
    if (code >= 0x06F0 && code <= 0x06F9)
        return static_cast<int>(code - 0x06F0);
    return -1;
}

bool is_space(char32_t code) {
    return u_isUWhiteSpace(static_cast<UChar32>(code)) != 0;
}

bool is_group_separator(char32_t code) {
    return code == U',' || code == 0x066C || code == U' ' || code == 0x00A0 || code == 0x202F ||
           code == 0x2009;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
}

/// Groups are one to three digits, then three each.
bool grouped_well(std::size_t group, std::size_t groups_before) {
    return groups_before == 0 ? group >= 1 && group <= 3 : group == 3;
}

std::optional<TextFault> character_fault(char32_t code, const TextRules& rules) {
    if (code == not_a_character)
        return TextFault::not_utf8;
    if (u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_BIDI_CONTROL))
        return TextFault::bidi_control;
    constexpr char32_t zero_width_non_joiner = 0x200C;
    constexpr char32_t zero_width_joiner = 0x200D;
    switch (u_charType(static_cast<UChar32>(code))) {
    case U_CONTROL_CHAR:
        if (rules.lines && code == U'\n')
            return std::nullopt;
        return TextFault::control;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return TextFault::control;
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
        return TextFault::unassigned;
    case U_FORMAT_CHAR:
        if (code == zero_width_non_joiner || (code == zero_width_joiner && !rules.name))
            return std::nullopt;
        return rules.name ? TextFault::symbol : TextFault::unassigned;
    default:
        return std::nullopt;
    }
}

std::optional<TextFault> name_fault(char32_t code) {
    switch (u_charType(static_cast<UChar32>(code))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_SPACE_SEPARATOR:
    case U_FORMAT_CHAR:
        // A variation selector or an enclosing mark only dresses a symbol as an emoji.
        return u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_VARIATION_SELECTOR)
                   ? std::optional(TextFault::symbol)
                   : std::nullopt;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return TextFault::digit;
    default:
        break;
    }
    constexpr char32_t right_single_quotation_mark = 0x2019;
    if (code == U'-' || code == U'\'' || code == U'.' || code == right_single_quotation_mark)
        return std::nullopt;
    return TextFault::symbol;
}

} // namespace

std::string normalise_digits(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::string_view before = text;
        const int digit = digit_of(take(text));
        if (digit >= 0)
            result.push_back(static_cast<char>('0' + digit));
        else
            result.append(before.substr(0, before.size() - text.size()));
    }
    return result;
}

std::string without_marks(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::string_view before = text;
        if (!is_direction_mark(take(text)))
            result.append(before.substr(0, before.size() - text.size()));
    }
    return result;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool leading = true;
    std::string_view rest = text;
    while (!rest.empty()) {
        const bool space = is_space(take(rest));
        const std::size_t after = text.size() - rest.size();
        if (leading && space)
            begin = after;
        leading = leading && space;
        if (!space)
            end = after;
    }
    return end > begin ? text.substr(begin, end - begin) : std::string_view{};
}

std::optional<std::string> normalise_number(std::string_view typed) {
    constexpr std::size_t most_digits = 15; // what a double keeps exactly
    constexpr char32_t minus_sign = 0x2212;
    constexpr char32_t arabic_decimal_separator = 0x066B;
    const std::string cleaned = without_marks(trim(typed));
    std::string_view rest = trim(cleaned);
    std::string whole;
    std::string fraction;
    bool negative = false;
    bool in_fraction = false;
    bool first = true;
    std::size_t group = 0;
    std::size_t groups = 0;
    while (!rest.empty()) {
        const char32_t code = take(rest);
        const int digit = digit_of(code);
        if (digit >= 0) {
            (in_fraction ? fraction : whole).push_back(static_cast<char>('0' + digit));
            group += in_fraction ? 0 : 1;
            if (whole.size() + fraction.size() > 4 * most_digits)
                return std::nullopt;
        } else if (first && (code == U'-' || code == minus_sign || code == U'+')) {
            negative = code != U'+';
        } else if (!in_fraction && (code == U'.' || code == arabic_decimal_separator)) {
            in_fraction = true;
        } else if (!in_fraction && is_group_separator(code) && grouped_well(group, groups)) {
            ++groups;
            group = 0;
        } else {
            return std::nullopt;
        }
        first = false;
    }
    if (groups > 0 && !grouped_well(group, groups))
        return std::nullopt;
    if ((whole.empty() && fraction.empty()) || (in_fraction && fraction.empty()))
        return std::nullopt;
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    if (whole.size() + fraction.size() > most_digits)
        return std::nullopt;
    if (whole.empty() && fraction.empty())
        return "0";
    std::string result = negative ? "-" : "";
    result += whole.empty() ? "0" : whole;
    if (!fraction.empty())
        result += "." + fraction;
    return result;
}

std::optional<SaudiIdFault> saudi_id_fault(std::string_view ascii) {
    if (!all_digits(ascii))
        return SaudiIdFault::not_digits;
    if (ascii.size() != 10)
        return SaudiIdFault::length;
    if (ascii.front() != '1' && ascii.front() != '2')
        return SaudiIdFault::first_digit;
    int sum = 0;
    for (std::size_t index = 0; index < ascii.size(); ++index) {
        const int digit = ascii[index] - '0';
        const int weighted = index % 2 == 0 ? 2 * digit : digit;
        sum += weighted > 9 ? weighted - 9 : weighted;
    }
    if (sum % 10 != 0)
        return SaudiIdFault::checksum;
    return std::nullopt;
}

bool saudi_id(std::string_view ascii) {
    return !saudi_id_fault(ascii);
}

std::optional<std::string> saudi_mobile(std::string_view typed) {
    std::string digits;
    std::string_view rest = typed;
    bool plus = false;
    while (!rest.empty()) {
        const char32_t code = take(rest);
        const int digit = digit_of(code);
        if (digit >= 0)
            digits.push_back(static_cast<char>('0' + digit));
        else if (code == U'+' && digits.empty() && !plus)
            plus = true;
        else if (!is_space(code) && !is_direction_mark(code) && code != U'-' && code != U'(' && code != U')')
            return std::nullopt;
        if (digits.size() > 14)
            return std::nullopt;
    }
    std::string_view national = digits;
    const auto drop = [&](std::string_view prefix) {
        const bool present = national.substr(0, prefix.size()) == prefix;
        if (present)
            national.remove_prefix(prefix.size());
        return present;
    };
    if (plus) {
        if (!drop("966"))
            return std::nullopt;
    } else if (!drop("00966") && !drop("966")) {
        drop("0");
    }
    if (national.size() != 9 || national.front() != '5')
        return std::nullopt;
    return "+966" + std::string(national);
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    while ((begin = text.find_first_not_of(' ', begin)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

std::string compact_iban(std::string_view typed) {
    std::string compact;
    for (const char byte : normalise_digits(without_marks(typed))) {
        if (byte == ' ' || byte == '-')
            continue;
        compact += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    }
    return compact;
}

std::optional<IbanFault> iban_fault(std::string_view compact) {
    constexpr std::size_t length = 24;
    if (compact.substr(0, 2) != "SA")
        return IbanFault::country;
    if (compact.find_first_not_of("0123456789", 2) != std::string_view::npos)
        return IbanFault::not_digits;
    if (compact.size() != length)
        return IbanFault::length;
    // The country and the check digits go behind the account, S counting 28 and A 10.
    std::string digits(compact.substr(4));
    digits += "2810";
    digits += compact.substr(2, 2);
    int remainder = 0;
    for (const char digit : digits)
        remainder = (remainder * 10 + (digit - '0')) % 97;
    if (remainder != 1)
        return IbanFault::checksum;
    return std::nullopt;
}

bool drawing(std::string_view text) {
    if (text.empty() || text.size() > drawing_limit || text.front() != 'M')
        return false;
    constexpr int most = 65535;
    const auto number = [&] {
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || value < 0 || value > most)
            return false;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        return true;
    };
    while (!text.empty()) {
        if (text.front() != 'M' && text.front() != 'L')
            return false;
        text.remove_prefix(1);
        if (!number() || text.empty() || text.front() != ' ')
            return false;
        text.remove_prefix(1);
        if (!number())
            return false;
    }
    return true;
}

std::optional<TextFault> text_fault(std::string_view text, const TextRules& rules) {
    while (!text.empty()) {
        const char32_t code = take(text);
        if (const auto fault = character_fault(code, rules))
            return fault;
        if (rules.name && code != U'\n') {
            if (const auto fault = name_fault(code))
                return fault;
        }
    }
    return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count)
        take(text);
    return count;
}

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        if (take(text) == not_a_character)
            return false;
    }
    return true;
}

} // namespace istiqbal::form
