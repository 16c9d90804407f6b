// SPDX-License-Identifier: Apache-2.0
// How a change settles: what it touches is evaluated again, each node after everything that it looks at.
#include "kiosk/form/interview_context.hpp"
#include "kiosk/form/interview_state.hpp"

#include <cmath>

namespace istiqbal::form {
namespace {

std::string_view view(const WipedText& text) {
    return {text.data(), text.size()};
}

/// A number that could not be computed is no answer.
std::string calculated(const Value& value) {
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number))
        return {};
    return to_text(value);
}

} // namespace

void Interview::State::begin() {
    instances_.clear();
    free_.clear();
    fresh_.clear();
    pages_valid_ = false;
    make_instance(form_element, 0);
    Waiting waiting;
    wait_for_run(0, waiting);
    settle_waiting(waiting);
}

void Interview::State::set_language(Language language) {
    if (language_ == language)
        return;
    language_ = language;
    Waiting waiting;
    for (const Question& question : form_.questions) {
        if (question.calculation && question.calculation->uses_language())
            each_node(question.element, 0, [&](InstanceId instance) {
                waiting[{form_.dependencies.rank[question.element], instance}] = question.triggers.empty();
            });
    }
    settle_waiting(waiting);
}

void Interview::State::settle_everything() {
    Waiting waiting;
    for (const ElementId element : form_.dependencies.order) {
        const Question* question = form_.question(element);
        each_node(element, 0, [&](InstanceId instance) {
            waiting[{form_.dependencies.rank[element], instance}] =
                question != nullptr && question->triggers.empty();
        });
    }
    settle_waiting(waiting);
}

void Interview::State::settle_waiting(Waiting& waiting) {
    ++revision_;
    while (!waiting.empty()) {
        const auto [place, recalculates] = *waiting.begin();
        waiting.erase(waiting.begin());
        const NodeRef node{form_.dependencies.order[place.first], place.second};
        if (settle(node, recalculates, waiting))
            wait_for_dependents(node, false, waiting);
    }
    std::fill(fresh_.begin(), fresh_.end(), char{0});
}

bool Interview::State::parent_relevant(NodeRef node) const {
    const ElementId parent = form_.outline.at(node.element).parent;
    return parent == form_element || relevant({parent, node.instance});
}

bool Interview::State::settle(NodeRef node, bool recalculates, Waiting& waiting) {
    const Question* question = form_.question(node.element);
    const Group* group = form_.group(node.element);
    const auto& expression = question != nullptr ? question->relevant : group->relevant;
    const bool was_relevant = relevant(node);
    const bool is_relevant = parent_relevant(node) && (!expression || holds(node, expression));
    instances_[node.instance]->relevant[slot(node.element)] = is_relevant ? 1 : 0;
    if (was_relevant != is_relevant)
        pages_valid_ = false;
    bool value_changed = false;
    if (question != nullptr)
        value_changed = settle_value(node, was_relevant, recalculates);
    else if (group->count && is_relevant)
        settle_count(node, *group, waiting);
    return value_changed || was_relevant != is_relevant;
}

bool Interview::State::settle_value(NodeRef node, bool was_relevant, bool recalculates) {
    const Question& question = *form_.question(node.element);
    const bool is_relevant = relevant(node);
    if (fresh_[node.instance] != 0 && question.default_expression && view(answer(node).value).empty())
        return keep(node, calculated(evaluate(node, *question.default_expression)));
    if (question.choice_filter && is_relevant) {
        // What the filter leaves may be another choice now; what was typed stays.
        const std::string typed(view(answer(node).typed));
        if (!question.calculation)
            return keep(node, typed);
    }
    if (!question.calculation)
        return false;
    if (question.answerable()) {
        const bool runs_now = is_relevant && (recalculates || (!was_relevant && question.triggers.empty()));
        return runs_now && keep(node, calculated(evaluate(node, *question.calculation)));
    }
    if (!question.triggers.empty() && !recalculates)
        return false;
    const std::string computed =
        is_relevant ? calculated(evaluate(node, *question.calculation)) : std::string();
    if (computed == view(answer(node).value))
        return false;
    instances_[node.instance]->answers.set(slot(node.element), {}, computed);
    return true;
}

void Interview::State::settle_count(NodeRef repeat, const Group& group, Waiting& waiting) {
    const double wanted = to_number(evaluate(repeat, *group.count));
    const std::size_t count =
        wanted >= 1 ? static_cast<std::size_t>(std::min(wanted, static_cast<double>(most_entries))) : 0;
    bool differs = false;
    while (runs(repeat.element, repeat.instance).size() > count) {
        auto& series = instances_[repeat.instance]->series[repeat.element];
        series.parked.push_back(series.runs.back());
        series.runs.pop_back();
        differs = true;
    }
    while (runs(repeat.element, repeat.instance).size() < count) {
        auto& parked = instances_[repeat.instance]->series[repeat.element].parked;
        InstanceId run = 0;
        if (!parked.empty()) {
            run = parked.back();
            parked.pop_back();
        } else if (room_for_run(repeat.element, repeat.instance)) {
            run = make_instance(repeat.element, repeat.instance);
        } else {
            break;
        }
        instances_[repeat.instance]->series[repeat.element].runs.push_back(run);
        wait_for_run(run, waiting);
        differs = true;
    }
    if (differs)
        wait_for_dependents(repeat, true, waiting);
}

void Interview::State::wait_for_run(InstanceId run, Waiting& waiting) {
    pages_valid_ = false;
    for (ElementId element = 1; element < form_.outline.size(); ++element) {
        if (form_.outline.at(element).home != instances_[run]->repeat)
            continue;
        const Question* question = form_.question(element);
        waiting[{form_.dependencies.rank[element], run}] = question != nullptr && question->triggers.empty();
        for (const InstanceId below : runs(element, run))
            wait_for_run(below, waiting);
    }
}

void Interview::State::wait_for_dependents(NodeRef changed, bool structure, Waiting& waiting) const {
    if (structure)
        pages_valid_ = false;
    for (const Dependent& dependent : form_.dependencies.dependents[changed.element]) {
        if (structure && dependent.inside)
            continue;
        each_node(dependent.element, ancestor(changed.instance, dependent.within), [&](InstanceId instance) {
            bool& recalculates = waiting[{form_.dependencies.rank[dependent.element], instance}];
            recalculates = recalculates || dependent.recalculates;
        });
    }
}

} // namespace istiqbal::form
