// SPDX-License-Identifier: Apache-2.0
// Canonical values as a person reads them.
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/language.hpp"

#include <string>
#include <string_view>

namespace istiqbal::form {

/// ASCII digits replaced by those of the setting; everything else stays.
std::string with_digits(std::string_view text, Digits digits);

/// A canonical number ("-1234.5") grouped in threes: 1,234.5 or ١٬٢٣٤٫٥.
std::string grouped_number(std::string_view canonical, Digits digits);

/// Wrapped in LRI…PDI: identifiers and telephone numbers keep their order inside Arabic.
std::string isolated(std::string_view text);

/// The canonical value of a question's answer in words; empty for the empty value.
std::string shown_value(const Question& question, std::string_view value, Language language, Digits digits);

} // namespace istiqbal::form
