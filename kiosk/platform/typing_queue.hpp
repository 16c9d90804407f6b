// SPDX-License-Identifier: Apache-2.0
// Keeps the order of text and keys: a frame's text comes before its keys, so what was typed after a key waits
// for the next frame. A scanner's burst, ended by Enter, is one frame; two bursts are two, the second going
// to whatever Enter led to. Pure, as TouchQueue is.
#pragma once

#include "kiosk/platform/input.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::platform {

class TypingQueue {
public:
    TypingQueue() = default;
    ~TypingQueue() { clear(); }
    TypingQueue(const TypingQueue&) = delete;
    TypingQueue& operator=(const TypingQueue&) = delete;

    // More than `most_waiting` bytes or keys that no frame took are dropped: someone leans on the keyboard.
    static constexpr std::size_t most_waiting = std::size_t{64} * 1024;

    void text(std::string_view utf8);
    void key(Key key);

    // Fills typed and keys of the next frame. What is handed over is overwritten here.
    void take(Input& input);
    // Something is left for a further frame.
    bool pending() const { return !items_.empty(); }
    // Overwrites what waits.
    void clear();

private:
    struct Item {
        std::string text; // of one event: it never grows, so that no copy is left behind
        std::optional<Key> key;
    };
    std::deque<Item> items_;
    std::size_t waiting_ = 0;
};

} // namespace istiqbal::platform
