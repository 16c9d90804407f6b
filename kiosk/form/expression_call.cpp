// SPDX-License-Identifier: Apache-2.0
// The dispatch of functions. What they do with plain values is in expression_values.cpp, expression_text.cpp
// and expression_dates.cpp.
#include "kiosk/form/expression_dates.hpp"
#include "kiosk/form/expression_evaluator.hpp"
#include "kiosk/form/expression_text.hpp"
#include "kiosk/form/expression_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace istiqbal::form {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double circle_ratio = 3.14159265358979323846;

} // namespace

Value Evaluator::call(const Node& node) {
    switch (node.function) {
    case Function::boolean:
        return truth(node, 0);
    case Function::truth:
        return true;
    case Function::never:
        return false;
    case Function::negation:
        return !truth(node, 0);
    case Function::if_else:
        return child(node, truth(node, 0) ? 1 : 2);
    case Function::coalesce:
        return coalesce(node);
    case Function::once:
        return once(node);
    case Function::indexed_repeat:
        return indexed_repeat(node);
    case Function::checklist:
        return checklist(node);
    case Function::weighted_checklist:
        return weighted_checklist(node);
    case Function::today:
    case Function::now:
    case Function::date:
    case Function::date_time:
    case Function::decimal_date_time:
    case Function::decimal_time:
    case Function::format_date:
    case Function::format_date_time:
        return date_call(node);
    case Function::string:
    case Function::boolean_from_string:
    case Function::contains:
    case Function::starts_with:
    case Function::ends_with:
    case Function::regex:
    case Function::selected:
    case Function::selected_at:
    case Function::substr:
    case Function::substring_before:
    case Function::substring_after:
    case Function::translate:
    case Function::normalize_space:
    case Function::choice_name:
    case Function::join:
    case Function::concat:
    case Function::uuid:
        return text_call(node);
    default:
        return numeric_call(node);
    }
}

Value Evaluator::coalesce(const Node& node) {
    for (std::size_t index = 0; index < node.children.size(); ++index) {
        Value value = child(node, index);
        if (!is_empty(value))
            return value;
    }
    return std::string();
}

/// The answer that is there already stays; only an empty one is computed.
Value Evaluator::once(const Node& node) {
    Value value = node_value(context_.self());
    return is_empty(value) ? child(node, 0) : value;
}

Value Evaluator::indexed_repeat(const Node& node) {
    Nodes runs;
    for (std::size_t index = 1; index + 1 < node.children.size(); index += 2) {
        const Node& repeat = node.children[index];
        const double wanted = number(node, index + 1);
        Nodes below;
        if (index == 1)
            below = named(repeat);
        else
            add_children(below, repeat.steps.front(), runs.front().instance);
        if (!(wanted >= 1) || wanted >= static_cast<double>(below.size()) + 1)
            return std::string();
        runs = {below[static_cast<std::size_t>(wanted) - 1]};
    }
    return node_value({node.children[0].element, runs.front().instance});
}

bool Evaluator::checklist(const Node& node) {
    double total = 0;
    for (std::size_t index = 2; index < node.children.size(); ++index) {
        for (const Value& value : values(node.children[index]))
            total += values::checked(value) ? 1 : 0;
    }
    return values::within(total, number(node, 0), number(node, 1));
}

bool Evaluator::weighted_checklist(const Node& node) {
    double total = 0;
    for (std::size_t index = 2; index + 1 < node.children.size(); index += 2) {
        if (values::checked(child(node, index)))
            total += number(node, index + 1);
    }
    return values::within(total, number(node, 0), number(node, 1));
}

Value Evaluator::numeric_call(const Node& node) {
    switch (node.function) {
    case Function::pi:
        return circle_ratio;
    case Function::random:
        return values::unit(context_.random_bits());
    case Function::last:
        return static_cast<double>(focus_.size);
    case Function::position:
        return position(node);
    case Function::count:
        return count(node.children[0]);
    case Function::count_non_empty:
        return values::count_non_empty(values(node.children[0]));
    case Function::sum:
        return values::sum(values(node.children[0]));
    case Function::minimum:
    case Function::maximum:
        return extreme(node);
    case Function::string_length:
        return values::string_length(text(node, 0));
    case Function::count_selected:
        return values::count_selected(text(node, 0));
    default:
        break;
    }
    const double first = number(node, 0);
    switch (node.function) {
    case Function::integer_part:
        return std::trunc(first);
    case Function::absolute:
        return std::fabs(first);
    case Function::ceiling:
        return std::ceil(first);
    case Function::floor:
        return std::floor(first);
    case Function::round:
        return values::round(first, node.children.size() > 1 ? number(node, 1) : 0);
    case Function::power:
        return std::pow(first, number(node, 1));
    case Function::square_root:
        return std::sqrt(first);
    case Function::exponential:
        return std::exp(first);
    case Function::exponential_of_ten:
        return std::pow(10.0, first);
    case Function::logarithm:
        return std::log(first);
    case Function::logarithm_of_ten:
        return std::log10(first);
    case Function::sine:
        return std::sin(first);
    case Function::cosine:
        return std::cos(first);
    case Function::tangent:
        return std::tan(first);
    case Function::arc_sine:
        return std::asin(first);
    case Function::arc_cosine:
        return std::acos(first);
    case Function::arc_tangent:
        return std::atan(first);
    case Function::arc_tangent_of:
        return std::atan2(first, number(node, 1));
    default: // number
        return first;
    }
}

double Evaluator::count(const Node& path) {
    const Nodes found = nodes(path);
    spend(found.size());
    return static_cast<double>(
        std::count_if(found.begin(), found.end(), [&](NodeRef each) { return context_.relevant(each); }));
}

/// Of a run: the how-many-th of its repeat it is, from 1. Without an argument: of what [ ] looks at.
double Evaluator::position(const Node& node) {
    if (node.children.empty())
        return static_cast<double>(focus_.position);
    const Node& path = node.children[0];
    const Nodes found = path.single ? Nodes() : nodes(path);
    if (!path.single && found.empty())
        return not_a_number;
    const NodeRef run = path.single ? single(path) : found.front();
    const auto& runs = context_.instances_of(run.element, context_.parent_of(run.instance));
    spend(runs.size());
    return static_cast<double>(std::find(runs.begin(), runs.end(), run.instance) - runs.begin()) + 1;
}

double Evaluator::extreme(const Node& node) {
    std::vector<Value> all;
    for (const Node& argument : node.children) {
        std::vector<Value> some = values(argument);
        all.insert(all.end(), some.begin(), some.end());
    }
    return node.function == Function::minimum ? values::minimum(all) : values::maximum(all);
}

Value Evaluator::text_call(const Node& node) {
    switch (node.function) {
    case Function::uuid:
        return random_text(node);
    case Function::concat:
        return join(node, 0, {});
    case Function::regex:
        return matches(node);
    default:
        break;
    }
    std::string first = text(node, 0);
    switch (node.function) {
    case Function::boolean_from_string:
        return first == "true" || first == "1";
    case Function::contains:
        return first.find(text(node, 1)) != std::string::npos;
    case Function::starts_with:
        return first.rfind(text(node, 1), 0) == 0;
    case Function::ends_with:
        return values::ends_with(first, text(node, 1));
    case Function::selected:
        return values::selected(first, text(node, 1));
    case Function::selected_at:
        return values::selected_at(first, number(node, 1));
    case Function::substr:
        return values::substr(first, number(node, 1),
                              node.children.size() > 2 ? std::optional(number(node, 2)) : std::nullopt);
    case Function::substring_before:
        return values::substring_before(first, text(node, 1));
    case Function::substring_after:
        return values::substring_after(first, text(node, 1));
    case Function::translate: {
        const std::string from = text(node, 1);
        return values::translate(first, from, text(node, 2));
    }
    case Function::normalize_space:
        return values::normalize_space(first);
    case Function::choice_name:
        return context_.choice_label(node.children[1].element, first);
    case Function::join:
        return join(node, 1, first);
    default: // string
        return first;
    }
}

bool Evaluator::matches(const Node& node) {
    const values::Match match = values::matches_whole(*node.pattern, text(node, 0));
    if (match == values::Match::gave_up)
        spend(steps_of_a_lost_match);
    return match == values::Match::yes;
}

std::string Evaluator::join(const Node& node, std::size_t first, const std::string& separator) {
    std::string all;
    bool begun = false;
    for (std::size_t index = first; index < node.children.size(); ++index) {
        for (const Value& value : values(node.children[index])) {
            const std::string next = to_text(value);
            if (!spend(1 + (separator.size() + next.size()) / bytes_a_step))
                return {};
            if (begun)
                all += separator;
            all += next;
            begun = true;
        }
    }
    return all;
}

std::string Evaluator::random_text(const Node& node) {
    if (node.children.empty()) {
        const std::uint64_t high = context_.random_bits();
        return values::uuid(high, context_.random_bits());
    }
    const double length = number(node, 0);
    if (!(length >= 1) || length > static_cast<double>(values::most_random_letters))
        return {};
    std::string letters;
    while (letters.size() < static_cast<std::size_t>(length))
        letters += values::random_letter(context_.random_bits());
    spend(letters.size());
    return letters;
}

Value Evaluator::date_call(const Node& node) {
    switch (node.function) {
    case Function::today:
        return context_.today();
    case Function::now:
        return context_.now();
    case Function::decimal_time:
        return values::decimal_time(child(node, 0));
    default:
        break;
    }
    const Value value = child(node, 0);
    const int offset = context_.now().offset;
    switch (node.function) {
    case Function::date:
        return values::date(value, offset);
    case Function::date_time:
        return values::date_time(value, offset);
    case Function::decimal_date_time:
        return values::decimal_date_time(value, offset);
    default:
        return values::format_date(value, text(node, 1), node.function == Function::format_date_time,
                                   context_.language(), offset);
    }
}

} // namespace istiqbal::form
