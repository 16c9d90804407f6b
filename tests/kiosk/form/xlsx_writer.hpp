// SPDX-License-Identifier: Apache-2.0
// Real .xlsx files for the tests, part by part, so that each part can also be wrong.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace istiqbal::form::tests {

using Parts = std::map<std::string, std::string>;
using Cells = std::vector<std::vector<std::string>>;

/// One `<row>` with its cells as XML, or a whole sheet of such rows.
std::string worksheet(const std::string& rows);
/// A sheet of texts, each an index into `strings`, which grows; empty cells are left out.
std::string worksheet_of_texts(const Cells& cells, std::vector<std::string>& strings);
/// Package, workbook, styles and texts around the worksheets given by name, in this order.
Parts workbook_parts(const std::vector<std::pair<std::string, std::string>>& worksheets,
                     const std::vector<std::string>& strings = {});
/// The same from texts alone.
Parts workbook_of_texts(const std::vector<std::pair<std::string, Cells>>& sheets);

enum class Sealing : std::uint8_t { open, password };
std::string zip_of(const Parts& parts, Sealing sealing = Sealing::open);

/// A survey of one question whose sheet is `worksheet`, with settings that are fine.
std::string xlsx_with_survey(const std::string& survey_rows);
/// Writes another unpacked size for the part into both of its headers.
void lie_about_size(std::string& archive, const std::string& part, std::uint32_t size);

} // namespace istiqbal::form::tests
