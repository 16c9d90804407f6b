// SPDX-License-Identifier: Apache-2.0
// A form as an Open XForms document (the ODK XForms specification), in the conventions of pyxform, which ODK
// Central, KoboToolbox and ODK Collect make their own documents with: texts by jr:itext in both languages,
// choices as secondary instances, a template beside the first run of every repeat.
//
// Our appearances stay in the appearance attribute; tools that do not know them show a plain question. What
// they then no longer check is said in XForm::notes.
#pragma once

#include "kiosk/form/definition.hpp"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace istiqbal::form {

struct XForm {
    std::string xml;                ///< UTF-8, with its declaration
    std::vector<std::string> notes; ///< in English, for the office: what other tools will not do
};

/// Fails only where XForms has no word for what the form does; all reasons at once, each with the question's
/// name.
tl::expected<XForm, std::vector<std::string>> export_xform(const Form& form);

} // namespace istiqbal::form
