// SPDX-License-Identifier: Apache-2.0
// The two halves of an XForms document, for xforms_export.cpp only, and the words by which they speak of the
// same things.
#pragma once

#include "kiosk/form/definition.hpp"

#include <pugixml.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// What both halves refer to.
struct XFormNames {
    explicit XFormNames(const Form& shown);

    std::string label(ElementId element) const { return text(element, "label"); }
    /// The id of a text in itext.
    std::string text(ElementId element, std::string_view kind) const;
    /// The same as a reference: jr:itext('…').
    std::string reference(ElementId element, std::string_view kind) const;

    const Form& form;
    std::vector<const ChoiceList*> lists;             ///< in the order in which they are asked
    std::map<const ChoiceList*, std::string> list_id; ///< of its secondary instance
    /// repeat_count as a node of its own beside the repeat, by index in Form::groups: JavaRosa reads jr:count
    /// as a path, not as an expression. Not for those that are a path already.
    std::map<std::size_t, std::string> count_node;
    std::map<ElementId, std::vector<const Question*>> triggered; ///< by what triggers them
};

std::string choice_text_id(const std::string& list_id, std::size_t choice);

void write_model(const XFormNames& names, pugi::xml_node model);
void write_body(const XFormNames& names, pugi::xml_node body);

/// Without the control characters that XML 1.0 has no way to write.
std::string writable(std::string text);

/// An attribute, unless the value is empty.
void set(pugi::xml_node node, const char* name, const std::string& value);

} // namespace istiqbal::form
