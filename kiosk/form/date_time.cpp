// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/date_time.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace istiqbal::form {
namespace {

constexpr int minutes_in_hour = 60;
constexpr int milliseconds_in_second = 1000;
constexpr int milliseconds_in_minute = 60 * milliseconds_in_second;
constexpr int milliseconds_in_hour = minutes_in_hour * milliseconds_in_minute;

/// Reads numbers of a fixed width off the front of a text.
class Digits {
public:
    explicit Digits(std::string_view text)
        : text_(text) {}

    std::optional<int> take(std::size_t width) {
        if (text_.size() < width)
            return std::nullopt;
        int number = 0;
        for (const char byte : text_.substr(0, width)) {
            if (byte < '0' || byte > '9')
                return std::nullopt;
            number = number * 10 + (byte - '0');
        }
        text_.remove_prefix(width);
        return number;
    }
    bool skip(char expected) {
        if (text_.empty() || text_.front() != expected)
            return false;
        text_.remove_prefix(1);
        return true;
    }
    std::string_view rest() const { return text_; }

private:
    std::string_view text_;
};

struct Clock {
    TimeOfDay time;
    std::string_view rest;
};

std::optional<Clock> clock_of(std::string_view text) {
    Digits digits(text);
    const auto hour = digits.take(2);
    if (!hour || *hour > 23 || !digits.skip(':'))
        return std::nullopt;
    const auto minute = digits.take(2);
    if (!minute || *minute > 59)
        return std::nullopt;
    TimeOfDay time{*hour * milliseconds_in_hour + *minute * milliseconds_in_minute};
    if (digits.skip(':')) {
        const auto second = digits.take(2);
        if (!second || *second > 59)
            return std::nullopt;
        time.milliseconds += *second * milliseconds_in_second;
        if (digits.skip('.')) {
            const auto fraction = digits.take(3);
            if (!fraction)
                return std::nullopt;
            time.milliseconds += *fraction;
        }
    }
    return Clock{time, digits.rest()};
}

std::optional<int> offset_of(std::string_view zone, int assumed) {
    if (zone.empty())
        return assumed;
    if (zone == "Z")
        return 0;
    const int sign = zone.front() == '-' ? -1 : 1;
    if (zone.front() != '+' && zone.front() != '-')
        return std::nullopt;
    Digits digits(zone.substr(1));
    const auto hours = digits.take(2);
    constexpr int furthest_hours = 14;
    if (!hours || *hours > furthest_hours || !digits.skip(':'))
        return std::nullopt;
    const auto minutes = digits.take(2);
    if (!minutes || *minutes >= minutes_in_hour || !digits.rest().empty())
        return std::nullopt;
    return sign * (*hours * minutes_in_hour + *minutes);
}

} // namespace

std::optional<TimeOfDay> TimeOfDay::from_iso(std::string_view text) {
    const auto clock = clock_of(text);
    if (!clock || !offset_of(clock->rest, 0))
        return std::nullopt;
    return clock->time;
}

std::string TimeOfDay::iso() const {
    const int seconds = milliseconds / milliseconds_in_second;
    const std::string whole =
        fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    const int fraction = milliseconds % milliseconds_in_second;
    return fraction == 0 ? whole : fmt::format("{}.{:03}", whole, fraction);
}

std::optional<DateTime> DateTime::from_iso(std::string_view text, int assumed) {
    constexpr std::size_t date_length = 10;
    if (text.size() <= date_length || text[date_length] != 'T')
        return std::nullopt;
    const auto date = Date::from_iso(text.substr(0, date_length));
    const auto clock = clock_of(text.substr(date_length + 1));
    if (!date || !clock)
        return std::nullopt;
    const auto offset = offset_of(clock->rest, assumed);
    if (!offset)
        return std::nullopt;
    return DateTime{*date, clock->time, *offset};
}

std::optional<DateTime> DateTime::from_days(double days, int offset) {
    constexpr double furthest = 1e7;
    if (!(std::fabs(days) < furthest))
        return std::nullopt;
    const auto since = static_cast<std::int64_t>(std::llround(days * milliseconds_in_day)) +
                       std::int64_t{offset} * milliseconds_in_minute;
    const std::int64_t within = (since % milliseconds_in_day + milliseconds_in_day) % milliseconds_in_day;
    const auto date = Date::from_days((since - within) / milliseconds_in_day);
    if (!date)
        return std::nullopt;
    return DateTime{*date, {static_cast<int>(within)}, offset};
}

DateTime DateTime::at_offset(int wanted) const {
    const std::int64_t since = time.milliseconds + std::int64_t{wanted - offset} * milliseconds_in_minute;
    const std::int64_t within = (since % milliseconds_in_day + milliseconds_in_day) % milliseconds_in_day;
    const auto day = Date::from_days(date.days() + (since - within) / milliseconds_in_day);
    return day ? DateTime{*day, {static_cast<int>(within)}, wanted} : *this;
}

std::string DateTime::iso() const {
    const int minutes = std::abs(offset);
    return fmt::format("{}T{}{}{:02}:{:02}", date.iso(), time.iso(), offset < 0 ? '-' : '+',
                       minutes / minutes_in_hour, minutes % minutes_in_hour);
}

double DateTime::days() const {
    constexpr double minutes_in_day = 1440;
    return static_cast<double>(date.days()) + time.days() - offset / minutes_in_day;
}

std::optional<TimeOfDay> parse_typed_time(std::string_view typed) {
    const std::string ascii = normalise_digits(without_marks(trim(typed)));
    std::string_view text = ascii;
    std::optional<bool> afternoon;
    struct Half {
        std::string_view word;
        bool afternoon;
    };
    constexpr std::array halves = {Half{"am", false}, Half{"AM", false}, Half{"ص", false},
                                   Half{"pm", true},  Half{"PM", true},  Half{"م", true}};
    for (const Half& half : halves) {
        if (text.size() > half.word.size() && text.substr(text.size() - half.word.size()) == half.word) {
            text.remove_suffix(half.word.size());
            afternoon = half.afternoon;
            break;
        }
    }
    std::string clock(trim(text));
    if (clock.find(':') == std::string::npos && clock.size() == 4)
        clock.insert(2, ":");
    if (clock.find(':') == 1)
        clock.insert(0, "0");
    auto time = TimeOfDay::from_iso(clock);
    if (!time || !afternoon)
        return time;
    constexpr int half_day = 12 * milliseconds_in_hour;
    const int hour = time->milliseconds / milliseconds_in_hour;
    if (hour < 1 || hour > 12)
        return std::nullopt;
    time->milliseconds = time->milliseconds % half_day + (*afternoon ? half_day : 0);
    return time;
}

} // namespace istiqbal::form
