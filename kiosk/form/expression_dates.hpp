// SPDX-License-Identifier: Apache-2.0
// What the functions of expressions do with days and moments. Pure functions, any thread; the clauses are
// those of the ODK XForms specification. `offset` is the terminal's own, in minutes before UTC (Riyadh: 180):
// a text without a zone is by that clock, and what is written out is too.
#pragma once

#include "kiosk/form/expression.hpp"
#include "kiosk/form/language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form::values {

/// A quick look before a text is parsed as a day or a moment.
bool looks_like_time(std::string_view text);

/// A day from its text, a moment or its number of days since 1970; the empty text if it is none. A number
/// with a fraction is a moment, and the day is the one that it falls on here.
Value date(const Value& value, int offset);
/// The same for a moment; a day is its midnight.
Value date_time(const Value& value, int offset);
/// Days since 1970-01-01T00:00 UTC; of a day without a time whole ones, so that date() undoes it.
double decimal_date_time(const Value& value, int offset);
/// The share of the day that has passed: 0.75 at six in the evening. Not a number if it is no time.
double decimal_time(const Value& value);

/// %Y %y %m %n %b %d %e %a, %% for the sign itself; `with_time` also %H %h %M %S %3. Empty if the value is no
/// day. Arabic has no short names of days and months, so they are written whole.
std::string format_date(const Value& value, std::string_view format, bool with_time, Language language,
                        int offset);
/// What is wrong with a format, if anything.
std::optional<std::string> format_fault(std::string_view format, bool with_time);
/// Whether it writes names of months or days.
bool format_has_names(std::string_view format);

} // namespace istiqbal::form::values
