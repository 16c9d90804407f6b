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
    KnownFunction{"acos", Function::arc_cosine, 1, 1},
    KnownFunction{"asin", Function::arc_sine, 1, 1},
    KnownFunction{"atan", Function::arc_tangent, 1, 1},
    KnownFunction{"atan2", Function::arc_tangent_of, 2, 2},
    KnownFunction{"boolean", Function::boolean, 1, 1},
    KnownFunction{"boolean-from-string", Function::boolean_from_string, 1, 1},
    KnownFunction{"ceiling", Function::ceiling, 1, 1},
    KnownFunction{"checklist", Function::checklist, 3, most_arguments},
    KnownFunction{"coalesce", Function::coalesce, 2, most_arguments},
    KnownFunction{"concat", Function::concat, 1, most_arguments},
    KnownFunction{"contains", Function::contains, 2, 2},
    KnownFunction{"cos", Function::cosine, 1, 1},
    KnownFunction{"count", Function::count, 1, 1},
    KnownFunction{"count-non-empty", Function::count_non_empty, 1, 1},
    KnownFunction{"count-selected", Function::count_selected, 1, 1},
    KnownFunction{"current", Function::current, 0, 0},
    KnownFunction{"date", Function::date, 1, 1},
    KnownFunction{"date-time", Function::date_time, 1, 1},
    KnownFunction{"decimal-date-time", Function::decimal_date_time, 1, 1},
    KnownFunction{"decimal-time", Function::decimal_time, 1, 1},
    KnownFunction{"ends-with", Function::ends_with, 2, 2},
    KnownFunction{"exp", Function::exponential, 1, 1},
    KnownFunction{"exp10", Function::exponential_of_ten, 1, 1},
    KnownFunction{"false", Function::never, 0, 0},
    KnownFunction{"floor", Function::floor, 1, 1},
    KnownFunction{"format-date", Function::format_date, 2, 2},
    KnownFunction{"format-date-time", Function::format_date_time, 2, 2},
    KnownFunction{"if", Function::if_else, 3, 3},
    KnownFunction{"indexed-repeat", Function::indexed_repeat, 3, 7},
    KnownFunction{"int", Function::integer_part, 1, 1},
    KnownFunction{"join", Function::join, 2, most_arguments},
    KnownFunction{"jr:choice-name", Function::choice_name, 2, 2},
    KnownFunction{"last", Function::last, 0, 0},
    KnownFunction{"log", Function::logarithm, 1, 1},
    KnownFunction{"log10", Function::logarithm_of_ten, 1, 1},
    KnownFunction{"max", Function::maximum, 1, most_arguments},
    KnownFunction{"min", Function::minimum, 1, most_arguments},
    KnownFunction{"normalize-space", Function::normalize_space, 0, 1},
    KnownFunction{"not", Function::negation, 1, 1},
    KnownFunction{"now", Function::now, 0, 0},
    KnownFunction{"number", Function::number, 1, 1},
    KnownFunction{"once", Function::once, 1, 1},
    KnownFunction{"pi", Function::pi, 0, 0},
    KnownFunction{"position", Function::position, 0, 1},
    KnownFunction{"pow", Function::power, 2, 2},
    KnownFunction{"random", Function::random, 0, 0},
    KnownFunction{"regex", Function::regex, 2, 2},
    KnownFunction{"round", Function::round, 1, 2},
    KnownFunction{"selected", Function::selected, 2, 2},
    KnownFunction{"selected-at", Function::selected_at, 2, 2},
    KnownFunction{"sin", Function::sine, 1, 1},
    KnownFunction{"sqrt", Function::square_root, 1, 1},
    KnownFunction{"starts-with", Function::starts_with, 2, 2},
    KnownFunction{"string", Function::string, 1, 1},
    KnownFunction{"string-length", Function::string_length, 0, 1},
    KnownFunction{"substr", Function::substr, 2, 3},
    KnownFunction{"substring-after", Function::substring_after, 2, 2},
    KnownFunction{"substring-before", Function::substring_before, 2, 2},
    KnownFunction{"sum", Function::sum, 1, 1},
    KnownFunction{"tan", Function::tangent, 1, 1},
    KnownFunction{"today", Function::today, 0, 0},
    KnownFunction{"translate", Function::translate, 3, 3},
    KnownFunction{"true", Function::truth, 0, 0},
    KnownFunction{"uuid", Function::uuid, 0, 1},
    KnownFunction{"weighted-checklist", Function::weighted_checklist, 4, most_arguments},
};

struct UnsupportedFunction {
    std::string_view name;
    std::string_view reason;
};

constexpr std::string_view no_map = "a terminal has no map and takes no places";
constexpr std::string_view no_other_data =
    "a form has no data beside itself; put the values into the choices sheet and filter with choice_filter";
constexpr std::string_view no_digest =
    "the record is signed and sealed as a whole, and a digest of an identity number hides nothing";
constexpr std::string_view of_filtered =
    "filter with [ ], as in sum(${name}[. > 3]) or join(', ', ${name}[. != ''])";

/// First those of the XLSForm reference and the ODK XForms specification, then some of other tools.
constexpr std::array unsupported_functions = {
    UnsupportedFunction{"area", no_map},
    UnsupportedFunction{"base64-decode", "nothing on a terminal answers in Base64"},
    UnsupportedFunction{"digest", no_digest},
    UnsupportedFunction{"distance", no_map},
    UnsupportedFunction{"extract-signed", "the terminal reads no signed codes of others"},
    UnsupportedFunction{"geofence", no_map},
    UnsupportedFunction{"instance", no_other_data},
    UnsupportedFunction{"intersects", no_map},
    UnsupportedFunction{"jr:itext", "texts stand in the label columns of each language"},
    UnsupportedFunction{"pulldata", no_other_data},
    UnsupportedFunction{"randomize", "choices come in the order of the sheet, the same for everyone"},

    UnsupportedFunction{"count-if", of_filtered},
    UnsupportedFunction{"id", "write ${name}"},
    UnsupportedFunction{"index", "write position(..)"},
    UnsupportedFunction{"join-if", of_filtered},
    UnsupportedFunction{"last-saved", "a terminal keeps nothing of earlier persons"},
    UnsupportedFunction{"max-if", of_filtered},
    UnsupportedFunction{"min-if", of_filtered},
    UnsupportedFunction{"property", "use the metadata types deviceid and username"},
    UnsupportedFunction{"search", no_other_data},
    UnsupportedFunction{"substring", "write substr(), which counts from 0 and ends before its third value"},
    UnsupportedFunction{"sum-if", of_filtered},
    UnsupportedFunction{"time", "write format-date-time(${name}, '%H:%M')"},
    UnsupportedFunction{"version", "the record bears the form's version by itself"},
};

} // namespace

const KnownFunction* find_function(std::string_view name) {
    const auto* found = std::lower_bound(
        known_functions.begin(), known_functions.end(), name,
        [](const KnownFunction& each, std::string_view wanted) { return each.name < wanted; });
    return found != known_functions.end() && found->name == name ? found : nullptr;
}

std::string_view unsupported_reason(std::string_view name) {
    const auto* found = std::find_if(unsupported_functions.begin(), unsupported_functions.end(),
                                     [&](const UnsupportedFunction& each) { return each.name == name; });
    return found == unsupported_functions.end() ? std::string_view() : found->reason;
}

std::string function_names() {
    std::string names;
    for (const KnownFunction& known : known_functions)
        names += fmt::format("{}{}()", names.empty() ? "" : ", ", known.name);
    return names;
}

} // namespace istiqbal::form
