// SPDX-License-Identifier: Apache-2.0
// The two languages of the product, and a text that exists in both.
#pragma once

#include <cstdint>
#include <string>

namespace istiqbal::form {

enum class Language : std::uint8_t { arabic, english };

/// Which digits numbers and dates are shown with; what is stored is always ASCII.
enum class Digits : std::uint8_t { latin, arabic_indic };

/// A text that a person may read in either language. A loaded form has both halves filled or both empty.
struct LocalText {
    std::string ar;
    std::string en;

    const std::string& in(Language language) const { return language == Language::arabic ? ar : en; }
    bool empty() const { return ar.empty() && en.empty(); }
    friend bool operator==(const LocalText&, const LocalText&) = default;
};

} // namespace istiqbal::form
