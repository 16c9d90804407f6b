// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xforms_export.hpp"

#include "kiosk/form/question_types.hpp"
#include "kiosk/form/xforms_parts.hpp"
#include "kiosk/form/xforms_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace istiqbal::form {
namespace {

/// The ones that check an answer; the others only change how the question looks.
constexpr std::array checking = {Appearance::saudi_id,    Appearance::saudi_mobile, Appearance::iban,
                                 Appearance::person_name, Appearance::not_past,     Appearance::not_future};

/// ${name} and nothing else.
bool plain_reference(const Expression& expression) {
    const std::string& source = expression.source();
    return source.rfind("${", 0) == 0 && source.find('}') == source.size() - 1;
}

std::vector<std::string> reasons_against(const XFormNames& names) {
    std::vector<std::string> reasons;
    for (const auto& [trigger, questions] : names.triggered) {
        const Question* shown = names.form.question(trigger);
        if (shown != nullptr && shown->visible())
            continue;
        for (const Question* each : questions)
            reasons.push_back(
                fmt::format("{}: its trigger {} is never shown; XForms runs a calculation only when a "
                            "question that is shown changes",
                            each->name, names.form.outline.at(trigger).name));
    }
    return reasons;
}

/// The questions with choices whose answers the text shows.
std::vector<std::string> choices_shown(const Form& form, std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t open = text.find("${"); open != std::string_view::npos;
         open = text.find("${", open + 2)) {
        const std::size_t close = std::min(text.find('}', open), text.size());
        const auto index = form.find(text.substr(open + 2, close - open - 2));
        if (index && form.questions[*index].selects())
            names.push_back(form.questions[*index].name);
    }
    return names;
}

std::vector<std::string> notes_on(const Form& form) {
    std::vector<std::string> notes;
    std::string unchecked;
    for (const Question& question : form.questions) {
        for (const LocalText* text : {&question.label, &question.hint}) {
            for (const std::string& name : choices_shown(form, text->en))
                notes.push_back(fmt::format("{}: in its text, other tools show the name of the choice for "
                                            "${{{}}}, not its label; show a calculation with "
                                            "jr:choice-name() instead",
                                            question.name, name));
        }
        for (const Appearance each : checking) {
            if (question.has(each))
                unchecked += fmt::format("{}{} of {}", unchecked.empty() ? "" : ", ", appearance_name(each),
                                         question.name);
        }
    }
    for (const Group& group : form.groups)
        if (!group.hint.empty())
            notes.push_back(fmt::format("{}: other tools show no hint for a repeat; write a note before it "
                                        "if it is to be read there",
                                        group.name));
    if (!unchecked.empty())
        notes.push_back(fmt::format("other tools do not check {}; write constraints if they are to refuse "
                                    "what the terminal refuses",
                                    unchecked));
    return notes;
}

/// Every name that a node of the instance has.
std::set<std::string, std::less<>> names_of(const Form& form) {
    std::set<std::string, std::less<>> names;
    for (ElementId element = 0; element < form.outline.size(); ++element)
        names.insert(form.outline.at(element).name);
    return names;
}

} // namespace

XFormNames::XFormNames(const Form& shown)
    : form(shown) {
    std::set<std::string> ids;
    for (const Question& question : form.questions) {
        for (const ElementId trigger : question.triggers)
            triggered[trigger].push_back(&question);
        if (!question.list || list_id.count(question.list.get()) > 0)
            continue;
        std::string id = question.list->name;
        while (id.empty() || !ids.insert(id).second)
            id += "_2"; // a list of the sheet may be named like one with or_other
        lists.push_back(question.list.get());
        list_id.emplace(question.list.get(), std::move(id));
    }
    auto taken = names_of(form);
    for (std::size_t index = 0; index < form.groups.size(); ++index) {
        const Group& group = form.groups[index];
        if (!group.count || plain_reference(*group.count))
            continue;
        std::string name = group.name + "_count";
        while (!taken.insert(name).second)
            name += "_2";
        count_node.emplace(index, std::move(name));
    }
}

std::string XFormNames::text(ElementId element, std::string_view kind) const {
    return fmt::format("{}:{}", absolute_path(form.outline, element), kind);
}

std::string XFormNames::reference(ElementId element, std::string_view kind) const {
    return fmt::format("jr:itext('{}')", text(element, kind));
}

std::string choice_text_id(const std::string& list_id, std::size_t choice) {
    return fmt::format("{}-{}", list_id, choice);
}

std::string writable(std::string text) {
    const auto control = [](char byte) {
        return (byte >= 0 && byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') || byte == '\x7F';
    };
    text.erase(std::remove_if(text.begin(), text.end(), control), text.end());
    return text;
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
    if (!value.empty())
        node.append_attribute(name) = writable(value).c_str();
}

tl::expected<XForm, std::vector<std::string>> export_xform(const Form& form) {
    const XFormNames names(form);
    if (auto reasons = reasons_against(names); !reasons.empty())
        return tl::unexpected(std::move(reasons));
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node html = document.append_child("h:html");
    html.append_attribute("xmlns") = "http://www.w3.org/2002/xforms";
    html.append_attribute("xmlns:h") = "http://www.w3.org/1999/xhtml";
    html.append_attribute("xmlns:ev") = "http://www.w3.org/2001/xml-events";
    html.append_attribute("xmlns:xsd") = "http://www.w3.org/2001/XMLSchema";
    html.append_attribute("xmlns:jr") = "http://openrosa.org/javarosa";
    html.append_attribute("xmlns:orx") = "http://openrosa.org/xforms";
    html.append_attribute("xmlns:odk") = "http://www.opendatakit.org/xforms";
    pugi::xml_node head = html.append_child("h:head");
    // A title has no translations in XForms.
    head.append_child("h:title").text() = form.title.in(form.default_language).c_str();
    pugi::xml_node model = head.append_child("model");
    model.append_attribute("odk:xforms-version") = "1.0.0";
    write_model(names, model);
    write_body(names, html.append_child("h:body"));
    std::ostringstream xml;
    document.save(xml, "  ", pugi::format_indent, pugi::encoding_utf8);
    return XForm{xml.str(), notes_on(form)};
}

} // namespace istiqbal::form
