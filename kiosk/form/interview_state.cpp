// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/interview_state.hpp"

#include "kiosk/form/validate.hpp"

#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace istiqbal::form {
namespace {

/// What is typed or computed beyond this is cut: no keyboard gets there, only a form or a paste gone wrong.
constexpr std::size_t longest_answer = std::size_t{64} << 10;

std::string_view cut(std::string_view text) {
    if (text.size() <= longest_answer)
        return text;
    std::size_t end = longest_answer;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    while (end > 0 && continues(end))
        --end;
    return text.substr(0, end);
}

/// A number that could not be computed is no answer.
std::string calculated(const Value& value) {
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number))
        return {};
    return to_text(value);
}

std::string_view view(const WipedText& text) {
    return {text.data(), text.size()};
}

} // namespace

class Interview::State::Context : public EvaluationContext {
public:
    Context(const State& state, std::size_t self)
        : state_(state)
        , self_(self) {}

    Value value_of(std::string_view name) const override {
        const auto index = state_.form().find(name);
        return index ? state_.value(*index) : Value(std::string());
    }
    Value self() const override { return state_.value(self_); }
    Date today() const override { return state_.today(); }

private:
    const State& state_;
    std::size_t self_;
};

Interview::State::State(const Form& form, std::function<Date()> today)
    : form_(form)
    , today_(std::move(today))
    , dependencies_(dependencies_of(form).value_or(Dependencies{}))
    , answers_(form.questions.size())
    , relevant_(form.questions.size(), false) {
    begin();
}

bool Interview::State::holds(std::size_t question, const std::optional<Expression>& expression) const {
    return expression && to_boolean(expression->evaluate(Context(*this, question)));
}

Value Interview::State::value(std::size_t question) const {
    const std::string text(view(answers_.at(question).value));
    if (!relevant_[question] || text.empty())
        return std::string();
    switch (form_.questions[question].type) {
    case QuestionType::integer:
    case QuestionType::decimal:
        return to_number(text);
    case QuestionType::date:
        if (const auto date = Date::from_iso(text))
            return *date;
        return text;
    default:
        return text;
    }
}

void Interview::State::enter(std::size_t question, std::string_view typed) {
    changed_ = true;
    const std::string before(view(answers_.at(question).value));
    keep(question, typed);
    if (view(answers_.at(question).value) != before)
        settle_dependents(question);
}

void Interview::State::keep(std::size_t question, std::string_view typed) {
    const std::string_view kept = cut(typed);
    const auto canonical = canonical_value(form_.questions[question], kept);
    answers_.set(question, kept, canonical ? std::string_view(*canonical) : std::string_view{});
}

void Interview::State::clear() {
    answers_.clear();
    changed_ = false;
    begin();
}

void Interview::State::begin() {
    for (std::size_t index = 0; index < form_.questions.size(); ++index) {
        if (!form_.questions[index].default_value.empty())
            keep(index, form_.questions[index].default_value);
    }
    settle_everything();
}

void Interview::State::settle_everything() {
    for (const std::size_t question : dependencies_.order)
        settle(question);
}

bool Interview::State::evaluate_relevance(std::size_t question) const {
    const Question& definition = form_.questions[question];
    for (auto group = definition.group; group; group = form_.groups[*group].parent) {
        const auto& relevant = form_.groups[*group].relevant;
        if (relevant && !holds(question, relevant))
            return false;
    }
    return !definition.relevant || holds(question, definition.relevant);
}

bool Interview::State::settle(std::size_t question) {
    const bool was_relevant = relevant_[question];
    relevant_[question] = evaluate_relevance(question);
    bool value_changed = false;
    const auto& calculation = form_.questions[question].calculation;
    if (calculation) {
        const std::string computed =
            relevant_[question] ? calculated(calculation->evaluate(Context(*this, question))) : std::string();
        const std::string_view kept = cut(computed);
        value_changed = kept != view(answers_.at(question).value);
        if (value_changed)
            answers_.set(question, {}, kept);
    }
    return value_changed || relevant_[question] != was_relevant;
}

void Interview::State::settle_dependents(std::size_t question) {
    // Ranks in order: when one is settled, everything it depends on has been.
    std::set<std::size_t> waiting;
    const auto wait_for = [&](std::size_t changed) {
        for (const std::size_t dependent : dependencies_.dependents[changed])
            waiting.insert(dependencies_.rank[dependent]);
    };
    wait_for(question);
    while (!waiting.empty()) {
        const std::size_t next = dependencies_.order[*waiting.begin()];
        waiting.erase(waiting.begin());
        if (settle(next))
            wait_for(next);
    }
}

} // namespace istiqbal::form
