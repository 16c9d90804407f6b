// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xlsx_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace istiqbal::form {
namespace {

constexpr const char* not_xml =
    "the workbook is damaged; open it in the spreadsheet program and save it again as .xlsx";

struct Relationship {
    std::string kind; ///< the last word of its type: worksheet, styles …
    std::string part;
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

tl::expected<XmlPart, std::string> read_xml(XlsxArchive& archive, const std::string& part,
                                            const XlsxLimits& limits) {
    return archive.read(part).and_then(
        [&](std::string text) { return XmlPart::parse(std::move(text), limits); });
}

std::string_view after_last(std::string_view text, char mark) {
    const std::size_t at = text.rfind(mark);
    return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string folder_of(std::string_view part) {
    return std::string(part.substr(0, part.size() - after_last(part, '/').size()));
}

tl::expected<Relationships, std::string> read_relationships(XlsxArchive& archive, std::string_view of,
                                                            const XlsxLimits& limits) {
    const std::string folder = folder_of(of);
    const auto xml = read_xml(archive, fmt::format("{}_rels/{}.rels", folder, after_last(of, '/')), limits);
    if (!xml)
        return tl::unexpected(xml.error());
    Relationships found;
    for (const pugi::xml_node& node : xml->root().children()) {
        if (!is_named(node, "Relationship") ||
            std::string_view(node.attribute("TargetMode").value()) == "External")
            continue;
        const std::string_view target = node.attribute("Target").value();
        const bool absolute = target.substr(0, 1) == "/";
        found.emplace(node.attribute("Id").value(),
                      Relationship{std::string(after_last(node.attribute("Type").value(), '/')),
                                   absolute ? std::string(target.substr(1)) : folder + std::string(target)});
    }
    return found;
}

const Relationship* of_kind(const Relationships& all, std::string_view kind) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.second.kind == kind; });
    return found == all.end() ? nullptr : &found->second;
}

/// An attribute by its name without a prefix: `r:id` has whichever prefix the workbook declares.
std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& each : node.attributes()) {
        if (after_last(each.name(), ':') == name)
            return each.value();
    }
    return {};
}

void append_runs(const pugi::xml_node& node, std::string& text) {
    for (const pugi::xml_node& each : node.children()) {
        if (is_named(each, "t"))
            text += characters(each);
        else if (is_named(each, "r"))
            text += characters(child_named(each, "t"));
    }
}

std::string explain_other_file(const XlsxArchive& archive) {
    if (archive.has("mimetype") && archive.has("content.xml"))
        return "the file is an OpenDocument sheet (.ods), whatever its name says; save it as .xlsx";
    if (archive.has("xl/workbook.bin"))
        return "the file is a binary workbook (.xlsb); save it as .xlsx";
    if (archive.has("word/document.xml"))
        return "the file is a text document; the form must be a workbook, saved as .xlsx";
    return "the file is a zip archive and no workbook; save the form as .xlsx";
}

} // namespace

tl::expected<XmlPart, std::string> XmlPart::parse(std::string text, const XlsxLimits& limits) {
    const auto marks =
        std::count_if(text.begin(), text.end(), [](char byte) { return byte == '<' || byte == '='; });
    if (static_cast<std::size_t>(marks) > limits.xml_marks)
        return tl::unexpected(
            std::string("the workbook has far more cells than a form needs; delete rows and "
                        "columns beyond the form, also those that are empty but formatted"));
    if (text.find('\0') != std::string::npos || text.find("<!DOCTYPE") != std::string::npos)
        return tl::unexpected(std::string(not_xml));
    XmlPart part;
    part.text_ = std::make_unique<std::string>(std::move(text));
    part.document_ = std::make_unique<pugi::xml_document>();
    constexpr unsigned options =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;
    if (!part.document_->load_buffer_inplace(part.text_->data(), part.text_->size(), options,
                                             pugi::encoding_utf8))
        return tl::unexpected(std::string(not_xml));
    return part;
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
    return after_last(node.name(), ':') == name;
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
    return node.find_child([&](const pugi::xml_node& each) { return is_named(each, name); });
}

std::string characters(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& each : node.children()) {
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
            text += each.value();
    }
    return text;
}

std::string rich_text(const pugi::xml_node& node) {
    std::string text;
    append_runs(node, text);
    return unescape(text);
}

tl::expected<XlsxParts, std::string> read_parts(XlsxArchive& archive, const XlsxLimits& limits) {
    if (!archive.has("_rels/.rels"))
        return tl::unexpected(explain_other_file(archive));
    const auto package = read_relationships(archive, "", limits);
    if (!package)
        return tl::unexpected(package.error());
    const Relationship* document = of_kind(*package, "officeDocument");
    if (document == nullptr || !archive.has(document->part) || archive.has("xl/workbook.bin") ||
        archive.has("word/document.xml"))
        return tl::unexpected(explain_other_file(archive));
    const auto xml = read_xml(archive, document->part, limits);
    if (!xml)
        return tl::unexpected(xml.error());
    const auto relationships = read_relationships(archive, document->part, limits);
    if (!relationships)
        return tl::unexpected(relationships.error());

    XlsxParts parts;
    const std::string_view since_1904 = child_named(xml->root(), "workbookPr").attribute("date1904").value();
    if (since_1904 == "1" || since_1904 == "true" || since_1904 == "on")
        parts.epoch = DateEpoch::since_1904;
    for (const pugi::xml_node& node : child_named(xml->root(), "sheets").children()) {
        if (!is_named(node, "sheet"))
            continue;
        if (parts.sheets.size() >= limits.sheets)
            return tl::unexpected(fmt::format(
                "the workbook has more than {} sheets; take out those that do not belong to the form",
                limits.sheets));
        const auto found = relationships->find(attribute(node, "id"));
        const bool cells = found != relationships->end() && found->second.kind == "worksheet";
        parts.sheets.push_back({node.attribute("name").value(), cells ? found->second.part : std::string()});
    }
    if (const Relationship* strings = of_kind(*relationships, "sharedStrings"))
        parts.shared_strings = strings->part;
    if (const Relationship* styles = of_kind(*relationships, "styles"))
        parts.styles = styles->part;
    return parts;
}

tl::expected<std::vector<std::string>, std::string>
read_shared_strings(XlsxArchive& archive, const std::string& part, const XlsxLimits& limits) {
    std::vector<std::string> strings;
    if (part.empty())
        return strings;
    const auto xml = read_xml(archive, part, limits);
    if (!xml)
        return tl::unexpected(xml.error());
    for (const pugi::xml_node& node : xml->root().children()) {
        if (!is_named(node, "si"))
            continue;
        if (strings.size() >= limits.shared_strings)
            return tl::unexpected(fmt::format(
                "the workbook holds more than {} texts; take out sheets that do not belong to the form",
                limits.shared_strings));
        strings.push_back(rich_text(node));
    }
    return strings;
}

tl::expected<std::vector<NumberKind>, std::string>
read_number_kinds(XlsxArchive& archive, const std::string& part, const XlsxLimits& limits) {
    std::vector<NumberKind> kinds;
    if (part.empty())
        return kinds;
    const auto xml = read_xml(archive, part, limits);
    if (!xml)
        return tl::unexpected(xml.error());
    std::map<unsigned, NumberKind> custom;
    for (const pugi::xml_node& node : child_named(xml->root(), "numFmts").children())
        custom.emplace(node.attribute("numFmtId").as_uint(),
                       format_kind(node.attribute("formatCode").value()));
    for (const pugi::xml_node& node : child_named(xml->root(), "cellXfs").children()) {
        if (!is_named(node, "xf"))
            continue;
        const unsigned id = node.attribute("numFmtId").as_uint();
        const auto found = custom.find(id);
        kinds.push_back(found != custom.end() ? found->second : built_in_format(id));
    }
    return kinds;
}

} // namespace istiqbal::form
