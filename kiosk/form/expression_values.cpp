// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_values.hpp"

#include "kiosk/form/checks.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace istiqbal::form::values {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool is_boolean(const Value& value) {
    return std::holds_alternative<bool>(value);
}
bool is_number(const Value& value) {
    return std::holds_alternative<double>(value);
}
bool is_time(const Value& value) {
    return std::holds_alternative<Date>(value) || std::holds_alternative<DateTime>(value);
}

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

/// The byte at which the character of that number begins.
std::size_t byte_of(const std::string& text, std::size_t character) {
    std::size_t byte = 0;
    while (byte < text.size() && character > 0) {
        ++byte;
        while (byte < text.size() && continues(text[byte]))
            ++byte;
        --character;
    }
    return byte;
}

template <class Better>
double extreme(const std::vector<Value>& values, Better better) {
    double best = not_a_number;
    bool begun = false;
    for (const Value& value : values) {
        if (to_text(value).empty())
            continue;
        const double next = to_number(value);
        if (std::isnan(next))
            return not_a_number;
        if (!begun || better(next, best))
            best = next;
        begun = true;
    }
    return best;
}

} // namespace

bool equal(const Value& left, const Value& right) {
    if (is_boolean(left) || is_boolean(right))
        return to_boolean(left) == to_boolean(right);
    if (is_number(left) || is_number(right))
        return to_number(left) == to_number(right);
    if (is_time(left) && is_time(right))
        return to_number(left) == to_number(right);
    return to_text(left) == to_text(right);
}

double number_beside(const Value& value, const Value& other) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || !is_time(other))
        return to_number(value);
    if (const auto date = Date::from_iso(*text))
        return static_cast<double>(date->days());
    const auto* moment = std::get_if<DateTime>(&other);
    if (const auto time = DateTime::from_iso(*text, moment == nullptr ? saudi_offset : moment->offset))
        return time->days();
    return to_number(value);
}

// Said so that no sanitizer mistakes it for a slip.
double divide(double left, double right) {
    if (right != 0)
        return left / right;
    if (left == 0 || std::isnan(left) || std::isnan(right))
        return not_a_number;
    return std::copysign(std::numeric_limits<double>::infinity(), left * std::copysign(1.0, right));
}

double round(double number, double decimals) {
    if (std::isnan(number) || std::isinf(number) || std::isnan(decimals))
        return number;
    constexpr double most_decimals = 15;
    const double scale = std::pow(10.0, std::trunc(std::clamp(decimals, -most_decimals, most_decimals)));
    const double rounded = std::floor(number * scale + 0.5) / scale;
    return std::isfinite(rounded) ? rounded : number;
}

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

double sum(const std::vector<Value>& values) {
    double total = 0;
    for (const Value& value : values) {
        if (!to_text(value).empty())
            total += to_number(value);
    }
    return total;
}

double minimum(const std::vector<Value>& values) {
    return extreme(values, [](double one, double other) { return one < other; });
}

double maximum(const std::vector<Value>& values) {
    return extreme(values, [](double one, double other) { return one > other; });
}

Value date(const Value& value) {
    std::optional<Date> result;
    if (const auto* moment = std::get_if<DateTime>(&value))
        return moment->date;
    if (const auto* text = std::get_if<std::string>(&value)) {
        result = Date::from_iso(*text);
        if (const auto moment = DateTime::from_iso(*text); !result && moment)
            result = moment->date;
    }
    constexpr double most_days = 1e9;
    const auto* days = std::get_if<double>(&value);
    if (days != nullptr && std::fabs(*days) < most_days)
        result = Date::from_days(static_cast<std::int64_t>(std::floor(*days)));
    if (const auto* day = std::get_if<Date>(&value))
        result = *day;
    return result ? Value(*result) : Value(std::string());
}

bool matches_whole(const icu::RegexPattern& pattern, const std::string& text) {
    constexpr std::size_t longest_text = 16'384;
    constexpr std::int32_t time_limit = 50; // ICU's units, some milliseconds each
    constexpr std::int32_t stack_bytes = 1 << 20;
    if (text.size() > longest_text)
        return false;
    const icu::UnicodeString input = icu::UnicodeString::fromUTF8(text);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(input, status));
    if (U_FAILURE(status) || !matcher)
        return false;
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_bytes, status);
    const bool matched = matcher->matches(status) != 0;
    return U_SUCCESS(status) && matched;
}

} // namespace istiqbal::form::values
