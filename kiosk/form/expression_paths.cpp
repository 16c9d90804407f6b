// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_paths.hpp"

#include <utility>

namespace istiqbal::form {

using Node = Expression::Node;
using Axis = Node::Step::Axis;

Path::Path(const Outline& outline, PathStart start, ElementId element)
    : outline_(outline)
    , start_(start)
    , begin_(element)
    , end_(element) {
    if (start == PathStart::name)
        steps_.push_back({Axis::self, element, {}});
}

bool Path::child(std::string_view name) {
    const auto found = outline_.child(end_, name);
    if (!found)
        return false;
    end_ = *found;
    steps_.push_back({Axis::child, end_, {}});
    return true;
}

bool Path::parent() {
    if (end_ == form_element)
        return false;
    end_ = outline_.at(end_).parent;
    steps_.push_back({Axis::parent, end_, {}});
    return true;
}

void Path::filter(Node predicate) {
    filtered_ = true;
    if (steps_.empty())
        steps_.push_back({Axis::self, end_, {}});
    steps_.back().predicates.push_back(std::move(predicate));
}

std::vector<Dependency> Path::dependencies(ElementId self, bool in_predicate) const {
    // The point alone is the answer that the expression belongs to: it is looked at when that is asked.
    if (steps_.empty() && start_ != PathStart::name)
        return {};
    bool anywhere = in_predicate || filtered_ || start_ == PathStart::root;
    std::vector<Dependency> all;
    const auto through = [&](ElementId element) {
        if (outline_.at(element).kind != ElementKind::repeat)
            return;
        all.push_back({element, false});
    };
    if (start_ == PathStart::name) {
        // The repeats that are gone through to get there: those that the expression's own element is not in.
        for (ElementId above = begin_; above != form_element; above = outline_.at(above).parent)
            if (above == begin_ || !outline_.lies_in(self, above))
                through(above);
    }
    for (const Node::Step& step : steps_) {
        if (step.axis != Axis::child)
            continue;
        through(step.element);
        // Down again into a repeat that the path came out of: into every run of it.
        anywhere = anywhere || (outline_.at(step.element).kind == ElementKind::repeat &&
                                outline_.lies_in(self, step.element));
    }
    all.push_back({end_, false});
    for (Dependency& each : all)
        each.anywhere = anywhere;
    return all;
}

Node Path::node() && {
    Node node;
    node.operation = Operation::path;
    node.start = start_;
    node.steps = std::move(steps_);
    return node;
}

} // namespace istiqbal::form
