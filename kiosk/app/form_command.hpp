// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk form check|show|export|publish`: for the employee who writes the forms, at a desk. Needs no
// window and no network; publishing alone needs a terminal's directory.
//
//   check   a line on `out` for each form that is good, with hints that are no faults; all faults of one that
//           is not on `problems`, a line each, beginning with the file's name
//   show    the questions as text (form_text.hpp)
//   export  the form as Open XForms (kiosk/form/xforms_export.hpp); what other tools will not check is said
//           on `problems`. A file that is written appears whole or not at all
//   publish puts forms in use on a terminal (published_forms.hpp): a line on `out` for each that is; the
//           faults of one that is not as check says them, and what was in use stays so
#pragma once

#include "kiosk/app/options.hpp"
#include "kiosk/form/definition.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace istiqbal::app {

// The program's status: 0 only if every form is good and everything was written.
int run_form_command(const Options& options, std::FILE* out, std::FILE* problems);

// What is no fault but seldom meant, in English: a text that stands in the column of the other language, two
// choices of a list that read the same, a form that can be sent empty. In the order of the sheets.
std::vector<std::string> form_hints(const form::Form& form);

// "support_request 2026.11.1, 24 questions in 6 sections, 2 repeats"
std::string form_summary(const form::Form& form);

} // namespace istiqbal::app
