// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_values.hpp"

#include "kiosk/form/expression_dates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

std::optional<DateTime> as_moment(const Value& value) {
    if (const auto* moment = std::get_if<DateTime>(&value))
        return *moment;
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && looks_like_time(*text) ? DateTime::from_iso(*text) : std::nullopt;
}

std::optional<Date> as_day(const Value& value) {
    if (const auto* date = std::get_if<Date>(&value))
        return *date;
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && looks_like_time(*text) ? Date::from_iso(*text) : std::nullopt;
}

double midnight(Date date, int offset) {
    return DateTime{date, {}, offset}.days();
}

template <class Better>
double extreme(const std::vector<Value>& values, Better better) {
    double best = not_a_number;
    bool begun = false;
    for (const Value& value : values) {
        if (is_empty(value))
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
    if (!is_time(left) && !is_time(right))
        return std::get<std::string>(left) == std::get<std::string>(right);
    const bool both = (as_day(left) || as_moment(left)) && (as_day(right) || as_moment(right));
    const Numbers numbers = side_by_side(left, right);
    return both && numbers.left == numbers.right;
}

Numbers side_by_side(const Value& left, const Value& right) {
    const auto left_moment = as_moment(left);
    const auto right_moment = as_moment(right);
    if (left_moment && !right_moment) {
        if (const auto day = as_day(right))
            return {left_moment->days(), midnight(*day, left_moment->offset)};
    }
    if (right_moment && !left_moment) {
        if (const auto day = as_day(left))
            return {midnight(*day, right_moment->offset), right_moment->days()};
    }
    return {to_number(left), to_number(right)};
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
    const double scaled = number * scale;
    const double below = std::floor(scaled);
    const double rounded = (scaled - below >= 0.5 ? below + 1 : below) / scale;
    return std::isfinite(rounded) ? rounded : number;
}

double sum(const std::vector<Value>& values) {
    double total = 0;
    for (const Value& value : values) {
        if (!is_empty(value))
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

double count_non_empty(const std::vector<Value>& values) {
    return static_cast<double>(
        std::count_if(values.begin(), values.end(), [](const Value& each) { return !is_empty(each); }));
}

bool checked(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return (text != nullptr && *text == "yes") || to_number(value) > 0;
}

bool within(double total, double least, double most) {
    constexpr double boundless = -1;
    return (least == boundless || total >= least) && (most == boundless || total <= most);
}

double unit(std::uint64_t bits) {
    constexpr int beyond_a_double = 11; // which keeps 53 bits
    return std::ldexp(static_cast<double>(bits >> beyond_a_double), -53);
}

} // namespace istiqbal::form::values
