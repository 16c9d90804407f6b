// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/text_field.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <chrono>
#include <set>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;
using namespace std::chrono_literals;

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
    Rect key(std::string_view control) const {
        const Node* found = screen.semantics.find_target(named(control));
        REQUIRE(found != nullptr);
        return found->rect;
    }
    // Frames for that long.
    void wait(std::chrono::milliseconds time) {
        const auto until = screen.now + time;
        while (screen.now < until)
            screen.frame(scene());
    }
    void hold(const Rect& rect, std::chrono::milliseconds time) {
        screen.touch_down(rect.centre_x(), rect.centre_y());
        screen.frame(scene());
        wait(time);
    }
    std::string text() const { return std::string(screen.memory.editor.text); }
    KeyLayer layer() const { return screen.memory.keyboard.layer; }

    Headless screen;
    int entered = 0;

private:
    KeyboardKind kind_;
};

const char* const controls[] = {"key.backspace", "key.done",         "key.letters", "key.marks",
                                "key.shift",     "key.other_script", "key.symbols", "key.capitals_locked"};

} // namespace

TEST_CASE("Every key of every layer types what it says", "[keyboard]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    const KeyLayer layer =
        GENERATE(KeyLayer::arabic, KeyLayer::latin, KeyLayer::latin_capitals, KeyLayer::symbols);
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
    const KeyLayer layer = GENERATE(KeyLayer::arabic, KeyLayer::latin, KeyLayer::symbols);
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
    desk.wait(600ms);
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
}

TEST_CASE("A layer that was chosen stays, also in the other language", "[keyboard]") {
    Desk desk(KeyboardKind::text, Language::arabic);
    desk.tap_control("key.other_script");
    desk.screen.settle(desk.scene());
    CHECK(desk.layer() == KeyLayer::latin);
}

TEST_CASE("Enter on the glass is Enter in the field", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    desk.tap_control("key.done");
    CHECK(desk.entered == 1);
    CHECK(desk.text().empty());
}

TEST_CASE("Delete removes a grapheme at a tap, and goes on while it is held", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    std::string words;
    for (int word = 0; word < 40; ++word)
        words += "abcdefghi ";
    focus_field(desk.screen.memory, "field", words + "\u0645\u0651\u064E"); // one grapheme of three
    desk.tap_control("key.backspace");
    CHECK(desk.text().size() == 400);

    const Rect rect = desk.key("key.backspace");
    desk.hold(rect, 0ms);
    CHECK(desk.text().size() == 399);
    desk.wait(300ms); // no repeat yet
    CHECK(desk.screen.wakes_at().has_value());
    CHECK(desk.text().size() == 399);
    desk.wait(700ms);
    const std::size_t after_a_second = desk.text().size();
    CHECK(after_a_second < 397);
    CHECK(after_a_second > 385);
    desk.wait(4'000ms);
    // By now words go, each with its space.
    CHECK(desk.text().size() < 300);
    CHECK(desk.text().size() % 10 == 0);
    desk.screen.touch_up(rect.centre_x(), rect.centre_y());
    desk.screen.settle(desk.scene());
    const std::size_t at_rest = desk.text().size();
    desk.wait(500ms);
    CHECK(desk.text().size() == at_rest);
    CHECK_FALSE(desk.screen.wakes_at().has_value());
}

TEST_CASE("On a number pad, delete that is held empties the field", "[keyboard]") {
    Desk desk(KeyboardKind::digits);
    focus_field(desk.screen.memory, "field", "1000000008");
    const Rect rect = desk.key("key.backspace");
    desk.hold(rect, 300ms);
    CHECK(desk.text() == "100000000");
    desk.wait(300ms);
    CHECK(desk.text().empty());
    desk.screen.touch_up(rect.centre_x(), rect.centre_y());
    desk.screen.settle(desk.scene());
    desk.tap("7");
    CHECK(desk.text() == "7");
}

TEST_CASE("A long press opens the variants; one is chosen by sliding to it and lifting", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    const Rect alef = desk.screen.semantics.find_target("ا")->rect;
    CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    desk.hold(alef, 400ms);
    CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    desk.wait(100ms);
    const Node* wasla = desk.screen.semantics.find_target("ٱ");
    REQUIRE(wasla != nullptr);
    const Rect variant = wasla->rect;
    CHECK(variant.bottom() <= alef.y);
    desk.screen.touch_move(variant.centre_x(), variant.centre_y());
    desk.screen.frame(desk.scene());
    CHECK(desk.screen.semantics.find_target("ٱ")->state.selected);
    desk.screen.touch_up(variant.centre_x(), variant.centre_y());
    desk.screen.settle(desk.scene());
    CHECK(desk.text() == "ٱ");
    CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    CHECK_FALSE(desk.screen.wakes_at().has_value());
}

TEST_CASE("Lifted where it was pressed, a long press leaves the variants to be tapped", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    const Rect alef = desk.screen.semantics.find_target("ا")->rect;
    desk.hold(alef, 500ms);
    desk.screen.touch_up(alef.centre_x(), alef.centre_y());
    desk.screen.settle(desk.scene());
    CHECK(desk.text().empty());
    SECTION("a variant is typed") {
        desk.tap("آ");
        CHECK(desk.text() == "آ");
        CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    }
    SECTION("another key closes them and types itself") {
        desk.tap("س");
        CHECK(desk.text() == "س");
        CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    }
    SECTION("a touch elsewhere closes them and types nothing") {
        desk.screen.tap(desk.scene(), 20, 20);
        CHECK(desk.text().empty());
        CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
    }
    SECTION("what they cover cannot be touched") {
        CHECK(desk.screen.semantics.find_target("ف") == nullptr);
    }
}

TEST_CASE("A finger that slides away from the variants types nothing", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    const Rect alef = desk.screen.semantics.find_target("ا")->rect;
    desk.hold(alef, 500ms);
    desk.screen.touch_move(alef.centre_x(), alef.bottom() + alef.height * 1.5F);
    desk.screen.frame(desk.scene());
    desk.screen.touch_up(alef.centre_x(), alef.bottom() + alef.height * 1.5F);
    desk.screen.settle(desk.scene());
    CHECK(desk.text().empty());
    CHECK(desk.screen.semantics.find_target("ٱ") == nullptr);
}

TEST_CASE("Every variant of every key lies on the screen, in fingertip size, on every display",
          "[keyboard]") {
    const auto display = GENERATE(from_range(std::begin(test::displays), std::end(test::displays)));
    Headless screen(display);
    const KeyLayer layer =
        GENERATE(KeyLayer::arabic, KeyLayer::latin, KeyLayer::latin_capitals, KeyLayer::symbols);
    screen.memory.keyboard.layer = layer;
    screen.memory.keyboard.layer_chosen = true;
    const auto scene = [](Frame& frame) {
        const float height = keyboard_height(frame, KeyboardKind::text);
        keyboard(frame, {0, frame.screen().bottom() - height, frame.screen().width, height},
                 KeyboardKind::text);
    };
    int strips = 0;
    for (int number = 0; number < 40; ++number) {
        screen.memory.keyboard.strip_of = -1;
        screen.settle(scene);
        const std::size_t keys = screen.semantics.nodes().size();
        screen.memory.keyboard.strip_of = number;
        screen.memory.keyboard.strip_waits = true;
        screen.frame(scene);
        const auto& nodes = screen.semantics.nodes();
        if (number >= static_cast<int>(keys) || screen.memory.keyboard.strip_of < 0)
            continue;
        ++strips;
        for (const Node& node : nodes) {
            INFO(node.name << " on the " << display.name);
            CHECK(node.rect.x >= 0);
            CHECK(node.rect.y >= 0);
            CHECK(node.rect.right() <= static_cast<float>(display.width));
            CHECK(node.rect.height >= display.pixels_per_millimetre * 16);
        }
    }
    CHECK(strips > 15);
}

TEST_CASE("Tashkeel stands on a key of its own, by name, and follows the letter", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    desk.tap("م");
    desk.tap_control("key.marks");
    for (const char* mark : {"key.fathah", "key.dammah", "key.kasrah", "key.sukun", "key.shaddah",
                             "key.fathatan", "key.dammatan", "key.kasratan"})
        CHECK(desk.screen.semantics.find_target(desk.named(mark)) != nullptr);
    desk.tap_control("key.shaddah");
    desk.tap_control("key.marks");
    desk.tap_control("key.fathah");
    CHECK(desk.text() == "م\u0651\u064E");
    desk.tap_control("key.backspace");
    CHECK(desk.text().empty());
}

TEST_CASE("Twice shift locks the capitals until it is tapped again", "[keyboard]") {
    Desk desk(KeyboardKind::text, Language::english);
    desk.tap_control("key.shift");
    desk.tap_control("key.shift");
    desk.tap("I");
    desk.tap("D");
    desk.tap_control("key.capitals_locked");
    desk.tap("a");
    CHECK(desk.text() == "IDa");
    // Slowly twice is on and off.
    desk.tap_control("key.shift");
    desk.wait(600ms);
    desk.tap_control("key.shift");
    CHECK(desk.layer() == KeyLayer::latin);
}

TEST_CASE("A preview stands above the key in the frame of its press, and is gone with the finger",
          "[keyboard]") {
    Desk desk(KeyboardKind::text);
    desk.screen.settle(desk.scene());
    const int resting = desk.screen.vertices();
    const Rect key = desk.screen.semantics.find_target("ض")->rect; // in the corner: the preview is moved in
    desk.screen.touch_down(key.centre_x(), key.centre_y());
    desk.screen.frame(desk.scene());
    const int pressed = desk.screen.vertices();
    CHECK(pressed > resting);
    desk.screen.touch_up(key.centre_x(), key.centre_y());
    desk.screen.settle(desk.scene());
    // The letter is in the field now; typed another way, the picture is the same.
    const int after = desk.screen.vertices();
    CHECK(after < pressed);
    desk.clear();
    desk.screen.type("ض");
    desk.screen.settle(desk.scene());
    CHECK(desk.screen.vertices() == after);
    CHECK_FALSE(desk.screen.wakes_at().has_value());
}

TEST_CASE("Two hands type as fast as they can: no letter is lost", "[keyboard]") {
    Desk desk(KeyboardKind::text);
    const Rect first = desk.screen.semantics.find_target("ش")->rect;
    const Rect second = desk.screen.semantics.find_target("ط")->rect;
    platform::TouchQueue& hands = desk.screen.touches();
    hands.finger_down(1, {first.centre_x(), first.centre_y(), desk.screen.now});
    hands.finger_down(2, {second.centre_x(), second.centre_y(), desk.screen.now});
    hands.finger_up(1, {first.centre_x(), first.centre_y(), desk.screen.now});
    hands.finger_up(2, {second.centre_x(), second.centre_y(), desk.screen.now});
    desk.screen.settle(desk.scene());
    CHECK(desk.text() == "شط");
}

TEST_CASE("The last key says what Enter does in this field", "[keyboard]") {
    Headless screen;
    FieldSpec spec{.name = "Field"};
    const auto scene = [&](Frame& frame) {
        const float height = keyboard_height(frame, KeyboardKind::text);
        keyboard(frame, {0, frame.screen().bottom() - height, frame.screen().width, height},
                 KeyboardKind::text);
        text_field(frame, "field", {100, 100, 800, 120}, spec, {});
    };
    const auto shown = [&](std::string_view key) {
        return screen.semantics.find_target(test::shipped_strings().get(Language::arabic, key)) != nullptr;
    };
    focus_field(screen.memory, "field", "");
    screen.settle(scene);
    CHECK(shown("key.done"));
    spec.next_field = true;
    screen.settle(scene);
    CHECK(shown("key.next"));
    CHECK_FALSE(shown("key.done"));
    spec.multiline = true;
    screen.settle(scene);
    CHECK(shown("key.enter"));
}

TEST_CASE("Keys have names in both languages, and signs are said in words", "[keyboard]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    Desk desk(KeyboardKind::text, language);
    desk.tap_control("key.symbols");
    const Node* key = desk.screen.semantics.find_target("@");
    REQUIRE(key != nullptr);
    CHECK(key->value == desk.named("key.at"));
}

TEST_CASE("What was typed leaves nothing in the memory of widgets when it is wiped", "[keyboard]") {
    Desk desk(KeyboardKind::digits);
    for (const char digit : std::string_view("1000000008"))
        desk.tap(std::string(1, digit));
    Memory& memory = desk.screen.memory;
    REQUIRE(desk.text() == "1000000008");
    // Short enough to lie within the string itself.
    const auto* const begin = reinterpret_cast<const char*>(&memory.editor.text);
    const std::string_view object(begin, sizeof memory.editor.text);
    REQUIRE(object.find("000000008") != std::string_view::npos);
    memory.wipe();
    CHECK(object.find("000000008") == std::string_view::npos);
    CHECK(object.find("00000") == std::string_view::npos);
}
