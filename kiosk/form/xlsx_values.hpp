// SPDX-License-Identifier: Apache-2.0
// What the values of an .xlsx say: numbers as they are read, dates behind number formats (ECMA-376 part 1,
// 18.8.30), the escapes of texts (22.9.2.19), places such as "AB12". Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form {

/// What a number format makes of a number.
enum class NumberKind : std::uint8_t { number, date_or_time };

/// Of the formats that a workbook need not write out.
NumberKind built_in_format(unsigned id);
/// Of a format's code: whether it shows years, months, days, hours, minutes or seconds.
NumberKind format_kind(std::string_view code);

/// The days that Excel counts from 1900 (with a 29 February 1900 that never was) or from 1904.
enum class DateEpoch : std::uint8_t { since_1900, since_1904 };

/// "1", "-2.5", "0.001": never an exponent. Nothing if it is no finite number.
std::optional<std::string> number_text(std::string_view value);
/// A day, a time, or both, by what the number has of them; nothing if the calendar has no such day.
std::optional<std::string> date_text(std::string_view value, DateEpoch epoch);

/// `_x000D_` and the like as the characters that they stand for; carriage returns are left out.
std::string unescape(std::string_view text);

struct CellPlace {
    std::size_t row = 0; ///< from 1
    std::size_t column = 0;
};
/// "C7" as row 7, column 3; nothing for any other text or a place beyond what spreadsheets have.
std::optional<CellPlace> cell_place(std::string_view reference);

} // namespace istiqbal::form
