// SPDX-License-Identifier: Apache-2.0
// The survey sheet: rows into questions and groups, then what only the whole sheet can tell (names, cycles).
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/row.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

using ChoiceLists = std::map<std::string, std::shared_ptr<ChoiceList>, std::less<>>;

/// Whether it may be the name of a question, a group, a list or a choice.
bool is_name(std::string_view name);

/// Fills groups, questions, outline and dependencies.
void load_survey(std::vector<Row> rows, const ChoiceLists& lists, Form& form, std::vector<Fault>& faults);

} // namespace istiqbal::form
