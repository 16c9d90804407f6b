// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard_layout.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace istiqbal::ui {

namespace {

constexpr std::string_view tashkeel = "\u064E \u064F \u0650 \u0652 \u0651 \u064B \u064C \u064D";

constexpr KeySpec with(std::string_view text, std::string_view variants) {
    return {text, KeyAction::type, 1, variants};
}
constexpr KeySpec control(KeyAction action, float width) {
    return {{}, action, width, {}};
}

constexpr std::array arabic_1{
    KeySpec{"ض"}, KeySpec{"ص"},   KeySpec{"ث"}, with("ق", "ڨ"), with("ف", "ڤ"), KeySpec{"غ"},
    KeySpec{"ع"}, with("ه", "ة"), KeySpec{"خ"}, KeySpec{"ح"},   with("ج", "چ"),
};
constexpr std::array arabic_2{
    KeySpec{"ش"},         KeySpec{"س"},   with("ي", "ئ ى"), with("ب", "پ"), with("ل", "لا لأ لإ لآ"),
    with("ا", "أ إ آ ٱ"), with("ت", "ة"), KeySpec{"ن"},     KeySpec{"م"},   with("ك", "گ"),
    KeySpec{"ط"},
};
constexpr std::array arabic_3{
    KeySpec{"ذ"},
    with("ء", "أ إ ؤ ئ"),
    KeySpec{"ؤ"},
    KeySpec{"ر"},
    with("ى", "ئ ي"),
    with("ة", "ه"),
    with("و", "ؤ"),
    with("ز", "ژ"),
    KeySpec{"ظ"},
    KeySpec{"د"},
    control(KeyAction::backspace, 1),
};
constexpr std::array arabic_4{
    control(KeyAction::symbols, 1.3F),
    control(KeyAction::other_script, 1.2F),
    with("أ", "ا إ آ ٱ"),
    with("إ", "ا أ آ"),
    KeySpec{" ", KeyAction::space, 3, {}},
    with("،", ". ؟ ! ؛ : « » -"),
    KeySpec{{}, KeyAction::marks, 1, tashkeel},
    control(KeyAction::enter, 1.5F),
};

constexpr std::array latin_1{
    with("q", "1"),         with("w", "2"),         with("e", "3 é è ê ë"),
    with("r", "4"),         with("t", "5"),         with("y", "6 ÿ"),
    with("u", "7 ú ù û ü"), with("i", "8 í ì î ï"), with("o", "9 ó ò ô ö ø œ"),
    with("p", "0"),
};
constexpr std::array latin_2{
    with("a", "á à â ä ã å æ"),
    with("s", "ß š"),
    KeySpec{"d"},
    KeySpec{"f"},
    with("g", "ğ"),
    KeySpec{"h"},
    KeySpec{"j"},
    KeySpec{"k"},
    KeySpec{"l"},
};
constexpr std::array latin_3{
    control(KeyAction::shift, 1.5F),
    with("z", "ž"),
    KeySpec{"x"},
    with("c", "ç č"),
    KeySpec{"v"},
    KeySpec{"b"},
    with("n", "ñ"),
    KeySpec{"m"},
    control(KeyAction::backspace, 1.5F),
};
constexpr std::array capital_1{
    with("Q", "1"),         with("W", "2"),         with("E", "3 É È Ê Ë"),
    with("R", "4"),         with("T", "5"),         with("Y", "6 Ÿ"),
    with("U", "7 Ú Ù Û Ü"), with("I", "8 Í Ì Î Ï"), with("O", "9 Ó Ò Ô Ö Ø Œ"),
    with("P", "0"),
};
constexpr std::array capital_2{
    with("A", "Á À Â Ä Ã Å Æ"),
    with("S", "Š"),
    KeySpec{"D"},
    KeySpec{"F"},
    with("G", "Ğ"),
    KeySpec{"H"},
    KeySpec{"J"},
    KeySpec{"K"},
    KeySpec{"L"},
};
constexpr std::array capital_3{
    control(KeyAction::shift, 1.5F),
    with("Z", "Ž"),
    KeySpec{"X"},
    with("C", "Ç Č"),
    KeySpec{"V"},
    KeySpec{"B"},
    with("N", "Ñ"),
    KeySpec{"M"},
    control(KeyAction::backspace, 1.5F),
};
constexpr std::array latin_4{
    control(KeyAction::symbols, 1.5F),
    control(KeyAction::other_script, 1.2F),
    with("'", "\" -"),
    KeySpec{" ", KeyAction::space, 2.8F, {}},
    with("-", "_ /"),
    with(".", ", ? ! : ; @"),
    control(KeyAction::enter, 1.5F),
};

constexpr std::array symbols_1{
    with("1", "١"), with("2", "٢"), with("3", "٣"), with("4", "٤"), with("5", "٥"),
    with("6", "٦"), with("7", "٧"), with("8", "٨"), with("9", "٩"), with("0", "٠"),
};
constexpr std::array symbols_2{
    with("-", "_ –"), with("/", "\\ |"), with(":", "; ؛"), with("(", "[ { «"), with(")", "] } »"),
    KeySpec{"@"},     with("&", "*"),    KeySpec{"+"},     with("%", "٪"),     KeySpec{"#"},
};
constexpr std::array symbols_3{
    with(".", "…"), with(",", "٬"),      KeySpec{"،"},
    KeySpec{"؟"},   KeySpec{"?"},        KeySpec{"!"},
    with("_", "="), with("\"", "« » '"), control(KeyAction::backspace, 2),
};
constexpr std::array symbols_4{
    control(KeyAction::letters, 1.5F),
    control(KeyAction::other_script, 1.5F),
    KeySpec{" ", KeyAction::space, 5, {}},
    control(KeyAction::enter, 2),
};

constexpr std::array pad_1{KeySpec{"1"}, KeySpec{"2"}, KeySpec{"3"}};
constexpr std::array pad_2{KeySpec{"4"}, KeySpec{"5"}, KeySpec{"6"}};
constexpr std::array pad_3{KeySpec{"7"}, KeySpec{"8"}, KeySpec{"9"}};
constexpr std::array digits_4{control(KeyAction::enter, 1), KeySpec{"0"}, control(KeyAction::backspace, 1)};
constexpr std::array decimal_4{with(".", "٫"), KeySpec{"0"}, control(KeyAction::backspace, 1)};

constexpr std::array<KeyRow, 4> arabic_rows{arabic_1, arabic_2, arabic_3, arabic_4};
constexpr std::array<KeyRow, 4> latin_rows{latin_1, latin_2, latin_3, latin_4};
constexpr std::array<KeyRow, 4> capital_rows{capital_1, capital_2, capital_3, latin_4};
constexpr std::array<KeyRow, 4> symbol_rows{symbols_1, symbols_2, symbols_3, symbols_4};
constexpr std::array<KeyRow, 4> digit_rows{pad_1, pad_2, pad_3, digits_4};
constexpr std::array<KeyRow, 4> decimal_rows{pad_1, pad_2, pad_3, decimal_4};

constexpr std::pair<std::string_view, std::string_view> spoken[] = {
    {"\u064E", "key.fathah"},    {"\u064F", "key.dammah"},
    {"\u0650", "key.kasrah"},    {"\u0652", "key.sukun"},
    {"\u0651", "key.shaddah"},   {"\u064B", "key.fathatan"},
    {"\u064C", "key.dammatan"},  {"\u064D", "key.kasratan"},
    {".", "key.full_stop"},      {",", "key.comma"},
    {"،", "key.comma"},          {"؟", "key.question_mark"},
    {"?", "key.question_mark"},  {"!", "key.exclamation"},
    {"-", "key.hyphen"},         {"/", "key.slash"},
    {":", "key.colon"},          {";", "key.semicolon"},
    {"؛", "key.semicolon"},      {"(", "key.bracket_opens"},
    {")", "key.bracket_closes"}, {"@", "key.at"},
    {"&", "key.ampersand"},      {"+", "key.plus"},
    {"%", "key.percent"},        {"#", "key.number_sign"},
    {"_", "key.underscore"},     {"\"", "key.quotation_mark"},
    {"'", "key.apostrophe"},     {"٫", "key.decimal_separator"},
};

} // namespace

KeyBoard key_board(KeyboardKind kind, KeyLayer layer) {
    if (kind == KeyboardKind::digits)
        return {digit_rows, 3};
    if (kind == KeyboardKind::decimal)
        return {decimal_rows, 3};
    switch (layer) {
    case KeyLayer::arabic:
        return {arabic_rows, 11};
    case KeyLayer::latin:
        return {latin_rows, 10};
    case KeyLayer::latin_capitals:
        return {capital_rows, 10};
    case KeyLayer::symbols:
        return {symbol_rows, 10};
    }
    return {arabic_rows, 11};
}

std::vector<std::string_view> variants_of(const KeySpec& key) {
    std::vector<std::string_view> found;
    std::string_view rest = key.variants;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        found.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return found;
}

bool is_mark(std::string_view text) {
    return text >= "\u064B" && text <= "\u0652" && text.size() == 2;
}

std::string_view spoken_key(std::string_view text) {
    for (const auto& [key, name] : spoken)
        if (key == text)
            return name;
    return {};
}

} // namespace istiqbal::ui
