// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/typing_queue.hpp"
#include "tests/catch.hpp"

using namespace istiqbal::platform;

namespace {

Input take(TypingQueue& queue) {
    Input input;
    queue.take(input);
    return input;
}

} // namespace

TEST_CASE("A scanner's burst and its Enter are one frame", "[typing]") {
    TypingQueue queue;
    for (const char character : std::string_view("7KQ49M2XC"))
        queue.text(std::string(1, character));
    queue.key(Key::enter);
    const Input input = take(queue);
    CHECK(input.typed == "7KQ49M2XC");
    CHECK(input.keys == std::vector<Key>{Key::enter});
    CHECK_FALSE(queue.pending());
    CHECK(take(queue).typed.empty());
}

TEST_CASE("Text after a key waits for the next frame, so that their order is kept", "[typing]") {
    TypingQueue queue;
    queue.text("ab");
    queue.key(Key::backspace);
    queue.key(Key::left);
    queue.text("c");
    Input input = take(queue);
    CHECK(input.typed == "ab");
    CHECK(input.keys == std::vector<Key>{Key::backspace, Key::left});
    REQUIRE(queue.pending());
    input = take(queue);
    CHECK(input.typed == "c");
    CHECK(input.keys.empty());
    CHECK_FALSE(queue.pending());
}

TEST_CASE("What follows Enter or Tab is for the place that they lead to", "[typing]") {
    const Key leading = GENERATE(Key::enter, Key::tab, Key::back_tab);
    TypingQueue queue;
    queue.text("1");
    queue.key(leading);
    queue.key(Key::backspace);
    queue.text("2");
    queue.key(leading);
    Input input = take(queue);
    CHECK(input.typed == "1");
    CHECK(input.keys == std::vector<Key>{leading});
    input = take(queue);
    CHECK(input.typed.empty());
    CHECK(input.keys == std::vector<Key>{Key::backspace});
    input = take(queue);
    CHECK(input.typed == "2");
    CHECK(input.keys == std::vector<Key>{leading});
}

TEST_CASE("Who leans on the keyboard fills no memory, and what waits can be forgotten", "[typing]") {
    TypingQueue queue;
    const std::string kilobyte(1024, 'x');
    for (int count = 0; count < 100; ++count)
        queue.text(kilobyte);
    queue.key(Key::enter);
    const Input input = take(queue);
    CHECK(input.typed.size() == TypingQueue::most_waiting);
    CHECK(input.keys.empty());
    queue.text("again");
    queue.clear();
    CHECK_FALSE(queue.pending());
    CHECK(take(queue).typed.empty());
}

TEST_CASE("Typed text lies on the heap, however short: moving it leaves no copy behind", "[typing]") {
    TypingQueue queue;
    queue.text("12");
    const Input input = take(queue);
    CHECK(input.typed.capacity() > std::string().capacity());
}
