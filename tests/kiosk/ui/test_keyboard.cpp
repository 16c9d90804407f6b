// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/text_field.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <map>
#include <set>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

// A keyboard and the field it types into.
class Desk {
public:
    explicit Desk(KeyboardKind kind, Language language = Language::arabic)
        : kind_(kind) {
        screen.presentation.language = language;
        clear();
        screen.settle(scene());
    }

    Headless::Scene scene() {
        return [this](Frame& frame) {
            const float height = keyboard_height(frame, kind_);
            keyboard(frame, {0, frame.screen().bottom() - height, frame.screen().width, height}, kind_);
            entered +=
                text_field(frame, "field", {100, 100, 800, 120}, {.name = "Field"}, {}).entered ? 1 : 0;
        };
    }
    void clear() { focus_field(screen.memory, "field", ""); }
    std::vector<Node> keys() const {
        std::vector<Node> found;
        for (const Node& node : screen.semantics.nodes())
            if (node.role == Role::key)
                found.push_back(node);
        return found;
    }
    std::string named(std::string_view key) const {
        return test::shipped_strings().get(screen.presentation.language, key);
    }
    void tap(std::string_view name) {
        const Node* key = screen.semantics.find_target(name);
        INFO("key " << name);
        REQUIRE(key != nullptr);
        screen.tap(scene(), key->rect);
    }
    void tap_control(std::string_view key) { tap(named(key)); }
    std::string text() const { return std::string(screen.memory.editor.text); }
    KeyLayer layer() const { return screen.memory.keyboard.layer; }

    Headless screen;
    int entered = 0;

private:
    KeyboardKind kind_;
};

const char* const controls[] = {"key.backspace", "key.enter",        "key.letters", "key.marks",
                                "key.shift",     "key.other_script", "key.symbols"};

} // namespace

TEST_CASE("Every key of every layer types what it says", "[keyboard]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    const KeyLayer layer = GENERATE(KeyLayer::arabic, KeyLayer::arabic_marks, KeyLayer::latin,
                                    KeyLayer::latin_capitals, KeyLayer::symbols);
    Desk desk(KeyboardKind::text, language);
    std::set<std::string> control_names;
    for (const char* control : controls)
        control_names.insert(desk.named(control));
    Keyboard& state = desk.screen.memory.keyboard;
    const auto choose_layer = [&] {
        state.layer = layer;
        state.letters = layer == KeyLayer::latin || layer == KeyLayer::latin_capitals ? KeyLayer::latin
                                                                                      : KeyLayer::arabic;
        state.layer_chosen = true;
        desk.screen.settle(desk.scene());
    };
    choose_layer();
    int typing = 0;
    for (const Node& key : desk.keys()) {
        CHECK_FALSE(key.name.empty());
        if (control_names.count(key.name) != 0)
            continue;
        choose_layer();
        desk.clear();
        desk.screen.tap(desk.scene(), key.rect);
        CHECK(desk.text() == (key.name == desk.named("key.space") ? " " : key.name));
        ++typing;
    }
    CHECK(typing >= 18);
    CHECK(desk.entered == 0);
}

TEST_CASE("The keys of a layer stand apart, inside of the screen, on every display", "[keyboard]") {
    const auto display = GENERATE(from_range(std::begin(test::displays), std::end(test::displays)));
    const KeyLayer layer =
        GENERATE(KeyLayer::arabic, KeyLayer::arabic_marks, KeyLayer::latin, KeyLayer::symbols);
    Headless screen(display);
    screen.memory.keyboard.layer = layer;
    screen.memory.keyboard.layer_chosen = true;
    screen.settle([&](Frame& frame) {
        const float height = keyboard_height(frame, KeyboardKind::text);
        keyboard(frame, {0, frame.screen().bottom() - height, frame.screen().width, height},
                 KeyboardKind::text);
    });
    std::vector<Node> keys;
    for (const Node& node : screen.semantics.nodes())
        if (node.role == Role::key)
            keys.push_back(node);
    for (std::size_t one = 0; one < keys.size(); ++one) {
        INFO(keys[one].name << " on the " << display.name);
        CHECK(keys[one].rect.x >= 0);
        CHECK(keys[one].rect.right() <= static_cast<float>(display.width));
        CHECK(keys[one].rect.width > 0);
        for (std::size_t other = one + 1; other < keys.size(); ++other)
            CHECK(keys[one].rect.intersect(keys[other].rect).empty());
    }
}

TEST_CASE("The number pads hold the digits, and the decimal one a point", "[keyboard]") {
    for (const KeyboardKind kind : {KeyboardKind::digits, KeyboardKind::decimal}) {
        Desk desk(kind);
        for (const char digit : std::string_view("0123456789"))
            desk.tap(std::string(1, digit));
        CHECK(desk.text() == "0123456789");
        CHECK((desk.screen.semantics.find_target(".") != nullptr) == (kind == KeyboardKind::decimal));
        if (kind == KeyboardKind::decimal) {
            desk.tap(".");
            CHECK(desk.text() == "0123456789.");
        }
        desk.tap_control("key.backspace");
        CHECK(desk.text().size() == (kind == KeyboardKind::decimal ? 10 : 9));
    }
}

TEST_CASE("The keyboard begins in the script of the page", "[keyboard]") {
    CHECK(Desk(KeyboardKind::text, Language::arabic).layer() == KeyLayer::arabic);
    CHECK(Desk(KeyboardKind::text, Language::english).layer() == KeyLayer::latin);
}

TEST_CASE("Shift makes one capital", "[keyboard]") {
    Desk desk(KeyboardKind::text, Language::english);
    desk.tap_control("key.shift");
    desk.tap("N");
    desk.tap("o");
    CHECK(desk.text() == "No");
    desk.tap_control("key.shift");
    desk.tap_control("key.shift");
    desk.tap("x");
    CHECK(desk.text() == "Nox");
}

TEST_CASE("From the symbols, letters leads back to the script one came from", "[keyboard]") {
    Desk desk(KeyboardKind::text, Language::arabic);
    desk.tap_control("key.symbols");
    desk.tap("7");
    desk.tap_control("key.letters");
    CHECK(desk.layer() == KeyLayer::arabic);
    desk.tap("س");
    CHECK(desk.text() == "7س");

    desk.tap_control("key.other_script");
    CHECK(desk.layer() == KeyLayer::latin);
    desk.tap_control("key.symbols");
    desk.tap("@");
    desk.tap_control("key.letters");
    CHECK(desk.layer() == KeyLayer::latin);
    desk.tap("q");
    CHECK(desk.text() == "7س@q");

    desk.tap_control("key.other_script");
    CHECK(desk.layer() == KeyLayer::arabic);
    desk.tap_control("key.marks");
    CHECK(desk.layer() == KeyLayer::arabic_marks);
    desk.tap("\u0651");
    desk.tap_control("key.letters");
    CHECK(desk.layer() == KeyLayer::arabic);
}

TEST_CASE("A layer that was chosen stays, also in the other language", "[keyboard]") {
    Desk desk(KeyboardKind::text, Language::arabic);
    desk.tap_control("key.other_script");
    desk.screen.settle(desk.scene());
    CHECK(desk.layer() == KeyLayer::latin);
}

TEST_CASE("Enter on the glass is Enter in the field", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    desk.tap_control("key.enter");
    CHECK(desk.entered == 1);
    CHECK(desk.text().empty());
}

TEST_CASE("Delete removes one at a tap, and goes on while it is held", "[keyboard]") {
    Desk desk(KeyboardKind::digits);
    focus_field(desk.screen.memory, "field", "123456789012345678901234567890");
    desk.tap_control("key.backspace");
    CHECK(desk.text().size() == 29);

    const Node* key = desk.screen.semantics.find_target(desk.named("key.backspace"));
    REQUIRE(key != nullptr);
    const Rect rect = key->rect;
    desk.screen.touch_down(rect.centre_x(), rect.centre_y());
    desk.screen.frame(desk.scene());
    desk.screen.frame(desk.scene());
    CHECK(desk.text().size() == 28);
    for (int frames = 0; frames < 15; ++frames) { // a quarter of a second: no repeat yet
        desk.screen.frame(desk.scene());
        CHECK(desk.screen.wakes_at().has_value());
    }
    CHECK(desk.text().size() == 28);
    for (int frames = 0; frames < 60; ++frames)
        desk.screen.frame(desk.scene());
    const std::size_t after_a_second = desk.text().size();
    CHECK(after_a_second < 26);
    CHECK(after_a_second > 10);
    desk.screen.touch_up(rect.centre_x(), rect.centre_y());
    desk.screen.settle(desk.scene());
    const std::size_t at_rest = desk.text().size();
    CHECK(after_a_second - at_rest <= 1);
    for (int frames = 0; frames < 30; ++frames)
        desk.screen.frame(desk.scene());
    CHECK(desk.text().size() == at_rest);
    CHECK_FALSE(desk.screen.wakes_at().has_value());
}
