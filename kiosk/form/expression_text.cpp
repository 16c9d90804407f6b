// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_text.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace istiqbal::form::values {
namespace {

template <class Visit>
void each_token(const std::string& list, Visit visit) {
    std::size_t begin = 0;
    while ((begin = list.find_first_not_of(' ', begin)) != std::string::npos) {
        const std::size_t end = std::min(list.find(' ', begin), list.size());
        visit(std::string_view(list).substr(begin, end - begin));
        begin = end;
    }
}

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The character that begins at the byte.
std::string_view character_at(std::string_view text, std::size_t byte) {
    std::size_t end = byte + 1;
    while (end < text.size() && continues(text[end]))
        ++end;
    return text.substr(byte, end - byte);
}

/// The byte at which the character of that number begins.
std::size_t byte_of(const std::string& text, std::size_t character) {
    std::size_t byte = 0;
    while (byte < text.size() && character > 0) {
        byte += character_at(text, byte).size();
        --character;
    }
    return byte;
}

} // namespace

double string_length(const std::string& text) {
    return static_cast<double>(count_characters(text));
}

double count_selected(const std::string& list) {
    double count = 0;
    each_token(list, [&](std::string_view) { ++count; });
    return count;
}

bool selected(const std::string& list, const std::string& choice) {
    bool found = false;
    each_token(list, [&](std::string_view token) { found = found || token == choice; });
    return found;
}

std::string selected_at(const std::string& list, double index) {
    std::string found;
    double at = 0;
    each_token(list, [&](std::string_view token) {
        if (at == std::floor(index))
            found = token;
        ++at;
    });
    return found;
}

std::string substr(const std::string& text, double begin, std::optional<double> end) {
    const double length = string_length(text);
    const auto place = [&](double wanted) {
        if (std::isnan(wanted))
            return std::size_t{0};
        const double whole = std::trunc(wanted);
        return static_cast<std::size_t>(std::clamp(whole < 0 ? length + whole : whole, 0.0, length));
    };
    const std::size_t first = byte_of(text, place(begin));
    const std::size_t last = end ? byte_of(text, place(*end)) : text.size();
    return first < last ? text.substr(first, last - first) : std::string();
}

std::string substring_before(const std::string& text, const std::string& target) {
    const std::size_t found = text.find(target);
    return found == std::string::npos ? std::string() : text.substr(0, found);
}

std::string substring_after(const std::string& text, const std::string& target) {
    const std::size_t found = text.find(target);
    return found == std::string::npos ? std::string() : text.substr(found + target.size());
}

std::string translate(const std::string& text, const std::string& from, const std::string& to) {
    std::map<std::string_view, std::string_view> replacements;
    std::size_t taken = 0;
    for (std::size_t byte = 0; byte < from.size();) {
        const std::string_view character = character_at(from, byte);
        byte += character.size();
        std::string_view replacement;
        if (taken < to.size())
            replacement = character_at(to, taken);
        taken += replacement.size();
        replacements.emplace(character, replacement); // the first of several counts
    }
    std::string result;
    for (std::size_t byte = 0; byte < text.size();) {
        const std::string_view character = character_at(text, byte);
        byte += character.size();
        const auto found = replacements.find(character);
        result += found == replacements.end() ? character : found->second;
    }
    return result;
}

std::string normalize_space(const std::string& text) {
    constexpr std::string_view space = " \t\r\n";
    std::string result;
    std::size_t begin = 0;
    while ((begin = text.find_first_not_of(space, begin)) != std::string::npos) {
        const std::size_t end = std::min(text.find_first_of(space, begin), text.size());
        if (!result.empty())
            result += ' ';
        result.append(text, begin, end - begin);
        begin = end;
    }
    return result;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string uuid(std::uint64_t high, std::uint64_t low) {
    constexpr std::uint64_t version_bits = 0xF000;
    constexpr std::uint64_t version_four = 0x4000;
    constexpr std::uint64_t variant_bits = 0xC000'0000'0000'0000;
    constexpr std::uint64_t variant = 0x8000'0000'0000'0000;
    high = (high & ~version_bits) | version_four;
    low = (low & ~variant_bits) | variant;
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF,
                       low >> 48, low & 0xFFFF'FFFF'FFFF);
}

char random_letter(std::uint64_t bits) {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return letters[bits % letters.size()];
}

Match matches_whole(const icu::RegexPattern& pattern, const std::string& text) {
    constexpr std::size_t longest_text = 16'384;
    constexpr std::int32_t time_limit = 50; // ICU's units: ten thousand steps each
    constexpr std::int32_t stack_bytes = 1 << 20;
    if (text.size() > longest_text)
        return Match::gave_up;
    const icu::UnicodeString input = icu::UnicodeString::fromUTF8(text);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(input, status));
    if (U_FAILURE(status) || !matcher)
        return Match::gave_up;
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_bytes, status);
    const bool matched = matcher->matches(status) != 0;
    if (U_FAILURE(status))
        return Match::gave_up;
    return matched ? Match::yes : Match::no;
}

} // namespace istiqbal::form::values
