// SPDX-License-Identifier: Apache-2.0
// Twice through the sheet: first the tree with all names, then the cells, whose expressions look names up in
// it.
#include "kiosk/form/load_survey.hpp"

#include "kiosk/form/load_cells.hpp"
#include "kiosk/form/question_types.hpp"
#include "kiosk/form/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace istiqbal::form {
namespace {

constexpr std::size_t most_questions = 2000;
constexpr std::size_t most_nested_groups = 8;

/// The text question that takes down what "other" stands for, as pyxform names it.
constexpr std::string_view other_suffix = "_other";
constexpr std::string_view other_choice = "other";

class SurveyLoader {
public:
    SurveyLoader(std::vector<Row> rows, const ChoiceLists& lists, Form& form, std::vector<Fault>& faults)
        : sheet_("survey", std::move(rows), survey_columns(), faults)
        , lists_(lists)
        , form_(form) {}

    void load() {
        for (const Row& row : sheet_.rows())
            place(row);
        for (const Row* row : open_rows_)
            sheet_.fault(*row, "type", "the group is never closed; add an end_group or end_repeat row");
        if (form_.questions.empty())
            sheet_.fault_whole("the form has no question");
        for (std::size_t index = 0; index < form_.groups.size(); ++index)
            load_group(sheet_, *group_rows_[index], form_, form_.groups[index]);
        for (std::size_t index = 0; index < form_.questions.size(); ++index) {
            if (placed_[index].other)
                specify_other(form_.questions[index], form_.questions[index - 1]);
            else
                load_question(sheet_, *placed_[index].row, placed_[index].typed, form_,
                              form_.questions[index]);
        }
        auto dependencies = dependencies_of(form_);
        if (dependencies)
            form_.dependencies = std::move(*dependencies);
        else
            fault_cycle(dependencies.error());
    }

private:
    /// Into the tree.
    void place(const Row& row) {
        std::string fault;
        const auto type = row_type(sheet_.cell(row, "type"), fault);
        if (type && type->kind == RowKind::begin_group)
            return begin_group(row, ElementKind::group);
        if (type && type->kind == RowKind::begin_repeat)
            return begin_group(row, ElementKind::repeat);
        if (type && (type->kind == RowKind::end_group || type->kind == RowKind::end_repeat))
            return end_group(row, type->kind);
        if (form_.questions.size() >= most_questions) {
            if (!std::exchange(too_many_, true))
                sheet_.fault(row, "type", fmt::format("the form has more than {} questions", most_questions));
            return;
        }
        if (!type)
            sheet_.fault(row, "type", std::move(fault));
        place_question(row, type);
    }

    void begin_group(const Row& row, ElementKind kind) {
        Group group;
        group.name = take_name(row);
        group.repeat = kind == ElementKind::repeat;
        if (!open_.empty())
            group.parent = open_.back();
        if (open_.size() == most_nested_groups)
            sheet_.fault(row, "type", fmt::format("groups nest deeper than {}", most_nested_groups));
        group.element =
            form_.outline.add(kind, group.name, parent(), static_cast<std::uint32_t>(form_.groups.size()));
        open_.push_back(form_.groups.size());
        open_rows_.push_back(&row);
        group_rows_.push_back(&row);
        form_.groups.push_back(std::move(group));
    }

    void end_group(const Row& row, RowKind kind) {
        if (open_.empty())
            return sheet_.fault(row, "type", "no group is open here; delete the row");
        const Group& group = form_.groups[open_.back()];
        if (group.repeat != (kind == RowKind::end_repeat))
            sheet_.fault(row, "type",
                         fmt::format("what is open here is the {} {}; close it with {}",
                                     group.repeat ? "repeat" : "group", group.name,
                                     group.repeat ? "end_repeat" : "end_group"));
        const std::string_view name = sheet_.cell(row, "name");
        if (!name.empty() && name != group.name)
            sheet_.fault(row, "name", fmt::format("the group that is open here is {}", group.name));
        refuse_cells_of_end(sheet_, row);
        open_rows_.pop_back();
        open_.pop_back();
    }

    void place_question(const Row& row, const std::optional<RowType>& type) {
        Question question;
        question.name = take_name(row);
        if (type) {
            question.type = type->type;
            if (!type->list.empty())
                question.list = list_of(row, *type);
        }
        const std::string name = question.name;
        append(std::move(question), {&row, type.has_value(), false});
        if (type && type->or_other) {
            Question other;
            other.name = name + std::string(other_suffix);
            check_unused(row, other.name);
            append(std::move(other), {&row, true, true});
        }
    }

    /// Where a question comes from.
    struct Placed {
        const Row* row;
        bool typed; ///< its type is known
        bool other; ///< it is the text behind the row's or_other
    };

    void append(Question question, Placed placed) {
        if (!open_.empty())
            question.group = open_.back();
        question.element = form_.outline.add(ElementKind::question, question.name, parent(),
                                             static_cast<std::uint32_t>(form_.questions.size()));
        placed_.push_back(placed);
        form_.questions.push_back(std::move(question));
    }

    ElementId parent() const { return open_.empty() ? form_element : form_.groups[open_.back()].element; }

    std::string take_name(const Row& row) {
        const std::string_view name = sheet_.cell(row, "name");
        if (!is_name(name))
            sheet_.fault(row, "name",
                         "a name has Latin letters, digits, - and _, a letter first, at most 64");
        else
            check_unused(row, name);
        return std::string(name);
    }

    void check_unused(const Row& row, std::string_view name) {
        if (const auto [used, added] = names_.emplace(name, row.number); !added)
            sheet_.fault(row, "name", fmt::format("row {} has this name already; rename one", used->second));
    }

    std::shared_ptr<const ChoiceList> list_of(const Row& row, const RowType& type) {
        const auto list = lists_.find(type.list);
        if (list == lists_.end()) {
            sheet_.fault(row, "type", fmt::format("the choices sheet has no list \"{}\"", type.list));
            return std::make_shared<ChoiceList>();
        }
        if (!type.or_other)
            return list->second;
        auto& with_other = lists_with_other_[list->first];
        if (!with_other) {
            with_other = std::make_shared<ChoiceList>(*list->second);
            with_other->name += "_or_other";
            Choice other{std::string(other_choice), {"غير ذلك", "Other"}, {}};
            other.cells.resize(with_other->columns.size());
            if (!other.cells.empty())
                other.cells.front() = other.name;
            const bool there = std::any_of(with_other->choices.begin(), with_other->choices.end(),
                                           [](const Choice& each) { return each.name == other_choice; });
            if (there)
                sheet_.fault(row, "type",
                             "the list has a choice \"other\" of its own; take it or or_other away");
            with_other->choices.push_back(std::move(other));
        }
        return with_other;
    }

    /// or_other: the question behind the one with the list, for those who chose "other".
    void specify_other(Question& question, const Question& asked) {
        question.label = {"يُرجى التوضيح", "Please say what it is"};
        question.hint = asked.label;
        const std::string chosen = fmt::format("selected(${{{}}}, '{}')", asked.name, other_choice);
        const Names names{form_.outline, question.element, form_.id, nullptr};
        if (auto relevant = Expression::parse(chosen, names))
            question.relevant = std::move(*relevant);
        if (auto required = Expression::parse("true()", names))
            question.required = std::move(*required);
    }

    void fault_cycle(const Cycle& cycle) {
        const auto name = [&](ElementId element) { return form_.outline.at(element).name; };
        std::string path;
        for (const ElementId each : cycle)
            path += name(each) + " → ";
        const ElementId first = cycle.front();
        const ElementId next = cycle[1 % cycle.size()];
        const Question* question = form_.question(first);
        const auto looks = [&](const std::optional<Expression>& expression) {
            return expression &&
                   std::any_of(expression->dependencies().begin(), expression->dependencies().end(),
                               [&](const Dependency& each) { return each.element == next; });
        };
        const Row* row = question != nullptr ? placed_[form_.outline.at(first).index].row
                                             : group_rows_[form_.outline.at(first).index];
        const char* column = question != nullptr && looks(question->calculation) ? "calculation" : "relevant";
        sheet_.fault(
            *row, column,
            fmt::format("the question depends on itself: {}{}; break the circle", path, name(first)));
    }

    Sheet sheet_;
    const ChoiceLists& lists_;
    ChoiceLists lists_with_other_;
    Form& form_;
    std::map<std::string, std::size_t, std::less<>> names_; ///< every name with its row
    std::vector<Placed> placed_;                            ///< by question
    std::vector<const Row*> group_rows_;
    std::vector<const Row*> open_rows_;
    std::vector<std::size_t> open_; ///< groups that are open here, indices in Form::groups
    bool too_many_ = false;
};

} // namespace

bool is_name(std::string_view name) {
    const auto letter = [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
    };
    const auto allowed = [&](char byte) {
        return letter(byte) || (byte >= '0' && byte <= '9') || byte == '-';
    };
    return !name.empty() && name.size() <= 64 && letter(name.front()) &&
           std::all_of(name.begin(), name.end(), allowed);
}

void load_survey(std::vector<Row> rows, const ChoiceLists& lists, Form& form, std::vector<Fault>& faults) {
    SurveyLoader(std::move(rows), lists, form, faults).load();
}

} // namespace istiqbal::form
