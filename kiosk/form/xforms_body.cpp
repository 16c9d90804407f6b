// SPDX-License-Identifier: Apache-2.0
// The body: what is shown, in the order of the sheet, and what runs when an answer changes or a run of a
// repeat is added.
#include "kiosk/form/question_types.hpp"
#include "kiosk/form/xforms_parts.hpp"
#include "kiosk/form/xforms_paths.hpp"

#include <fmt/format.h>

namespace istiqbal::form {
namespace {

const char* control_of(QuestionType type) {
    switch (type) {
    case QuestionType::range:
        return "range";
    case QuestionType::select_one:
        return "select1";
    case QuestionType::select_multiple:
        return "select";
    case QuestionType::rank:
        return "odk:rank";
    case QuestionType::image:
        return "upload";
    case QuestionType::acknowledge:
        return "trigger";
    default:
        return "input";
    }
}

class BodyWriter {
public:
    explicit BodyWriter(const XFormNames& names)
        : names_(names)
        , form_(names.form) {}

    void write(pugi::xml_node holder, ElementId parent) const {
        for (const ElementId child : form_.outline.children(parent)) {
            if (const Question* question = form_.question(child)) {
                if (question->visible())
                    write_control(holder, *question);
            } else {
                write_group(holder, child);
            }
        }
    }

private:
    void write_group(pugi::xml_node holder, ElementId element) const {
        const std::size_t index = form_.outline.at(element).index;
        const Group& group = form_.groups[index];
        const std::string path = absolute_path(form_.outline, element);
        pugi::xml_node node = holder.append_child("group");
        set(node, "ref", path);
        if (group.field_list && !group.repeat)
            node.append_attribute("appearance") = "field-list";
        if (!group.label.empty())
            set(node.append_child("label"), "ref", names_.reference(element, "label"));
        if (!group.repeat)
            return write(node, element);
        pugi::xml_node repeat = node.append_child("repeat");
        set(repeat, "nodeset", path);
        if (group.field_list)
            repeat.append_attribute("appearance") = "field-list";
        if (group.count)
            set(repeat, "jr:count", count_path(group, index));
        write(repeat, element);
        for (const Question& question : form_.questions) {
            if (question.default_expression && form_.outline.at(question.element).home == element)
                write_action(repeat, question, "odk-instance-first-load odk-new-repeat",
                             *question.default_expression);
        }
    }

    std::string count_path(const Group& group, std::size_t index) const {
        const auto node = names_.count_node.find(index);
        if (node == names_.count_node.end())
            return with_paths(form_, group.element, *group.count);
        const Element& repeat = form_.outline.at(group.element);
        // The node stands beside the repeat.
        return repeat.home == form_element
                   ? fmt::format("{}/{}", absolute_path(form_.outline, repeat.parent), node->second)
                   : fmt::format("../{}", node->second);
    }

    void write_control(pugi::xml_node holder, const Question& question) const {
        pugi::xml_node control = holder.append_child(control_of(question.type));
        set(control, "ref", absolute_path(form_.outline, question.element));
        if (question.type == QuestionType::image)
            control.append_attribute("mediatype") = "image/*";
        std::string appearance;
        for (const Appearance each : question.appearances)
            appearance += fmt::format("{}{}", appearance.empty() ? "" : " ", appearance_name(each));
        set(control, "appearance", appearance);
        if (question.type == QuestionType::range && question.range) {
            set(control, "start", to_text(question.range->start));
            set(control, "end", to_text(question.range->end));
            set(control, "step", to_text(question.range->step));
        }
        set(control.append_child("label"), "ref", names_.reference(question.element, "label"));
        if (!question.hint.empty() || !question.guidance.empty())
            set(control.append_child("hint"), "ref", names_.reference(question.element, "hint"));
        if (question.list)
            write_itemset(control, question);
        if (const auto triggered = names_.triggered.find(question.element);
            triggered != names_.triggered.end()) {
            for (const Question* each : triggered->second)
                write_action(control, *each, "xforms-value-changed", *each->calculation);
        }
    }

    void write_itemset(pugi::xml_node control, const Question& question) const {
        std::string nodeset = fmt::format("instance('{}')/root/item", names_.list_id.at(question.list.get()));
        if (question.choice_filter)
            nodeset +=
                fmt::format("[{}]", with_paths(form_, question.element, *question.choice_filter, true));
        pugi::xml_node itemset = control.append_child("itemset");
        set(itemset, "nodeset", nodeset);
        itemset.append_child("value").append_attribute("ref") = "name";
        itemset.append_child("label").append_attribute("ref") = "jr:itext(itextId)";
    }

    void write_action(pugi::xml_node holder, const Question& question, const char* event,
                      const Expression& value) const {
        pugi::xml_node action = holder.append_child("setvalue");
        action.append_attribute("event") = event;
        set(action, "ref", absolute_path(form_.outline, question.element));
        set(action, "value", with_paths(form_, question.element, value));
    }

    const XFormNames& names_;
    const Form& form_;
};

} // namespace

void write_body(const XFormNames& names, pugi::xml_node body) {
    BodyWriter(names).write(body, form_element);
}

} // namespace istiqbal::form
