// SPDX-License-Identifier: Apache-2.0
// One evaluation of a parsed expression: operators (expression_evaluate.cpp), paths (expression_walk.cpp) and
// functions (expression_call.cpp). Used by Expression::evaluate() only, by one thread.
#pragma once

#include "kiosk/form/expression_node.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::form {

/// How many nodes, parts and pieces of text one evaluation may look at, and what it costs where ICU gave up
/// on a regex. Paths that filter within each other would take the cube of a thousand runs.
constexpr std::size_t most_steps = 1'000'000;
constexpr std::size_t steps_of_a_lost_match = 100'000;
constexpr std::size_t bytes_a_step = 16;

class Evaluator {
public:
    using Node = Expression::Node;

    explicit Evaluator(const EvaluationContext& context);

    /// The empty text if it took more than most_steps.
    Value run(const Node& root);

private:
    using Nodes = std::vector<NodeRef>;

    /// What `.`, position() and last() stand for: within [ ] the node that is being looked at.
    struct Focus {
        NodeRef node;
        std::size_t position = 1;
        std::size_t size = 1;
    };

    /// Once the steps are used up everything is the empty text, so that it ends soon.
    bool spend(std::size_t steps);
    bool exhausted() const { return left_ == 0; }

    Value evaluate(const Node& node);
    Value child(const Node& node, std::size_t index) { return evaluate(node.children[index]); }
    Value condition(const Node& node);
    bool truth(const Node& node, std::size_t index);
    double number(const Node& node, std::size_t index) { return to_number(child(node, index)); }
    std::string text(const Node& node, std::size_t index);

    bool compare(const Node& node);
    double arithmetic(const Node& node);

    // Paths.
    static bool is_set(const Node& node);
    static bool is_several(const Node& node);
    NodeRef start(const Node& path) const;
    NodeRef above(NodeRef node, ElementId parent) const;
    NodeRef single(const Node& path);
    /// Every node that a path leads to, in the order of the form, relevant or not.
    Nodes nodes(const Node& path);
    Nodes united(const Node& node);
    Nodes named(const Node& path);
    void step(Nodes& nodes, const Node::Step& step);
    void add_children(Nodes& nodes, const Node::Step& step, InstanceId instance);
    /// Those from `first` on, which are siblings.
    void filter(Nodes& nodes, std::size_t first, const Node::Step& step);
    std::vector<std::size_t> place(NodeRef node);
    Value node_value(NodeRef node);
    Value path_value(const Node& path);
    std::vector<Value> values(const Node& node);
    std::vector<Value> side(const Node& node);

    // Functions.
    Value call(const Node& node);
    Value numeric_call(const Node& node);
    Value text_call(const Node& node);
    Value date_call(const Node& node);
    Value coalesce(const Node& node);
    Value once(const Node& node);
    Value indexed_repeat(const Node& node);
    double count(const Node& path);
    double position(const Node& node);
    double extreme(const Node& node);
    bool checklist(const Node& node);
    bool weighted_checklist(const Node& node);
    bool matches(const Node& node);
    std::string join(const Node& node, std::size_t first, const std::string& separator);
    std::string random_text(const Node& node);

    const EvaluationContext& context_;
    const Outline& outline_;
    Focus focus_;
    std::size_t left_ = most_steps;
};

} // namespace istiqbal::form
