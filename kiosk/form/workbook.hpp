// SPDX-License-Identifier: Apache-2.0
// The sheets of an XLSForm from any of the formats that an office keeps it in, as rows:
//
//   a folder    survey.csv, choices.csv and settings.csv, as the repository keeps them
//   one .csv    pyxform's layout: a sheet's name stands in the first column of the row where the sheet
//   begins,
//               the cells follow from the second column on, the first row that has any being the header; the
//               name may also be repeated on every row of its sheet
//   an .xlsx    as Excel, LibreOffice and Google Sheets write it (xlsx.hpp)
//
// Which one a file is, its bytes tell, not its name. Names of sheets are compared without letter case and
// outer spaces. Sheets that XLSForm knows and we do not support (external_choices, entities, osm) are
// refused; so is a sheet whose name is nearly that of one that is missing ("setting"). All other sheets are
// the office's own and are not read; a name that begins with an underscore is never looked at, as in pyxform.
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/row.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// The header is the first row of each sheet. Survey and settings are always there; choices are empty where
/// the workbook has no such sheet.
struct Workbook {
    std::vector<Row> survey;
    std::vector<Row> choices;
    std::vector<Row> settings;
};

/// All faults at once, as far as the file can be read. Where no sheet could be, the fault's sheet is "file".
tl::expected<Workbook, std::vector<Fault>> read_workbook(const std::filesystem::path& path);

/// The form in the sheets, or all of its faults in the order of the sheets.
tl::expected<Form, std::vector<Fault>> parse_form(Workbook workbook);

/// The single CSV layout. Rows in faults and in the workbook are those of the whole file.
tl::expected<Workbook, std::vector<Fault>> parse_workbook_csv(std::string_view text);

/// The sheets in the single CSV layout, which parse_workbook_csv() reads back as the same cells.
std::string workbook_csv(const Workbook& workbook);

} // namespace istiqbal::form
