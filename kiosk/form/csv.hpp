// SPDX-License-Identifier: Apache-2.0
// RFC 4180 comma-separated values, as spreadsheets write them: quoted fields with doubled quotes and line
// breaks inside, CRLF or LF line ends, an optional UTF-8 byte order mark. The text must be UTF-8. What breaks
// the format or a limit is refused with the place; nothing is guessed.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// A sheet comes from a memory stick or the network: everything it can make us hold is bounded.
struct CsvLimits {
    std::size_t bytes = std::size_t{4} << 20;
    std::size_t rows = 10'000;
    std::size_t columns = 200;
    std::size_t field_bytes = std::size_t{32} << 10;
};

/// One record. `number` counts records from 1, which is the row a spreadsheet shows for it, also when fields
/// hold line breaks. Rows may differ in length; rows in which every field is empty are left out (numbers
/// still count them).
struct CsvRow {
    std::size_t number = 0;
    std::vector<std::string> fields;
};

/// Where and why a text is not acceptable CSV; row and column count from 1, 0 where there is none.
struct CsvFault {
    std::size_t row = 0;
    std::size_t column = 0;
    std::string message;
};

tl::expected<std::vector<CsvRow>, CsvFault> parse_csv(std::string_view text, const CsvLimits& limits = {});

/// The bytes of a regular file; no more of it is read than tells that it is over `limits.bytes`.
tl::expected<std::string, CsvFault> read_sheet(const std::filesystem::path& file,
                                               const CsvLimits& limits = {});

} // namespace istiqbal::form
