// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/definition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace istiqbal::form {

bool Question::has(Appearance appearance) const {
    return std::find(appearances.begin(), appearances.end(), appearance) != appearances.end();
}

bool Question::answerable() const {
    switch (type) {
    case QuestionType::note:
    case QuestionType::calculate:
    case QuestionType::hidden:
    case QuestionType::start:
    case QuestionType::end:
    case QuestionType::today:
    case QuestionType::device_id:
    case QuestionType::username:
        return false;
    default:
        return true;
    }
}

bool Question::selects() const {
    return type == QuestionType::select_one || type == QuestionType::select_multiple ||
           type == QuestionType::rank;
}

const std::vector<Choice>& Question::choices() const {
    static const std::vector<Choice> none;
    return list ? list->choices : none;
}

const Choice* Question::choice(std::string_view choice_name) const {
    const auto& all = choices();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Choice& each) { return each.name == choice_name; });
    return found == all.end() ? nullptr : &*found;
}

std::optional<std::size_t> Form::find(std::string_view name) const {
    const auto element = outline.find(name);
    if (!element || outline.at(*element).kind != ElementKind::question)
        return std::nullopt;
    return outline.at(*element).index;
}

const Question* Form::question(ElementId element) const {
    const Element& found = outline.at(element);
    return found.kind == ElementKind::question ? &questions[found.index] : nullptr;
}

const Group* Form::group(ElementId element) const {
    const Element& found = outline.at(element);
    const bool is_group = found.kind == ElementKind::group || found.kind == ElementKind::repeat;
    return is_group ? &groups[found.index] : nullptr;
}

std::string describe(const Fault& fault) {
    std::string place = fault.sheet;
    if (fault.row > 0)
        place += fmt::format(", row {}", fault.row);
    if (!fault.column.empty())
        place += fmt::format(", column {}", fault.column);
    return fmt::format("{}: {}", place, fault.message);
}

} // namespace istiqbal::form
