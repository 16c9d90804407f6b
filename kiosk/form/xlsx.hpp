// SPDX-License-Identifier: Apache-2.0
// The sheets of an .xlsx (ECMA-376 SpreadsheetML in a zip), read with libzip and pugixml in bounded time and
// memory: nothing is inflated before its declared size is within the limits, nor past what was declared.
//
// A cell becomes the text that the office sees in it: a whole number without a fraction ("1"), other numbers
// in their shortest decimal form, TRUE and FALSE, dates and times as ISO 8601 (2026-11-01, 08:30:00,
// 2026-11-01T08:30:00) in either of Excel's epochs, texts with all their runs and without phonetic guides.
// A cell that holds a formula or an error is refused, since what it shows depends on who computed it last.
// Hidden rows and sheets count; formats, merged cells, comments and pictures are not looked at.
#pragma once

#include "kiosk/form/workbook.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace istiqbal::form {

struct XlsxLimits {
    std::size_t file_bytes = std::size_t{8}
                             << 20; ///< of the file itself; a form of 500 questions has 100 KiB
    std::size_t entries = 1000;     ///< files in the zip; a workbook has some ten
    std::size_t entry_bytes = std::size_t{16} << 20; ///< of one part unpacked
    std::size_t total_bytes = std::size_t{48} << 20; ///< of all parts that are unpacked
    std::size_t xml_marks = 1'000'000; ///< `<` and `=` of one part: its tree is at most 64 bytes times this
    std::size_t sheets = 250;          ///< of all names
    std::size_t shared_strings = 200'000; ///< texts in the workbook's table of them
    std::size_t rows = 10'000;            ///< the last row of a sheet that holds anything
    std::size_t columns = 200;            ///< the last column of a row that holds anything
    std::size_t cells = 500'000; ///< of all sheets that are read, empty ones before full ones counted
    std::size_t cell_bytes = std::size_t{32} << 10; ///< of one cell; Excel's own limit is 32,767 characters
    std::size_t text_bytes = std::size_t{8} << 20;  ///< of all cells: a shared text counts wherever it stands
    std::size_t faults = 100;                       ///< after so many cells that are refused, reading ends
};

/// Whether the bytes are a zip, or the older container of .xls files and of workbooks with a password.
bool looks_like_xlsx(std::string_view bytes);

/// The survey, choices and settings sheets, or what is wrong: a password, an .xls or .ods under this name, a
/// file cut short, a bomb, each in words that say what to do.
tl::expected<Workbook, std::vector<Fault>> parse_xlsx(std::string_view bytes, const XlsxLimits& limits = {});

} // namespace istiqbal::form
