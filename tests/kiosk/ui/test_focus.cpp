// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/focus.hpp"
#include "tests/catch.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using platform::Key;

namespace {

constexpr Rect somewhere{10, 10, 100, 50};

// A screen of stops named by letters; "(" begins a group that is named by the next letter, ")" ends it.
struct Screen {
    Focus focus;
    std::string field; // that is typed into
    std::string chosen;
    std::string current;
    platform::Input left; // what the focus did not take

    void show(std::string_view stops, std::vector<Key> keys = {}, bool as_dialog = false) {
        left = {};
        left.keys = std::move(keys);
        chosen.clear();
        current.clear();
        focus.begin_frame(left, field);
        if (as_dialog) {
            focus.cover();
            say(stops);
            focus.begin_dialog();
        }
        say(stops);
        focus.end_frame();
    }
    // The frame with the keys, and the one that shows what they did.
    void press(std::string_view stops, std::vector<Key> keys, bool as_dialog = false) {
        show(stops, std::move(keys), as_dialog);
        const std::string first = chosen;
        show(stops, {}, as_dialog);
        chosen = first + chosen;
    }

private:
    void say(std::string_view stops) {
        for (std::size_t at = 0; at < stops.size(); ++at) {
            if (stops[at] == ')') {
                focus.end_group();
                continue;
            }
            const bool group = stops[at] == '(';
            const std::string id(1, stops[group ? ++at : at]);
            const Focus::Answer answer =
                group ? focus.begin_group(id, somewhere, somewhere) : focus.stop(id, somewhere, somewhere);
            if (answer.chosen)
                chosen += id;
            if (answer.current)
                current += id;
        }
    }
};

} // namespace

TEST_CASE("Next and previous go around the stops", "[focus]") {
    Screen screen;
    screen.show("abc");
    CHECK(screen.current.empty());
    for (const char* expected : {"a", "b", "c", "a"}) {
        screen.press("abc", {Key::tab});
        CHECK(screen.current == expected);
    }
    screen.press("abc", {Key::up});
    CHECK(screen.current == "c");
    screen.press("abc", {Key::back_tab, Key::back_tab});
    CHECK(screen.current == "a");
    screen.press("abc", {Key::down});
    CHECK(screen.current == "b");
}

TEST_CASE("Enter chooses what is focused, once, and nothing where nothing is", "[focus]") {
    Screen screen;
    screen.press("abc", {Key::enter});
    CHECK(screen.chosen.empty());
    // What comes with a move waits for it.
    screen.press("abc", {Key::tab, Key::tab, Key::enter});
    CHECK(screen.chosen == "b");
    screen.press("abc", {});
    CHECK(screen.chosen.empty());
}

TEST_CASE("A field that is typed into keeps Enter and the arrows, not Tab", "[focus]") {
    Screen screen;
    screen.field = "b";
    screen.show("abc", {Key::enter, Key::up, Key::backspace});
    CHECK(screen.left.keys == std::vector<Key>{Key::enter, Key::up, Key::backspace});
    screen.press("abc", {Key::tab, Key::tab});
    CHECK(screen.current == "b");
    screen.show("abc", {Key::down, Key::enter});
    CHECK(screen.left.keys == std::vector<Key>{Key::down, Key::enter});
    screen.press("abc", {Key::tab});
    CHECK(screen.current == "c");
    screen.show("abc", {Key::enter});
    CHECK(screen.left.keys.empty());
    CHECK(screen.chosen == "c");
}

TEST_CASE("A field that hands on to the next takes the focus with it", "[focus]") {
    Screen screen;
    screen.field = "a";
    screen.press("abc", {Key::tab});
    screen.field = "b";
    screen.show("abc");
    CHECK(screen.current == "b");
}

TEST_CASE("A group is one stop that choosing enters and its ends leave", "[focus]") {
    Screen screen;
    const char* const stops = "a(gxy)b";
    screen.press(stops, {Key::tab, Key::tab});
    CHECK(screen.current == "g");
    screen.press(stops, {Key::enter});
    CHECK(screen.current == "x");
    screen.press(stops, {Key::tab});
    CHECK(screen.current == "y");
    screen.press(stops, {Key::enter});
    CHECK(screen.chosen == "y");
    CHECK(screen.current == "y");
    screen.press(stops, {Key::tab});
    CHECK(screen.current == "g");
    screen.press(stops, {Key::tab});
    CHECK(screen.current == "b");
    screen.press(stops, {Key::back_tab});
    screen.press(stops, {Key::enter});
    screen.press(stops, {Key::escape});
    CHECK(screen.current == "g");
}

TEST_CASE("A dialog confines the focus and gives it back", "[focus]") {
    Screen screen;
    screen.press("abc", {Key::tab, Key::tab});
    screen.show("abc", {}, true);
    CHECK(screen.current.empty());
    screen.press("abc", {Key::enter}, true); // the same names, but other stops
    CHECK(screen.chosen.empty());
    screen.press("abc", {Key::tab}, true);
    CHECK(screen.current == "a");
    screen.show("abc", {Key::enter}, true);
    CHECK(screen.chosen == "a");
    screen.show("abc");
    CHECK(screen.current == "b");
}

TEST_CASE("Another page begins anew, a stop that is gone is left, and a touch hides the ring", "[focus]") {
    Screen screen;
    screen.press("abc", {Key::tab, Key::tab});
    screen.press("ac", {});
    CHECK(screen.current.empty());
    screen.press("ac", {Key::tab});
    CHECK(screen.current == "a");
    screen.focus.enter_page("other");
    screen.show("ac");
    CHECK(screen.current.empty());
    screen.press("ac", {Key::tab});
    platform::Input finger;
    finger.pressed = true;
    screen.focus.begin_frame(finger, {});
    for (const char* id : {"a", "c"})
        screen.focus.stop(id, somewhere, somewhere);
    screen.focus.touched("a");
    screen.focus.end_frame();
    screen.show("ac");
    CHECK(screen.current.empty());
    screen.press("ac", {Key::tab}); // goes on from where the finger was
    CHECK(screen.current == "c");
}
