// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/interview.hpp"

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

Interview::Interview(const Form& form, std::function<Date()> today, Surroundings surroundings)
    : state_(std::make_unique<State>(form, std::move(today), std::move(surroundings))) {}
Interview::~Interview() = default;
Interview::Interview(Interview&&) noexcept = default;
Interview& Interview::operator=(Interview&&) noexcept = default;

const Form& Interview::form() const {
    return state_->form();
}

Date Interview::today() const {
    return state_->today();
}

void Interview::set_language(Language language) {
    state_->set_language(language);
}

// Answers.

std::optional<NodeRef> Interview::find(std::string_view path) const {
    const auto node = state_->find(path);
    return node && form().question(node->element) != nullptr ? node : std::nullopt;
}

bool Interview::set(std::string_view path, std::string_view typed) {
    const auto node = find(path);
    if (!node || !form().question(node->element)->answerable() || read_only(path))
        return false;
    state_->enter(*node, typed);
    return true;
}

bool Interview::set_selected(std::string_view path, std::string_view choice, bool selected) {
    const Question* asked = question(path);
    if (asked == nullptr || asked->choice(choice) == nullptr)
        return false;
    const std::string_view before = value(path);
    std::string after;
    const auto append = [&](std::string_view name) {
        after += (after.empty() ? "" : " ") + std::string(name);
    };
    if (asked->type == QuestionType::select_multiple) {
        for (const Choice& each : asked->choices())
            if (each.name == choice ? selected : contains_token(before, each.name))
                append(each.name);
    } else if (asked->type == QuestionType::rank) {
        std::string_view rest = before;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (rest.substr(0, end) != choice)
                append(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (selected)
            append(choice);
    } else {
        return false;
    }
    return set(path, after);
}

const Question* Interview::question(std::string_view path) const {
    const auto node = find(path);
    return node ? form().question(node->element) : nullptr;
}

std::string_view Interview::typed(std::string_view path) const {
    const auto node = find(path);
    return node ? view(state_->answer(*node).typed) : std::string_view{};
}

std::string_view Interview::value(std::string_view path) const {
    const auto node = find(path);
    return node ? view(state_->answer(*node).value) : std::string_view{};
}

bool Interview::selected(std::string_view path, std::string_view choice) const {
    return contains_token(value(path), choice);
}

bool Interview::relevant(std::string_view path) const {
    const auto node = find(path);
    return node && state_->relevant(*node);
}

bool Interview::required(std::string_view path) const {
    const auto node = find(path);
    return node && state_->holds(*node, form().question(node->element)->required);
}

bool Interview::read_only(std::string_view path) const {
    const auto node = find(path);
    return node && state_->holds(*node, form().question(node->element)->read_only);
}

std::vector<const Choice*> Interview::choices(std::string_view path) const {
    std::vector<const Choice*> offered;
    if (const auto node = find(path)) {
        for (const Choice& choice : form().question(node->element)->choices())
            if (state_->offered(*node, choice))
                offered.push_back(&choice);
    }
    return offered;
}

bool Interview::changed() const {
    return state_->changed();
}

// What is wrong.

std::optional<Problem> Interview::check(std::string_view path) const {
    const auto node = find(path);
    if (!node || !state_->relevant(*node))
        return std::nullopt;
    const Question& question = *form().question(node->element);
    if (!question.answerable())
        return std::nullopt;
    const Answer& answer = state_->answer(*node);
    const auto problem = [&](ProblemKind kind, LocalText message) {
        return Problem{std::string(path), kind, std::move(message)};
    };
    const auto canonical = canonical_value(question, view(answer.typed));
    if (!canonical)
        return problem(canonical.error().kind, canonical.error().message);
    // A choice that the filter no longer offers counts as none.
    const std::string_view value = question.choice_filter ? view(answer.value) : std::string_view(*canonical);
    if (value.empty()) {
        if (!state_->holds(*node, question.required))
            return std::nullopt;
        const bool own = !question.required_message.empty();
        return problem(ProblemKind::required, own ? question.required_message : messages::required(question));
    }
    if (question.type == QuestionType::rank) {
        const auto ranked = static_cast<std::size_t>(std::count(value.begin(), value.end(), ' ')) + 1;
        if (ranked < choices(path).size())
            return problem(ProblemKind::type, messages::rank_all());
    }
    if (const auto wrong_day = check_day(question, value, state_->today()))
        return problem(wrong_day->kind, wrong_day->message);
    if (question.constraint && !state_->holds(*node, question.constraint))
        return problem(ProblemKind::constraint, question.constraint_message);
    return std::nullopt;
}

std::vector<Problem> Interview::check_page(std::string_view id) const {
    std::vector<Problem> problems;
    if (const Page* here = page(id)) {
        for (const Item& item : here->items)
            if (auto problem = check(item.path))
                problems.push_back(std::move(*problem));
    }
    return problems;
}

std::vector<Problem> Interview::problems() const {
    std::vector<Problem> problems;
    for (const Page& page : pages())
        for (const Item& item : page.items)
            if (auto problem = check(item.path))
                problems.push_back(std::move(*problem));
    return problems;
}

// How it reads.

std::string Interview::label(std::string_view path, Language language, Digits digits) const {
    const auto node = find(path);
    return node ? fill(form().question(node->element)->label.in(language), *node, language, digits)
                : std::string();
}

std::string Interview::hint(std::string_view path, Language language, Digits digits) const {
    const auto node = find(path);
    return node ? fill(form().question(node->element)->hint.in(language), *node, language, digits)
                : std::string();
}

std::string Interview::fill(std::string_view text, NodeRef asking, Language language, Digits digits) const {
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
        const auto named = state_->nearest(asking, text.substr(2, close - 2));
        const std::string answer =
            named && state_->relevant(*named) ? shown(state_->path(*named), language, digits) : std::string();
        filled += first_strong_isolate + (answer.empty() ? "…" : answer) + pop_directional_isolate;
        text.remove_prefix(close + 1);
    }
    return filled;
}

std::string Interview::shown(std::string_view path, Language language, Digits digits) const {
    const auto node = find(path);
    if (!node)
        return {};
    const Answer& answer = state_->answer(*node);
    if (answer.value.empty())
        return std::string(view(answer.typed));
    return shown_value(*form().question(node->element), view(answer.value), language, digits);
}

// What goes out, and what is kept.

std::vector<SubmittedAnswer> Interview::submission(Digits digits) const {
    std::vector<SubmittedAnswer> answers;
    state_->each_question([&](NodeRef node) {
        const Question& question = *form().question(node.element);
        if (question.type == QuestionType::note || !state_->relevant(node))
            return;
        std::string value(view(state_->answer(node).value));
        if (question.type == QuestionType::end)
            value = state_->now().iso();
        if (value.empty())
            return;
        SubmittedAnswer submitted;
        submitted.name = state_->path(node);
        submitted.group = question.group ? form().groups[*question.group].name : std::string();
        submitted.type = question.type;
        submitted.label = {label(submitted.name, Language::arabic, digits),
                           label(submitted.name, Language::english, digits)};
        if (submitted.label.empty())
            submitted.label = {question.name, question.name};
        submitted.shown = {shown_value(question, value, Language::arabic, digits),
                           shown_value(question, value, Language::english, digits)};
        submitted.value = std::move(value);
        answers.push_back(std::move(submitted));
    });
    return answers;
}

std::string Interview::instance_name() const {
    return form().instance_name ? to_text(state_->evaluate({}, *form().instance_name)) : std::string();
}

std::vector<TypedAnswer> Interview::typed_answers() const {
    std::vector<TypedAnswer> answers;
    InstanceId instance = 0;
    state_->each_question([&](NodeRef node) {
        if (node.instance != instance && node.instance != 0)
            answers.push_back({state_->run_path(node.instance), {}});
        instance = node.instance;
        const Answer& answer = state_->answer(node);
        if (form().question(node.element)->answerable() && !answer.typed.empty())
            answers.push_back({state_->path(node), answer.typed});
    });
    return answers;
}

void Interview::restore(const std::vector<TypedAnswer>& answers) {
    for (const TypedAnswer& answer : answers) {
        const std::string_view path = answer.path;
        for (std::size_t close = path.find(']'); close != std::string_view::npos;
             close = path.find(']', close + 1)) {
            const std::string_view entry = path.substr(0, close + 1);
            if (!state_->find(entry))
                add_entry(entry.substr(0, entry.rfind('[')));
        }
        if (!path.empty() && path.back() != ']')
            set(path, view(answer.typed));
    }
}

void Interview::clear() {
    state_->clear();
}

void Interview::settle_everything() {
    state_->settle_everything();
}

std::vector<const Choice*> missing_documents(const Interview& interview) {
    std::vector<const Choice*> missing;
    for (const Page& page : interview.pages()) {
        for (const Item& item : page.items) {
            if (!item.question->has(Appearance::document_checklist))
                continue;
            for (const Choice* document : interview.choices(item.path)) {
                if (!interview.selected(item.path, document->name))
                    missing.push_back(document);
            }
        }
    }
    return missing;
}

} // namespace istiqbal::form
