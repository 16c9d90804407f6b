// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace istiqbal::form {
namespace {

/// Sorted by name.
constexpr std::array known_functions = {
    KnownFunction{"abs", Function::absolute, 1, 1},
    KnownFunction{"boolean", Function::boolean, 1, 1},
    KnownFunction{"ceiling", Function::ceiling, 1, 1},
    KnownFunction{"coalesce", Function::coalesce, 2, most_arguments},
    KnownFunction{"concat", Function::concat, 1, most_arguments},
    KnownFunction{"contains", Function::contains, 2, 2},
    KnownFunction{"count", Function::count, 1, 1},
    KnownFunction{"count-selected", Function::count_selected, 1, 1},
    KnownFunction{"current", Function::current, 0, 0},
    KnownFunction{"date", Function::date, 1, 1},
    KnownFunction{"false", Function::never, 0, 0},
    KnownFunction{"floor", Function::floor, 1, 1},
    KnownFunction{"if", Function::if_else, 3, 3},
    KnownFunction{"indexed-repeat", Function::indexed_repeat, 3, 7},
    KnownFunction{"int", Function::integer_part, 1, 1},
    KnownFunction{"join", Function::join, 2, most_arguments},
    KnownFunction{"jr:choice-name", Function::choice_name, 2, 2},
    KnownFunction{"last", Function::last, 0, 0},
    KnownFunction{"max", Function::maximum, 1, most_arguments},
    KnownFunction{"min", Function::minimum, 1, most_arguments},
    KnownFunction{"not", Function::negation, 1, 1},
    KnownFunction{"now", Function::now, 0, 0},
    KnownFunction{"number", Function::number, 1, 1},
    KnownFunction{"once", Function::once, 1, 1},
    KnownFunction{"position", Function::position, 0, 1},
    KnownFunction{"pow", Function::power, 2, 2},
    KnownFunction{"regex", Function::regex, 2, 2},
    KnownFunction{"round", Function::round, 1, 2},
    KnownFunction{"selected", Function::selected, 2, 2},
    KnownFunction{"selected-at", Function::selected_at, 2, 2},
    KnownFunction{"starts-with", Function::starts_with, 2, 2},
    KnownFunction{"string", Function::string, 1, 1},
    KnownFunction{"string-length", Function::string_length, 1, 1},
    KnownFunction{"substr", Function::substr, 2, 3},
    KnownFunction{"sum", Function::sum, 1, 1},
    KnownFunction{"today", Function::today, 0, 0},
    KnownFunction{"true", Function::truth, 0, 0},
};

} // namespace

const KnownFunction* find_function(std::string_view name) {
    const auto* found = std::lower_bound(
        known_functions.begin(), known_functions.end(), name,
        [](const KnownFunction& each, std::string_view wanted) { return each.name < wanted; });
    return found != known_functions.end() && found->name == name ? found : nullptr;
}

std::string function_names() {
    std::string names;
    for (const KnownFunction& known : known_functions)
        names += fmt::format("{}{}()", names.empty() ? "" : ", ", known.name);
    return names;
}

} // namespace istiqbal::form
