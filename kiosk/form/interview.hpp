// SPDX-License-Identifier: Apache-2.0
// One person going through one form: which pages come, what was answered, what is wrong with it, how it
// reads.
//
// Relevance and calculations are settled after every change, by dependency: only what the change touches is
// evaluated again. An answer whose question is switched off is kept for this session and comes back when the
// question does, but expressions see it as empty and the submission leaves it out. Used by one thread at a
// time.
//
// Everything is named by its *path*: a question by its name, within a repeat after the entry that it belongs
// to, "household[2]/first_name"; entries are numbered from 1. A path that leads nowhere has no answer, no
// problem and no page.
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

/// What a form can know of where it is filled in: the metadata questions, now() and random().
struct Surroundings {
    std::function<DateTime()> now{}; ///< without one: the beginning of today
    std::string device;              ///< deviceid: the terminal's name
    std::string username;            ///< the representative's; empty in self-service
    /// 64 bits that nobody can foretell; without one: of the operating system.
    std::function<std::uint64_t()> random{};
};

enum class ProblemKind : std::uint8_t {
    required,   ///< nothing was answered
    type,       ///< letters in a number, a day that does not exist, a choice that is not offered
    text,       ///< too long, or characters that do not belong
    appearance, ///< saudi-id, saudi-mobile, iban, not-past, not-future
    constraint  ///< the form's own rule
};

/// What is wrong with an answer, in plain words, the same in the summary and at the field.
struct Problem {
    std::string question; ///< its path
    ProblemKind kind = ProblemKind::required;
    LocalText message;
};

/// "Question 3 of 12": counts the relevant pages that take an answer. The entries of a repeat count as the
/// one page that lists them.
struct Position {
    std::size_t number = 0;
    std::size_t total = 0;
};

/// A question as it comes to the person.
struct Item {
    std::string path;
    const Question* question = nullptr;
};

enum class PageKind : std::uint8_t {
    question,
    field_list, ///< a group whose questions stand on one page
    repeat      ///< the entries of a repeat: to add, change and remove
};

struct Page {
    PageKind kind = PageKind::question;
    std::string id;               ///< path of the question, the group or the repeat
    std::vector<Item> items;      ///< one for a question; those that are relevant for a field list
    const Group* group = nullptr; ///< the innermost group; of a field list and a repeat, itself
    std::string entry; ///< path of the innermost entry that it belongs to, "household[2]"; empty outside
    /// Within an entry that the person added: id of the page that lists it, and the entry; otherwise empty.
    std::string list;
    std::string listed;

    bool answerable() const;
};

/// One run through a repeat.
struct Entry {
    std::string path;  ///< "household[2]"
    bool done = false; ///< nothing is wrong with its answers
};

/// A question and its answer as it goes into the record: the canonical value, and both as they were shown,
/// since what was seen is what is signed (P4). Notes are not part of it; what was computed is, with the name
/// as its label if it has none.
struct SubmittedAnswer {
    std::string name;  ///< the path
    std::string group; ///< the innermost group's name, empty outside groups
    QuestionType type = QuestionType::text;
    std::string value;
    LocalText label;
    LocalText shown;
};

/// What has to be kept of an interview to go on with it later. An entry of a repeat comes by its own path,
/// before its answers, with nothing typed.
struct TypedAnswer {
    std::string path;
    WipedText typed;
};

class Interview {
public:
    /// The form must outlive the interview. `today` is asked whenever a date is compared with today.
    Interview(const Form& form, std::function<Date()> today, Surroundings surroundings = {});
    ~Interview();
    Interview(Interview&&) noexcept;
    Interview& operator=(Interview&&) noexcept;

    const Form& form() const;
    Date today() const;
    /// Which language choices are named in where a calculation asks for their labels.
    void set_language(Language language);

    /// Takes what the person entered: text as typed; a choice's name (or names, separated by spaces); for a
    /// date what parse_typed_date() reads, for a time parse_typed_time(), for both one after the other with a
    /// T between; "OK" for an acknowledgement; for a drawing see drawing_fault(); "" takes an answer back.
    /// The text is kept whatever it is. False if there is no such question or if it takes no answer (note,
    /// calculate, read-only).
    bool set(std::string_view path, std::string_view typed);
    /// Adds or takes away one choice of a select_multiple, which keeps the order of the sheet, or of a rank,
    /// which keeps the order of choosing.
    bool set_selected(std::string_view path, std::string_view choice, bool selected);

    /// Null if the path leads to no question.
    const Question* question(std::string_view path) const;
    /// As typed, untouched, also while the question is not relevant.
    std::string_view typed(std::string_view path) const;
    /// Canonical, empty if missing or not acceptable; also while the question is not relevant.
    std::string_view value(std::string_view path) const;
    bool selected(std::string_view path, std::string_view choice) const;
    bool relevant(std::string_view path) const;
    bool required(std::string_view path) const;
    bool read_only(std::string_view path) const;
    /// Those that the filter leaves, in the order of the sheet.
    std::vector<const Choice*> choices(std::string_view path) const;
    /// Whether anything was entered since the beginning or the last clear().
    bool changed() const;

    /// The relevant pages in order, notes included; the page of a repeat before those of its entries. Valid
    /// until something changes.
    const std::vector<Page>& pages() const;
    /// Null if it is not among the pages.
    const Page* page(std::string_view id) const;
    /// Where Continue leads; null at the end. From the page of a repeat past its entries, from an entry's
    /// last page back to that list.
    const Page* next(std::string_view id) const;
    /// Where Back leads; null at the beginning.
    const Page* previous(std::string_view id) const;
    /// Where Back leads from behind the last page; null if there is none.
    const Page* last() const;
    /// Of the page with this id; nothing if it takes no answer or is not there.
    std::optional<Position> position(std::string_view id) const;

    /// The entries of a repeat. Valid until it is asked of another one or something changes.
    const std::vector<Entry>& entries(std::string_view repeat) const;
    /// The entry's title: its number and what was answered first in it, "2. Noura".
    std::string title(std::string_view entry, Language language, Digits digits = Digits::latin) const;
    /// Whether the person may add one more: not where a count says how many, nor beyond most_entries.
    bool can_add(std::string_view repeat) const;
    /// The new entry's path.
    std::optional<std::string> add_entry(std::string_view repeat);
    /// Its answers are overwritten. Those behind it move up.
    bool remove_entry(std::string_view entry);
    /// The first page of an entry; null if it has none.
    const Page* first_page(std::string_view entry) const;

    /// What is wrong with the answer of a relevant question, if anything.
    std::optional<Problem> check(std::string_view path) const;
    /// Of one page's questions.
    std::vector<Problem> check_page(std::string_view id) const;
    /// Of all pages, in their order.
    std::vector<Problem> problems() const;

    /// The label or hint with every ${name} replaced by that answer as shown.
    std::string label(std::string_view path, Language language, Digits digits = Digits::latin) const;
    std::string hint(std::string_view path, Language language, Digits digits = Digits::latin) const;
    /// The answer as a person reads it: labels of choices, dates in both calendars, numbers grouped,
    /// identifiers and telephone numbers isolated from the direction around them. What is not acceptable is
    /// shown as typed.
    std::string shown(std::string_view path, Language language, Digits digits = Digits::latin) const;

    /// The answers of the relevant questions, in order, without those left empty. Meaningful once problems()
    /// is empty.
    std::vector<SubmittedAnswer> submission(Digits digits = Digits::latin) const;
    /// What the settings' instance_name makes of it; empty without one.
    std::string instance_name() const;

    /// Everything that was entered, in order, and the way back to it. What the form has no place for any more
    /// is left out.
    std::vector<TypedAnswer> typed_answers() const;
    void restore(const std::vector<TypedAnswer>& answers);

    /// Forgets every answer and begins again with the defaults.
    void clear();
    /// Evaluates everything from nothing: what a test compares the evaluation by dependency with, and what to
    /// call when the day has changed.
    void settle_everything();

private:
    class State;

    /// Where a question is; nothing for any other path.
    std::optional<NodeRef> find(std::string_view path) const;
    std::string fill(std::string_view text, NodeRef asking, Language language, Digits digits) const;
    std::vector<Page>::const_iterator find_page(std::string_view id) const;

    std::unique_ptr<State> state_;
};

/// Entries of one repeat at most; and of all repeats together, instances that were begun.
constexpr std::size_t most_entries = 500;
constexpr std::size_t most_instances = 2000;

/// The documents of the relevant checklists that the person does not have with them (P6), in the order of the
/// form.
std::vector<const Choice*> missing_documents(const Interview& interview);

} // namespace istiqbal::form
