// SPDX-License-Identifier: Apache-2.0
// The cells of one survey row into the question or group that the row placed in the form's tree. Faults go to
// the sheet.
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/sheet.hpp"

namespace istiqbal::form {

SheetColumns survey_columns();

void load_group(Sheet& sheet, const Row& row, const Form& form, Group& group);
/// `typed`: whether the type is known; of a question without one only what holds for all types is said.
void load_question(Sheet& sheet, const Row& row, bool typed, const Form& form, Question& question);
/// An end_group or end_repeat row says nothing but whose end it is.
void refuse_cells_of_end(Sheet& sheet, const Row& row);

} // namespace istiqbal::form
