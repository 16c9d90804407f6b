// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/typing_queue.hpp"

#include "fonts/unicode.hpp"

#include <algorithm>

namespace istiqbal::platform {

void TypingQueue::text(std::string_view utf8) {
    if (utf8.empty() || waiting_ + utf8.size() > most_waiting)
        return;
    waiting_ += utf8.size();
    items_.push_back({std::string(utf8), std::nullopt});
}

void TypingQueue::key(Key key) {
    if (waiting_ + 1 > most_waiting)
        return;
    waiting_ += 1;
    items_.push_back({{}, key});
}

void TypingQueue::take(Input& input) {
    std::size_t bytes = 0;
    for (const Item& item : items_) {
        if (item.key)
            break;
        bytes += item.text.size();
    }
    // On the heap whatever its length: moving it then moves a pointer and leaves no short copy on the stack.
    constexpr std::size_t beyond_short_strings = 64;
    if (bytes > 0)
        input.typed.reserve(std::max(bytes, beyond_short_strings));
    while (!items_.empty()) {
        Item& item = items_.front();
        if (!item.key && !input.keys.empty())
            break;
        if (item.key) {
            input.keys.push_back(*item.key);
        } else {
            input.typed += item.text;
            text::wipe(item.text);
        }
        // Enter leads to another field or page: what follows is for that.
        const bool leads_on = item.key == Key::enter || item.key == Key::tab || item.key == Key::back_tab;
        items_.pop_front();
        if (leads_on)
            break;
    }
    waiting_ = 0;
    for (const Item& item : items_)
        waiting_ += item.key ? 1 : item.text.size();
}

void TypingQueue::clear() {
    for (Item& item : items_)
        text::wipe(item.text);
    items_.clear();
    waiting_ = 0;
}

} // namespace istiqbal::platform
