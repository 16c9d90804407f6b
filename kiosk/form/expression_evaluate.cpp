// SPDX-License-Identifier: Apache-2.0
// Operators, paths and the dispatch of functions. What single functions do with plain values is in
// expression_values.cpp.
#include "kiosk/form/expression_node.hpp"
#include "kiosk/form/expression_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace istiqbal::form {
namespace {

using Node = Expression::Node;
using Nodes = std::vector<NodeRef>;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What `.`, position() and last() stand for: within [ ] the node that is being looked at.
struct Focus {
    NodeRef node;
    std::size_t position = 1;
    std::size_t size = 1;
};

class Evaluator {
public:
    explicit Evaluator(const EvaluationContext& context, const Outline& outline)
        : context_(context)
        , outline_(outline)
        , focus_{context.self(), 1, 1} {}

    Value evaluate(const Node& node) {
        switch (node.operation) {
        case Operation::literal:
            return node.literal;
        case Operation::path:
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

private:
    Value child(const Node& node, std::size_t index) { return evaluate(node.children[index]); }
    bool truth(const Node& node, std::size_t index) { return to_boolean(child(node, index)); }
    double number(const Node& node, std::size_t index) { return to_number(child(node, index)); }
    std::string text(const Node& node, std::size_t index) { return to_text(child(node, index)); }

    // Paths.

    /// Every node that a path leads to, in the order of the form, relevant or not.
    Nodes nodes(const Node& path) {
        Nodes found;
        std::size_t first = 0;
        switch (path.start) {
        case PathStart::context:
            found.push_back(focus_.node);
            break;
        case PathStart::self:
            found.push_back(context_.self());
            break;
        case PathStart::root:
            found.push_back({});
            break;
        case PathStart::name:
            found = named(path.steps.front().element);
            filter(found, path.steps.front());
            first = 1;
            break;
        }
        for (std::size_t index = first; index < path.steps.size(); ++index)
            step(found, path.steps[index]);
        return found;
    }

    void step(Nodes& nodes, const Node::Step& step) {
        using Axis = Node::Step::Axis;
        if (step.axis == Axis::child) {
            Nodes below;
            for (const NodeRef& node : nodes)
                add_children(below, step.element, node.instance);
            nodes = std::move(below);
        } else if (step.axis == Axis::parent) {
            Nodes above;
            for (const NodeRef& node : nodes) {
                const bool leaves = outline_.at(node.element).kind == ElementKind::repeat;
                const NodeRef parent{step.element,
                                     leaves ? context_.parent_of(node.instance) : node.instance};
                if (std::find(above.begin(), above.end(), parent) == above.end())
                    above.push_back(parent);
            }
            nodes = std::move(above);
        }
        filter(nodes, step);
    }

    void add_children(Nodes& nodes, ElementId element, InstanceId instance) const {
        if (outline_.at(element).kind != ElementKind::repeat) {
            nodes.push_back({element, instance});
            return;
        }
        for (const InstanceId run : context_.instances_of(element, instance))
            nodes.push_back({element, run});
    }

    /// The element as it stands to the expression's own: in what holds both, then in every run on the way
    /// down.
    Nodes named(ElementId element) {
        const NodeRef self = context_.self();
        const ElementId common = outline_.common_home(self.element, element);
        InstanceId instance = self.instance;
        for (ElementId home = outline_.at(self.element).home; home != common; home = outline_.at(home).home)
            instance = context_.parent_of(instance);
        std::vector<ElementId> way; // the repeats from `common` down to the element, innermost first
        for (ElementId home = outline_.at(element).home; home != common; home = outline_.at(home).home)
            way.push_back(home);
        std::vector<InstanceId> instances{instance};
        for (auto repeat = way.rbegin(); repeat != way.rend(); ++repeat) {
            std::vector<InstanceId> runs;
            for (const InstanceId each : instances) {
                const auto& below = context_.instances_of(*repeat, each);
                runs.insert(runs.end(), below.begin(), below.end());
            }
            instances = std::move(runs);
        }
        Nodes found;
        for (const InstanceId each : instances)
            add_children(found, element, each);
        return found;
    }

    void filter(Nodes& nodes, const Node::Step& step) {
        for (const Node& predicate : step.predicates) {
            const Focus outer = focus_;
            Nodes kept;
            for (std::size_t index = 0; index < nodes.size(); ++index) {
                focus_ = {nodes[index], index + 1, nodes.size()};
                const Value value = evaluate(predicate);
                const auto* wanted = std::get_if<double>(&value);
                if (wanted != nullptr ? *wanted == static_cast<double>(index + 1) : to_boolean(value))
                    kept.push_back(nodes[index]);
            }
            focus_ = outer;
            nodes = std::move(kept);
        }
    }

    Value node_value(NodeRef node) const {
        if (outline_.at(node.element).kind != ElementKind::question)
            return std::string();
        return context_.value_of(node);
    }

    Value path_value(const Node& path) {
        const Nodes found = nodes(path);
        return found.empty() ? Value(std::string()) : node_value(found.front());
    }

    /// The values behind an argument: of every relevant node of a path, or the one that it is.
    std::vector<Value> values(const Node& node) {
        if (node.operation != Operation::path)
            return {evaluate(node)};
        std::vector<Value> all;
        for (const NodeRef& each : nodes(node)) {
            if (context_.relevant(each))
                all.push_back(node_value(each));
        }
        return all;
    }

    // Operators.

    bool compare(const Node& node) {
        const bool several =
            node.children[0].operation == Operation::path || node.children[1].operation == Operation::path;
        if (!several)
            return compare_values(node.operation, child(node, 0), child(node, 1));
        // As XPath says of node sets: true if it is true of any pair.
        const std::vector<Value> left = side(node.children[0]);
        const std::vector<Value> right = side(node.children[1]);
        return std::any_of(left.begin(), left.end(), [&](const Value& one) {
            return std::any_of(right.begin(), right.end(), [&](const Value& other) {
                return compare_values(node.operation, one, other);
            });
        });
    }

    /// One question that has no answer compares as the empty text; of several, only those that are there.
    std::vector<Value> side(const Node& node) {
        if (node.operation != Operation::path)
            return {evaluate(node)};
        const Nodes found = nodes(node);
        if (found.size() == 1)
            return {node_value(found.front())};
        std::vector<Value> all;
        for (const NodeRef& each : found) {
            if (context_.relevant(each))
                all.push_back(node_value(each));
        }
        if (all.empty())
            all.emplace_back(std::string());
        return all;
    }

    static bool compare_values(Operation operation, const Value& left, const Value& right) {
        switch (operation) {
        case Operation::equal:
            return values::equal(left, right);
        case Operation::not_equal:
            return !values::equal(left, right);
        default:
            break;
        }
        const double one = values::number_beside(left, right);
        const double other = values::number_beside(right, left);
        switch (operation) {
        case Operation::less:
            return one < other;
        case Operation::less_equal:
            return one <= other;
        case Operation::greater:
            return one > other;
        default:
            return one >= other;
        }
    }

    double arithmetic(const Node& node) {
        const double left = number(node, 0);
        if (node.operation == Operation::negate)
            return -left;
        const double right = number(node, 1);
        switch (node.operation) {
        case Operation::add:
            return left + right;
        case Operation::subtract:
            return left - right;
        case Operation::multiply:
            return left * right;
        case Operation::divide:
            return values::divide(left, right);
        default:
            return std::fmod(left, right);
        }
    }

    // Functions.

    Value call(const Node& node) {
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
        case Function::today:
            return context_.today();
        case Function::now:
            return context_.now();
        case Function::date:
            return values::date(child(node, 0));
        case Function::indexed_repeat:
            return indexed_repeat(node);
        case Function::absolute:
        case Function::ceiling:
        case Function::count:
        case Function::count_selected:
        case Function::floor:
        case Function::integer_part:
        case Function::last:
        case Function::maximum:
        case Function::minimum:
        case Function::number:
        case Function::position:
        case Function::power:
        case Function::round:
        case Function::string_length:
        case Function::sum:
            return numeric_call(node);
        default:
            return text_call(node);
        }
    }

    Value coalesce(const Node& node) {
        for (std::size_t index = 0; index < node.children.size(); ++index) {
            Value value = child(node, index);
            if (!to_text(value).empty())
                return value;
        }
        return std::string();
    }

    /// The answer that is there already stays; only an empty one is computed.
    Value once(const Node& node) {
        Value value = node_value(context_.self());
        return to_text(value).empty() ? child(node, 0) : value;
    }

    Value indexed_repeat(const Node& node) {
        const ElementId question = node.children[0].steps.front().element;
        Nodes runs{{}};
        bool first = true;
        for (std::size_t index = 1; index + 1 < node.children.size(); index += 2) {
            const ElementId repeat = node.children[index].steps.front().element;
            const double wanted = number(node, index + 1);
            Nodes below;
            if (first)
                below = named(repeat);
            else
                for (const NodeRef& run : runs)
                    add_children(below, repeat, run.instance);
            first = false;
            if (!(wanted >= 1) || wanted > static_cast<double>(below.size()))
                return std::string();
            runs = {below[static_cast<std::size_t>(wanted) - 1]};
        }
        const ElementId home = outline_.at(question).home;
        return runs.front().element == home ? node_value({question, runs.front().instance})
                                            : Value(std::string());
    }

    double numeric_call(const Node& node) {
        switch (node.function) {
        case Function::number:
            return number(node, 0);
        case Function::integer_part:
            return std::trunc(number(node, 0));
        case Function::absolute:
            return std::fabs(number(node, 0));
        case Function::ceiling:
            return std::ceil(number(node, 0));
        case Function::floor:
            return std::floor(number(node, 0));
        case Function::power:
            return std::pow(number(node, 0), number(node, 1));
        case Function::round:
            return values::round(number(node, 0), node.children.size() > 1 ? number(node, 1) : 0);
        case Function::string_length:
            return values::string_length(text(node, 0));
        case Function::count_selected:
            return values::count_selected(text(node, 0));
        case Function::count:
            return count(node.children[0]);
        case Function::position:
            return position(node);
        case Function::last:
            return static_cast<double>(focus_.size);
        case Function::sum:
            return values::sum(values(node.children[0]));
        default:
            return extreme(node);
        }
    }

    double count(const Node& path) {
        const Nodes found = nodes(path);
        return static_cast<double>(
            std::count_if(found.begin(), found.end(), [&](NodeRef each) { return context_.relevant(each); }));
    }

    /// Of a node: which run of its repeat it lies in, from 1. Without one: of what [ ] looks at.
    double position(const Node& node) {
        if (node.children.empty())
            return static_cast<double>(focus_.position);
        const Nodes found = nodes(node.children[0]);
        if (found.empty())
            return not_a_number;
        const NodeRef& wanted = found.front();
        const Element& element = outline_.at(wanted.element);
        const ElementId repeat = element.kind == ElementKind::repeat ? wanted.element : element.home;
        if (repeat == form_element)
            return 1;
        const auto& runs = context_.instances_of(repeat, context_.parent_of(wanted.instance));
        const auto run = std::find(runs.begin(), runs.end(), wanted.instance);
        return static_cast<double>(run - runs.begin()) + 1;
    }

    double extreme(const Node& node) {
        std::vector<Value> all;
        for (const Node& argument : node.children) {
            std::vector<Value> some = values(argument);
            all.insert(all.end(), some.begin(), some.end());
        }
        return node.function == Function::minimum ? values::minimum(all) : values::maximum(all);
    }

    Value text_call(const Node& node) {
        switch (node.function) {
        case Function::string:
            return text(node, 0);
        case Function::contains:
            return text(node, 0).find(text(node, 1)) != std::string::npos;
        case Function::starts_with:
            return text(node, 0).rfind(text(node, 1), 0) == 0;
        case Function::regex:
            return values::matches_whole(*node.pattern, text(node, 0));
        case Function::selected:
            return values::selected(text(node, 0), text(node, 1));
        case Function::selected_at:
            return values::selected_at(text(node, 0), number(node, 1));
        case Function::substr:
            return values::substr(text(node, 0), number(node, 1),
                                  node.children.size() > 2 ? std::optional(number(node, 2)) : std::nullopt);
        case Function::choice_name:
            return context_.choice_label(node.children[1].steps.back().element, text(node, 0));
        case Function::join:
            return join(node, 1, text(node, 0));
        default: // concat
            return join(node, 0, {});
        }
    }

    std::string join(const Node& node, std::size_t first, const std::string& separator) {
        std::string all;
        bool begun = false;
        for (std::size_t index = first; index < node.children.size(); ++index) {
            for (const Value& value : values(node.children[index])) {
                if (begun)
                    all += separator;
                all += to_text(value);
                begun = true;
            }
        }
        return all;
    }

    const EvaluationContext& context_;
    const Outline& outline_;
    Focus focus_;
};

} // namespace

Value Expression::evaluate(const EvaluationContext& context) const {
    return Evaluator(context, context.outline()).evaluate(*root_);
}

} // namespace istiqbal::form
