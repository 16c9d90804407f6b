// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/interview.hpp"

#include "kiosk/form/dependencies.hpp"
#include "kiosk/form/interview_state.hpp"
#include "kiosk/form/messages.hpp"
#include "kiosk/form/show.hpp"
#include "kiosk/form/validate.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::form {
namespace {

std::string_view view(const WipedText& text) {
    return {text.data(), text.size()};
}

bool contains_token(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == token)
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

} // namespace

Interview::Interview(const Form& form, std::function<Date()> today)
    : state_(std::make_unique<State>(form, std::move(today))) {}
Interview::~Interview() = default;
Interview::Interview(Interview&&) noexcept = default;
Interview& Interview::operator=(Interview&&) noexcept = default;

const Form& Interview::form() const {
    return state_->form();
}

Date Interview::today() const {
    return state_->today();
}

bool Interview::set(std::string_view name, std::string_view typed) {
    const auto index = form().find(name);
    if (!index)
        return false;
    const Question& question = form().questions[*index];
    if (!question.answerable() || question.read_only)
        return false;
    state_->enter(*index, typed);
    return true;
}

bool Interview::set_selected(std::string_view name, std::string_view choice, bool selected) {
    const auto index = form().find(name);
    if (!index)
        return false;
    const Question& question = form().questions[*index];
    if (question.type != QuestionType::select_multiple || question.choice(choice) == nullptr)
        return false;
    const std::string_view before = value(name);
    std::string after;
    for (const Choice& each : question.choices) {
        const bool wanted = each.name == choice ? selected : contains_token(before, each.name);
        if (wanted)
            after += (after.empty() ? "" : " ") + each.name;
    }
    return set(name, after);
}

std::string_view Interview::typed(std::string_view name) const {
    const auto index = form().find(name);
    return index ? view(state_->answer(*index).typed) : std::string_view{};
}

std::string_view Interview::value(std::string_view name) const {
    const auto index = form().find(name);
    return index ? view(state_->answer(*index).value) : std::string_view{};
}

bool Interview::selected(std::string_view name, std::string_view choice) const {
    return contains_token(value(name), choice);
}

bool Interview::relevant(std::string_view name) const {
    const auto index = form().find(name);
    return index && state_->relevant(*index);
}

bool Interview::required(std::string_view name) const {
    const auto index = form().find(name);
    return index && state_->holds(*index, form().questions[*index].required);
}

bool Interview::changed() const {
    return state_->changed();
}

std::vector<const Question*> Interview::pages() const {
    std::vector<const Question*> pages;
    for (std::size_t index = 0; index < form().questions.size(); ++index) {
        const Question& question = form().questions[index];
        if (question.type != QuestionType::calculate && state_->relevant(index))
            pages.push_back(&question);
    }
    return pages;
}

std::optional<Position> Interview::position(std::string_view name) const {
    Position position;
    for (const Question* page : pages()) {
        if (!page->answerable())
            continue;
        ++position.total;
        if (page->name == name)
            position.number = position.total;
    }
    if (position.number == 0)
        return std::nullopt;
    return position;
}

std::optional<Problem> Interview::check(std::string_view name) const {
    const auto index = form().find(name);
    if (!index || !state_->relevant(*index))
        return std::nullopt;
    const Question& question = form().questions[*index];
    if (!question.answerable())
        return std::nullopt;
    const auto canonical = canonical_value(question, view(state_->answer(*index).typed));
    if (!canonical)
        return canonical.error();
    if (canonical->empty()) {
        if (!state_->holds(*index, question.required))
            return std::nullopt;
        const bool own = !question.required_message.empty();
        return Problem{question.name, ProblemKind::required,
                       own ? question.required_message : messages::required(question.type)};
    }
    if (auto problem = check_day(question, *canonical, state_->today()))
        return problem;
    if (question.constraint && !state_->holds(*index, question.constraint))
        return Problem{question.name, ProblemKind::constraint, question.constraint_message};
    return std::nullopt;
}

std::vector<Problem> Interview::problems() const {
    std::vector<Problem> problems;
    for (const Question* page : pages()) {
        if (auto problem = check(page->name))
            problems.push_back(std::move(*problem));
    }
    return problems;
}

std::string Interview::label(std::string_view name, Language language, Digits digits) const {
    const auto index = form().find(name);
    return index ? fill(form().questions[*index].label.in(language), language, digits) : std::string();
}

std::string Interview::hint(std::string_view name, Language language, Digits digits) const {
    const auto index = form().find(name);
    return index ? fill(form().questions[*index].hint.in(language), language, digits) : std::string();
}

std::string Interview::fill(std::string_view text, Language language, Digits digits) const {
    // FSI…PDI: an answer of either direction keeps to itself inside the sentence.
    constexpr const char* first_strong_isolate = "\u2068";
    constexpr const char* pop_directional_isolate = "\u2069";
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find("${"), text.size());
        filled += text.substr(0, open);
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos)
            break;
        const std::string_view name = text.substr(2, close - 2);
        const std::string answer = relevant(name) ? shown(name, language, digits) : std::string();
        filled += first_strong_isolate + (answer.empty() ? "…" : answer) + pop_directional_isolate;
        text.remove_prefix(close + 1);
    }
    return filled;
}

std::string Interview::shown(std::string_view name, Language language, Digits digits) const {
    const auto index = form().find(name);
    if (!index)
        return {};
    const Answer& answer = state_->answer(*index);
    if (answer.value.empty())
        return std::string(view(answer.typed));
    return shown_value(form().questions[*index], view(answer.value), language, digits);
}

std::vector<SubmittedAnswer> Interview::submission(Digits digits) const {
    std::vector<SubmittedAnswer> answers;
    for (std::size_t index = 0; index < form().questions.size(); ++index) {
        const Question& question = form().questions[index];
        const Answer& answer = state_->answer(index);
        if (question.type == QuestionType::note || !state_->relevant(index) || answer.value.empty())
            continue;
        SubmittedAnswer submitted;
        submitted.name = question.name;
        submitted.group = question.group ? form().groups[*question.group].name : std::string();
        submitted.type = question.type;
        submitted.value = view(answer.value);
        submitted.label = {label(question.name, Language::arabic, digits),
                           label(question.name, Language::english, digits)};
        if (submitted.label.empty())
            submitted.label = {question.name, question.name};
        submitted.shown = {shown(question.name, Language::arabic, digits),
                           shown(question.name, Language::english, digits)};
        answers.push_back(std::move(submitted));
    }
    return answers;
}

void Interview::clear() {
    state_->clear();
}
void Interview::settle_everything() {
    state_->settle_everything();
}

std::vector<const Choice*> missing_documents(const Interview& interview) {
    std::vector<const Choice*> missing;
    for (const Question* page : interview.pages()) {
        if (!page->has(Appearance::document_checklist))
            continue;
        for (const Choice& document : page->choices) {
            if (!interview.selected(page->name, document.name))
                missing.push_back(&document);
        }
    }
    return missing;
}

} // namespace istiqbal::form
