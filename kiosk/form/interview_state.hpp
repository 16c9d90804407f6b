// SPDX-License-Identifier: Apache-2.0
// What an interview knows: the answers, which questions are relevant, and the order in which changes settle.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/form/dependencies.hpp"
#include "kiosk/form/interview.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace istiqbal::form {

class Interview::State {
public:
    State(const Form& form, std::function<Date()> today);

    const Form& form() const { return form_; }
    Date today() const { return today_(); }
    const Answer& answer(std::size_t question) const { return answers_.at(question); }
    bool relevant(std::size_t question) const { return relevant_[question]; }
    bool changed() const { return changed_; }

    /// Whether the expression is there and true for this question.
    bool holds(std::size_t question, const std::optional<Expression>& expression) const;
    /// The answer as expressions see it: empty while the question is not relevant.
    Value value(std::size_t question) const;

    void enter(std::size_t question, std::string_view typed);
    void clear();
    void settle_everything();

private:
    class Context;

    void keep(std::size_t question, std::string_view typed);
    void begin();
    /// Evaluates one question's relevance and calculation again; whether expressions now see it differently.
    bool settle(std::size_t question);
    void settle_dependents(std::size_t question);
    bool evaluate_relevance(std::size_t question) const;

    const Form& form_;
    std::function<Date()> today_;
    Dependencies dependencies_;
    Answers answers_;
    std::vector<bool> relevant_;
    bool changed_ = false;
};

} // namespace istiqbal::form
