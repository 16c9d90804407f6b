// SPDX-License-Identifier: Apache-2.0
// RFC 4180 comma-separated values, as spreadsheets write them: quoted fields with doubled quotes and line
// breaks inside, CRLF or LF line ends, an optional UTF-8 byte order mark. The text must be UTF-8.
//
// Where the comma is the decimal mark, Excel separates by semicolons: they are taken where the first line
// says `sep=;` or holds semicolons and no comma outside quotation marks. What breaks the format or a limit is
// refused with the place; nothing else is guessed.
#pragma once

#include "kiosk/form/row.hpp"

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

/// Where and why a text is not acceptable CSV; row and column count from 1, 0 where there is none.
struct CsvFault {
    std::size_t row = 0;
    std::size_t column = 0;
    std::string message;
};

/// The rows that hold anything. A line `sep=…` is none of them, and spreadsheets do not count it.
tl::expected<std::vector<Row>, CsvFault> parse_csv(std::string_view text, const CsvLimits& limits = {});

/// The bytes of a regular file; no more of it is read than tells that it is over `most_bytes`.
tl::expected<std::string, CsvFault> read_file(const std::filesystem::path& file, std::size_t most_bytes);

} // namespace istiqbal::form
