// SPDX-License-Identifier: Apache-2.0
// What typical people answer to the forms that are shipped. On the day of the walks it is 2026-11-22.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace istiqbal::form::tests {

/// By their paths, entries of a repeat one after another: what "members[2]/name" answers adds the second.
using Answers = std::vector<std::pair<std::string, std::string>>;

struct Walk {
    std::string form;
    std::string who; ///< in words, for the report
    Answers answers; ///< of every question that comes, but for those left empty on purpose
    std::vector<std::string> empty;
};

/// At least one of every form in assets/forms.
const std::vector<Walk>& walks();

} // namespace istiqbal::form::tests
