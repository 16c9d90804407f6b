// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_dates.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

namespace istiqbal::form::values {
namespace {

constexpr std::string_view date_escapes = "Yymnbdea%";
constexpr double furthest_days = 1e7;
constexpr std::string_view time_escapes = "HhMS3";

std::optional<DateTime> moment_of(const Value& value, int offset) {
    if (const auto* moment = std::get_if<DateTime>(&value))
        return moment->at_offset(offset);
    if (const auto* date = std::get_if<Date>(&value))
        return DateTime{*date, {}, offset};
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (const auto date = Date::from_iso(*text))
            return DateTime{*date, {}, offset};
        const auto moment = DateTime::from_iso(*text, offset);
        return moment ? std::optional(moment->at_offset(offset)) : std::nullopt;
    }
    const auto* days = std::get_if<double>(&value);
    if (days == nullptr)
        return std::nullopt;
    if (!(std::fabs(*days) < furthest_days))
        return std::nullopt;
    if (std::floor(*days) != *days)
        return DateTime::from_days(*days, offset);
    const auto date = Date::from_days(static_cast<std::int64_t>(*days)); // a day, here as anywhere
    return date ? std::optional(DateTime{*date, {}, offset}) : std::nullopt;
}

std::string_view day_name(Date date, Language language) {
    constexpr int days_in_week = 7;
    constexpr int weekday_of_1970 = 4; // Thursday
    using Names = std::array<std::string_view, days_in_week>;
    constexpr Names english = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr Names arabic = {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"};
    const auto since = (date.days() % days_in_week + days_in_week + weekday_of_1970) % days_in_week;
    return (language == Language::arabic ? arabic : english)[static_cast<std::size_t>(since)];
}

std::string short_month(int month, Language language) {
    const std::string name = month_name(CalendarKind::gregorian, month, language);
    constexpr std::size_t english_letters = 3;
    return language == Language::arabic ? name : name.substr(0, english_letters);
}

std::string written(char escape, const DateTime& moment, Language language) {
    const Date date = moment.date;
    const int milliseconds = moment.time.milliseconds;
    const int seconds = milliseconds / 1000;
    switch (escape) {
    case 'Y':
        return fmt::format("{:04}", date.year());
    case 'y':
        return fmt::format("{:02}", date.year() % 100);
    case 'm':
        return fmt::format("{:02}", date.month());
    case 'n':
        return fmt::format("{}", date.month());
    case 'b':
        return short_month(date.month(), language);
    case 'd':
        return fmt::format("{:02}", date.day());
    case 'e':
        return fmt::format("{}", date.day());
    case 'a':
        return std::string(day_name(date, language));
    case 'H':
        return fmt::format("{:02}", seconds / 3600);
    case 'h':
        return fmt::format("{}", seconds / 3600);
    case 'M':
        return fmt::format("{:02}", seconds / 60 % 60);
    case 'S':
        return fmt::format("{:02}", seconds % 60);
    case '3':
        return fmt::format("{:03}", milliseconds % 1000);
    default:
        return "%";
    }
}

bool is_escape(char letter, bool with_time) {
    return date_escapes.find(letter) != std::string_view::npos ||
           (with_time && time_escapes.find(letter) != std::string_view::npos);
}

} // namespace

bool looks_like_time(std::string_view text) {
    constexpr std::size_t shortest = 10; // 2026-11-22
    return text.size() >= shortest && text[4] == '-' && text[7] == '-';
}

Value date(const Value& value, int offset) {
    const auto moment = moment_of(value, offset);
    return moment ? Value(moment->date) : Value(std::string());
}

Value date_time(const Value& value, int offset) {
    const auto moment = moment_of(value, offset);
    return moment ? Value(*moment) : Value(std::string());
}

double decimal_date_time(const Value& value, int offset) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr)
        return to_number(value);
    const auto moment = DateTime::from_iso(*text, offset);
    return moment ? moment->days() : to_number(value);
}

double decimal_time(const Value& value) {
    if (const auto* moment = std::get_if<DateTime>(&value))
        return moment->time.days();
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr) {
        if (const auto time = TimeOfDay::from_iso(*text))
            return time->days();
        if (const auto moment = DateTime::from_iso(*text))
            return moment->time.days();
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::string format_date(const Value& value, std::string_view format, bool with_time, Language language,
                        int offset) {
    const auto moment = moment_of(value, offset);
    if (!moment)
        return {};
    std::string text;
    for (std::size_t at = 0; at < format.size(); ++at) {
        const bool escape =
            format[at] == '%' && at + 1 < format.size() && is_escape(format[at + 1], with_time);
        if (escape)
            text += written(format[++at], *moment, language);
        else
            text += format[at];
    }
    return text;
}

std::optional<std::string> format_fault(std::string_view format, bool with_time) {
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%')
            continue;
        ++at;
        if (at < format.size() && is_escape(format[at], with_time))
            continue;
        if (at < format.size() && is_escape(format[at], true))
            return fmt::format("%{} is a part of the time; write format-date-time()", format[at]);
        return fmt::format("a format knows %Y %y %m %n %b %d %e %a{}, and %% for the sign itself",
                           with_time ? " %H %h %M %S %3" : "");
    }
    return std::nullopt;
}

bool format_has_names(std::string_view format) {
    for (std::size_t at = 0; at + 1 < format.size(); ++at) {
        if (format[at] != '%')
            continue;
        ++at;
        if (format[at] == 'a' || format[at] == 'b')
            return true;
    }
    return false;
}

} // namespace istiqbal::form::values
