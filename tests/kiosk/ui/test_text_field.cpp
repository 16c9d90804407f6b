// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_field.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using platform::Key;
using test::Headless;

namespace {

constexpr Rect rect{100, 100, 800, 120};
const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467"; // one grapheme of five code points

// One field, and what the session would hold for it.
class OneField {
public:
    explicit OneField(FieldSpec spec = {.name = "Name"}, Language language = Language::arabic)
        : spec_(spec) {
        screen.presentation.language = language;
        focus_field(screen.memory, "field", "");
    }

    Headless::Scene scene() {
        return [this](Frame& frame) {
            result = text_field(frame, "field", rect, spec_, stored);
            if (result.changed) {
                stored = screen.memory.editor.text;
                ++changes;
            }
            entered += result.entered ? 1 : 0;
        };
    }
    void type(std::string_view text) {
        screen.type(text);
        screen.frame(scene());
    }
    void key(Key pressed, int times = 1) {
        for (int time = 0; time < times; ++time)
            screen.key(pressed);
        screen.frame(scene());
    }
    std::string text() const { return std::string(stored); }
    std::size_t caret() const { return screen.memory.editor.caret; }
    std::string told() const { return screen.semantics.find_target("Name")->value; }

    Headless screen;
    form::WipedText stored;
    FieldResult result;
    int changes = 0;
    int entered = 0;

private:
    FieldSpec spec_;
};

} // namespace

TEST_CASE("What is typed is in the field, in the session and in the tree in the same frame", "[field]") {
    OneField field;
    field.type("نورة");
    CHECK(field.text() == "نورة");
    CHECK(field.told() == "نورة");
    CHECK(field.changes == 1);
    CHECK(field.screen.semantics.find_target("Name")->state.focused);
    field.type(" Saad 12");
    CHECK(field.text() == "نورة Saad 12");
    // A frame in which nothing is typed changes nothing and asks for no other.
    field.screen.frame(field.scene());
    CHECK(field.changes == 2);
    CHECK_FALSE(field.screen.wakes_at().has_value());
}

TEST_CASE("Lam-alef is two letters to the caret and to backspace, though it is one picture", "[field]") {
    OneField field;
    field.type("سلام");
    field.key(Key::left); // at the end already: in Arabic, left is onward
    CHECK(field.caret() == 8);
    field.key(Key::right);
    CHECK(field.caret() == 6);
    field.key(Key::right);
    CHECK(field.caret() == 4); // between lam and alef
    field.type("ل");
    CHECK(field.text() == "سللام");
    field.key(Key::backspace);
    CHECK(field.text() == "سلام");
    field.key(Key::left);
    field.key(Key::backspace);
    CHECK(field.text() == "سلم");
}

TEST_CASE("A letter and its marks are one step and one deletion", "[field]") {
    OneField field;
    field.type("مُحَمَّد"); // the doubled mim bears two marks
    field.key(Key::right);
    field.key(Key::right);
    const std::size_t before_doubled = std::string("مُحَ").size();
    CHECK(field.caret() == before_doubled);
    field.key(Key::del);
    CHECK(field.text() == "مُحَد");
    field.key(Key::backspace);
    CHECK(field.text() == "مُد");
}

TEST_CASE("An emoji of several code points is one step and one deletion", "[field]") {
    OneField field({.name = "Name"}, Language::english);
    field.type("a" + family + "b");
    field.key(Key::left);
    CHECK(field.caret() == 1 + family.size());
    field.key(Key::left);
    CHECK(field.caret() == 1);
    field.key(Key::right);
    field.key(Key::backspace);
    CHECK(field.text() == "ab");
}

TEST_CASE("Deleting at either end does nothing", "[field]") {
    OneField field;
    field.key(Key::backspace, 3);
    field.key(Key::del, 3);
    CHECK(field.changes == 0);
    field.type("نص");
    field.key(Key::del);
    field.key(Key::home);
    field.key(Key::backspace);
    CHECK(field.text() == "نص");
    field.key(Key::end);
    CHECK(field.caret() == 4);
}

TEST_CASE("A tap puts the caret where it is, in both directions", "[field]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    OneField field({.name = "Name"}, language);
    const std::string text = language == Language::arabic ? "عبدالله السبيعي" : "Abdullah Alsubaie";
    field.type(text);
    const float y = rect.centre_y();
    const bool arabic = language == Language::arabic;
    field.screen.tap(field.scene(), arabic ? rect.right() - 3 : rect.x + 3, y);
    CHECK(field.caret() == 0);
    field.screen.tap(field.scene(), arabic ? rect.x + 3 : rect.right() - 3, y);
    CHECK(field.caret() == text.size());
    // Every place of the row is one between graphemes, and they come in order.
    std::size_t last = 0;
    for (float way = 0; way < rect.width; way += 20) {
        field.screen.tap(field.scene(), arabic ? rect.right() - 1 - way : rect.x + 1 + way, y);
        REQUIRE(field.caret() >= last);
        REQUIRE(field.caret() <= text.size());
        last = field.caret();
    }
    CHECK(last == text.size());
    CHECK(field.text() == text);
}

TEST_CASE("Enter ends a field of one line and breaks a line in one of several", "[field]") {
    SECTION("one line") {
        OneField field;
        field.type("نص");
        field.key(Key::enter);
        CHECK(field.entered == 1);
        CHECK(field.text() == "نص");
    }
    SECTION("several lines") {
        OneField field({.name = "Name", .multiline = true}, Language::english);
        field.type("one");
        field.key(Key::enter);
        field.type("two");
        CHECK(field.entered == 0);
        CHECK(field.text() == "one\ntwo");
        field.key(Key::up);
        field.type("!");
        CHECK(field.text() == "one!\ntwo");
        field.key(Key::down);
        field.type("?");
        CHECK(field.text() == "one!\ntwo?");
    }
}

TEST_CASE("Bytes that are not UTF-8 become U+FFFD and break nothing", "[field]") {
    OneField field;
    field.type("a\xC3(\xFF");
    CHECK(field.text() == "a\uFFFD(\uFFFD");
    field.key(Key::backspace, 2);
    CHECK(field.text() == "a\uFFFD");
    field.type(std::string_view("\0b", 2));
    CHECK(field.text() == "a\uFFFD\uFFFDb");
}

TEST_CASE("Ten thousand characters are taken whole, and edited at their end", "[field]") {
    const std::string letter = GENERATE(as<std::string>(), "a", "\u0633");
    const bool multiline = GENERATE(false, true);
    OneField field({.name = "Name", .multiline = multiline});
    std::string text;
    for (int count = 0; count < 10'000; ++count)
        text += letter;
    // Compared apart from the macros, which would print them.
    const auto field_holds = [&field](const std::string& expected) { return field.text() == expected; };
    field.type(text);
    REQUIRE(field_holds(text));
    CHECK_FALSE(field.screen.memory.editor.text_refused);
    field.type("!");
    CHECK(field_holds(text + "!"));
    field.key(Key::backspace);
    CHECK(field_holds(text));
    field.key(Key::backspace);
    REQUIRE(field_holds(text.substr(letter.size())));
    // Wherever a tap puts the caret, what is typed there joins whole characters.
    field.screen.tap(field.scene(), rect.x + 5, rect.centre_y());
    field.type("!");
    const std::string edited = field.text();
    REQUIRE(edited.size() == text.size() - letter.size() + 1);
    CHECK(edited.find('!') % letter.size() == 0);
    field.key(Key::backspace);
    CHECK(field_holds(text.substr(letter.size())));
}

TEST_CASE("More than a field takes is refused whole and loses nothing", "[field]") {
    OneField field;
    field.type(std::string(longest_field_text, 'a'));
    REQUIRE(field.text().size() == longest_field_text);
    const int changes = field.changes;
    field.type("b");
    CHECK(field.screen.memory.editor.text_refused);
    CHECK(field.changes == changes);
    CHECK(field.text().find_first_not_of('a') == std::string::npos);
    CHECK(field.text().size() == longest_field_text);
    field.key(Key::backspace);
    CHECK_FALSE(field.screen.memory.editor.text_refused);
    field.type("b");
    CHECK(field.text().back() == 'b');
}

TEST_CASE("Typing goes to the field that has the focus and to no other", "[field]") {
    Headless screen;
    form::WipedText first = "1";
    form::WipedText second = "2";
    const auto scene = [&](Frame& frame) {
        if (text_field(frame, "first", {100, 100, 400, 120}, {.name = "First"}, first).changed)
            first = screen.memory.editor.text;
        if (text_field(frame, "second", {100, 400, 400, 120}, {.name = "Second"}, second).changed)
            second = screen.memory.editor.text;
    };
    screen.settle(scene);
    screen.type("lost on nobody");
    screen.settle(scene);
    CHECK(first == "1");
    CHECK(second == "2");

    screen.tap(scene, screen.semantics.find_target("Second")->rect);
    screen.key(Key::end);
    screen.settle(scene);
    screen.type("b");
    screen.settle(scene);
    CHECK(first == "1");
    CHECK(second == "2b");
    CHECK_FALSE(screen.semantics.find_target("First")->state.focused);

    screen.tap(scene, screen.semantics.find_target("First")->rect);
    screen.type("a");
    screen.settle(scene);
    CHECK(first.find('a') != form::WipedText::npos);
    CHECK(first.find('1') != form::WipedText::npos);
    CHECK(second == "2b");
    CHECK(screen.semantics.find_target("Second")->value == "2b");
}

TEST_CASE("A field keeps bidirectional controls as they were pasted: validation says what is wrong",
          "[field]") {
    OneField field;
    field.type("\u202Eabc\u202C");
    CHECK(field.text() == "\u202Eabc\u202C");
    field.screen.settle(field.scene());
}
