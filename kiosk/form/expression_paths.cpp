// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_paths.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::form {

using Node = Expression::Node;
using Axis = Node::Step::Axis;

Path::Path(const Outline& outline, ElementId self, PathStart start, ElementId element)
    : outline_(outline)
    , self_(self)
    , start_(start)
    , begin_(element)
    , end_(element) {
    if (start == PathStart::name)
        steps_.push_back({Axis::self, element, {}});
}

bool Path::is_point() const {
    return std::all_of(steps_.begin(), steps_.end(),
                       [](const Node::Step& step) { return step.axis == Axis::self; });
}

bool Path::is_self() const {
    return start_ == PathStart::self && is_point();
}

bool Path::astray() const {
    return start_ == PathStart::self && outline_.at(self_).kind == ElementKind::repeat;
}

bool Path::child(std::string_view name) {
    const auto found = outline_.child(end_, name);
    if (!found)
        return false;
    end_ = *found;
    // /data/household/age is what ${age} is: the specification takes paths from the top as relative to the
    // run that they are written in, and names are unique.
    const bool only_down =
        start_ == PathStart::root || (start_ == PathStart::name && from_root_ && steps_.size() == 1);
    if (only_down && !filtered_) {
        from_root_ = true;
        start_ = PathStart::name;
        begin_ = end_;
        steps_.assign(1, {Axis::self, end_, {}});
        return true;
    }
    steps_.push_back({Axis::child, end_, {}});
    return true;
}

bool Path::parent() {
    if (end_ == form_element)
        return false;
    const bool leaves_own_repeat = start_ == PathStart::self && steps_.empty() && end_ == self_ &&
                                   outline_.at(self_).kind == ElementKind::repeat;
    end_ = outline_.at(end_).parent;
    if (leaves_own_repeat)
        start_ = PathStart::holder;
    else
        steps_.push_back({Axis::parent, end_, {}});
    return true;
}

void Path::filter(Node predicate) {
    filtered_ = true;
    if (steps_.empty())
        steps_.push_back({Axis::self, end_, {}});
    steps_.back().predicates.push_back(std::move(predicate));
}

std::vector<Dependency> Path::dependencies(bool in_predicate) const {
    // The point alone is the answer that the expression belongs to, or what is filtered: it is looked at when
    // that is asked.
    if (is_point() && (start_ == PathStart::context || start_ == PathStart::self))
        return {};
    bool anywhere = in_predicate || filtered_ || start_ == PathStart::root;
    std::vector<Dependency> all;
    const auto through = [&](ElementId element) {
        if (outline_.at(element).kind == ElementKind::repeat)
            all.push_back({element, false});
    };
    if (start_ == PathStart::name) {
        // The repeats that are gone through to get there: those that the expression's own element is not in.
        for (ElementId above = begin_; above != form_element; above = outline_.at(above).parent)
            if (above == begin_ || above == self_ || !outline_.lies_in(self_, above))
                through(above);
    }
    for (const Node::Step& step : steps_) {
        if (step.axis != Axis::child)
            continue;
        through(step.element);
        // Down again into a repeat that the path came out of: into every run of it.
        anywhere = anywhere || (outline_.at(step.element).kind == ElementKind::repeat &&
                                outline_.lies_in(self_, step.element));
    }
    if (end_ != form_element)
        all.push_back({end_, false});
    for (Dependency& each : all)
        each.anywhere = anywhere;
    return all;
}

/// From the expression's own element out to what holds both, then in again.
void Path::find_way(Node& node) const {
    const ElementId common = outline_.common_home(self_, begin_);
    for (ElementId home = outline_.at(self_).home; home != common; home = outline_.at(home).home)
        ++node.leaves;
    for (ElementId home = outline_.at(begin_).home; home != common; home = outline_.at(home).home)
        node.enters.push_back(home);
    std::reverse(node.enters.begin(), node.enters.end());
}

Node Path::node() && {
    Node node;
    node.operation = Operation::path;
    node.start = start_;
    node.element = end_;
    if (start_ == PathStart::name)
        find_way(node);
    const auto is_repeat = [&](ElementId element) {
        return outline_.at(element).kind == ElementKind::repeat;
    };
    node.single = !filtered_ && node.enters.empty() && !(start_ == PathStart::name && is_repeat(begin_)) &&
                  std::none_of(steps_.begin(), steps_.end(), [&](const Node::Step& step) {
                      return step.axis == Axis::child && is_repeat(step.element);
                  });
    node.steps = std::move(steps_);
    return node;
}

} // namespace istiqbal::form
