// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/focus.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::ui {

using platform::Key;

bool Focus::types_into(std::string_view field) {
    return !field.empty() && (!shown_ || at().id.empty() || at().id == field);
}

// True if the key was for the focus.
bool Focus::take_key(Key key, std::string_view field) {
    const bool typing = types_into(field);
    switch (key) {
    case Key::tab:
    case Key::back_tab:
        moves_.push_back(key == Key::tab ? 1 : -1);
        return true;
    case Key::down:
    case Key::up:
        if (typing)
            return false;
        moves_.push_back(key == Key::down ? 1 : -1);
        return true;
    case Key::enter:
        if (typing || !shown_ || at().id.empty())
            return false;
        chooses_ = true;
        return true;
    case Key::escape:
        if (at().group.empty())
            return false;
        at() = {at().group, {}};
        arrived_ = true;
        return true;
    default:
        return false;
    }
}

void Focus::begin_frame(platform::Input& input, std::string_view field) {
    // A field that hands on to the next takes the focus with it.
    if (!field.empty() && field != field_ && !at().id.empty() && at().id == field_)
        at() = {std::string(field), {}};
    field_ = field;
    if (input.pressed) {
        shown_ = false;
        waiting_.clear();
    }
    std::vector<Key> keys = std::exchange(waiting_, {});
    keys.insert(keys.end(), input.keys.begin(), input.keys.end());
    input.keys.clear();
    for (std::size_t index = 0; index < keys.size(); ++index) {
        const Key key = keys[index];
        const bool only_moves = key == Key::tab || key == Key::back_tab;
        if (chooses_ || (!moves_.empty() && !only_moves)) {
            waiting_.assign(keys.begin() + static_cast<std::ptrdiff_t>(index), keys.end());
            break;
        }
        if (!take_key(key, field))
            input.keys.push_back(key);
    }
    if (input.typed == " " && shown_ && moves_.empty() && !at().id.empty() && !types_into(field)) {
        chooses_ = true;
        input.typed.clear();
    }
    shown_ = shown_ || !moves_.empty();
    was_dialog_ = is_dialog_;
    is_dialog_ = false;
    covered_ = false;
    stops_.clear();
    group_.clear();
    place_.reset();
}

void Focus::enter_page(std::string_view id) {
    if (page_ == id || is_dialog_)
        return;
    page_ = id;
    at_[0] = {};
    moves_.clear();
    waiting_.clear();
    chooses_ = chooses_ && was_dialog_;
}

void Focus::begin_dialog() {
    is_dialog_ = true;
    covered_ = false;
    stops_.clear();
    group_.clear();
    place_.reset();
    if (!was_dialog_)
        at_[1] = {};
}

Focus::Answer Focus::answer(std::string_view id, const Rect& rect, const Rect& clip) {
    if (covered_ || !shown_ || at().id != id)
        return {};
    place_ = Place{rect, clip};
    Answer answer{true, std::exchange(arrived_, false), false};
    if (chooses_ && was_dialog_ == is_dialog_)
        answer.chosen = std::exchange(chooses_, false);
    return answer;
}

Focus::Answer Focus::stop(std::string_view id, const Rect& rect, const Rect& clip) {
    stops_.push_back({std::string(id), group_});
    return answer(id, rect, clip);
}

Focus::Answer Focus::begin_group(std::string_view id, const Rect& rect, const Rect& clip) {
    group_.clear();
    const Answer said = stop(id, rect, clip);
    group_ = id;
    if (said.chosen) {
        at().group = id;
        enters_ = true;
    }
    return said;
}

void Focus::touched(std::string_view id) {
    at() = {group_.empty() ? std::string(id) : group_, {}};
}

bool Focus::is_there(const At& place) const {
    return std::any_of(stops_.begin(), stops_.end(),
                       [&](const Stop& stop) { return stop.id == place.id && stop.group == place.group; });
}

void Focus::move(int by) {
    std::vector<const Stop*> way;
    for (const Stop& stop : stops_)
        if (stop.group == at().group)
            way.push_back(&stop);
    const auto found =
        std::find_if(way.begin(), way.end(), [&](const Stop* stop) { return stop->id == at().id; });
    const auto count = static_cast<std::ptrdiff_t>(way.size());
    std::ptrdiff_t next = found - way.begin() + by;
    if (found == way.end())
        next = by > 0 ? 0 : count - 1;
    if (!at().group.empty() && (next < 0 || next >= count))
        at() = {at().group, {}};
    else if (count > 0)
        at().id = way[static_cast<std::size_t>((next + count) % count)]->id;
}

bool Focus::end_frame() {
    bool changes = !waiting_.empty();
    if (enters_) {
        at().id.clear();
        moves_.insert(moves_.begin(), 1);
    }
    // A stop that is gone is left; a group that is gone too.
    if (!at().id.empty() && !is_there(at()))
        at() = {at().group, {}};
    if (!at().id.empty() && !is_there(at()))
        at() = {};
    for (const int by : moves_)
        move(by);
    if (!moves_.empty()) {
        arrived_ = true;
        changes = true;
    }
    moves_.clear();
    chooses_ = false;
    enters_ = false;
    return changes;
}

} // namespace istiqbal::ui
