// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/dependencies.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace istiqbal::form {
namespace {

using Index = std::unordered_map<std::string, std::size_t>;

void add_names(const std::optional<Expression>& expression, const Index& index,
               std::vector<std::size_t>& needs) {
    if (!expression)
        return;
    for (const std::string& name : expression->names()) {
        if (const auto found = index.find(name); found != index.end())
            needs.push_back(found->second);
    }
}

std::vector<std::vector<std::size_t>> needs_of(const Form& form) {
    Index index;
    for (std::size_t each = 0; each < form.questions.size(); ++each)
        index.emplace(form.questions[each].name, each);
    std::vector<std::vector<std::size_t>> needs(form.questions.size());
    for (std::size_t each = 0; each < form.questions.size(); ++each) {
        const Question& question = form.questions[each];
        add_names(question.relevant, index, needs[each]);
        add_names(question.calculation, index, needs[each]);
        for (auto group = question.group; group; group = form.groups[*group].parent)
            add_names(form.groups[*group].relevant, index, needs[each]);
        std::sort(needs[each].begin(), needs[each].end());
        needs[each].erase(std::unique(needs[each].begin(), needs[each].end()), needs[each].end());
    }
    return needs;
}

/// Depth-first without recursion, since a chain of calculations may be as long as the sheet.
class Sorter {
public:
    explicit Sorter(const std::vector<std::vector<std::size_t>>& needs)
        : needs_(needs)
        , states_(needs.size(), State::unseen) {}

    tl::expected<std::vector<std::size_t>, Cycle> sort() {
        for (std::size_t start = 0; start < needs_.size(); ++start) {
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
        std::size_t question;
        std::size_t next_need;
    };

    Cycle visit(std::size_t start) {
        std::vector<Step> path{{start, 0}};
        states_[start] = State::open;
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next_need == needs_[step.question].size()) {
                states_[step.question] = State::done;
                order_.push_back(step.question);
                path.pop_back();
                continue;
            }
            const std::size_t need = needs_[step.question][step.next_need++];
            if (states_[need] == State::open)
                return cycle_from(path, need);
            if (states_[need] == State::unseen) {
                states_[need] = State::open;
                path.push_back({need, 0});
            }
        }
        return {};
    }

    static Cycle cycle_from(const std::vector<Step>& path, std::size_t question) {
        Cycle cycle;
        bool inside = false;
        for (const Step& step : path) {
            inside = inside || step.question == question;
            if (inside)
                cycle.push_back(step.question);
        }
        return cycle;
    }

    const std::vector<std::vector<std::size_t>>& needs_;
    std::vector<State> states_;
    std::vector<std::size_t> order_;
};

} // namespace

tl::expected<Dependencies, Cycle> dependencies_of(const Form& form) {
    const auto needs = needs_of(form);
    auto order = Sorter(needs).sort();
    if (!order)
        return tl::unexpected(std::move(order.error()));
    Dependencies result;
    result.order = std::move(*order);
    result.rank.resize(form.questions.size());
    for (std::size_t place = 0; place < result.order.size(); ++place)
        result.rank[result.order[place]] = place;
    result.dependents.resize(form.questions.size());
    for (std::size_t each = 0; each < needs.size(); ++each) {
        for (const std::size_t need : needs[each])
            result.dependents[need].push_back(each);
    }
    return result;
}

} // namespace istiqbal::form
