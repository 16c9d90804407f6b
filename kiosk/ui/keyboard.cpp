// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.hpp"

#include "kiosk/ui/icons.hpp"

#include <array>
#include <chrono>
#include <span>

namespace istiqbal::ui {

namespace {

using namespace std::chrono_literals;

enum class Action { type, backspace, shift, marks, symbols, letters, other_script, space, enter };

struct KeySpec {
    std::string_view text; // what it types, and what it shows
    Action action = Action::type;
    float width = 1; // in keys
};

using Row = std::span<const KeySpec>;

constexpr KeySpec backspace{"", Action::backspace, 1.5F};
constexpr KeySpec symbols{"", Action::symbols, 1.5F};
constexpr KeySpec letters{"", Action::letters, 1.5F};
constexpr KeySpec other_script{"", Action::other_script, 1.8F};
constexpr KeySpec shift{"", Action::shift, 1.5F};
constexpr KeySpec marks{"", Action::marks, 1.2F};
constexpr KeySpec enter{"", Action::enter, 1.5F};

constexpr std::array arabic_1{KeySpec{"ض"}, KeySpec{"ص"}, KeySpec{"ث"}, KeySpec{"ق"},
                              KeySpec{"ف"}, KeySpec{"غ"}, KeySpec{"ع"}, KeySpec{"ه"},
                              KeySpec{"خ"}, KeySpec{"ح"}, KeySpec{"ج"}, KeySpec{"د"}};
constexpr std::array arabic_2{KeySpec{"ش"}, KeySpec{"س"}, KeySpec{"ي"}, KeySpec{"ب"},
                              KeySpec{"ل"}, KeySpec{"ا"}, KeySpec{"ت"}, KeySpec{"ن"},
                              KeySpec{"م"}, KeySpec{"ك"}, KeySpec{"ط"}, KeySpec{"ذ"}};
constexpr std::array arabic_3{KeySpec{"ئ"}, KeySpec{"ء"}, KeySpec{"ؤ"}, KeySpec{"ر"}, KeySpec{"ى"},
                              KeySpec{"ة"}, KeySpec{"و"}, KeySpec{"ز"}, KeySpec{"ظ"}, backspace};
constexpr std::array arabic_4{
    symbols,      other_script, KeySpec{"أ"}, KeySpec{"إ"}, KeySpec{" ", Action::space, 3.6F},
    KeySpec{"آ"}, KeySpec{"،"}, marks,        enter};

// Short vowels and doubling, shown on a tatweel so that they can be seen alone; and the rarer letters.
constexpr std::array marks_1{KeySpec{"\u064E"}, KeySpec{"\u064F"}, KeySpec{"\u0650"}, KeySpec{"\u0652"},
                             KeySpec{"\u0651"}, KeySpec{"\u064B"}, KeySpec{"\u064C"}, KeySpec{"\u064D"}};
constexpr std::array marks_2{KeySpec{"أ"}, KeySpec{"إ"}, KeySpec{"آ"}, KeySpec{"ء"},
                             KeySpec{"ؤ"}, KeySpec{"ئ"}, KeySpec{"ى"}, KeySpec{"ة"}};
constexpr std::array marks_3{KeySpec{"؟"}, KeySpec{"؛"}, KeySpec{"«"}, KeySpec{"»"}, KeySpec{"ـ"}, backspace};

constexpr std::array latin_1{KeySpec{"q"}, KeySpec{"w"}, KeySpec{"e"}, KeySpec{"r"}, KeySpec{"t"},
                             KeySpec{"y"}, KeySpec{"u"}, KeySpec{"i"}, KeySpec{"o"}, KeySpec{"p"}};
constexpr std::array latin_2{KeySpec{"a"}, KeySpec{"s"}, KeySpec{"d"}, KeySpec{"f"}, KeySpec{"g"},
                             KeySpec{"h"}, KeySpec{"j"}, KeySpec{"k"}, KeySpec{"l"}};
constexpr std::array latin_3{shift,        KeySpec{"z"}, KeySpec{"x"}, KeySpec{"c"}, KeySpec{"v"},
                             KeySpec{"b"}, KeySpec{"n"}, KeySpec{"m"}, backspace};
constexpr std::array capital_1{KeySpec{"Q"}, KeySpec{"W"}, KeySpec{"E"}, KeySpec{"R"}, KeySpec{"T"},
                               KeySpec{"Y"}, KeySpec{"U"}, KeySpec{"I"}, KeySpec{"O"}, KeySpec{"P"}};
constexpr std::array capital_2{KeySpec{"A"}, KeySpec{"S"}, KeySpec{"D"}, KeySpec{"F"}, KeySpec{"G"},
                               KeySpec{"H"}, KeySpec{"J"}, KeySpec{"K"}, KeySpec{"L"}};
constexpr std::array capital_3{shift,        KeySpec{"Z"}, KeySpec{"X"}, KeySpec{"C"}, KeySpec{"V"},
                               KeySpec{"B"}, KeySpec{"N"}, KeySpec{"M"}, backspace};
constexpr std::array latin_4{symbols,      other_script, KeySpec{"'"}, KeySpec{" ", Action::space, 4.2F},
                             KeySpec{"-"}, KeySpec{"."}, enter};

constexpr std::array symbols_1{KeySpec{"1"}, KeySpec{"2"}, KeySpec{"3"}, KeySpec{"4"}, KeySpec{"5"},
                               KeySpec{"6"}, KeySpec{"7"}, KeySpec{"8"}, KeySpec{"9"}, KeySpec{"0"}};
constexpr std::array symbols_2{KeySpec{"-"}, KeySpec{"/"}, KeySpec{":"}, KeySpec{"("}, KeySpec{")"},
                               KeySpec{"@"}, KeySpec{"&"}, KeySpec{"+"}, KeySpec{"%"}, KeySpec{"#"}};
constexpr std::array symbols_3{KeySpec{"."}, KeySpec{","}, KeySpec{"،"},  KeySpec{"؟"}, KeySpec{"?"},
                               KeySpec{"!"}, KeySpec{"_"}, KeySpec{"\""}, backspace};
constexpr std::array symbols_4{letters, other_script, KeySpec{" ", Action::space, 5}, enter};

constexpr std::array pad_1{KeySpec{"1"}, KeySpec{"2"}, KeySpec{"3"}};
constexpr std::array pad_2{KeySpec{"4"}, KeySpec{"5"}, KeySpec{"6"}};
constexpr std::array pad_3{KeySpec{"7"}, KeySpec{"8"}, KeySpec{"9"}};
constexpr KeySpec pad_backspace{"", Action::backspace, 1};
constexpr std::array digits_4{KeySpec{"0", Action::type, 2}, pad_backspace};
constexpr std::array decimal_4{KeySpec{"."}, KeySpec{"0"}, pad_backspace};

constexpr std::array<Row, 4> arabic_rows{arabic_1, arabic_2, arabic_3, arabic_4};
constexpr std::array<Row, 4> marks_rows{marks_1, marks_2, marks_3, symbols_4};
constexpr std::array<Row, 4> latin_rows{latin_1, latin_2, latin_3, latin_4};
constexpr std::array<Row, 4> capital_rows{capital_1, capital_2, capital_3, latin_4};
constexpr std::array<Row, 4> symbol_rows{symbols_1, symbols_2, symbols_3, symbols_4};
constexpr std::array<Row, 4> digit_rows{pad_1, pad_2, pad_3, digits_4};
constexpr std::array<Row, 4> decimal_rows{pad_1, pad_2, pad_3, decimal_4};

std::span<const Row> rows_of(KeyboardKind kind, KeyLayer layer) {
    if (kind == KeyboardKind::digits)
        return digit_rows;
    if (kind == KeyboardKind::decimal)
        return decimal_rows;
    switch (layer) {
    case KeyLayer::arabic:
        return arabic_rows;
    case KeyLayer::arabic_marks:
        return marks_rows;
    case KeyLayer::latin:
        return latin_rows;
    case KeyLayer::latin_capitals:
        return capital_rows;
    case KeyLayer::symbols:
        return symbol_rows;
    }
    return arabic_rows;
}

struct Face {
    std::string label;
    std::string name;
    Icon icon = Icon::none;
};

Face face_of(Frame& frame, const KeySpec& key, const Keyboard& state) {
    const bool latin = state.letters == KeyLayer::latin;
    switch (key.action) {
    case Action::backspace:
        return {"", frame.string("key.backspace"), Icon::backspace};
    case Action::shift:
        return {"", frame.string("key.shift"), Icon::shift};
    case Action::enter:
        return {"", frame.string("key.enter"), Icon::enter};
    case Action::space:
        return {frame.string("key.space"), frame.string("key.space"), Icon::none};
    case Action::symbols:
        return {"123", frame.string("key.symbols"), Icon::none};
    case Action::marks:
        return {"ـَـ", frame.string("key.marks"), Icon::none};
    case Action::letters:
        return {latin ? "abc" : "أ ب", frame.string("key.letters"), Icon::none};
    case Action::other_script:
        return {latin ? "عربي" : "ABC", frame.string("key.other_script"), Icon::none};
    case Action::type: {
        std::string label(key.text);
        // A mark without a letter is not seen: put it on a tatweel.
        const bool is_mark = key.text >= "\u064B" && key.text <= "\u0652";
        return {is_mark ? "ـ" + label : label, label, Icon::none};
    }
    }
    return {};
}

void act(Keyboard& state, const KeySpec& key) {
    switch (key.action) {
    case Action::type:
    case Action::space:
        state.typed.append(key.text);
        if (state.layer == KeyLayer::latin_capitals)
            state.layer = KeyLayer::latin;
        return;
    case Action::enter:
        state.keys.push_back(platform::Key::enter);
        return;
    case Action::backspace:
        state.keys.push_back(platform::Key::backspace);
        return;
    case Action::shift:
        state.layer = state.layer == KeyLayer::latin_capitals ? KeyLayer::latin : KeyLayer::latin_capitals;
        break;
    case Action::marks:
        state.layer = KeyLayer::arabic_marks;
        break;
    case Action::symbols:
        state.layer = KeyLayer::symbols;
        break;
    case Action::letters:
        state.layer = state.letters;
        break;
    case Action::other_script:
        state.letters = state.letters == KeyLayer::latin ? KeyLayer::arabic : KeyLayer::latin;
        state.layer = state.letters;
        break;
    }
    state.layer_chosen = true;
}

void draw_key(Frame& frame, const Rect& rect, const KeySpec& key, const Face& face, bool held) {
    const Colours& colour = frame.colours();
    const bool types = key.action == Action::type || key.action == Action::space;
    const float radius = frame.theme().radius_small;
    frame.fill({rect.x, rect.y + frame.mm(0.5F), rect.width, rect.height}, with_alpha(colour.shadow, 0.18F),
               radius);
    frame.fill(rect, held ? colour.primary_soft : types ? colour.surface : colour.background, radius);
    if (face.icon != Icon::none) {
        const float side = std::min(rect.height, rect.width) * 0.5F;
        draw_icon(frame, face.icon, rect.centred(side, side), colour.primary_pressed);
        return;
    }
    const bool word = key.action != Action::type;
    // The largest type of which the widest letter stands on the key.
    Type type = word ? Type::small : Type::heading;
    while (type > Type::small && frame.type_pixels(type) * 1.4F > rect.width)
        type = static_cast<Type>(static_cast<int>(type) - 1);
    frame.draw_in(rect, face.label,
                  {.type = type,
                   .weight = word ? text::Weight::bold : text::Weight::regular,
                   .alignment = text::Alignment::center,
                   .overflow = text::Overflow::ellipsis()},
                  word ? colour.primary_pressed : colour.text);
}

// Delete works when the finger comes down and again and again while it stays; every other key when it leaves.
bool repeats(Frame& frame, Keyboard& state, const Press& press) {
    if (!press.held)
        return press.clicked && press.current; // by the two buttons
    if (frame.input().pressed) {
        state.delete_repeats_at = frame.now() + 450ms;
        frame.wake_at(state.delete_repeats_at);
        return true;
    }
    if (frame.now() < state.delete_repeats_at) {
        frame.wake_at(state.delete_repeats_at);
        return false;
    }
    state.delete_repeats_at = frame.now() + 70ms;
    frame.wake_at(state.delete_repeats_at);
    return true;
}

constexpr int row_count = 4;

float key_height(Frame& frame) {
    return frame.mm(frame.sizes().key);
}

float key_gap(Frame& frame) {
    return frame.mm(frame.sizes().space.tiny);
}

} // namespace

float keyboard_height(Frame& frame, KeyboardKind kind) {
    if (kind == KeyboardKind::none)
        return 0;
    return row_count * key_height(frame) + (row_count + 1) * key_gap(frame);
}

void keyboard(Frame& frame, const Rect& area, KeyboardKind kind) {
    Keyboard& state = frame.memory().keyboard;
    if (!state.layer_chosen)
        state.layer = state.letters =
            frame.language() == Language::arabic ? KeyLayer::arabic : KeyLayer::latin;
    frame.fill(area, frame.colours().surface_sunken);
    const float gap = key_gap(frame);
    Rect board = area.inset(gap * 2, gap);
    if (kind != KeyboardKind::text)
        board = board.centred(std::min(board.width, frame.mm(frame.sizes().target * 8)),
                              std::min(board.height, keyboard_height(frame, kind)));
    const auto rows = rows_of(kind, state.layer);
    const float height = (board.height - gap * (row_count - 1)) / row_count;
    float widest = 0;
    for (const Row row : rows) {
        float units = 0;
        for (const KeySpec& key : row)
            units += key.width;
        widest = std::max(widest, units);
    }
    const float unit = board.width / widest;
    int index = 0;
    for (std::size_t number = 0; number < rows.size(); ++number) {
        float units = 0;
        for (const KeySpec& key : rows[number])
            units += key.width;
        float x = board.centre_x() - units * unit / 2;
        const float y = board.y + static_cast<float>(number) * (height + gap);
        frame.begin_focus_group("row" + std::to_string(number),
                                frame.string("key.row", {{"number", std::to_string(number + 1)}}),
                                {board.x, y, board.width, height});
        for (const KeySpec& key : rows[number]) {
            const Rect rect{x + gap / 2, y, key.width * unit - gap, height};
            x += key.width * unit;
            const Press press = frame.press("key" + std::to_string(index++), rect);
            const Face face = face_of(frame, key, state);
            draw_key(frame, rect, key, face, press.held);
            frame.tell(Role::key, face.name, rect);
            const bool fires = key.action == Action::backspace ? repeats(frame, state, press) : press.clicked;
            if (fires) {
                act(state, key);
                frame.wake_at(frame.now());
            }
        }
        frame.end_focus_group();
    }
}

} // namespace istiqbal::ui
