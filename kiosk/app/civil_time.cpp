// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/civil_time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace istiqbal::app {

namespace {

constexpr std::int64_t riyadh_offset = std::int64_t{form::saudi_offset} * 60;
constexpr std::int64_t seconds_a_day = std::int64_t{24} * 3600;

std::int64_t civil_seconds(std::int64_t unix_time) {
    return unix_time + riyadh_offset;
}

// Never negative, also while the clock stands before 1970.
std::int64_t remainder(std::int64_t value, std::int64_t divisor) {
    return (value % divisor + divisor) % divisor;
}

} // namespace

std::int64_t unix_now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

form::Date civil_date(std::int64_t unix_time) {
    const std::chrono::seconds civil(civil_seconds(unix_time));
    const auto date = form::Date::from_days(std::chrono::floor<std::chrono::days>(civil).count());
    // Only a clock beyond the year 9999 has no date; 1970 is then as wrong as any.
    return date ? *date : *form::Date::from_days(0);
}

form::DateTime civil_moment(std::int64_t unix_time) {
    const auto second = static_cast<int>(remainder(civil_seconds(unix_time), seconds_a_day));
    return {civil_date(unix_time), form::TimeOfDay{second * 1000}, form::saudi_offset};
}

std::string civil_clock(std::int64_t unix_time) {
    const std::int64_t seconds = remainder(civil_seconds(unix_time), seconds_a_day);
    return fmt::format("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60);
}

int seconds_to_next_minute(std::int64_t unix_time) {
    return 60 - static_cast<int>(remainder(unix_time, 60));
}

} // namespace istiqbal::app
