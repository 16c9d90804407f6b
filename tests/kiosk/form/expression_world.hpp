// SPDX-License-Identifier: Apache-2.0
// A small form being filled in, as expressions see it: groups, a repeat with a repeat in it, and a second
// one.
//
//   size name sources born missing off arrival hour       questions of the form; off is not relevant
//   address ▸ city, building ▸ floor                       groups
//   household × 3 ▸ member age work ▸ income, child × 2, 0, 1 ▸ toy grade
//   visit × 2 ▸ place
#pragma once

#include "kiosk/form/expression.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::form {

class World : public EvaluationContext {
public:
    /// With the runs and answers that are written beside them in build().
    World();

    ElementId element(std::string_view name) const {
        return name.empty() ? form_element : *outline_.find(name);
    }
    Names names(std::string_view self) const { return {outline_, element(self), "registration", nullptr}; }
    /// Whose expression is evaluated from now on.
    void stand_at(std::string_view name, InstanceId instance) { self_ = {element(name), instance}; }
    void answer(std::string_view name, InstanceId instance, Value value) {
        answers_[{element(name), instance}] = std::move(value);
    }
    void switch_off(std::string_view name, InstanceId instance) { off_.insert({element(name), instance}); }
    InstanceId run(std::string_view repeat, InstanceId parent);

    Language reading = Language::english;
    DateTime clock{*Date::from_iso("2026-11-22"), {14 * 3'600'000 + 5 * 60'000 + 9'250}, 180};

    const Outline& outline() const override { return outline_; }
    NodeRef self() const override { return self_; }
    Value value_of(NodeRef node) const override {
        const auto found = answers_.find({node.element, node.instance});
        return found == answers_.end() || !relevant(node) ? Value(std::string()) : found->second;
    }
    bool relevant(NodeRef node) const override { return off_.count({node.element, node.instance}) == 0; }
    InstanceId parent_of(InstanceId instance) const override { return parents_.at(instance); }
    const std::vector<InstanceId>& instances_of(ElementId repeat, InstanceId parent) const override {
        static const std::vector<InstanceId> none;
        const auto found = runs_.find({repeat, parent});
        return found == runs_.end() ? none : found->second;
    }
    Date today() const override { return clock.date; }
    DateTime now() const override { return clock; }
    Language language() const override { return reading; }
    /// Different each time, and the same in every run of a test.
    std::uint64_t random_bits() const override {
        drawn_ += 0x9E37'79B9'7F4A'7C15;
        std::uint64_t bits = (drawn_ ^ drawn_ >> 30) * 0xBF58'476D'1CE4'E5B9;
        bits = (bits ^ bits >> 27) * 0x94D0'49BB'1331'11EB;
        return bits ^ bits >> 31;
    }
    std::string choice_label(ElementId question, std::string_view choice) const override {
        if (question != element("sources") || choice != "salary")
            return {};
        return reading == Language::arabic ? "راتب" : "Salary";
    }
    std::string_view choice_cell(std::size_t column) const override { return column == 0 ? "riyadh" : "11"; }

private:
    using Place = std::pair<ElementId, InstanceId>;

    void build();

    Outline outline_;
    NodeRef self_;
    std::map<Place, Value> answers_;
    std::set<Place> off_;
    std::map<Place, std::vector<InstanceId>> runs_;
    std::map<InstanceId, InstanceId> parents_;
    mutable std::uint64_t drawn_ = 0;
};

inline InstanceId World::run(std::string_view repeat, InstanceId parent) {
    const auto instance = static_cast<InstanceId>(parents_.size() + 1);
    parents_[instance] = parent;
    runs_[{element(repeat), parent}].push_back(instance);
    return instance;
}

inline World::World() {
    build();
    answer("size", 0, 4.0);
    answer("name", 0, std::string("نورة"));
    answer("sources", 0, std::string("salary pension"));
    answer("born", 0, *Date::from_iso("1989-08-03"));
    answer("off", 0, 7.0);
    switch_off("off", 0);
    answer("arrival", 0, *DateTime::from_iso("2026-11-22T02:30:00+03:00"));
    answer("hour", 0, std::string("18:00:00"));
    answer("city", 0, std::string("riyadh"));
    answer("floor", 0, 2.0);
    const char* const members[] = {"Sara", "Omar", "Huda"};
    const double ages[] = {40, 12, 7};
    for (int number = 0; number < 3; ++number) {
        const InstanceId member = run("household", 0); // 1 2 3
        answer("member", member, std::string(members[number]));
        answer("age", member, ages[number]);
    }
    answer("income", 1, 3000.0);
    answer("income", 2, 500.0);
    const char* const toys[] = {"ball", "book", "kite"};
    const InstanceId owners[] = {1, 1, 3};
    for (int number = 0; number < 3; ++number) {
        const InstanceId child = run("child", owners[number]); // 4 5 6
        answer("toy", child, std::string(toys[number]));
        answer("grade", child, number + 1.0);
    }
    answer("place", run("visit", 0), std::string("hall")); // 7 8
    answer("place", run("visit", 0), std::string("desk"));
}

inline void World::build() {
    const auto add = [this](ElementKind kind, const char* name, ElementId parent) {
        return outline_.add(kind, name, parent, 0);
    };
    const auto question = [&](const char* name, ElementId parent) {
        add(ElementKind::question, name, parent);
    };
    for (const char* name : {"size", "name", "sources", "born", "missing", "off", "arrival", "hour"})
        question(name, form_element);
    const ElementId address = add(ElementKind::group, "address", form_element);
    question("city", address);
    question("floor", add(ElementKind::group, "building", address));
    const ElementId household = add(ElementKind::repeat, "household", form_element);
    question("member", household);
    question("age", household);
    question("income", add(ElementKind::group, "work", household));
    const ElementId child = add(ElementKind::repeat, "child", household);
    question("toy", child);
    question("grade", child);
    question("place", add(ElementKind::repeat, "visit", form_element));
    // Names that are operators, and names with dots and dashes.
    const ElementId odd = add(ElementKind::group, "odd", form_element);
    for (const char* name : {"div", "mod", "and", "first-name", "v1.2"}) {
        question(name, odd);
        answer(name, 0, std::string(name));
    }
}

} // namespace istiqbal::form
