// SPDX-License-Identifier: Apache-2.0
// The parsed form of an expression, shared by the parser and the evaluator only.
#pragma once

#include "kiosk/form/expression.hpp"
#include "kiosk/form/expression_functions.hpp"

#include <unicode/regex.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace istiqbal::form {

enum class Operation : std::uint8_t {
    literal,
    path,
    unite,       ///< the nodes of both, each once
    choice_cell, ///< a column of the choices sheet, in a choice_filter
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

/// Where a path sets out from.
enum class PathStart : std::uint8_t {
    context, ///< within [ ] `.`, `..` and bare names: the node that is filtered
    self,    ///< `.` and `..` outside [ ], current() anywhere: the expression's own element
    holder,  ///< `..` of an expression that belongs to a repeat as a whole: what the repeat lies in
    name,    ///< ${name}: Step::element of the first step, as it stands to the expression's own
    root     ///< /data
};

struct Expression::Node {
    /// One step of a path, to an element that is known since the tree is.
    struct Step {
        enum class Axis : std::uint8_t { self, parent, child } axis = Axis::child;
        ElementId element = form_element; ///< where it leads to
        std::vector<Node> predicates;
    };

    Operation operation = Operation::literal;
    Function function = Function::boolean; ///< of a call
    PathStart start = PathStart::context;
    Value literal = 0.0;
    std::size_t column = 0;                           ///< of a choice_cell
    std::shared_ptr<const icu::RegexPattern> pattern; ///< of regex()
    std::vector<Step> steps;
    ElementId element = form_element; ///< where a path ends
    std::uint32_t leaves = 0;         ///< ${name}: how many repeats around the expression's own are left …
    std::vector<ElementId> enters;    ///< … and the repeats that are gone into from there, outermost first
    bool single = false;              ///< the path leads to exactly one node, without any choice on the way
    std::vector<Node> children;
};

} // namespace istiqbal::form
