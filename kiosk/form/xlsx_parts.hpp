// SPDX-License-Identifier: Apache-2.0
// The parts of an .xlsx besides the sheets: which part is which sheet, the shared texts, the number formats.
#pragma once

#include "kiosk/form/xlsx_archive.hpp"
#include "kiosk/form/xlsx_values.hpp"

#include <pugixml.hpp>
#include <tl/expected.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// A part's XML, checked before its tree is built: no document type, so no entities; no more nodes than the
/// limits allow. Neither pugixml's parser nor the end of a document recurses, so depth costs nothing.
class XmlPart {
public:
    static tl::expected<XmlPart, std::string> parse(std::string text, const XlsxLimits& limits);
    pugi::xml_node root() const { return document_->document_element(); }

private:
    std::unique_ptr<std::string> text_; ///< the tree's strings lie in it
    std::unique_ptr<pugi::xml_document> document_;
};

/// Whether an element has the name, whatever its namespace's prefix is.
bool is_named(const pugi::xml_node& node, std::string_view name);
/// The first child of that name, or a null node.
pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name);
/// The characters directly in an element.
std::string characters(const pugi::xml_node& node);
/// A text of runs, as shared strings and inline strings are: phonetic guides left out, escapes read.
std::string rich_text(const pugi::xml_node& node);

/// What the workbook part and its relationships say.
struct XlsxParts {
    struct NamedSheet {
        std::string name;
        std::string part; ///< empty if it is no sheet of cells (a chart)
    };
    std::vector<NamedSheet> sheets;
    std::string shared_strings; ///< empty if there are none
    std::string styles;         ///< the same
    DateEpoch epoch = DateEpoch::since_1900;
};

tl::expected<XlsxParts, std::string> read_parts(XlsxArchive& archive, const XlsxLimits& limits);
tl::expected<std::vector<std::string>, std::string>
read_shared_strings(XlsxArchive& archive, const std::string& part, const XlsxLimits& limits);
/// By the index that a cell's `s` gives.
tl::expected<std::vector<NumberKind>, std::string>
read_number_kinds(XlsxArchive& archive, const std::string& part, const XlsxLimits& limits);

} // namespace istiqbal::form
