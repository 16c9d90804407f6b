// SPDX-License-Identifier: Apache-2.0
// Which questions a change touches. A question depends on every ${name} in its relevance, in that of the
// groups around it, and in its calculation. (Constraints and required are asked for when they are needed and
// settle nothing.)
#pragma once

#include "kiosk/form/definition.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <vector>

namespace istiqbal::form {

struct Dependencies {
    std::vector<std::vector<std::size_t>> dependents; ///< by question: those that depend on it directly
    std::vector<std::size_t> order;                   ///< all questions, each after those it depends on
    std::vector<std::size_t> rank;                    ///< by question: its place in `order`
};

/// A way from a question back to itself: each depends on the next, the last on the first.
using Cycle = std::vector<std::size_t>;

/// Names that the form does not have are passed over: the loader has faulted them already.
tl::expected<Dependencies, Cycle> dependencies_of(const Form& form);

} // namespace istiqbal::form
