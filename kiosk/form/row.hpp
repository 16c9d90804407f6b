// SPDX-License-Identifier: Apache-2.0
// What every format of a form comes down to: the rows of a sheet, and where a cell of it lies.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace istiqbal::form {

/// One row of a sheet. `number` is the row that a spreadsheet shows for it, from 1. Rows may differ in
/// length; rows in which every cell is empty are left out (numbers still count them). Cells are UTF-8.
struct Row {
    std::size_t number = 0;
    std::vector<std::string> cells;
};

/// The letters that a spreadsheet shows over a column: "A" for 1, "AA" for 27.
std::string column_letters(std::size_t column);

} // namespace istiqbal::form
