// SPDX-License-Identifier: Apache-2.0
// Which pages an interview has, and the ways between them.
#include "kiosk/form/interview.hpp"
#include "kiosk/form/interview_state.hpp"
#include "kiosk/form/show.hpp"

#include <algorithm>

namespace istiqbal::form {
namespace {

/// Whether the entry is that one or lies in it; everything lies in the form ("").
bool within(std::string_view entry, std::string_view outer) {
    return outer.empty() || entry == outer ||
           (entry.size() > outer.size() && entry.substr(0, outer.size()) == outer &&
            entry[outer.size()] == '/');
}

} // namespace

bool Page::answerable() const {
    return kind == PageKind::repeat || std::any_of(items.begin(), items.end(), [](const Item& item) {
               return item.question->answerable();
           });
}

/// Goes through the tree once, in order.
class Interview::State::Pages {
public:
    Pages(const State& state, std::vector<Page>& pages)
        : state_(state)
        , form_(state.form())
        , pages_(pages) {
        walk(form_element, 0, {});
    }

private:
    /// Where a page lies: see Page.
    struct Place {
        std::string entry;
        std::string list;
        std::string listed;
    };

    void walk(ElementId parent, InstanceId instance, const Place& place) {
        for (const ElementId element : form_.outline.children(parent)) {
            const NodeRef node{element, instance};
            if (!state_.relevant(node))
                continue;
            const Group* group = form_.group(element);
            if (group == nullptr)
                add_question(node, place);
            else if (group->repeat)
                add_repeat(node, *group, place);
            else if (group->field_list)
                add_field_list(node, *group, place);
            else
                walk(element, instance, place);
        }
    }

    void add_question(NodeRef node, const Place& place) {
        const Question& question = *form_.question(node.element);
        if (!question.visible())
            return;
        const Group* group = question.group ? &form_.groups[*question.group] : nullptr;
        std::string path = state_.path(node);
        pages_.push_back(
            {PageKind::question, path, {{path, &question}}, group, place.entry, place.list, place.listed});
    }

    void add_field_list(NodeRef node, const Group& group, const Place& place) {
        Page page{PageKind::field_list, state_.path(node), {}, &group, place.entry, place.list, place.listed};
        collect(node, page.items);
        if (!page.items.empty())
            pages_.push_back(std::move(page));
    }

    void collect(NodeRef node, std::vector<Item>& items) {
        for (const ElementId element : form_.outline.children(node.element)) {
            const NodeRef child{element, node.instance};
            if (!state_.relevant(child))
                continue;
            const Question* question = form_.question(element);
            if (question == nullptr)
                collect(child, items);
            else if (question->visible())
                items.push_back({state_.path(child), question});
        }
    }

    void add_repeat(NodeRef node, const Group& group, const Place& place) {
        const std::string path = state_.path(node);
        const bool added_by_hand = !group.count;
        if (added_by_hand)
            pages_.push_back({PageKind::repeat, path, {}, &group, place.entry, place.list, place.listed});
        for (const InstanceId run : state_.runs(node.element, node.instance)) {
            Place inside{state_.run_path(run), place.list, place.listed};
            if (added_by_hand)
                inside = {inside.entry, path, inside.entry};
            if (group.field_list)
                add_field_list({node.element, run}, group, inside);
            else
                walk(node.element, run, inside);
        }
    }

    const State& state_;
    const Form& form_;
    std::vector<Page>& pages_;
};

const std::vector<Page>& Interview::State::pages() const {
    if (!pages_valid_) {
        pages_.clear();
        const Pages built(*this, pages_);
        pages_valid_ = true;
    }
    return pages_;
}

const std::vector<Page>& Interview::pages() const {
    return state_->pages();
}

std::vector<Page>::const_iterator Interview::find_page(std::string_view id) const {
    return std::find_if(pages().begin(), pages().end(), [&](const Page& page) { return page.id == id; });
}

const Page* Interview::page(std::string_view id) const {
    const auto found = find_page(id);
    return found == pages().end() ? nullptr : &*found;
}

const Page* Interview::next(std::string_view id) const {
    auto here = find_page(id);
    if (here == pages().end())
        return nullptr;
    auto next = here + 1;
    const std::string own_entries = here->id + '[';
    if (here->kind == PageKind::repeat)
        while (next != pages().end() && next->entry.rfind(own_entries, 0) == 0)
            ++next;
    if (!here->listed.empty() && (next == pages().end() || !within(next->entry, here->listed)))
        return page(here->list);
    return next == pages().end() ? nullptr : &*next;
}

const Page* Interview::previous(std::string_view id) const {
    const auto here = find_page(id);
    if (here == pages().end() || here == pages().begin())
        return nullptr;
    const Page* before = &*(here - 1);
    if (!here->listed.empty() && !within(before->entry, here->listed))
        return page(here->list);
    // Past the entries of a repeat, to the page that lists them.
    while (!before->listed.empty() && !within(here->entry, before->listed))
        before = page(before->list);
    return before;
}

const Page* Interview::last() const {
    if (pages().empty())
        return nullptr;
    const Page* last = &pages().back();
    while (!last->listed.empty())
        last = page(last->list);
    return last;
}

std::optional<Position> Interview::position(std::string_view id) const {
    const Page* here = page(id);
    while (here != nullptr && !here->list.empty())
        here = page(here->list);
    Position position;
    for (const Page& each : pages()) {
        if (!each.list.empty() || !each.answerable())
            continue;
        ++position.total;
        if (&each == here)
            position.number = position.total;
    }
    if (position.number == 0)
        return std::nullopt;
    return position;
}

// Entries of a repeat.

const std::vector<Entry>& Interview::entries(std::string_view repeat) const {
    return state_->entries(repeat, [&](std::string_view id) { return check_page(id).empty(); });
}

const std::vector<Entry>& Interview::State::entries(std::string_view repeat,
                                                    const std::function<bool(std::string_view)>& done) const {
    if (entries_of_ == repeat && entries_revision_ == revision_)
        return entries_;
    entries_.clear();
    entries_of_ = repeat;
    entries_revision_ = revision_;
    const auto node = find(repeat);
    if (!node || form_.outline.at(node->element).kind != ElementKind::repeat || is_run(*node))
        return entries_;
    for (const InstanceId run : runs(node->element, node->instance))
        entries_.push_back({run_path(run), true});
    std::size_t entry = 0;
    for (const Page& page : pages()) {
        while (entry < entries_.size() && !within(page.entry, entries_[entry].path) &&
               page.entry.rfind(std::string(repeat) + '[', 0) == 0)
            ++entry;
        if (entry < entries_.size() && within(page.entry, entries_[entry].path) && !done(page.id))
            entries_[entry].done = false;
    }
    return entries_;
}

std::string Interview::title(std::string_view entry, Language language, Digits digits) const {
    const auto node = state_->find(entry);
    if (!node || !state_->is_run(*node))
        return {};
    const auto& runs = state_->runs(node->element, state_->parent_of(node->instance));
    const auto number = std::find(runs.begin(), runs.end(), node->instance) - runs.begin() + 1;
    std::string title = with_digits(std::to_string(number), digits) + ".";
    for (const Page& each : pages()) {
        if (!within(each.entry, entry) || each.items.empty())
            continue;
        const std::string answer = shown(each.items.front().path, language, digits);
        if (!answer.empty())
            title += " " + answer;
        break;
    }
    return title;
}

bool Interview::can_add(std::string_view repeat) const {
    const auto node = state_->find(repeat);
    if (!node || state_->is_run(*node) || !state_->relevant(*node))
        return false;
    const Group* group = form().group(node->element);
    return group != nullptr && group->repeat && !group->count &&
           state_->room_for_run(node->element, node->instance);
}

std::optional<std::string> Interview::add_entry(std::string_view repeat) {
    if (!can_add(repeat))
        return std::nullopt;
    const auto node = state_->find(repeat);
    return state_->run_path(state_->add_run(node->element, node->instance));
}

bool Interview::remove_entry(std::string_view entry) {
    const auto node = state_->find(entry);
    if (!node || !state_->is_run(*node) || form().group(node->element)->count)
        return false;
    state_->remove_run(node->instance);
    return true;
}

const Page* Interview::first_page(std::string_view entry) const {
    if (entry.empty())
        return nullptr;
    const auto found = std::find_if(pages().begin(), pages().end(),
                                    [&](const Page& page) { return within(page.entry, entry); });
    return found == pages().end() ? nullptr : &*found;
}

} // namespace istiqbal::form
