// SPDX-License-Identifier: Apache-2.0
// The parsed form of an expression, shared by the parser and the evaluator only.
#pragma once

#include "kiosk/form/expression.hpp"

#include <unicode/regex.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace istiqbal::form {

enum class Operation : std::uint8_t {
    literal,
    name,
    self,
    logical_or,
    logical_and,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,
    call
};

enum class Function : std::uint8_t {
    boolean_of,
    always_true,
    always_false,
    negation,
    if_else,
    coalesce,
    number_of,
    string_of,
    integer_part,
    round,
    minimum,
    maximum,
    string_length,
    contains,
    starts_with,
    concat,
    regex,
    selected,
    count_selected,
    today,
    date
};

struct Expression::Node {
    Operation operation = Operation::literal;
    Function function = Function::boolean_of; ///< of a call
    Value literal = 0.0;
    std::string name;
    std::shared_ptr<const icu::RegexPattern> pattern; ///< of regex()
    std::vector<Node> children;
};

} // namespace istiqbal::form
