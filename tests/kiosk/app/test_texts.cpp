// SPDX-License-Identifier: Apache-2.0
// Every text that people read, of forms, catalogue and strings: there in both languages, with the same
// placeholders, and written as a careful editor writes. The rules for Arabic: its own punctuation, tanwin on
// the letter before the alef (طلبًا), hamza where it belongs and nowhere else, tatweel in «هـ» after a year
// and after a single letter before a number or a name, and nowhere else.
#include "kiosk/form/csv.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace istiqbal;

namespace {

namespace fs = std::filesystem;
const fs::path assets = fs::path(ISTIQBAL_SOURCE_DIR) / "assets";

struct Text {
    std::string where;
    std::string ar;
    std::string en;
};

void add_local_texts(std::vector<Text>& texts, const std::string& where, const nlohmann::json& json) {
    if (json.is_object() && (json.contains("ar") || json.contains("en"))) {
        texts.push_back({where, json.value("ar", ""), json.value("en", "")});
        return;
    }
    if (!json.is_structured())
        return;
    for (const auto& [key, value] : json.items())
        add_local_texts(texts, where + "/" + key, value);
}

// A sheet's columns come in pairs, "label::Arabic (ar)" and "label::English (en)".
void add_sheet(std::vector<Text>& texts, const fs::path& file) {
    const std::string arabic = "::Arabic (ar)";
    const std::string english = "::English (en)";
    const auto rows = form::parse_csv(test::read_text(file));
    REQUIRE(rows);
    const auto& headers = rows->front().cells;
    for (std::size_t column = 0; column < headers.size(); ++column) {
        const std::size_t suffix = headers[column].find(arabic);
        if (suffix == std::string::npos)
            continue;
        const auto other =
            std::find(headers.begin(), headers.end(), headers[column].substr(0, suffix) + english);
        CAPTURE(file, headers[column]);
        REQUIRE(other != headers.end());
        const auto cell = [&](const form::Row& row, std::size_t index) {
            return index < row.cells.size() ? row.cells[index] : std::string();
        };
        for (std::size_t row = 1; row < rows->size(); ++row)
            texts.push_back({file.parent_path().filename().string() + "/" + file.filename().string() +
                                 ", row " + std::to_string((*rows)[row].number) + ", " +
                                 headers[column].substr(0, suffix),
                             cell((*rows)[row], column),
                             cell((*rows)[row], static_cast<std::size_t>(other - headers.begin()))});
    }
}

// The strings' two files together; some keys hold the words of one language in both.
std::vector<Text> strings() {
    const auto ar = nlohmann::json::parse(test::read_text(assets / "strings/ar.json"));
    const auto en = nlohmann::json::parse(test::read_text(assets / "strings/en.json"));
    std::vector<Text> texts;
    for (const auto& [key, value] : ar.items())
        texts.push_back({key, value.get<std::string>(), en.value(key, "")});
    for (const auto& [key, value] : en.items())
        if (!ar.contains(key))
            texts.push_back({key, "", value.get<std::string>()});
    return texts;
}

std::vector<Text> contents() {
    std::vector<Text> texts;
    for (const auto& file : fs::directory_iterator(assets / "catalogue"))
        add_local_texts(texts, file.path().filename().string(),
                        nlohmann::json::parse(test::read_text(file.path())));
    for (const auto& sheet : fs::recursive_directory_iterator(assets / "forms"))
        if (sheet.path().extension() == ".csv")
            add_sheet(texts, sheet.path());
    return texts;
}

std::vector<Text> everything() {
    std::vector<Text> texts = contents();
    for (Text& text : strings())
        texts.push_back(std::move(text));
    return texts;
}

// {name} and ${name}, with what a plural counts by.
std::multiset<std::string> placeholders(const std::string& text) {
    static const std::regex cases(R"((zero|one|two|few|many|other|=[0-9]+)\{)");
    static const std::regex pattern(R"(\$?\{[a-z_/.]+\}|\{[a-z_]+, *plural)");
    const std::string plain = std::regex_replace(text, cases, "");
    return {std::sregex_token_iterator(plain.begin(), plain.end(), pattern), std::sregex_token_iterator()};
}

// The sentence without placeholders and without the syntax of plurals, whose cases stand beside each other.
std::string prose(const std::string& text) {
    static const std::regex syntax(
        R"(\$?\{[a-z_/.]+\}|\{[a-z_]+, *plural,|(zero|one|two|few|many|other|=[0-9]+)\{|\})");
    return std::regex_replace(text, syntax, text.find("plural") == std::string::npos ? "X" : "\n");
}

std::u32string characters(const std::string& text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t character = length == 1 ? first : first & (0x3FU >> (length - 1));
        for (std::size_t next = 1; next < length && at + next < text.size(); ++next)
            character = (character << 6) | (static_cast<unsigned char>(text[at + next]) & 0x3FU);
        all += character;
        at += length;
    }
    return all;
}

bool arabic_letter(char32_t character) {
    return character >= 0x0621 && character <= 0x064A && character != 0x0640;
}

bool digit(char32_t character) {
    return character >= '0' && character <= '9';
}

// Words without their vowel marks (but with fathatan, which is spelling).
std::vector<std::u32string> words(const std::u32string& text) {
    std::vector<std::u32string> all(1);
    for (const char32_t character : text) {
        if (arabic_letter(character) || character == 0x064B)
            all.back() += character;
        else if (!(character >= 0x064C && character <= 0x0652) && !all.back().empty())
            all.emplace_back();
    }
    return all;
}

// Common words as they are miswritten; each may also follow «و» or «ف».
bool misspelt(std::u32string word) {
    static const std::set<std::u32string> wrong{
        // hamza missing
        U"الى", U"ان", U"انه", U"انها", U"لان", U"الان", U"اذا", U"او", U"اي", U"اين", U"ايضا", U"اجابة",
        U"الاجابة", U"اجابات", U"الاجابات", U"ادخال", U"ارسال", U"الارسال", U"اضافة", U"اعادة", U"الغاء",
        U"انهاء", U"اكمال", U"اقرار", U"الاقرار", U"اعلان", U"الاعلانات", U"ايقاف", U"اشعار", U"ادارة",
        U"الادارة", U"الاسرة", U"اسرة", U"افراد", U"امكانية", U"اسبوعين", U"اجراء", U"الاجراءات", U"اثبات",
        U"الايجار", U"ايجار",
        // hamza that does not belong
        U"إستفسار", U"الإستفسار", U"إستخدام", U"الإستخدام", U"إستعمال", U"إستقبال", U"الإستقبال", U"إستلام",
        U"الإستلام", U"إستكمال", U"إسم", U"الإسم", U"إختيار", U"الإختيار", U"إنتظار", U"الإنتظار", U"إنتهاء",
        U"إقتراح", U"الإقتراح", U"إتصال", U"الإتصال", U"إجتماع", U"الإطلاع", U"إحتياج", U"الإحتياج",
        U"إلتزام", U"الإلتزامات", U"إعتماد", U"إثنين", U"إبن", U"إبنة", U"إنترنت",
        // endings and carriers
        U"شئ", U"مسئول", U"مسئولية", U"شئون", U"هيئه", U"الجمعيه", U"خدمه", U"الخدمه", U"فى", U"التى",
        U"الذى", U"الي", U"لاكن", U"هاذا", U"الرئيسى",
        // tanwin missing
        U"شكرا", U"جدا", U"حاليا", U"لاحقا", U"مجددا", U"فورا", U"مثلا", U"غدا", U"تقريبا", U"معا", U"صباحا"};
    if (wrong.count(word) != 0)
        return true;
    if (word.size() > 3 && (word.front() == U'و' || word.front() == U'ف'))
        return wrong.count(word.substr(1)) != 0;
    return false;
}

bool tatweel_fits(const std::u32string& text, std::size_t at) {
    if (at == 0)
        return false;
    if (text[at - 1] == U'ه') // a Hijri year: 1445هـ
        return at >= 2 && (digit(text[at - 2]) || text[at - 2] == U'\u2069');
    // بـ 05, لـ {name}: one letter that cannot stand alone.
    const bool alone = at < 2 || !arabic_letter(text[at - 2]);
    return alone && at + 2 < text.size() && text[at + 1] == U' ' && !arabic_letter(text[at + 2]);
}

// What is wrong with an Arabic text; empty: nothing.
std::string arabic_fault(const std::string& text) {
    const std::u32string all = characters(prose(text));
    const auto at = [&](std::size_t index) { return index < all.size() ? all[index] : U'\0'; };
    if (prose(text).find("  ") != std::string::npos)
        return "two spaces";
    if (!text.empty() && (text.front() == ' ' || text.back() == ' '))
        return "a space at its edge";
    for (std::size_t index = 0; index < all.size(); ++index) {
        const char32_t here = all[index];
        const bool in_number = index > 0 && digit(all[index - 1]) && digit(at(index + 1));
        if ((here == U',' && !in_number) || here == U';' || here == U'?')
            return "Latin punctuation";
        if (here == U'"' || here == U'\'')
            return "straight quotation marks";
        if (here == 0x0640 && !tatweel_fits(all, index))
            return "tatweel";
        if (here == U'ه' && index > 0 && digit(all[index - 1]) && at(index + 1) != 0x0640)
            return "a Hijri year without its tatweel";
        if (here == U'ا' && at(index + 1) == 0x064B)
            return "tanwin on the alef instead of the letter before it";
        if (here == U' ' && (at(index + 1) == U'،' || at(index + 1) == U'.' || at(index + 1) == U'؟' ||
                             at(index + 1) == U'؛' || at(index + 1) == U'!'))
            return "a space before punctuation";
        if ((here >= 0x0660 && here <= 0x0669) || (here >= 0x06F0 && here <= 0x06F9))
            return "digits that the setting did not choose";
    }
    for (const std::u32string& word : words(all))
        if (misspelt(word))
            return "a misspelt word";
    return {};
}

std::string english_fault(const std::string& text) {
    if (prose(text).find("  ") != std::string::npos)
        return "two spaces";
    if (!text.empty() && (text.front() == ' ' || text.back() == ' '))
        return "a space at its edge";
    const std::u32string all = characters(prose(text));
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (all[index] == U'"' || all[index] == U'\'')
            return "straight quotation marks";
        if (all[index] == U' ' && index + 1 < all.size() &&
            std::u32string_view(U",.;?!").find(all[index + 1]) != std::u32string_view::npos)
            return "a space before punctuation";
    }
    return {};
}

bool has_arabic(const std::string& text) {
    const std::u32string all = characters(text);
    return std::any_of(all.begin(), all.end(), arabic_letter);
}

} // namespace

TEST_CASE("every text exists in both languages with the same placeholders", "[texts]") {
    const std::vector<Text> texts = everything();
    CHECK(texts.size() > 1500);
    for (const Text& text : texts) {
        CAPTURE(text.where, text.ar, text.en);
        CHECK(text.ar.empty() == text.en.empty());
        const auto named = [&](const std::string& each) {
            const auto all = placeholders(each);
            return std::set<std::string>(all.begin(), all.end());
        };
        CHECK(named(text.ar) == named(text.en));
    }
}

TEST_CASE("the Arabic is written as Arabic", "[texts]") {
    for (const Text& text : everything()) {
        if (!has_arabic(text.ar))
            continue;
        CAPTURE(text.where, text.ar);
        CHECK(arabic_fault(text.ar).empty());
        if (!arabic_fault(text.ar).empty())
            FAIL_CHECK(arabic_fault(text.ar));
    }
}

TEST_CASE("the English is written as English", "[texts]") {
    for (const Text& text : everything()) {
        if (has_arabic(text.en))
            continue; // what names the other language, and what is shown in both
        CAPTURE(text.where, text.en);
        CHECK(english_fault(text.en).empty());
    }
    for (const Text& text : contents()) {
        CAPTURE(text.where, text.en);
        CHECK_FALSE(has_arabic(text.en));
    }
}

TEST_CASE("what an editor would strike out is found", "[texts]") {
    for (const char* wrong : {"طلب, ثم طلب", "هل تم؟ نعم;", "كيف?", "طلب  آخر", " طلب", "طلباً", "طـلب",
                              "عام 1445ه", "شكرا لكم", "الى المكتب", "والان", "الإستفسار", "مسئول",
                              "قال \"نعم\"", "طلب ،", "٣ طلبات", "{n, plural, one{الى} other{طلب}}"}) {
        INFO(wrong);
        CHECK_FALSE(arabic_fault(wrong).empty());
    }
    for (const char* right :
         {"طلبًا، ثم طلب؛ هل تم؟", "عام 1445هـ الموافق 2024م", "يبدأ بـ 05", "الرقم السري لـ {name}",
          "من 10 إلى 1,000 حرف.", "قال «نعم»", "{n, plural, one{طلب} two{طلبان}}", "واحد، والآن"}) {
        INFO(right);
        CHECK(arabic_fault(right).empty());
    }
    CHECK_FALSE(english_fault("don't").empty());
    CHECK_FALSE(english_fault("yes , no").empty());
    CHECK(english_fault("It’s “yes”, and {n, plural, one{# no} other{# nos}}.").empty());
}
