// SPDX-License-Identifier: Apache-2.0
// Where a hub is reached, as provisions and settings name it.
#pragma once

#include <algorithm>
#include <string_view>

namespace istiqbal::seal {

inline constexpr std::size_t hub_url_limit = 512;
inline constexpr std::size_t hub_url_count_limit = 8;

// http:// or https://, and nothing but printable ASCII.
inline bool is_hub_url(std::string_view text) {
    const bool known = text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
    return known && text.size() <= hub_url_limit &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter > 32 && letter < 127; });
}

} // namespace istiqbal::seal
