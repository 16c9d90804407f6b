// SPDX-License-Identifier: Apache-2.0
// Paths: from the expression's own element to the nodes that it speaks of.
#include "kiosk/form/expression_evaluator.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::form {

bool Evaluator::is_set(const Node& node) {
    return node.operation == Operation::path || node.operation == Operation::unite;
}

bool Evaluator::is_several(const Node& node) {
    return is_set(node) && !node.single;
}

/// Of a ${name} that is single: the name itself.
NodeRef Evaluator::start(const Node& path) const {
    switch (path.start) {
    case PathStart::context:
        return focus_.node;
    case PathStart::self:
        return context_.self();
    case PathStart::holder: {
        const NodeRef self = context_.self();
        return {outline_.at(self.element).parent, self.instance};
    }
    case PathStart::root:
        return {};
    case PathStart::name:
        break;
    }
    InstanceId instance = context_.self().instance;
    for (std::uint32_t left = 0; left < path.leaves; ++left)
        instance = context_.parent_of(instance);
    return {path.steps.front().element, instance};
}

NodeRef Evaluator::above(NodeRef node, ElementId parent) const {
    const bool leaves = outline_.at(node.element).kind == ElementKind::repeat;
    return {parent, leaves ? context_.parent_of(node.instance) : node.instance};
}

NodeRef Evaluator::single(const Node& path) {
    NodeRef node = start(path);
    spend(path.steps.size());
    for (const Node::Step& step : path.steps) {
        if (step.axis == Node::Step::Axis::parent)
            node = above(node, step.element);
        else if (step.axis == Node::Step::Axis::child)
            node.element = step.element;
    }
    return node;
}

Evaluator::Nodes Evaluator::nodes(const Node& path) {
    if (path.operation == Operation::unite)
        return united(path);
    if (path.single)
        return {single(path)};
    const bool by_name = path.start == PathStart::name;
    Nodes found = by_name ? named(path) : Nodes{start(path)};
    for (std::size_t index = by_name ? 1 : 0; index < path.steps.size(); ++index)
        step(found, path.steps[index]);
    return found;
}

Evaluator::Nodes Evaluator::named(const Node& path) {
    std::vector<InstanceId> instances{start(path).instance};
    for (const ElementId repeat : path.enters) {
        std::vector<InstanceId> runs;
        for (const InstanceId each : instances) {
            const auto& below = context_.instances_of(repeat, each);
            if (!spend(1 + below.size()))
                return {};
            runs.insert(runs.end(), below.begin(), below.end());
        }
        instances = std::move(runs);
    }
    Nodes found;
    for (const InstanceId each : instances)
        add_children(found, path.steps.front(), each);
    return found;
}

void Evaluator::step(Nodes& nodes, const Node::Step& step) {
    using Axis = Node::Step::Axis;
    Nodes reached;
    for (const NodeRef& node : nodes) {
        if (!spend(1))
            break;
        if (step.axis == Axis::child) {
            add_children(reached, step, node.instance);
            continue;
        }
        const NodeRef next = step.axis == Axis::parent ? above(node, step.element) : node;
        // In the order of the form those with one parent follow each other.
        if (step.axis == Axis::parent && !reached.empty() && reached.back() == next)
            continue;
        reached.push_back(next);
        filter(reached, reached.size() - 1, step);
    }
    nodes = std::move(reached);
}

void Evaluator::add_children(Nodes& nodes, const Node::Step& step, InstanceId instance) {
    const std::size_t first = nodes.size();
    if (outline_.at(step.element).kind != ElementKind::repeat) {
        nodes.push_back({step.element, instance});
    } else {
        const auto& runs = context_.instances_of(step.element, instance);
        if (!spend(runs.size()))
            return;
        for (const InstanceId run : runs)
            nodes.push_back({step.element, run});
    }
    spend(1);
    filter(nodes, first, step);
}

void Evaluator::filter(Nodes& nodes, std::size_t first, const Node::Step& step) {
    const Focus outer = focus_;
    for (const Node& predicate : step.predicates) {
        const std::size_t size = nodes.size() - first;
        std::size_t kept = first;
        for (std::size_t index = 0; index < size; ++index) {
            focus_ = {nodes[first + index], index + 1, size};
            const Value value = condition(predicate);
            const auto* wanted = std::get_if<double>(&value);
            if (wanted != nullptr ? *wanted == static_cast<double>(index + 1) : to_boolean(value))
                nodes[kept++] = nodes[first + index];
        }
        nodes.resize(kept);
    }
    focus_ = outer;
}

/// Where a node stands in the form: the elements on the way down to it, each with the number of its run.
std::vector<std::size_t> Evaluator::place(NodeRef node) {
    std::vector<std::size_t> way;
    while (node.element != form_element) {
        const Element& element = outline_.at(node.element);
        std::size_t number = 0;
        if (element.kind == ElementKind::repeat) {
            const auto& runs = context_.instances_of(node.element, context_.parent_of(node.instance));
            spend(runs.size());
            number =
                static_cast<std::size_t>(std::find(runs.begin(), runs.end(), node.instance) - runs.begin());
        }
        way.push_back(number);
        way.push_back(node.element);
        spend(1);
        node = above(node, element.parent);
    }
    std::reverse(way.begin(), way.end());
    return way;
}

Evaluator::Nodes Evaluator::united(const Node& node) {
    using Placed = std::pair<std::vector<std::size_t>, NodeRef>;
    std::vector<Placed> all;
    for (const Node& part : node.children) {
        for (const NodeRef& each : nodes(part)) {
            if (!spend(1))
                return {};
            all.emplace_back(place(each), each);
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Placed& one, const Placed& other) { return one.first < other.first; });
    Nodes found;
    for (const Placed& each : all) {
        if (found.empty() || !(found.back() == each.second))
            found.push_back(each.second);
    }
    return found;
}

Value Evaluator::node_value(NodeRef node) {
    if (outline_.at(node.element).kind != ElementKind::question)
        return std::string();
    Value value = context_.value_of(node);
    if (const auto* text = std::get_if<std::string>(&value))
        spend(text->size() / bytes_a_step);
    return value;
}

Value Evaluator::path_value(const Node& path) {
    if (path.single)
        return node_value(single(path));
    for (const NodeRef& each : nodes(path)) {
        if (context_.relevant(each))
            return node_value(each);
    }
    return std::string();
}

/// The values behind an argument: of every relevant node of a path, or the one that it is.
std::vector<Value> Evaluator::values(const Node& node) {
    if (!is_set(node))
        return {evaluate(node)};
    std::vector<Value> all;
    for (const NodeRef& each : nodes(node)) {
        if (!spend(1))
            return {};
        if (context_.relevant(each))
            all.push_back(node_value(each));
    }
    return all;
}

/// One question that has no answer compares as the empty text; of several, only those that are there.
std::vector<Value> Evaluator::side(const Node& node) {
    if (!is_several(node))
        return {evaluate(node)};
    std::vector<Value> all = values(node);
    if (all.empty())
        all.emplace_back(std::string());
    return all;
}

} // namespace istiqbal::form
