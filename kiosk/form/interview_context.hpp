// SPDX-License-Identifier: Apache-2.0
// What an expression sees of an interview, from one node of it.
#pragma once

#include "kiosk/form/interview_state.hpp"

namespace istiqbal::form {

class Interview::State::Context : public EvaluationContext {
public:
    /// `choice`: the one that a choice_filter is asked about.
    Context(const State& state, NodeRef self, const Choice* choice = nullptr)
        : state_(state)
        , self_(self)
        , choice_(choice) {}

    const Outline& outline() const override { return state_.form().outline; }
    NodeRef self() const override { return self_; }
    Value value_of(NodeRef node) const override { return state_.value(node); }
    bool relevant(NodeRef node) const override { return state_.relevant(node); }
    InstanceId parent_of(InstanceId instance) const override { return state_.parent_of(instance); }
    const std::vector<InstanceId>& instances_of(ElementId repeat, InstanceId parent) const override {
        return state_.runs(repeat, parent);
    }
    Date today() const override { return state_.today(); }
    DateTime now() const override { return state_.now(); }
    Language language() const override { return state_.language_; }
    std::uint64_t random_bits() const override { return state_.random_bits(); }
    std::string choice_label(ElementId question, std::string_view choice) const override {
        const Question* asked = state_.form().question(question);
        const Choice* found = asked == nullptr ? nullptr : asked->choice(choice);
        return found == nullptr ? std::string() : found->label.in(state_.language_);
    }
    std::string_view choice_cell(std::size_t column) const override {
        return choice_ != nullptr && column < choice_->cells.size() ? std::string_view(choice_->cells[column])
                                                                    : std::string_view();
    }

private:
    const State& state_;
    NodeRef self_;
    const Choice* choice_;
};

} // namespace istiqbal::form
