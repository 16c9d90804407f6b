// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/dependencies.hpp"

#include "kiosk/form/definition.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace istiqbal::form {
namespace {

/// By element: what it must come after.
using Needs = std::vector<std::vector<ElementId>>;

/// Goes through the expressions of a form, once.
class Collector {
public:
    explicit Collector(const Form& form)
        : form_(form)
        , needs_(form.outline.size())
        , dependents_(form.outline.size()) {
        for (const Group& group : form_.groups) {
            below(group.element);
            look(group.element, group.relevant, true);
            look(group.element, group.count, true);
        }
        for (const Question& question : form_.questions)
            look_at(question);
        for (std::vector<ElementId>& each : needs_) {
            std::sort(each.begin(), each.end());
            each.erase(std::unique(each.begin(), each.end()), each.end());
        }
    }

    const Needs& needs() const { return needs_; }
    std::vector<std::vector<Dependent>> dependents() && { return std::move(dependents_); }

private:
    void look_at(const Question& question) {
        below(question.element);
        const bool triggered = !question.triggers.empty();
        look(question.element, question.relevant, !triggered);
        look(question.element, question.choice_filter, !triggered);
        for (const ElementId trigger : question.triggers)
            depend(question.element, {trigger, false}, true);
        if (!triggered)
            look(question.element, question.calculation, true);
        // A default is computed once, after what it looks at.
        if (question.default_expression)
            for (const Dependency& each : question.default_expression->dependencies())
                need(question.element, each.element);
    }

    /// What lies in a group is relevant only where the group is.
    void below(ElementId element) {
        const ElementId parent = form_.outline.at(element).parent;
        if (parent == form_element)
            return;
        need(element, parent);
        dependents_[parent].push_back({element, form_.outline.common_home(element, parent), false, true});
    }

    void look(ElementId element, const std::optional<Expression>& expression, bool recalculates) {
        if (!expression)
            return;
        for (const Dependency& each : expression->dependencies())
            depend(element, each, recalculates);
    }

    void depend(ElementId element, const Dependency& on, bool recalculates) {
        if (on.element == form_element)
            return;
        need(element, on.element);
        const ElementId within = on.anywhere ? form_element : form_.outline.common_home(element, on.element);
        dependents_[on.element].push_back({element, within, recalculates, false});
    }

    void need(ElementId element, ElementId other) {
        if (other != form_element)
            needs_[element].push_back(other);
    }

    const Form& form_;
    Needs needs_;
    std::vector<std::vector<Dependent>> dependents_;
};

/// Depth-first without recursion, since a chain of calculations may be as long as the sheet.
class Sorter {
public:
    explicit Sorter(const Needs& needs)
        : needs_(needs)
        , states_(needs.size(), State::unseen) {}

    tl::expected<std::vector<ElementId>, Cycle> sort() {
        for (ElementId start = 1; start < needs_.size(); ++start) {
            if (states_[start] != State::unseen)
                continue;
            if (Cycle cycle = visit(start); !cycle.empty())
                return tl::unexpected(std::move(cycle));
        }
        return std::move(order_);
    }

private:
    enum class State : std::uint8_t { unseen, open, done };
    struct Step {
        ElementId element;
        std::size_t next_need;
    };

    Cycle visit(ElementId start) {
        std::vector<Step> path{{start, 0}};
        states_[start] = State::open;
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next_need == needs_[step.element].size()) {
                states_[step.element] = State::done;
                order_.push_back(step.element);
                path.pop_back();
                continue;
            }
            const ElementId need = needs_[step.element][step.next_need++];
            if (states_[need] == State::open)
                return cycle_from(path, need);
            if (states_[need] == State::unseen) {
                states_[need] = State::open;
                path.push_back({need, 0});
            }
        }
        return {};
    }

    static Cycle cycle_from(const std::vector<Step>& path, ElementId element) {
        Cycle cycle;
        bool inside = false;
        for (const Step& step : path) {
            inside = inside || step.element == element;
            if (inside)
                cycle.push_back(step.element);
        }
        return cycle;
    }

    const Needs& needs_;
    std::vector<State> states_;
    std::vector<ElementId> order_;
};

} // namespace

tl::expected<Dependencies, Cycle> dependencies_of(const Form& form) {
    Collector collector(form);
    auto order = Sorter(collector.needs()).sort();
    if (!order)
        return tl::unexpected(std::move(order.error()));
    Dependencies result;
    result.order = std::move(*order);
    result.rank.resize(form.outline.size());
    for (std::size_t place = 0; place < result.order.size(); ++place)
        result.rank[result.order[place]] = place;
    result.dependents = std::move(collector).dependents();
    return result;
}

} // namespace istiqbal::form
