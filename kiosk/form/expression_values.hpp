// SPDX-License-Identifier: Apache-2.0
// What the operators and functions of expressions do with plain values, as numbers above all; texts are in
// expression_text.hpp, days and moments in expression_dates.hpp. Pure functions, any thread; the clauses are
// those of the ODK XForms specification, and of XPath 1.0 where it says nothing.
#pragma once

#include "kiosk/form/expression.hpp"

#include <string>
#include <vector>

namespace istiqbal::form::values {

/// By truth if either is a boolean, by number if either is one, else by text; beside a day or a moment, a
/// text that is one counts as it.
bool equal(const Value& left, const Value& right);

struct Numbers {
    double left = 0;
    double right = 0;
};
/// Both as numbers, to be compared or subtracted: a day beside a moment is its midnight by the moment's
/// clock, so that now() is not before today() in the first hours of a day in Riyadh.
Numbers side_by_side(const Value& left, const Value& right);

/// IEEE 754, as XPath asks: 1 div 0 is infinite.
double divide(double left, double right);
/// Half goes up. `decimals` may be negative.
double round(double number, double decimals);
/// Of what was answered: empty values are left out. 0 of none.
double sum(const std::vector<Value>& values);
/// The same; not a number of none.
double minimum(const std::vector<Value>& values);
double maximum(const std::vector<Value>& values);
double count_non_empty(const std::vector<Value>& values);

/// Whether an answer of a checklist counts: a number above 0, as the specification says, and the text "yes",
/// as the XLSForm reference does.
bool checked(const Value& value);
/// Whether a total lies within both bounds, of which -1 bounds nothing.
bool within(double total, double least, double most);

/// From 0 to below 1, out of 64 random bits.
double unit(std::uint64_t bits);

} // namespace istiqbal::form::values
