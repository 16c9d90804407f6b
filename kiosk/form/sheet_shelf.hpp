// SPDX-License-Identifier: Apache-2.0
// Between the readers of single formats and the workbook: which sheets are read, which refused, which
// missing.
#pragma once

#include "kiosk/form/workbook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// A sheet's name as it is compared: outer spaces and direction marks off, Latin letters small.
std::string sheet_key(std::string_view name);

/// Whether XLSForm gives the name a meaning, or it begins with an underscore.
bool sheet_known(std::string_view name);

/// The one fault of a file of which no sheet could be read.
tl::unexpected<std::vector<Fault>> refuse_file(std::string message);

class SheetShelf {
public:
    /// Whether the sheet is to be read; what is wrong with its being there goes to the faults.
    bool wants(std::string_view name);
    /// The rows of a sheet that is wanted.
    void put(std::string_view name, std::vector<Row> rows);
    void fault(std::string_view sheet, std::string message) { fault(sheet, 0, {}, std::move(message)); }
    void fault(std::string_view sheet, std::size_t row, std::string column, std::string message);

    /// The workbook, or all faults, those of missing sheets among them.
    tl::expected<Workbook, std::vector<Fault>> take();

private:
    std::vector<std::string> seen_;
    std::vector<std::string> others_; ///< sheets that are not read
    Workbook workbook_;
    std::vector<Fault> faults_;
};

} // namespace istiqbal::form
