// SPDX-License-Identifier: Apache-2.0
// Every screen by two buttons, and by its names in both languages.
#include "fonts/unicode.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/every_screen.hpp"

#include <algorithm>
#include <set>

using namespace istiqbal;
using namespace istiqbal::ui;
using platform::Key;
using test::EveryScreen;
using test::Headless;

namespace {

bool is_stop(const Node& node) {
    return (is_target(node.role) && node.role != Role::key && node.state.enabled) || node.role == Role::group;
}

// Which of the screen's stops is focused; as many as there are if none is.
std::size_t focused_stop(const Semantics& semantics, std::size_t& count) {
    std::size_t focused = static_cast<std::size_t>(-1);
    count = 0;
    for (const Node& node : semantics.nodes()) {
        if (!is_stop(node))
            continue;
        if (node.state.current)
            focused = count;
        ++count;
    }
    return std::min(focused, count);
}

// A field has come into focus.
bool types_now(const Semantics& semantics) {
    return std::any_of(semantics.nodes().begin(), semantics.nodes().end(), [](const Node& node) {
        return node.role == Role::text_field && node.state.current && node.state.focused;
    });
}

void press(Headless& screen, const Headless::Scene& scene, Key key) {
    screen.key(key);
    screen.frame(scene);
    screen.settle(scene);
}

bool has_letters(const std::string& name) {
    return std::any_of(name.begin(), name.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
    });
}

// It is there where a page is longer than the screen, which the same words in one language can be alone.
bool is_arrow(const std::string& name, Language language) {
    const Strings& strings = test::shipped_strings();
    return name == strings.get(language, "scroll.down") || name == strings.get(language, "scroll.up");
}

} // namespace

TEST_CASE("Two buttons meet every target of every screen once, in the order of the tree",
          "[screens][focus]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    const auto display = GENERATE(test::portrait_kiosk, test::tablet);
    Headless screen(display);
    screen.presentation.language = language;
    EveryScreen every;
    for (const EveryScreen::Entry& entry : every.entries()) {
        INFO(entry.name << " on the " << display.name << (language == Language::arabic ? ", Arabic" : ""));
        screen.memory.wipe();
        screen.settle(entry.scene);
        std::size_t count = 0;
        CHECK(focused_stop(screen.semantics, count) == count);
        std::size_t stops = count;
        for (std::size_t expected = 0; expected < stops; ++expected) {
            press(screen, entry.scene, Key::tab);
            const std::size_t focused = focused_stop(screen.semantics, count);
            // Coming to a field brings its keyboard.
            if (types_now(screen.semantics))
                stops = count;
            REQUIRE(count == stops);
            REQUIRE(focused == expected);
            for (const Node& node : screen.semantics.nodes())
                if (node.state.current) {
                    INFO(node.name);
                    CHECK_FALSE(node.visible.empty());
                }
        }
        if (stops == 0)
            continue;
        press(screen, entry.scene, Key::tab);
        CHECK(focused_stop(screen.semantics, count) == 0);
        press(screen, entry.scene, Key::back_tab);
        CHECK(focused_stop(screen.semantics, count) == stops - 1);
    }
}

TEST_CASE("Whatever can be tapped has a name in both languages", "[screens]") {
    // Each language's own name stands on both pages; so do the names that people gave their sticks.
    const std::set<std::string> in_both{"العربية", "English", text::isolate_first_strong("KINGSTON"),
                                        text::isolate_first_strong("فرع بريدة")};
    Headless screen;
    EveryScreen every;
    for (const EveryScreen::Entry& entry : every.entries()) {
        // What a search finds depends on the words it looks for.
        if (entry.name == "information search, typing" || entry.name == "information search, results")
            continue;
        std::vector<std::string> names[2];
        for (const Language language : {Language::arabic, Language::english}) {
            screen.presentation.language = language;
            screen.memory.wipe();
            screen.settle(entry.scene);
            for (const Node& node : screen.semantics.nodes())
                if (is_target(node.role) && node.role != Role::key && !is_arrow(node.name, language))
                    names[language == Language::english ? 1 : 0].push_back(node.name);
        }
        INFO(entry.name);
        REQUIRE(names[0].size() == names[1].size());
        for (std::size_t target = 0; target < names[0].size(); ++target) {
            INFO(names[0][target]);
            CHECK((names[0][target] != names[1][target] || !has_letters(names[0][target]) ||
                   in_both.count(names[0][target]) != 0));
        }
    }
}

TEST_CASE("A page is gone through by two buttons as by hand", "[screens][focus]") {
    Headless screen;
    screen.presentation.language = Language::english;
    EveryScreen every;
    const EveryScreen::Entry& entry = every.entry("before you begin support_request");
    screen.settle(entry.scene);
    const auto current = [&] {
        for (const Node& node : screen.semantics.nodes())
            if (node.state.current)
                return node.name;
        return std::string();
    };
    int presses = 0;
    while (current() != "Start again" && presses++ < 30)
        press(screen, entry.scene, Key::tab);
    REQUIRE(current() == "Start again");
    screen.key(Key::enter);
    screen.frame(entry.scene);
    REQUIRE(every.intents.size() == 1);
    CHECK(std::holds_alternative<screens::AskStartAgain>(every.intents.front()));
    // Only once.
    screen.frame(entry.scene);
    CHECK(every.intents.empty());
    // Space is Enter; a finger hides the ring.
    screen.type(" ");
    screen.frame(entry.scene);
    CHECK(every.intents.size() == 1);
    screen.touch_down(5, 600);
    screen.frame(entry.scene);
    CHECK(current().empty());
}

TEST_CASE("Words are written by two buttons: a row is entered, a key chosen, the row left",
          "[screens][focus]") {
    Headless screen;
    screen.presentation.language = Language::english;
    EveryScreen every;
    const EveryScreen::Entry& entry = every.entry("question full_name");
    screen.settle(entry.scene);
    const auto current = [&] {
        for (const Node& node : screen.semantics.nodes())
            if (node.state.current)
                return std::pair(node.role, node.name);
        return std::pair(Role::text, std::string());
    };
    press(screen, entry.scene, Key::tab);
    CHECK(current().first == Role::text_field);
    press(screen, entry.scene, Key::tab);
    REQUIRE(current().first == Role::group);
    const std::string row = current().second;
    press(screen, entry.scene, Key::enter);
    CHECK(current() == std::pair(Role::key, std::string("q")));
    press(screen, entry.scene, Key::tab);
    CHECK(current() == std::pair(Role::key, std::string("w")));
    const std::string before(screen.memory.editor.text);
    screen.key(Key::enter);
    screen.frame(entry.scene);
    screen.frame(entry.scene);
    CHECK(std::string(screen.memory.editor.text) == before + "w");
    // Beyond the last key the row itself comes again, then the next row.
    int keys = 0;
    while (current().first == Role::key && keys++ < 20)
        press(screen, entry.scene, Key::tab);
    CHECK(current() == std::pair(Role::group, row));
    press(screen, entry.scene, Key::tab);
    CHECK(current().first == Role::group);
    CHECK(current().second != row);
    press(screen, entry.scene, Key::enter);
    CHECK(current().first == Role::key);
    press(screen, entry.scene, Key::escape);
    CHECK(current().first == Role::group);
}
