// SPDX-License-Identifier: Apache-2.0
// The functions of expressions: those that the XLSForm reference lists, with the number of values each takes.
// Where they differ from XPath 1.0 the ODK XForms specification decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace istiqbal::form {

enum class Function : std::uint8_t {
    absolute,
    boolean,
    ceiling,
    choice_name,
    coalesce,
    concat,
    contains,
    count,
    count_selected,
    current,
    date,
    floor,
    if_else,
    indexed_repeat,
    integer_part,
    join,
    last,
    maximum,
    minimum,
    negation,
    never, ///< false()
    now,
    number,
    once,
    position,
    power,
    regex,
    round,
    selected,
    selected_at,
    starts_with,
    string,
    string_length,
    substr,
    sum,
    today,
    truth ///< true()
};

struct KnownFunction {
    std::string_view name;
    Function function;
    std::size_t least;
    std::size_t most;
};

/// As many values as a call may have where a function sets no bound of its own.
constexpr std::size_t most_arguments = 100;

/// Null for a function that is not supported.
const KnownFunction* find_function(std::string_view name);
/// "abs(), boolean(), …", for messages.
std::string function_names();

} // namespace istiqbal::form
