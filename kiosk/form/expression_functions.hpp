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
    arc_cosine,
    arc_sine,
    arc_tangent,
    arc_tangent_of,
    boolean,
    boolean_from_string,
    ceiling,
    checklist,
    choice_name,
    coalesce,
    concat,
    contains,
    cosine,
    count,
    count_non_empty,
    count_selected,
    current,
    date,
    date_time,
    decimal_date_time,
    decimal_time,
    ends_with,
    exponential,
    exponential_of_ten,
    floor,
    format_date,
    format_date_time,
    if_else,
    indexed_repeat,
    integer_part,
    join,
    last,
    logarithm,
    logarithm_of_ten,
    maximum,
    minimum,
    negation,
    never, ///< false()
    normalize_space,
    now,
    number,
    once,
    pi,
    position,
    power,
    random,
    regex,
    round,
    selected,
    selected_at,
    sine,
    square_root,
    starts_with,
    string,
    string_length,
    substr,
    substring_after,
    substring_before,
    sum,
    tangent,
    today,
    translate,
    truth, ///< true()
    uuid,
    weighted_checklist
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
/// What to do instead of a function that other tools have and this one has not, as a sentence for offices;
/// empty for a name that nobody knows. Every function of the XLSForm reference is here or above.
std::string_view unsupported_reason(std::string_view name);
/// "abs(), acos(), …", for messages.
std::string function_names();

} // namespace istiqbal::form
