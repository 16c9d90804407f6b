// SPDX-License-Identifier: Apache-2.0
// A day as the formats of sync/ write it.
#pragma once

#include <string_view>

namespace istiqbal::seal {

// yyyy-mm-dd with a month and a day that there are in some month of some year.
bool is_iso_date(std::string_view text);

} // namespace istiqbal::seal
