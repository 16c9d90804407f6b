// SPDX-License-Identifier: Apache-2.0
// The ${name} of XLSForm as paths of an XForms instance whose root is /data, as pyxform writes them:
//
//   elsewhere                         /data/group/name
//   in the same run of a repeat       ../name, ../../group/name
//   in what [ ] filters               current()/../name
//   in indexed-repeat()               /data/repeat/name for the question and the repeats
//   the question of jr:choice-name()  '/data/name'
//
// Everything else of an expression stays as it was written, its spaces too.
#pragma once

#include "kiosk/form/definition.hpp"

#include <string>
#include <string_view>

namespace istiqbal::form {

constexpr std::string_view xforms_root = "data";

/// "/data/group/name"; "/data" for the form itself.
std::string absolute_path(const Outline& outline, ElementId element);

/// What ${target} is in an expression that belongs to `self`: relative where both have their state in one
/// run of a repeat, else absolute. Never empty.
std::string path_from(const Outline& outline, ElementId self, ElementId target);

/// The expression of `self` with paths in place of names. In a choice_filter `.` and bare names are those of
/// the choice.
std::string with_paths(const Form& form, ElementId self, const Expression& expression,
                       bool choice_filter = false);

} // namespace istiqbal::form
