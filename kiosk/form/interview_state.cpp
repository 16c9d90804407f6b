// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/interview_state.hpp"

#include "kiosk/form/interview_context.hpp"
#include "kiosk/form/validate.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace istiqbal::form {
namespace {

/// What is typed or computed beyond this is cut: no keyboard gets there, only a form or a paste gone wrong.
constexpr std::size_t longest_answer = std::size_t{64} << 10;

std::string_view cut(std::string_view text) {
    if (text.size() <= longest_answer)
        return text;
    std::size_t end = longest_answer;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    while (end > 0 && continues(end))
        --end;
    return text.substr(0, end);
}

std::string_view view(const WipedText& text) {
    return {text.data(), text.size()};
}

/// "household[2]" as name and number; 0 where there is none.
struct Segment {
    std::string_view name;
    std::size_t number = 0;
};

std::optional<Segment> segment_of(std::string_view text) {
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos)
        return Segment{text, 0};
    if (text.back() != ']')
        return std::nullopt;
    const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
    Segment segment{text.substr(0, open), 0};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), segment.number);
    if (error != std::errc() || end != digits.data() + digits.size() || segment.number == 0)
        return std::nullopt;
    return segment;
}

} // namespace

Interview::State::State(const Form& form, std::function<Date()> today, Surroundings surroundings)
    : form_(form)
    , today_(std::move(today))
    , surroundings_(std::move(surroundings))
    , language_(form.default_language) {
    begin();
}

DateTime Interview::State::now() const {
    return surroundings_.now ? surroundings_.now() : DateTime{today(), TimeOfDay{}, saudi_offset};
}

std::uint64_t Interview::State::random_bits() const {
    if (surroundings_.random)
        return surroundings_.random();
    std::uint64_t bits = 0;
    // Fails only for more bytes than these, or on a kernel before 2014.
    return getentropy(&bits, sizeof bits) == 0 ? bits : 0;
}

// Finding one's way.

std::optional<NodeRef> Interview::State::find(std::string_view path) const {
    InstanceId instance = 0;
    while (true) {
        const std::size_t slash = path.find('/');
        const auto segment = segment_of(path.substr(0, slash));
        const auto element = segment ? form_.outline.find(segment->name) : std::nullopt;
        if (!element || form_.outline.at(*element).home != instances_[instance]->repeat)
            return std::nullopt;
        const bool last = slash == std::string_view::npos;
        if (segment->number == 0)
            return last ? std::optional(NodeRef{*element, instance}) : std::nullopt;
        if (form_.outline.at(*element).kind != ElementKind::repeat)
            return std::nullopt;
        const auto& all = runs(*element, instance);
        if (segment->number > all.size())
            return std::nullopt;
        instance = all[segment->number - 1];
        if (last)
            return NodeRef{*element, instance};
        path.remove_prefix(slash + 1);
    }
}

bool Interview::State::is_run(NodeRef node) const {
    return node.element != form_element && instances_[node.instance]->repeat == node.element;
}

std::string Interview::State::run_path(InstanceId instance) const {
    if (instance == 0)
        return {};
    const Instance& run = *instances_[instance];
    const auto& all = runs(run.repeat, run.parent);
    const auto number = std::find(all.begin(), all.end(), instance) - all.begin() + 1;
    std::string path = run_path(run.parent);
    if (!path.empty())
        path += '/';
    return path + form_.outline.at(run.repeat).name + '[' + std::to_string(number) + ']';
}

std::string Interview::State::path(NodeRef node) const {
    if (is_run(node))
        return run_path(node.instance);
    std::string path = run_path(node.instance);
    if (!path.empty())
        path += '/';
    return path + form_.outline.at(node.element).name;
}

const std::vector<InstanceId>& Interview::State::runs(ElementId repeat, InstanceId parent) const {
    static const std::vector<InstanceId> none;
    const auto found = instances_[parent]->series.find(repeat);
    return found == instances_[parent]->series.end() ? none : found->second.runs;
}

InstanceId Interview::State::ancestor(InstanceId instance, ElementId home) const {
    while (instances_[instance]->repeat != home)
        instance = instances_[instance]->parent;
    return instance;
}

void Interview::State::each_node(ElementId element, InstanceId within,
                                 const std::function<void(InstanceId)>& visit) const {
    const ElementId home = form_.outline.at(element).home;
    std::vector<ElementId> way; // innermost first
    for (ElementId repeat = home; repeat != instances_[within]->repeat;
         repeat = form_.outline.at(repeat).home)
        way.push_back(repeat);
    std::vector<InstanceId> all{within};
    for (auto repeat = way.rbegin(); repeat != way.rend(); ++repeat) {
        std::vector<InstanceId> below;
        for (const InstanceId each : all) {
            const auto& some = runs(*repeat, each);
            below.insert(below.end(), some.begin(), some.end());
        }
        all = std::move(below);
    }
    for (const InstanceId each : all)
        visit(each);
}

void Interview::State::each_question(const std::function<void(NodeRef)>& visit) const {
    const std::function<void(ElementId, InstanceId)> walk = [&](ElementId parent, InstanceId instance) {
        for (const ElementId child : form_.outline.children(parent)) {
            const ElementKind kind = form_.outline.at(child).kind;
            if (kind == ElementKind::question)
                visit({child, instance});
            else if (kind == ElementKind::group)
                walk(child, instance);
            else
                for (const InstanceId run : runs(child, instance))
                    walk(child, run);
        }
    };
    walk(form_element, 0);
}

std::optional<NodeRef> Interview::State::nearest(NodeRef asking, std::string_view name) const {
    const auto element = form_.outline.find(name);
    if (!element || form_.question(*element) == nullptr)
        return std::nullopt;
    std::optional<NodeRef> first;
    const ElementId common = form_.outline.common_home(asking.element, *element);
    each_node(*element, ancestor(asking.instance, common), [&](InstanceId instance) {
        if (!first)
            first = NodeRef{*element, instance};
    });
    return first;
}

// What is there.

const Answer& Interview::State::answer(NodeRef question) const {
    return instances_[question.instance]->answers.at(slot(question.element));
}

bool Interview::State::relevant(NodeRef node) const {
    if (node.element == form_element)
        return true;
    const InstanceId instance = is_run(node) ? parent_of(node.instance) : node.instance;
    return instances_[instance]->relevant[slot(node.element)] != 0;
}

bool Interview::State::holds(NodeRef node, const std::optional<Expression>& expression) const {
    return expression && to_boolean(evaluate(node, *expression));
}

Value Interview::State::evaluate(NodeRef node, const Expression& expression) const {
    return expression.evaluate(Context(*this, node));
}

Value Interview::State::value(NodeRef question) const {
    const std::string_view text = view(answer(question).value);
    if (text.empty() || !relevant(question))
        return std::string();
    switch (form_.question(question.element)->type) {
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::range:
        return to_number(std::string(text));
    case QuestionType::date:
    case QuestionType::today:
        if (const auto date = Date::from_iso(text))
            return *date;
        break;
    case QuestionType::date_time:
    case QuestionType::start:
    case QuestionType::end:
        if (const auto moment = DateTime::from_iso(text))
            return *moment;
        break;
    default:
        break;
    }
    return std::string(text);
}

bool Interview::State::offered(NodeRef question, const Choice& choice) const {
    const auto& filter = form_.question(question.element)->choice_filter;
    return !filter || to_boolean(filter->evaluate(Context(*this, question, &choice)));
}

// What is entered.

void Interview::State::enter(NodeRef question, std::string_view typed) {
    changed_ = true;
    ++revision_;
    if (!keep(question, typed))
        return;
    Waiting waiting;
    wait_for_dependents(question, false, waiting);
    settle_waiting(waiting);
}

/// Whether the value is another one now.
bool Interview::State::keep(NodeRef question, std::string_view typed) {
    const Question& definition = *form_.question(question.element);
    const std::string_view kept = cut(typed);
    auto canonical = canonical_value(definition, kept);
    std::string value = canonical ? std::move(*canonical) : std::string();
    if (definition.choice_filter)
        value =
            only_choices(definition, value, [&](const Choice& choice) { return offered(question, choice); });
    const bool differs = value != view(answer(question).value);
    instances_[question.instance]->answers.set(slot(question.element), kept, value);
    return differs;
}

InstanceId Interview::State::make_instance(ElementId repeat, InstanceId parent) {
    const std::size_t slots = form_.outline.slots(repeat);
    auto made =
        std::make_unique<Instance>(Instance{repeat, parent, Answers(slots), std::vector<char>(slots, 0), {}});
    InstanceId id = static_cast<InstanceId>(instances_.size());
    if (free_.empty()) {
        instances_.push_back(std::move(made));
        fresh_.push_back(1);
    } else {
        id = free_.back();
        free_.pop_back();
        instances_[id] = std::move(made);
        fresh_[id] = 1;
    }
    for (const Question& question : form_.questions)
        if (form_.outline.at(question.element).home == repeat)
            begin_with({question.element, id});
    return id;
}

void Interview::State::begin_with(NodeRef node) {
    const Question& question = *form_.question(node.element);
    const auto tell = [&](std::string_view value) {
        instances_[node.instance]->answers.set(slot(node.element), {}, value);
    };
    switch (question.type) {
    case QuestionType::start:
    case QuestionType::end:
        return tell(now().iso());
    case QuestionType::today:
        return tell(today().iso());
    case QuestionType::device_id:
        return tell(surroundings_.device);
    case QuestionType::username:
        return tell(surroundings_.username);
    default:
        if (!question.default_value.empty())
            keep(node, question.default_value);
    }
}

bool Interview::State::room_for_run(ElementId repeat, InstanceId parent) const {
    return runs(repeat, parent).size() < most_entries && instances_.size() - free_.size() < most_instances;
}

InstanceId Interview::State::add_run(ElementId repeat, InstanceId parent) {
    changed_ = true;
    ++revision_;
    const InstanceId run = make_instance(repeat, parent);
    instances_[parent]->series[repeat].runs.push_back(run);
    Waiting waiting;
    wait_for_run(run, waiting);
    wait_for_dependents({repeat, parent}, true, waiting);
    settle_waiting(waiting);
    return run;
}

void Interview::State::remove_run(InstanceId run) {
    changed_ = true;
    ++revision_;
    const NodeRef repeat{instances_[run]->repeat, instances_[run]->parent};
    auto& all = instances_[repeat.instance]->series[repeat.element].runs;
    all.erase(std::find(all.begin(), all.end(), run));
    forget_instance(run);
    Waiting waiting;
    wait_for_dependents(repeat, true, waiting);
    settle_waiting(waiting);
}

void Interview::State::forget_instance(InstanceId instance) {
    for (const auto& [repeat, series] : instances_[instance]->series) {
        for (const InstanceId run : series.runs)
            forget_instance(run);
        for (const InstanceId run : series.parked)
            forget_instance(run);
    }
    instances_[instance].reset();
    free_.push_back(instance);
}

void Interview::State::clear() {
    for (const auto& instance : instances_)
        if (instance)
            instance->answers.clear();
    changed_ = false;
    begin();
}

} // namespace istiqbal::form
