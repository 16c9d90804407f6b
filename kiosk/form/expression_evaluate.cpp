// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_evaluator.hpp"
#include "kiosk/form/expression_values.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::form {
namespace {

bool holds(Operation operation, const Value& left, const Value& right) {
    if (operation == Operation::equal)
        return values::equal(left, right);
    if (operation == Operation::not_equal)
        return !values::equal(left, right);
    const values::Numbers numbers = values::side_by_side(left, right);
    switch (operation) {
    case Operation::less:
        return numbers.left < numbers.right;
    case Operation::less_equal:
        return numbers.left <= numbers.right;
    case Operation::greater:
        return numbers.left > numbers.right;
    default:
        return numbers.left >= numbers.right;
    }
}

} // namespace

Evaluator::Evaluator(const EvaluationContext& context)
    : context_(context)
    , outline_(context.outline())
    , focus_{context.self(), 1, 1} {}

Value Evaluator::run(const Node& root) {
    Value value = evaluate(root);
    return exhausted() ? Value(std::string()) : value;
}

bool Evaluator::spend(std::size_t steps) {
    left_ -= std::min(left_, steps);
    return !exhausted();
}

Value Evaluator::evaluate(const Node& node) {
    if (!spend(1))
        return std::string();
    switch (node.operation) {
    case Operation::literal:
        return node.literal;
    case Operation::path:
    case Operation::unite:
        return path_value(node);
    case Operation::choice_cell:
        return std::string(context_.choice_cell(node.column));
    case Operation::logical_or:
        return truth(node, 0) || truth(node, 1);
    case Operation::logical_and:
        return truth(node, 0) && truth(node, 1);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
        return compare(node);
    case Operation::call:
        return call(node);
    default:
        return arithmetic(node);
    }
}

/// A question is what its answer is; groups and repeats have none, and are true where one is there.
Value Evaluator::condition(const Node& node) {
    if (node.operation == Operation::path && outline_.at(node.element).kind != ElementKind::question)
        return count(node) > 0;
    return evaluate(node);
}

bool Evaluator::truth(const Node& node, std::size_t index) {
    return to_boolean(condition(node.children[index]));
}

std::string Evaluator::text(const Node& node, std::size_t index) {
    std::string text = to_text(child(node, index));
    spend(text.size() / bytes_a_step);
    return text;
}

bool Evaluator::compare(const Node& node) {
    if (!is_several(node.children[0]) && !is_several(node.children[1]))
        return holds(node.operation, child(node, 0), child(node, 1));
    // As XPath says of node sets: true if it is true of any pair.
    const std::vector<Value> left = side(node.children[0]);
    const std::vector<Value> right = side(node.children[1]);
    return std::any_of(left.begin(), left.end(), [&](const Value& one) {
        return std::any_of(right.begin(), right.end(),
                           [&](const Value& other) { return spend(1) && holds(node.operation, one, other); });
    });
}

double Evaluator::arithmetic(const Node& node) {
    if (node.operation == Operation::negate)
        return -number(node, 0);
    if (node.operation == Operation::subtract) {
        const Value left = child(node, 0);
        const values::Numbers numbers = values::side_by_side(left, child(node, 1));
        return numbers.left - numbers.right;
    }
    const double left = number(node, 0);
    const double right = number(node, 1);
    switch (node.operation) {
    case Operation::add:
        return left + right;
    case Operation::multiply:
        return left * right;
    case Operation::divide:
        return values::divide(left, right);
    default:
        return std::fmod(left, right);
    }
}

Value Expression::evaluate(const EvaluationContext& context) const {
    return Evaluator(context).run(*root_);
}

} // namespace istiqbal::form
