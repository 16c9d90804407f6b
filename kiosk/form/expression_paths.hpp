// SPDX-License-Identifier: Apache-2.0
// A path of an expression while it is being parsed: since names are unique and the tree is known, every step
// leads to one element, and what the path depends on is known with it. Used by the parser only.
#pragma once

#include "kiosk/form/expression_node.hpp"

#include <string_view>
#include <vector>

namespace istiqbal::form {

class Path {
public:
    /// Begins at the element (of PathStart::name: there; else the element is where one stands).
    Path(const Outline& outline, PathStart start, ElementId element);

    /// Where the path leads so far.
    ElementId end() const { return end_; }
    /// A step down; false if there is no such child.
    bool child(std::string_view name);
    /// A step up; false at the top.
    bool parent();
    /// [ ] behind what was last.
    void filter(Expression::Node predicate);

    /// What the path looks at, for an expression that belongs to `self`.
    std::vector<Dependency> dependencies(ElementId self, bool in_predicate) const;
    Expression::Node node() &&;

private:
    const Outline& outline_;
    PathStart start_;
    ElementId begin_;
    ElementId end_;
    bool filtered_ = false;
    std::vector<Expression::Node::Step> steps_;
};

} // namespace istiqbal::form
