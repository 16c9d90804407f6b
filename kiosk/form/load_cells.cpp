// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/load_cells.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/question_types.hpp"
#include "kiosk/form/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace istiqbal::form {
namespace {

using Columns = std::vector<std::string_view>;

const Columns plain_columns = {"type",        "name",    "required",    "relevant",   "constraint",
                               "calculation", "default", "read_only",   "appearance", "choice_filter",
                               "parameters",  "trigger", "repeat_count"};
const Columns translated_columns = {"label", "hint", "guidance_hint", "constraint_message",
                                    "required_message"};

/// Which columns may be filled for a type, besides type, name, relevant and label.
const Columns& columns_of(QuestionType type) {
    static const Columns computed = {"calculation", "trigger", "default"};
    static const Columns told;
    static const Columns read = {"hint", "guidance_hint"};
    static const Columns agreed = {"hint", "guidance_hint", "required", "required_message"};
    static const Columns drawn = {"hint",      "guidance_hint",    "required",
                                  "read_only", "required_message", "appearance"};
    static const Columns answered = {"hint",    "guidance_hint",      "required",         "constraint",
                                     "default", "constraint_message", "required_message", "calculation",
                                     "trigger", "read_only",          "appearance"};
    static const Columns ranged = [] {
        Columns columns = answered;
        columns.push_back("parameters");
        return columns;
    }();
    static const Columns chosen = [] {
        Columns columns = answered;
        columns.push_back("choice_filter");
        return columns;
    }();
    switch (type) {
    case QuestionType::calculate:
    case QuestionType::hidden:
        return computed;
    case QuestionType::start:
    case QuestionType::end:
    case QuestionType::today:
    case QuestionType::device_id:
    case QuestionType::username:
        return told;
    case QuestionType::note:
        return read;
    case QuestionType::acknowledge:
        return agreed;
    case QuestionType::image:
        return drawn;
    case QuestionType::range:
        return ranged;
    case QuestionType::select_one:
    case QuestionType::select_multiple:
    case QuestionType::rank:
        return chosen;
    default:
        return answered;
    }
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

/// An expression rather than a fixed value: it names a question or calls a function.
bool computed(std::string_view cell) {
    if (cell.find("${") != std::string_view::npos)
        return true;
    const std::size_t open = cell.find('(');
    if (open == std::string_view::npos || open == 0)
        return false;
    const char before = cell[open - 1];
    return (before >= 'a' && before <= 'z') || before == '-';
}

class CellLoader {
public:
    CellLoader(Sheet& sheet, const Row& row, const Form& form, ElementId element)
        : sheet_(sheet)
        , row_(row)
        , form_(form)
        , element_(element) {}

    void load(Group& group) {
        group.label = sheet_.text(row_, "label", false);
        group.relevant = expression("relevant", false);
        check_placeholders(group.label, "label");
        for (const std::string_view word : words_of(sheet_.cell(row_, "appearance"))) {
            if (word == "field-list")
                group.field_list = true;
            else
                sheet_.fault(row_, "appearance",
                             fmt::format("{} is not supported here; a group can be a field-list", word));
        }
        if (group.repeat) {
            group.count = expression("repeat_count", false);
            if (group.label.empty())
                sheet_.text(row_, "label", true);
            group.hint = sheet_.text(row_, "hint", false);
            if (!placeholders(group.hint.ar).empty() || !placeholders(group.hint.en).empty())
                sheet_.fault(row_, "hint", "${name} cannot stand in the hint of a repeat");
        }
        for (auto above = group.parent; group.repeat && above; above = form_.groups[*above].parent) {
            // Groups are loaded from the top, so that what is above is known.
            if (form_.groups[*above].field_list)
                sheet_.fault(row_, "type",
                             "a repeat cannot stand on the one page of a field-list; move it out");
        }
        Columns refused = {"required",  "constraint",    "calculation",        "default",
                           "read_only", "guidance_hint", "constraint_message", "required_message",
                           "trigger",   "parameters",    "choice_filter"};
        if (!group.repeat)
            refused.insert(refused.end(), {"repeat_count", "hint"});
        refuse(group.repeat ? "a repeat" : "a group", refused);
    }

    void load(Question& question, bool typed) {
        question.label = sheet_.text(row_, "label", typed && question.visible());
        question.hint = sheet_.text(row_, "hint", false);
        question.guidance = sheet_.text(row_, "guidance_hint", false);
        question.relevant = expression("relevant", false);
        question.constraint = expression("constraint", true);
        question.calculation = expression("calculation", true);
        question.required = yes_no_or_expression("required");
        question.read_only = yes_no_or_expression("read_only");
        load_choice_filter(question);
        load_messages(question);
        check_texts(question);
        if (!typed)
            return;
        refuse_by_type(question);
        load_appearances(question);
        load_range(question);
        load_trigger(question);
        load_default(question);
    }

private:
    void load_messages(Question& question) {
        const bool constrained = sheet_.has(row_, "constraint");
        question.constraint_message = sheet_.text(row_, "constraint_message", constrained);
        if (!constrained && !question.constraint_message.empty())
            sheet_.fault(row_, "constraint_message",
                         "there is no constraint; write one or delete the message");
        question.required_message = sheet_.text(row_, "required_message", false);
        if (!sheet_.has(row_, "required") && !question.required_message.empty())
            sheet_.fault(row_, "required_message",
                         "the question is not required; write yes or delete the message");
    }

    void load_choice_filter(Question& question) {
        const std::string_view source = sheet_.cell(row_, "choice_filter");
        if (source.empty() || !question.list)
            return;
        if (question.choice("other") != nullptr &&
            sheet_.cell(row_, "type").find("or_other") != std::string_view::npos)
            sheet_.fault(row_, "choice_filter",
                         "a list with or_other cannot be filtered; add the choice to the sheet");
        question.choice_filter = parse("choice_filter", source, false, &question.list->columns);
    }

    void refuse_by_type(const Question& question) {
        const Columns& allowed = columns_of(question.type);
        for (const Columns* columns : {&plain_columns, &translated_columns}) {
            for (const std::string_view column : *columns) {
                constexpr std::array<std::string_view, 4> for_all = {"type", "name", "relevant", "label"};
                const bool fits = std::find(for_all.begin(), for_all.end(), column) != for_all.end() ||
                                  std::find(allowed.begin(), allowed.end(), column) != allowed.end();
                if (!fits)
                    refuse(type_name(question.type), {column});
            }
        }
        if (question.type == QuestionType::calculate && !sheet_.has(row_, "calculation"))
            sheet_.fault(row_, "calculation", "the calculation is missing; write the expression");
    }

    void refuse(std::string_view what, const Columns& columns) {
        for (const std::string_view column : columns) {
            if (sheet_.has(row_, column))
                sheet_.fault(row_, column, fmt::format("{} cannot have this; empty the cell", what));
        }
    }

    void load_appearances(Question& question) {
        for (const std::string_view word : words_of(sheet_.cell(row_, "appearance"))) {
            std::string fault;
            if (const auto appearance = appearance_of(word, question.type, fault))
                question.appearances.push_back(*appearance);
            else
                sheet_.fault(row_, "appearance", std::move(fault));
        }
        if (question.type == QuestionType::image && question.appearances.empty() &&
            !sheet_.has(row_, "appearance"))
            sheet_.fault(row_, "appearance", "the terminal has no camera: write signature or draw");
    }

    void load_range(Question& question) {
        if (question.type != QuestionType::range)
            return;
        Range range;
        std::string cell(sheet_.cell(row_, "parameters"));
        std::replace_if(
            cell.begin(), cell.end(), [](char byte) { return byte == ',' || byte == ';'; }, ' ');
        for (const std::string_view word : words_of(cell)) {
            const std::size_t equals = word.find('=');
            const std::string_view name = word.substr(0, equals);
            double* target = name == "start"  ? &range.start
                             : name == "end"  ? &range.end
                             : name == "step" ? &range.step
                                              : nullptr;
            const auto number =
                equals == std::string_view::npos ? std::nullopt : normalise_number(word.substr(equals + 1));
            if (target == nullptr || !number)
                sheet_.fault(row_, "parameters",
                             fmt::format("\"{}\" is not understood; write start=0 end=10 step=1", word));
            else
                *target = to_number(*number);
        }
        constexpr double most_steps = 1000;
        const double steps = (range.end - range.start) / range.step;
        if (!(range.step > 0) || !(steps >= 1) || std::fabs(steps - std::round(steps)) > 1e-9)
            sheet_.fault(row_, "parameters", "the steps must lead from start to end, one at least");
        else if (steps > most_steps)
            sheet_.fault(row_, "parameters", fmt::format("there are more than {} steps", most_steps));
        question.range = range;
    }

    void load_trigger(Question& question) {
        std::string cell(sheet_.cell(row_, "trigger"));
        if (cell.empty())
            return;
        if (!question.calculation)
            sheet_.fault(row_, "trigger", "there is no calculation to run; write one or delete the trigger");
        std::replace(cell.begin(), cell.end(), ',', ' ');
        for (const std::string_view word : words_of(cell)) {
            constexpr std::size_t around = 3; // ${}
            const bool reference = word.size() > around && word.rfind("${", 0) == 0 && word.back() == '}';
            const auto element =
                reference ? form_.outline.find(word.substr(2, word.size() - around)) : std::nullopt;
            if (!element || form_.question(*element) == nullptr)
                sheet_.fault(row_, "trigger", fmt::format("\"{}\" is no question; write ${{name}}", word));
            else
                question.triggers.push_back(*element);
        }
    }

    void load_default(Question& question) {
        const std::string_view cell = sheet_.cell(row_, "default");
        if (cell.empty())
            return;
        if (computed(cell)) {
            question.default_expression = parse("default", cell, false, nullptr);
            return;
        }
        auto value = canonical_value(question, cell);
        if (!value)
            return sheet_.fault(
                row_, "default",
                fmt::format("the value is not an answer to this question: {}", value.error().message.en));
        question.default_value = std::move(*value);
    }

    std::optional<Expression> expression(std::string_view column, bool self_allowed) {
        const std::string_view source = sheet_.cell(row_, column);
        if (source.empty())
            return std::nullopt;
        return parse(column, source, self_allowed, nullptr);
    }

    std::optional<Expression> parse(std::string_view column, std::string_view source, bool self_allowed,
                                    const std::vector<std::string>* choice_columns) {
        auto parsed = Expression::parse(source, {form_.outline, element_, form_.id, choice_columns});
        if (!parsed) {
            sheet_.fault(
                row_, column,
                fmt::format("at character {}: {}", parsed.error().position + 1, parsed.error().message));
            return std::nullopt;
        }
        if (parsed->uses_self() && !self_allowed)
            sheet_.fault(
                row_, column,
                "the point (.) stands for the answer in constraint and calculation only; write ${name}");
        for (const Dependency& each : parsed->dependencies())
            check_has_answer(each.element, column);
        return std::move(*parsed);
    }

    void check_has_answer(ElementId element, std::string_view column) {
        const Question* question = form_.question(element);
        if (question != nullptr && question->type == QuestionType::note)
            sheet_.fault(row_, column, fmt::format("${{{}}} is a note and has no answer", question->name));
    }

    std::optional<Expression> yes_no_or_expression(std::string_view column) {
        const auto value = truth(sheet_.cell(row_, column));
        if (value && !*value)
            return std::nullopt;
        if (value)
            return *Expression::parse("true()", {form_.outline, element_, form_.id, nullptr});
        return expression(column, false);
    }

    void check_texts(const Question& question) {
        check_placeholders(question.label, "label");
        check_placeholders(question.hint, "hint");
        for (const auto& [text, column] : {std::pair(&question.guidance, "guidance_hint"),
                                           std::pair(&question.constraint_message, "constraint_message"),
                                           std::pair(&question.required_message, "required_message")}) {
            if (!placeholders(text->ar).empty() || !placeholders(text->en).empty())
                sheet_.fault(row_, column, "${name} may stand in labels and hints only");
        }
    }

    void check_placeholders(const LocalText& text, std::string_view column) {
        const auto names = placeholders(text.ar);
        for (const std::string& name : names) {
            const auto element = form_.outline.find(name);
            if (!element || form_.question(*element) == nullptr)
                sheet_.fault(row_, column,
                             fmt::format("there is no question ${{{}}}; correct the name", name));
            else
                check_has_answer(*element, column);
        }
        if (names != placeholders(text.en))
            sheet_.fault(row_, column, "the two languages do not refer to the same ${name}");
    }

    Sheet& sheet_;
    const Row& row_;
    const Form& form_;
    ElementId element_;
};

} // namespace

SheetColumns survey_columns() {
    return {plain_columns, translated_columns, {"type", "name"}};
}

void load_group(Sheet& sheet, const Row& row, const Form& form, Group& group) {
    CellLoader(sheet, row, form, group.element).load(group);
}

void load_question(Sheet& sheet, const Row& row, bool typed, const Form& form, Question& question) {
    CellLoader(sheet, row, form, question.element).load(question, typed);
}

void refuse_cells_of_end(Sheet& sheet, const Row& row) {
    for (const std::vector<std::string_view>* columns : {&plain_columns, &translated_columns}) {
        for (const std::string_view column : *columns) {
            if (column != "type" && column != "name" && sheet.has(row, column))
                sheet.fault(row, column, "the end of a group cannot have this; empty the cell");
        }
    }
}

} // namespace istiqbal::form
