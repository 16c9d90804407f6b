// SPDX-License-Identifier: Apache-2.0
// One person going through one form: which questions come, what was answered, what is wrong with it, how it
// reads.
//
// Relevance and calculations are settled after every change, by dependency: only what the change touches is
// evaluated again. An answer whose question is switched off is kept for this session and comes back when the
// question does, but expressions see it as empty and the submission leaves it out. Used by one thread at a
// time.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/form/calendar.hpp"
#include "kiosk/form/definition.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

enum class ProblemKind : std::uint8_t {
    required,   ///< nothing was answered
    type,       ///< letters in a number, a day that does not exist, a choice that is not offered
    text,       ///< too long, or characters that do not belong
    appearance, ///< saudi-id, saudi-mobile, not-past, not-future
    constraint  ///< the form's own rule
};

/// What is wrong with an answer, in plain words, the same in the summary and at the field.
struct Problem {
    std::string question;
    ProblemKind kind = ProblemKind::required;
    LocalText message;
};

/// "Question 3 of 12": counts the relevant questions that take an answer.
struct Position {
    std::size_t number = 0;
    std::size_t total = 0;
};

/// A question and its answer as it goes into the record: the canonical value, and both as they were shown,
/// since what was seen is what is signed (P4). Notes are not part of it; calculations are, with the name as
/// their label if they have none.
struct SubmittedAnswer {
    std::string name;
    std::string group; ///< the innermost group's name, empty outside groups
    QuestionType type = QuestionType::text;
    std::string value;
    LocalText label;
    LocalText shown;
};

class Interview {
public:
    /// The form must outlive the interview. `today` is asked whenever a date is compared with today.
    Interview(const Form& form, std::function<Date()> today);
    ~Interview();
    Interview(Interview&&) noexcept;
    Interview& operator=(Interview&&) noexcept;

    const Form& form() const;
    Date today() const;

    /// Takes what the person entered: text as typed; a choice's name (or names, separated by spaces); for a
    /// date what parse_typed_date() reads; "OK" for an acknowledgement; "" takes an answer back. The text is
    /// kept whatever it is. False if the form has no such question or if it takes no answer (note, calculate,
    /// read-only).
    bool set(std::string_view name, std::string_view typed);
    /// Adds or takes away one choice of a select_multiple; keeps the order of the sheet.
    bool set_selected(std::string_view name, std::string_view choice, bool selected);

    /// As typed, untouched, also while the question is not relevant.
    std::string_view typed(std::string_view name) const;
    /// Canonical, empty if missing or not acceptable; also while the question is not relevant.
    std::string_view value(std::string_view name) const;
    bool selected(std::string_view name, std::string_view choice) const;
    bool relevant(std::string_view name) const;
    bool required(std::string_view name) const;
    /// Whether anything was entered since the beginning or the last clear().
    bool changed() const;

    /// The relevant questions in order, notes included, calculations not: a page each.
    std::vector<const Question*> pages() const;
    /// Nothing for a note, a calculation, an unknown or a switched-off question.
    std::optional<Position> position(std::string_view name) const;

    /// What is wrong with the answer of a relevant question, if anything.
    std::optional<Problem> check(std::string_view name) const;
    /// Of all pages, in their order.
    std::vector<Problem> problems() const;

    /// The label or hint with every ${name} replaced by that answer as shown.
    std::string label(std::string_view name, Language language, Digits digits = Digits::latin) const;
    std::string hint(std::string_view name, Language language, Digits digits = Digits::latin) const;
    /// The answer as a person reads it: labels of choices, dates in both calendars, numbers grouped,
    /// identifiers and telephone numbers isolated from the direction around them. What is not acceptable is
    /// shown as typed.
    std::string shown(std::string_view name, Language language, Digits digits = Digits::latin) const;

    /// The answers of the relevant questions, in order, without those left empty. Meaningful once problems()
    /// is empty.
    std::vector<SubmittedAnswer> submission(Digits digits = Digits::latin) const;

    /// Forgets every answer and begins again with the defaults.
    void clear();
    /// Evaluates everything from nothing: what a test compares the evaluation by dependency with, and what to
    /// call when the day has changed.
    void settle_everything();

private:
    class State;

    std::string fill(std::string_view text, Language language, Digits digits) const;

    std::unique_ptr<State> state_;
};

/// The documents of the relevant checklists that the person does not have with them (P6), in the order of the
/// form.
std::vector<const Choice*> missing_documents(const Interview& interview);

} // namespace istiqbal::form
