// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression.hpp"

#include "kiosk/form/expression_dates.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace istiqbal::form {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::string_view trim_xml_space(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// XPath's Number: an optional minus, digits and at most one point, no exponent.
double parse_number(std::string_view text) {
    text = trim_xml_space(text);
    if (text.empty() || text.find_first_not_of("0123456789.-") != std::string_view::npos)
        return not_a_number;
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? value : not_a_number;
}

std::string write_number(double number) {
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0)
        return "0"; // minus zero, too
    std::array<char, 1100> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
    return {buffer.data(), result.ptr};
}

} // namespace

double to_number(const Value& value) {
    if (const auto* boolean = std::get_if<bool>(&value))
        return *boolean ? 1 : 0;
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* date = std::get_if<Date>(&value))
        return static_cast<double>(date->days());
    if (const auto* moment = std::get_if<DateTime>(&value))
        return moment->days();
    const std::string& text = std::get<std::string>(value);
    if (!values::looks_like_time(text))
        return parse_number(text);
    if (const auto date = Date::from_iso(text))
        return static_cast<double>(date->days());
    const auto moment = DateTime::from_iso(text);
    return moment ? moment->days() : not_a_number;
}

std::string to_text(const Value& value) {
    if (const auto* boolean = std::get_if<bool>(&value))
        return *boolean ? "true" : "false";
    if (const auto* number = std::get_if<double>(&value))
        return write_number(*number);
    if (const auto* date = std::get_if<Date>(&value))
        return date->iso();
    if (const auto* moment = std::get_if<DateTime>(&value))
        return moment->iso();
    return std::get<std::string>(value);
}

bool to_boolean(const Value& value) {
    if (const auto* boolean = std::get_if<bool>(&value))
        return *boolean;
    if (const auto* number = std::get_if<double>(&value))
        return *number != 0 && !std::isnan(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return !text->empty();
    return true;
}

bool is_empty(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->empty();
}

} // namespace istiqbal::form
