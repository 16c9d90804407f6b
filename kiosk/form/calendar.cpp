// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/calendar.hpp"

#include "kiosk/form/checks.hpp"

#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <memory>
#include <vector>

namespace istiqbal::form {
namespace {

constexpr double milliseconds_a_day = 86'400'000.0;

/// A calendar of its own for each call: ICU's calendars are not to be shared between threads.
std::unique_ptr<icu::Calendar> umm_al_qura_calendar() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag("en-u-ca-islamic-umalqura", status);
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), locale, status));
    if (U_FAILURE(status) || !calendar)
        return nullptr;
    calendar->setLenient(false);
    calendar->clear();
    return calendar;
}

bool in_tables(int year, int month) {
    return year >= first_hijri_year && year <= last_hijri_year && month >= 1 && month <= 12;
}

std::chrono::sys_days sys_days_of(const Date& date) {
    return std::chrono::year(date.year()) / date.month() / date.day();
}

} // namespace

std::optional<Date> Date::from_gregorian(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const std::chrono::year_month_day ymd = std::chrono::year(year) / month / day;
    if (!ymd.ok())
        return std::nullopt;
    return Date(year, month, day);
}

std::optional<Date> Date::from_days(std::int64_t days) {
    constexpr std::int64_t first = -719'162; // 0001-01-01
    constexpr std::int64_t last = 2'932'896; // 9999-12-31
    if (days < first || days > last)
        return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
    return Date(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
                static_cast<int>(static_cast<unsigned>(ymd.day())));
}

std::optional<Date> Date::from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto number = [&](std::size_t begin, std::size_t length) {
        int result = 0;
        for (const char byte : text.substr(begin, length)) {
            if (byte < '0' || byte > '9')
                return -1;
            result = result * 10 + (byte - '0');
        }
        return result;
    };
    return from_gregorian(number(0, 4), number(5, 2), number(8, 2));
}

std::int64_t Date::days() const {
    return sys_days_of(*this).time_since_epoch().count();
}

std::string Date::iso() const {
    std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
    const auto put = [&](std::size_t end, int value) {
        for (; value > 0; value /= 10)
            text[--end] = static_cast<char>('0' + value % 10);
    };
    put(4, year_);
    put(7, month_);
    put(10, day_);
    return {text.begin(), text.end()};
}

Date Date::plus_days(std::int64_t count) const {
    constexpr std::int64_t whole_range = 4'000'000;
    const std::int64_t target = days() + std::clamp(count, -whole_range, whole_range);
    if (const auto date = from_days(target))
        return *date;
    return count < 0 ? Date(1, 1, 1) : Date(9999, 12, 31);
}

std::optional<HijriDate> to_hijri(Date date) {
    const auto calendar = umm_al_qura_calendar();
    if (!calendar)
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    calendar->setTime(static_cast<double>(date.days()) * milliseconds_a_day, status);
    const HijriDate result{calendar->get(UCAL_YEAR, status), calendar->get(UCAL_MONTH, status) + 1,
                           calendar->get(UCAL_DATE, status)};
    if (U_FAILURE(status) || !in_tables(result.year, result.month))
        return std::nullopt;
    return result;
}

std::optional<Date> from_hijri(HijriDate date) {
    if (!in_tables(date.year, date.month) || date.day < 1 || date.day > 30)
        return std::nullopt;
    const auto calendar = umm_al_qura_calendar();
    if (!calendar)
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    calendar->set(date.year, date.month - 1, date.day);
    // Not lenient: a thirtieth day that the month does not have is an error here.
    const double milliseconds = calendar->getTime(status);
    if (U_FAILURE(status))
        return std::nullopt;
    return Date::from_days(static_cast<std::int64_t>(std::floor(milliseconds / milliseconds_a_day)));
}

int days_in_hijri_month(int year, int month) {
    if (!in_tables(year, month))
        return 0;
    return from_hijri({year, month, 30}) ? 30 : 29;
}

int days_in_gregorian_month(int year, int month) {
    for (int day = 31; day >= 28; --day) {
        if (Date::from_gregorian(year, month, day))
            return day;
    }
    return 0;
}

tl::expected<Date, DateFault> parse_typed_date(std::string_view typed) {
    const std::string ascii = normalise_digits(trim(without_marks(typed)));
    if (ascii.size() > 40)
        return tl::unexpected(DateFault::not_a_date);
    std::vector<std::string> parts(1);
    for (const char byte : ascii) {
        if (byte >= '0' && byte <= '9')
            parts.back().push_back(byte);
        else if (byte != '-' && byte != '/' && byte != '.' && byte != ' ')
            return tl::unexpected(DateFault::not_a_date);
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    if (parts.size() != 3)
        return tl::unexpected(DateFault::not_a_date);
    if (parts[0].size() != 4)
        std::swap(parts[0], parts[2]);
    const auto short_number = [](const std::string& part) { return part.size() == 1 || part.size() == 2; };
    if (parts[0].size() != 4 || !short_number(parts[1]) || !short_number(parts[2]))
        return tl::unexpected(DateFault::not_a_date);
    const int year = std::stoi(parts[0]);
    const int month = std::stoi(parts[1]);
    const int day = std::stoi(parts[2]);
    constexpr int first_gregorian_year = 1800;
    constexpr int last_gregorian_year = 2200;
    std::optional<Date> date;
    if (year >= first_hijri_year && year <= last_hijri_year)
        date = from_hijri({year, month, day});
    else if (year >= first_gregorian_year && year <= last_gregorian_year)
        date = Date::from_gregorian(year, month, day);
    if (!date)
        return tl::unexpected(DateFault::does_not_exist);
    return *date;
}

} // namespace istiqbal::form
