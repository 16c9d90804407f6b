// SPDX-License-Identifier: Apache-2.0
// From what was typed to the canonical value, or to the reason why there is none.
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/interview.hpp"

#include <tl/expected.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form {

/// Code points that a text may have, by its appearance.
std::size_t text_limit(const Question& question);

/// The canonical value; empty if nothing but white space was typed. Depends on the question alone, neither on
/// other answers nor on the day.
tl::expected<std::string, Problem> canonical_value(const Question& question, std::string_view typed);

/// Of a choices value, what a filter leaves.
std::string only_choices(const Question& question, std::string_view value,
                         const std::function<bool(const Choice&)>& offered);

/// not-past and not-future.
std::optional<Problem> check_day(const Question& question, std::string_view value, Date today);

} // namespace istiqbal::form
