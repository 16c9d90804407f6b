// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/definition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace istiqbal::form {

bool Question::has(Appearance appearance) const {
    return std::find(appearances.begin(), appearances.end(), appearance) != appearances.end();
}

const Choice* Question::choice(std::string_view choice_name) const {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const Choice& each) { return each.name == choice_name; });
    return found == choices.end() ? nullptr : &*found;
}

std::optional<std::size_t> Form::find(std::string_view name) const {
    const auto found = std::find_if(questions.begin(), questions.end(),
                                    [&](const Question& each) { return each.name == name; });
    if (found == questions.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - questions.begin());
}

std::string describe(const Fault& fault) {
    std::string place = fault.sheet;
    if (fault.row > 0)
        place += fmt::format(", row {}", fault.row);
    if (!fault.column.empty())
        place += fmt::format(", column {}", fault.column);
    return fmt::format("{}: {}", place, fault.message);
}

} // namespace istiqbal::form
