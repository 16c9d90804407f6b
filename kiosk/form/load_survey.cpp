// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/load_survey.hpp"

#include "kiosk/form/dependencies.hpp"
#include "kiosk/form/sheet.hpp"
#include "kiosk/form/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace istiqbal::form {
namespace {

constexpr std::size_t most_questions = 2000;

struct NamedType {
    std::string_view name;
    QuestionType type;
};

constexpr std::array named_types = {
    NamedType{"text", QuestionType::text},
    NamedType{"integer", QuestionType::integer},
    NamedType{"decimal", QuestionType::decimal},
    NamedType{"date", QuestionType::date},
    NamedType{"select_one", QuestionType::select_one},
    NamedType{"select_multiple", QuestionType::select_multiple},
    NamedType{"note", QuestionType::note},
    NamedType{"acknowledge", QuestionType::acknowledge},
    NamedType{"calculate", QuestionType::calculate},
};

struct NamedAppearance {
    std::string_view name;
    Appearance appearance;
    QuestionType type; ///< the only one that it may stand with
};

constexpr std::array named_appearances = {
    NamedAppearance{"saudi-id", Appearance::saudi_id, QuestionType::text},
    NamedAppearance{"saudi-mobile", Appearance::saudi_mobile, QuestionType::text},
    NamedAppearance{"person-name", Appearance::person_name, QuestionType::text},
    NamedAppearance{"multiline", Appearance::multiline, QuestionType::text},
    NamedAppearance{"numbers", Appearance::numbers, QuestionType::text},
    NamedAppearance{"umm-al-qura", Appearance::umm_al_qura, QuestionType::date},
    NamedAppearance{"not-past", Appearance::not_past, QuestionType::date},
    NamedAppearance{"not-future", Appearance::not_future, QuestionType::date},
    NamedAppearance{"minimal", Appearance::minimal, QuestionType::select_one},
    NamedAppearance{"document-checklist", Appearance::document_checklist, QuestionType::select_multiple},
};

std::string_view type_name(QuestionType type) {
    return named_types[static_cast<std::size_t>(type)].name;
}

std::vector<std::string_view> words_of(std::string_view cell) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    while ((begin = cell.find_first_not_of(' ', begin)) != std::string_view::npos) {
        const std::size_t end = std::min(cell.find(' ', begin), cell.size());
        words.push_back(cell.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

/// The names that a text refers to as ${name}, sorted.
std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> names;
    std::size_t open = 0;
    while ((open = text.find("${", open)) != std::string_view::npos) {
        const std::size_t close = std::min(text.find('}', open), text.size());
        names.emplace(text.substr(open + 2, close - open - 2));
        open = close;
    }
    return names;
}

class SurveyLoader {
public:
    SurveyLoader(std::vector<Row> rows, const ChoiceLists& lists, Form& form, std::vector<Fault>& faults)
        : sheet_("survey", std::move(rows),
                 {{"type", "name", "required", "relevant", "constraint", "calculation", "default",
                   "read_only", "appearance"},
                  {"label", "hint", "guidance_hint", "constraint_message", "required_message"},
                  {"type", "name"}},
                 faults)
        , lists_(lists)
        , form_(form) {}

    void load() {
        for (const Row& row : sheet_.rows())
            load_row(row);
        for (const Row* row : open_groups_)
            sheet_.fault(*row, "type", "the group is never closed; add an end_group row");
        if (form_.questions.empty())
            sheet_.fault_whole("the form has no question");
        for (std::size_t index = 0; index < form_.questions.size(); ++index)
            check_question_references(form_.questions[index], *question_rows_[index]);
        for (std::size_t index = 0; index < form_.groups.size(); ++index)
            check_names(form_.groups[index].relevant, "relevant", *group_rows_[index]);
        if (const auto sorted = dependencies_of(form_); !sorted)
            fault_cycle(sorted.error());
    }

private:
    using Cells = std::initializer_list<std::string_view>;

    void load_row(const Row& row) {
        const std::string_view type = sheet_.cell(row, "type");
        if (type == "begin_group" || type == "begin group")
            return begin_group(row);
        if (type == "end_group" || type == "end group")
            return end_group(row);
        if (form_.questions.size() >= most_questions) {
            if (form_.questions.size() == most_questions && !too_many_)
                sheet_.fault(row, "type", fmt::format("the form has more than {} questions", most_questions));
            too_many_ = true;
            return;
        }
        load_question(row, words_of(type));
    }

    void begin_group(const Row& row) {
        Group group;
        group.name = take_name(row);
        group.label = sheet_.text(row, "label", true);
        group.relevant = expression(row, "relevant", false);
        if (!open_group_indices_.empty())
            group.parent = open_group_indices_.back();
        refuse_cells(row, "a group",
                     {"required", "constraint", "calculation", "default", "read_only", "appearance", "hint",
                      "guidance_hint", "constraint_message", "required_message"});
        open_group_indices_.push_back(form_.groups.size());
        open_groups_.push_back(&row);
        group_rows_.push_back(&row);
        form_.groups.push_back(std::move(group));
    }

    void end_group(const Row& row) {
        if (open_groups_.empty())
            return sheet_.fault(row, "type", "no group is open here; delete the row");
        const std::string_view name = sheet_.cell(row, "name");
        if (!name.empty() && name != form_.groups[open_group_indices_.back()].name)
            sheet_.fault(row, "name",
                         fmt::format("the group that is open here is {}",
                                     form_.groups[open_group_indices_.back()].name));
        refuse_cells(row, "end_group",
                     {"label", "relevant", "required", "constraint", "calculation", "default", "read_only",
                      "appearance", "hint", "guidance_hint", "constraint_message", "required_message"});
        open_groups_.pop_back();
        open_group_indices_.pop_back();
    }

    void load_question(const Row& row, const std::vector<std::string_view>& words) {
        Question question;
        question.name = take_name(row);
        if (!open_group_indices_.empty())
            question.group = open_group_indices_.back();
        const bool known_type = load_type(row, words, question);
        question.label = sheet_.text(row, "label", known_type && question.type != QuestionType::calculate);
        question.hint = sheet_.text(row, "hint", false);
        question.guidance = sheet_.text(row, "guidance_hint", false);
        question.relevant = expression(row, "relevant", false);
        question.constraint = expression(row, "constraint", true);
        question.calculation = expression(row, "calculation", false);
        question.required = yes_no_or_expression(row, "required");
        question.read_only = yes_no(row, "read_only");
        load_messages(row, question);
        if (known_type) {
            refuse_by_type(row, question);
            load_appearances(row, question);
            load_default(row, question);
        }
        question_rows_.push_back(&row);
        form_.questions.push_back(std::move(question));
    }

    std::string take_name(const Row& row) {
        const std::string_view name = sheet_.cell(row, "name");
        if (!is_name(name))
            sheet_.fault(row, "name",
                         "a name has Latin letters, digits, - and _, a letter first, at most 64");
        else if (const auto [used, added] = names_.emplace(name, row.number); !added)
            sheet_.fault(row, "name", fmt::format("row {} has this name already; rename one", used->second));
        return std::string(name);
    }

    bool load_type(const Row& row, const std::vector<std::string_view>& words, Question& question) {
        const std::string_view word = words.empty() ? std::string_view{} : words.front();
        const auto* found = std::find_if(named_types.begin(), named_types.end(),
                                         [&](const NamedType& each) { return each.name == word; });
        if (found == named_types.end()) {
            std::string names;
            for (const NamedType& each : named_types)
                names += fmt::format("{}, ", each.name);
            sheet_.fault(row, "type",
                         fmt::format("the type \"{}\" is not supported; use one of {}begin_group, "
                                     "end_group",
                                     word, names));
            return false;
        }
        question.type = found->type;
        const bool selects =
            question.type == QuestionType::select_one || question.type == QuestionType::select_multiple;
        if (words.size() != (selects ? 2U : 1U)) {
            sheet_.fault(
                row, "type",
                selects ? fmt::format("write {} and the name of one list; or_other is not supported", word)
                        : fmt::format("nothing may follow {}", word));
            return true;
        }
        if (!selects)
            return true;
        if (const auto list = lists_.find(words[1]); list != lists_.end())
            question.choices = list->second;
        else
            sheet_.fault(row, "type", fmt::format("the choices sheet has no list \"{}\"", words[1]));
        return true;
    }

    void load_messages(const Row& row, Question& question) {
        const bool constrained = sheet_.has(row, "constraint");
        question.constraint_message = sheet_.text(row, "constraint_message", constrained);
        if (!constrained && !question.constraint_message.empty())
            sheet_.fault(row, "constraint_message",
                         "there is no constraint; write one or delete the message");
        question.required_message = sheet_.text(row, "required_message", false);
        if (!sheet_.has(row, "required") && !question.required_message.empty())
            sheet_.fault(row, "required_message",
                         "the question is not required; write yes or delete the message");
    }

    void refuse_by_type(const Row& row, const Question& question) {
        const std::string_view name = type_name(question.type);
        if (question.type == QuestionType::calculate) {
            if (!sheet_.has(row, "calculation"))
                sheet_.fault(row, "calculation", "the calculation is missing; write the expression");
            refuse_cells(
                row, name,
                {"required", "constraint", "default", "read_only", "appearance", "hint", "guidance_hint"});
            return;
        }
        refuse_cells(row, name, {"calculation"});
        if (question.type == QuestionType::note)
            refuse_cells(row, name, {"required", "constraint", "default", "read_only", "appearance"});
        if (question.type == QuestionType::acknowledge)
            refuse_cells(row, name, {"constraint", "default", "read_only", "appearance"});
    }

    void refuse_cells(const Row& row, std::string_view what, Cells columns) {
        for (const std::string_view column : columns) {
            if (sheet_.has(row, column))
                sheet_.fault(row, column, fmt::format("{} cannot have this; empty the cell", what));
        }
    }

    void load_appearances(const Row& row, Question& question) {
        for (const std::string_view word : words_of(sheet_.cell(row, "appearance"))) {
            const auto* found = std::find_if(named_appearances.begin(), named_appearances.end(),
                                             [&](const NamedAppearance& each) { return each.name == word; });
            if (found == named_appearances.end()) {
                std::string names;
                for (const NamedAppearance& each : named_appearances)
                    names += fmt::format("{}{}", names.empty() ? "" : ", ", each.name);
                sheet_.fault(
                    row, "appearance",
                    fmt::format("the appearance \"{}\" is not supported; use one of {}", word, names));
            } else if (found->type != question.type) {
                sheet_.fault(row, "appearance",
                             fmt::format("{} stands with {} only", word, type_name(found->type)));
            } else {
                question.appearances.push_back(found->appearance);
            }
        }
    }

    void load_default(const Row& row, Question& question) {
        const std::string_view cell = sheet_.cell(row, "default");
        if (cell.empty())
            return;
        if (cell.find("${") != std::string_view::npos || cell.find('(') != std::string_view::npos)
            return sheet_.fault(row, "default",
                                "only a fixed value is supported, no expression; use a calculate");
        auto value = canonical_value(question, cell);
        if (!value)
            return sheet_.fault(
                row, "default",
                fmt::format("the value is not an answer to this question: {}", value.error().message.en));
        question.default_value = std::move(*value);
    }

    std::optional<Expression> expression(const Row& row, std::string_view column, bool self_allowed) {
        const std::string_view source = sheet_.cell(row, column);
        if (source.empty())
            return std::nullopt;
        auto parsed = Expression::parse(source);
        if (!parsed) {
            sheet_.fault(
                row, column,
                fmt::format("at character {}: {}", parsed.error().position + 1, parsed.error().message));
            return std::nullopt;
        }
        if (parsed->uses_self() && !self_allowed)
            sheet_.fault(row, column,
                         "the point (.) stands for the answer in a constraint only; write ${name}");
        return std::move(*parsed);
    }

    std::optional<Expression> yes_no_or_expression(const Row& row, std::string_view column) {
        const std::string_view cell = sheet_.cell(row, column);
        const auto value = truth(cell);
        if (value && !*value)
            return std::nullopt;
        if (value)
            return *Expression::parse("true()");
        return expression(row, column, false);
    }

    bool yes_no(const Row& row, std::string_view column) {
        const std::string_view cell = sheet_.cell(row, column);
        const auto value = truth(cell);
        if (!cell.empty() && !value)
            sheet_.fault(row, column, "write yes or no");
        return value.value_or(false);
    }

    void check_question_references(const Question& question, const Row& row) {
        check_names(question.required, "required", row);
        check_names(question.relevant, "relevant", row);
        check_names(question.constraint, "constraint", row);
        check_names(question.calculation, "calculation", row);
        check_placeholders(question.label, "label", row);
        check_placeholders(question.hint, "hint", row);
        for (const auto& [text, column] : {std::pair(&question.guidance, "guidance_hint"),
                                           std::pair(&question.constraint_message, "constraint_message"),
                                           std::pair(&question.required_message, "required_message")}) {
            if (!placeholders(text->ar).empty() || !placeholders(text->en).empty())
                sheet_.fault(row, column, "${name} may stand in labels and hints only");
        }
    }

    void check_names(const std::optional<Expression>& expression, std::string_view column, const Row& row) {
        if (!expression)
            return;
        for (const std::string& name : expression->names())
            check_name(name, column, row);
    }

    void check_name(const std::string& name, std::string_view column, const Row& row) {
        const auto index = form_.find(name);
        if (!index)
            sheet_.fault(row, column, fmt::format("there is no question ${{{}}}; correct the name", name));
        else if (form_.questions[*index].type == QuestionType::note)
            sheet_.fault(row, column, fmt::format("${{{}}} is a note and has no answer", name));
    }

    void check_placeholders(const LocalText& text, std::string_view column, const Row& row) {
        const auto names = placeholders(text.ar);
        for (const std::string& name : names)
            check_name(name, column, row);
        if (names != placeholders(text.en))
            sheet_.fault(row, column, "the two languages do not refer to the same ${name}");
    }

    void fault_cycle(const Cycle& cycle) {
        std::string path;
        for (const std::size_t each : cycle)
            path += form_.questions[each].name + " → ";
        const std::size_t first = cycle.front();
        const Question& question = form_.questions[first];
        const std::string& next = form_.questions[cycle[1 % cycle.size()]].name;
        const bool by_calculation =
            question.calculation && std::binary_search(question.calculation->names().begin(),
                                                       question.calculation->names().end(), next);
        sheet_.fault(
            *question_rows_[first], by_calculation ? "calculation" : "relevant",
            fmt::format("the question depends on itself: {}{}; break the circle", path, question.name));
    }

    Sheet sheet_;
    const ChoiceLists& lists_;
    Form& form_;
    std::map<std::string, std::size_t, std::less<>> names_; ///< every name with its row
    std::vector<const Row*> question_rows_;
    std::vector<const Row*> group_rows_;
    std::vector<const Row*> open_groups_;
    std::vector<std::size_t> open_group_indices_;
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
