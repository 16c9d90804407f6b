// SPDX-License-Identifier: Apache-2.0
// Who depends on whom in a form: what must be settled again when an answer changes, and in which order, so
// that nothing is evaluated before what it looks at.
#pragma once

#include "kiosk/form/outline.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <vector>

namespace istiqbal::form {

struct Form;

/// An element that looks at another one, which changed in some instance.
struct Dependent {
    ElementId element = form_element;
    /// What is touched are its nodes within the changed one's instance of this home; with the form as home,
    /// all.
    ElementId within = form_element;
    /// Its calculation is to run because of this: all but where a trigger says when.
    bool recalculates = true;
    /// Only because it lies in the group that changed: of concern when that comes or goes, not when a repeat
    /// gets another entry.
    bool inside = false;
};

struct Dependencies {
    std::vector<ElementId> order;                   ///< every element but the form, what is looked at first
    std::vector<std::size_t> rank;                  ///< by element: its place in `order`
    std::vector<std::vector<Dependent>> dependents; ///< by element
};

/// Elements that depend on themselves in a circle, the first of them not repeated at the end.
using Cycle = std::vector<ElementId>;

tl::expected<Dependencies, Cycle> dependencies_of(const Form& form);

} // namespace istiqbal::form
