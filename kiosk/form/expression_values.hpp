// SPDX-License-Identifier: Apache-2.0
// What the operators and functions of expressions do with plain values. Pure functions, any thread; the
// clauses are those of the ODK XForms specification, and of XPath 1.0 where it says nothing.
#pragma once

#include "kiosk/form/expression.hpp"

#include <unicode/regex.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form::values {

/// By truth if either is a boolean, by number if either is one, else by text; a day and a text that is one
/// are equal when they are the same day.
bool equal(const Value& left, const Value& right);
/// The number to compare with `other`: beside a day or a moment, a text that is one counts as its days.
double number_beside(const Value& value, const Value& other);
/// IEEE 754, as XPath asks: 1 div 0 is infinite.
double divide(double left, double right);
/// Half goes up. `decimals` may be negative.
double round(double number, double decimals);
/// Characters, not bytes.
double string_length(const std::string& text);
double count_selected(const std::string& list);
bool selected(const std::string& list, const std::string& choice);
/// From 0; empty outside.
std::string selected_at(const std::string& list, double index);
/// Characters from `begin` (from 0) to before `end`; negative ones count from the end.
std::string substr(const std::string& text, double begin, std::optional<double> end);
/// Of what was answered: empty values are left out. 0 of none.
double sum(const std::vector<Value>& values);
/// The same; not a number of none.
double minimum(const std::vector<Value>& values);
double maximum(const std::vector<Value>& values);
/// A day from its text or its number of days since 1970; the empty text if it is none.
Value date(const Value& value);
/// Whether the pattern fits the whole text. False where ICU would take too long.
bool matches_whole(const icu::RegexPattern& pattern, const std::string& text);

} // namespace istiqbal::form::values
