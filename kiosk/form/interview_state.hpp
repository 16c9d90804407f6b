// SPDX-License-Identifier: Apache-2.0
// What an interview knows: the runs through repeats with their answers, what is relevant in each, and the
// order in which changes settle.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/form/interview.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::form {

class Interview::State {
public:
    State(const Form& form, std::function<Date()> today, Surroundings surroundings);

    const Form& form() const { return form_; }
    Date today() const { return today_(); }
    DateTime now() const;
    std::uint64_t random_bits() const;
    bool changed() const { return changed_; }

    /// Nothing if the path leads nowhere. "household[2]" is that run, "household" the repeat in its home.
    std::optional<NodeRef> find(std::string_view path) const;
    std::string path(NodeRef node) const;
    /// What ${name} stands for in a text of that question: of the same run, or else the first.
    std::optional<NodeRef> nearest(NodeRef asking, std::string_view name) const;
    /// The path of the run itself: "household[2]"; empty for the form.
    std::string run_path(InstanceId instance) const;
    bool is_run(NodeRef node) const;

    const Answer& answer(NodeRef question) const;
    bool relevant(NodeRef node) const;
    const std::vector<InstanceId>& runs(ElementId repeat, InstanceId parent) const;
    InstanceId parent_of(InstanceId instance) const { return instances_[instance]->parent; }

    /// Whether the expression is there and true for this node.
    bool holds(NodeRef node, const std::optional<Expression>& expression) const;
    Value evaluate(NodeRef node, const Expression& expression) const;
    /// The answer as expressions see it: empty while the question is not relevant.
    Value value(NodeRef question) const;
    bool offered(NodeRef question, const Choice& choice) const;

    void enter(NodeRef question, std::string_view typed);
    InstanceId add_run(ElementId repeat, InstanceId parent);
    void remove_run(InstanceId run);
    /// Whether another run of it may begin.
    bool room_for_run(ElementId repeat, InstanceId parent) const;
    void set_language(Language language);
    void clear();
    void settle_everything();

    const std::vector<Page>& pages() const;
    /// Of a repeat. `done` says whether nothing is wrong on a page; it is asked once after each change.
    const std::vector<Entry>& entries(std::string_view repeat,
                                      const std::function<bool(std::string_view)>& done) const;
    /// Every question there is, relevant or not, in order.
    void each_question(const std::function<void(NodeRef)>& visit) const;

private:
    class Context;
    class Pages;

    /// One run through a repeat; the first is the form itself.
    struct Instance {
        ElementId repeat = form_element;
        InstanceId parent = 0;
        Answers answers;            ///< by slot
        std::vector<char> relevant; ///< by slot; not bool, which packs bits
        struct Series {
            std::vector<InstanceId> runs;
            /// Behind the count for now; they come back if it grows again.
            std::vector<InstanceId> parked;
        };
        std::map<ElementId, Series> series; ///< by repeat
    };

    /// What waits to be settled: by rank, then instance, so that everything comes after what it looks at. The
    /// value says whether its calculation is to run.
    using Waiting = std::map<std::pair<std::size_t, InstanceId>, bool>;

    InstanceId make_instance(ElementId repeat, InstanceId parent);
    void forget_instance(InstanceId instance);
    /// The instance of that home that this one is, or lies in.
    InstanceId ancestor(InstanceId instance, ElementId home) const;
    std::size_t slot(ElementId element) const { return form_.outline.at(element).slot; }

    bool keep(NodeRef question, std::string_view typed);
    void begin();
    /// What a question begins with: a default, the terminal's name.
    void begin_with(NodeRef question);
    /// Evaluates one node again; whether expressions now see it differently.
    bool settle(NodeRef node, bool recalculates, Waiting& waiting);
    bool settle_value(NodeRef question, bool was_relevant, bool recalculates);
    void settle_count(NodeRef repeat, const Group& group, Waiting& waiting);
    bool parent_relevant(NodeRef node) const;
    /// A new run and all in it, to be settled for the first time.
    void wait_for_run(InstanceId run, Waiting& waiting);
    /// `structure`: what changed of a repeat is how often it runs.
    void wait_for_dependents(NodeRef changed, bool structure, Waiting& waiting) const;
    void each_node(ElementId element, InstanceId within, const std::function<void(InstanceId)>& visit) const;
    void settle_waiting(Waiting& waiting);

    const Form& form_;
    std::function<Date()> today_;
    Surroundings surroundings_;
    Language language_;
    std::vector<std::unique_ptr<Instance>> instances_; ///< by InstanceId; null where one was removed
    std::vector<InstanceId> free_;
    std::vector<char> fresh_; ///< by InstanceId: begun in the settling that goes on
    bool changed_ = false;
    mutable std::vector<Page> pages_;
    mutable bool pages_valid_ = false;
    std::uint64_t revision_ = 1; ///< changes with every answer and every entry
    mutable std::vector<Entry> entries_;
    mutable std::string entries_of_;
    mutable std::uint64_t entries_revision_ = 0;
};

} // namespace istiqbal::form
