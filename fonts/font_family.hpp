// SPDX-License-Identifier: Apache-2.0
#pragma once
// The names under which fontconfig finds the faces of a family.

#include "fonts/style.hpp"

#include <string_view>

namespace istiqbal::text {

struct FamilyNames {
    std::string_view arabic;
    std::string_view latin;
};

constexpr FamilyNames family_names(Family family) {
    return {family == Family::display ? "Noto Kufi Arabic" : "Noto Sans Arabic", "Noto Sans"};
}

} // namespace istiqbal::text
