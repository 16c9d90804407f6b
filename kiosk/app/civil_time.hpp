// SPDX-License-Identifier: Apache-2.0
// The terminal's civil time: Saudi Arabia keeps UTC+3 all year, and a kiosk's own time zone setting is not to
// be relied on.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/form/date_time.hpp"

#include <cstdint>
#include <string>

namespace istiqbal::app {

std::int64_t unix_now(); // seconds since 1970-01-01 UTC
form::Date civil_date(std::int64_t unix_time);
form::DateTime civil_moment(std::int64_t unix_time);
std::string civil_clock(std::int64_t unix_time);    // "14:05"
int seconds_to_next_minute(std::int64_t unix_time); // 1 to 60

} // namespace istiqbal::app
