// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xlsx_values.hpp"

#include "kiosk/form/calendar.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace istiqbal::form {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;

std::optional<double> number(std::string_view value) {
    double parsed = 0;
    const char* end = value.data() + value.size();
    const auto result = std::from_chars(value.data(), end, parsed);
    if (value.empty() || result.ec != std::errc() || result.ptr != end || !std::isfinite(parsed))
        return std::nullopt;
    return parsed;
}

void append_utf8(std::string& text, unsigned code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        text += static_cast<char>(0xE0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// The code of "_x000D_" at the beginning of a text.
std::optional<unsigned> escaped_code(std::string_view text) {
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return std::nullopt;
    unsigned code = 0;
    const auto result = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    if (result.ptr != text.data() + 6)
        return std::nullopt;
    return code;
}

} // namespace

NumberKind built_in_format(unsigned id) {
    const bool date =
        (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return date ? NumberKind::date_or_time : NumberKind::number;
}

NumberKind format_kind(std::string_view code) {
    constexpr std::string_view units = "ymdhsYMDHS";
    // The first section is that of positive numbers.
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char mark = code[at];
        if (mark == '\\' || mark == '_' || mark == '*') {
            ++at;
        } else if (mark == '"') {
            at = code.find('"', at + 1);
        } else if (mark == '[') {
            // [h] and the like count hours; colours and [$-…] say nothing of it.
            const std::size_t close = code.find(']', at);
            const std::string_view inside = code.substr(at + 1, close - at - 1);
            if (close != std::string_view::npos && !inside.empty() &&
                inside.find_first_not_of("hmsHMS") == std::string_view::npos)
                return NumberKind::date_or_time;
            at = close;
        } else if (units.find(mark) != std::string_view::npos) {
            return NumberKind::date_or_time;
        }
        if (at == std::string_view::npos)
            break;
    }
    return NumberKind::number;
}

std::optional<std::string> number_text(std::string_view value) {
    const auto parsed = number(value);
    if (!parsed)
        return std::nullopt;
    if (*parsed == 0)
        return "0";
    // The longest are of the smallest doubles, 5e-324 and its neighbours.
    std::array<char, 800> digits;
    const auto result =
        std::to_chars(digits.data(), digits.data() + digits.size(), *parsed, std::chars_format::fixed);
    if (result.ec != std::errc())
        return std::nullopt;
    return std::string(digits.data(), result.ptr);
}

std::optional<std::string> date_text(std::string_view value, DateEpoch epoch) {
    const auto parsed = number(value);
    constexpr double last = 2'958'466; // 10000-01-01
    if (!parsed || *parsed < 0 || *parsed >= last)
        return std::nullopt;
    const auto seconds =
        static_cast<std::int64_t>(std::llround(*parsed * static_cast<double>(seconds_a_day)));
    std::int64_t day = seconds / seconds_a_day;
    const std::int64_t second = seconds % seconds_a_day;
    const std::string time = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    if (day == 0 && second != 0)
        return time;
    if (epoch == DateEpoch::since_1904)
        day += 1462;
    else if (day == 0 || day == 60)
        return std::nullopt;
    else if (day < 60)
        day += 1;
    constexpr std::int64_t day_of_1970 = 25'569;
    const auto date = Date::from_days(day - day_of_1970);
    if (!date)
        return std::nullopt;
    return second == 0 ? date->iso() : fmt::format("{}T{}", date->iso(), time);
}

std::string unescape(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto code = escaped_code(text.substr(at));
        if (code) {
            if (*code != '\r')
                append_utf8(plain, *code);
            at += 7;
        } else {
            if (text[at] != '\r')
                plain += text[at];
            ++at;
        }
    }
    return plain;
}

std::optional<CellPlace> cell_place(std::string_view reference) {
    CellPlace place;
    std::size_t at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 3; ++at)
        place.column = place.column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
    const char* end = reference.data() + reference.size();
    const auto result = std::from_chars(reference.data() + at, end, place.row);
    constexpr std::size_t most_rows = 1'048'576;
    if (at == 0 || result.ec != std::errc() || result.ptr != end || place.row == 0 || place.row > most_rows)
        return std::nullopt;
    return place;
}

} // namespace istiqbal::form
