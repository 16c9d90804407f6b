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
    /// Of an expression that belongs to `self`; begins at the element (of PathStart::name: there; else the
    /// element is where one stands).
    Path(const Outline& outline, ElementId self, PathStart start, ElementId element);

    /// Where the path leads so far.
    ElementId end() const { return end_; }
    /// Whether it is the expression's own element, possibly filtered.
    bool is_self() const;
    /// Whether it would need one run of the repeat that the expression belongs to as a whole.
    bool astray() const;
    /// A step down; false if there is no such child.
    bool child(std::string_view name);
    /// A step up; false at the top.
    bool parent();
    /// [ ] behind what was last.
    void filter(Expression::Node predicate);

    /// What the path looks at. Never the form itself, which does not change.
    std::vector<Dependency> dependencies(bool in_predicate) const;
    Expression::Node node() &&;

private:
    bool is_point() const;
    void find_way(Expression::Node& node) const;

    const Outline& outline_;
    ElementId self_;
    PathStart start_;
    ElementId begin_;
    ElementId end_;
    bool filtered_ = false;
    bool from_root_ = false; ///< was written /data/… and has only gone down since
    std::vector<Expression::Node::Step> steps_;
};

} // namespace istiqbal::form
