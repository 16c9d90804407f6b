// SPDX-License-Identifier: Apache-2.0
// Whether an XForms document hangs together: every nodeset and ref leads to a node of the instance, every
// control has a bind, every text that is referred to exists in both languages and none is left over, and
// every path in every expression leads somewhere.
#pragma once

#include <string>
#include <vector>

namespace istiqbal::form::tests {

/// What is wrong, a sentence each; empty for a sound document.
std::vector<std::string> problems_of_xform(const std::string& xml);

} // namespace istiqbal::form::tests
