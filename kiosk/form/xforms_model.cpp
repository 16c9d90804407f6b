// SPDX-License-Identifier: Apache-2.0
// The model: texts, the primary instance, the lists of choices, binds, and the defaults that are computed.
#include "kiosk/form/xforms_parts.hpp"
#include "kiosk/form/xforms_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace istiqbal::form {
namespace {

/// "Arabic (ar)": as pyxform takes it over from the column's header.
const char* language_name(Language language) {
    return language == Language::arabic ? "Arabic (ar)" : "English (en)";
}

void append_text(pugi::xml_node value, std::string_view text) {
    // Also where it is empty: beside a text the printer breaks no line.
    value.append_child(pugi::node_pcdata).set_value(writable(std::string(text)).c_str());
}

class ItextWriter {
public:
    ItextWriter(const XFormNames& names, pugi::xml_node translation, Language language)
        : names_(names)
        , form_(names.form)
        , translation_(translation)
        , language_(language) {}

    void write() {
        for (const Group& group : form_.groups)
            text(group.element, "label", group.label);
        for (const Question& question : form_.questions)
            texts(question);
        for (const ChoiceList* list : names_.lists) {
            for (std::size_t index = 0; index < list->choices.size(); ++index) {
                const pugi::xml_node node = entry(choice_text_id(names_.list_id.at(list), index));
                value(node, form_element, list->choices[index].label);
            }
        }
    }

private:
    void texts(const Question& question) {
        if (question.visible())
            text(question.element, "label", question.label);
        if (!question.hint.empty() || !question.guidance.empty()) {
            const pugi::xml_node node = entry(names_.text(question.element, "hint"));
            if (!question.hint.empty())
                value(node, question.element, question.hint);
            if (!question.guidance.empty())
                value(node, question.element, question.guidance).append_attribute("form") = "guidance";
        }
        text(question.element, "jr:constraintMsg", question.constraint_message);
        text(question.element, "jr:requiredMsg", question.required_message);
    }

    void text(ElementId element, std::string_view kind, const LocalText& shown) {
        if (!shown.empty())
            value(entry(names_.text(element, kind)), element, shown);
    }

    pugi::xml_node entry(const std::string& id) {
        pugi::xml_node node = translation_.append_child("text");
        node.append_attribute("id") = id.c_str();
        return node;
    }

    /// With <output> in place of ${name}.
    pugi::xml_node value(pugi::xml_node node, ElementId self, const LocalText& shown) const {
        pugi::xml_node value = node.append_child("value");
        std::string_view rest = shown.in(language_);
        for (std::size_t open = rest.find("${"); open != std::string_view::npos; open = rest.find("${")) {
            const std::size_t close = rest.find('}', open);
            const auto target = close == std::string_view::npos
                                    ? std::nullopt
                                    : form_.outline.find(rest.substr(open + 2, close - open - 2));
            if (!target)
                break;
            append_text(value, rest.substr(0, open));
            value.append_child("output").append_attribute("value") =
                path_from(form_.outline, self, *target).c_str();
            rest.remove_prefix(close + 1);
        }
        append_text(value, rest);
        return value;
    }

    const XFormNames& names_;
    const Form& form_;
    pugi::xml_node translation_;
    Language language_;
};

class ModelWriter {
public:
    ModelWriter(const XFormNames& names, pugi::xml_node model)
        : names_(names)
        , form_(names.form)
        , model_(model) {}

    void write() {
        pugi::xml_node itext = model_.append_child("itext");
        for (const Language language : {Language::arabic, Language::english}) {
            pugi::xml_node translation = itext.append_child("translation");
            translation.append_attribute("lang") = language_name(language);
            if (language == form_.default_language)
                translation.append_attribute("default") = "true()";
            ItextWriter(names_, translation, language).write();
        }
        write_instance();
        for (const ChoiceList* list : names_.lists)
            write_list(*list);
        write_binds(form_element);
        write_meta_binds();
    }

private:
    void write_instance() {
        pugi::xml_node data = model_.append_child("instance").append_child(std::string(xforms_root).c_str());
        data.append_attribute("id") = form_.id.c_str();
        data.append_attribute("version") = form_.version.c_str();
        write_nodes(data, form_element, false);
        pugi::xml_node meta = data.append_child("orx:meta");
        meta.append_child("orx:instanceID");
        if (form_.instance_name)
            meta.append_child("orx:instanceName");
    }

    void write_nodes(pugi::xml_node holder, ElementId parent, bool in_template) {
        for (const ElementId child : form_.outline.children(parent)) {
            const Element& element = form_.outline.at(child);
            if (element.kind == ElementKind::question) {
                pugi::xml_node node = holder.append_child(element.name.c_str());
                if (const std::string& value = form_.questions[element.index].default_value; !value.empty())
                    node.text() = writable(value).c_str();
                continue;
            }
            if (element.kind == ElementKind::repeat) {
                if (const auto count = names_.count_node.find(element.index);
                    count != names_.count_node.end())
                    holder.append_child(count->second.c_str());
                pugi::xml_node pattern = holder.append_child(element.name.c_str());
                pattern.append_attribute("jr:template") = "";
                write_nodes(pattern, child, true);
                if (in_template)
                    continue;
            }
            write_nodes(holder.append_child(element.name.c_str()), child, in_template);
        }
    }

    void write_list(const ChoiceList& list) {
        const std::string& id = names_.list_id.at(&list);
        pugi::xml_node instance = model_.append_child("instance");
        instance.append_attribute("id") = id.c_str();
        pugi::xml_node root = instance.append_child("root");
        for (std::size_t index = 0; index < list.choices.size(); ++index) {
            const Choice& choice = list.choices[index];
            pugi::xml_node item = root.append_child("item");
            item.append_child("itextId").text() = choice_text_id(id, index).c_str();
            item.append_child("name").text() = choice.name.c_str();
            for (std::size_t column = 1; column < std::min(list.columns.size(), choice.cells.size());
                 ++column)
                if (is_node_name(list.columns[column]) && !item.child(list.columns[column].c_str()))
                    item.append_child(list.columns[column].c_str()).text() =
                        writable(choice.cells[column]).c_str();
        }
    }

    /// A filter can ask for no other column: such names are no words of an expression.
    static bool is_node_name(std::string_view name) {
        const auto letter = [](char byte) {
            return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
        };
        return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char byte) {
            return letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
        });
    }

    void write_binds(ElementId parent) {
        for (const ElementId child : form_.outline.children(parent)) {
            if (const Question* question = form_.question(child)) {
                write_bind(*question);
                continue;
            }
            const Element& element = form_.outline.at(child);
            const Group& group = form_.groups[element.index];
            if (const auto count = names_.count_node.find(element.index); count != names_.count_node.end()) {
                pugi::xml_node bind = bind_for(
                    fmt::format("{}/{}", absolute_path(form_.outline, element.parent), count->second));
                bind.append_attribute("type") = "string";
                bind.append_attribute("readonly") = "true()";
                set(bind, "calculate", with_paths(form_, child, *group.count));
            }
            if (group.relevant)
                set(bind_for(absolute_path(form_.outline, child)), "relevant",
                    with_paths(form_, child, *group.relevant));
            write_binds(child);
        }
    }

    pugi::xml_node bind_for(const std::string& path) {
        pugi::xml_node bind = model_.append_child("bind");
        bind.append_attribute("nodeset") = path.c_str();
        return bind;
    }

    void write_bind(const Question& question) {
        const std::string path = absolute_path(form_.outline, question.element);
        pugi::xml_node bind = bind_for(path);
        bind.append_attribute("type") = type_of(question);
        const auto expression = [&](const char* name, const std::optional<Expression>& source) {
            if (source)
                set(bind, name, with_paths(form_, question.element, *source));
        };
        if (question.type == QuestionType::note)
            bind.append_attribute("readonly") = "true()";
        expression("readonly", question.read_only);
        expression("required", question.required);
        if (!question.required_message.empty())
            set(bind, "jr:requiredMsg", names_.reference(question.element, "jr:requiredMsg"));
        expression("relevant", question.relevant);
        expression("constraint", question.constraint);
        if (!question.constraint_message.empty())
            set(bind, "jr:constraintMsg", names_.reference(question.element, "jr:constraintMsg"));
        if (question.triggers.empty())
            expression("calculate", question.calculation);
        write_preload(bind, question.type);
        // Within a repeat the body says it, for every new run.
        if (question.default_expression && form_.outline.at(question.element).home == form_element) {
            pugi::xml_node action = model_.append_child("setvalue");
            action.append_attribute("event") = "odk-instance-first-load";
            set(action, "ref", path);
            set(action, "value", with_paths(form_, question.element, *question.default_expression));
        }
    }

    static void write_preload(pugi::xml_node bind, QuestionType type) {
        const auto preload = [&](const char* kind, const char* parameter) {
            bind.append_attribute("jr:preload") = kind;
            bind.append_attribute("jr:preloadParams") = parameter;
        };
        switch (type) {
        case QuestionType::start:
            return preload("timestamp", "start");
        case QuestionType::end:
            return preload("timestamp", "end");
        case QuestionType::today:
            return preload("date", "today");
        case QuestionType::device_id:
            return preload("property", "deviceid");
        case QuestionType::username:
            return preload("property", "username");
        default:
            return;
        }
    }

    static const char* type_of(const Question& question) {
        switch (question.type) {
        case QuestionType::integer:
            return "int";
        case QuestionType::decimal:
            return "decimal";
        case QuestionType::range: {
            const auto whole = [](double number) { return std::trunc(number) == number; };
            const Range range = question.range.value_or(Range{});
            return whole(range.start) && whole(range.end) && whole(range.step) ? "int" : "decimal";
        }
        case QuestionType::rank:
            return "odk:rank";
        case QuestionType::date:
        case QuestionType::today:
            return "date";
        case QuestionType::time:
            return "time";
        case QuestionType::date_time:
        case QuestionType::start:
        case QuestionType::end:
            return "dateTime";
        case QuestionType::image:
            return "binary";
        case QuestionType::barcode:
            return "barcode";
        default:
            return "string";
        }
    }

    void write_meta_binds() {
        const std::string meta = fmt::format("/{}/orx:meta/", xforms_root);
        pugi::xml_node id = bind_for(meta + "orx:instanceID");
        id.append_attribute("type") = "string";
        id.append_attribute("readonly") = "true()";
        id.append_attribute("jr:preload") = "uid";
        if (!form_.instance_name)
            return;
        pugi::xml_node name = bind_for(meta + "orx:instanceName");
        name.append_attribute("type") = "string";
        set(name, "calculate", with_paths(form_, form_element, *form_.instance_name));
    }

    const XFormNames& names_;
    const Form& form_;
    pugi::xml_node model_;
};

} // namespace

void write_model(const XFormNames& names, pugi::xml_node model) {
    ModelWriter(names, model).write();
}

} // namespace istiqbal::form
