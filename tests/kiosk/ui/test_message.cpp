// SPDX-License-Identifier: Apache-2.0
// Sentences with a count, in Arabic's six forms and English's two.
#include "kiosk/ui/message.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;

namespace {

constexpr const char* arabic =
    "{count, plural, zero{لا طلبات} one{طلب واحد} two{طلبان} few{# طلبات} many{# طلبًا} other{# طلب}}";
constexpr const char* english = "{count, plural, one{# request} other{# requests}}";

Message parsed(const char* pattern, Language language) {
    const auto message = Message::parse(pattern, language);
    if (!message)
        FAIL(pattern << ": " << message.error());
    return *message;
}

std::string fault(const std::string& pattern, Language language) {
    const auto message = Message::parse(pattern, language);
    return message ? std::string() : message.error();
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("Each count takes the words that its language has for it", "[message]") {
    const Message ar = parsed(arabic, Language::arabic);
    const Message en = parsed(english, Language::english);
    struct Expected {
        int count;
        const char* ar;
        const char* en;
    };
    const Expected all[] = {
        {0, "لا طلبات", "0 requests"},     {1, "طلب واحد", "1 request"},
        {2, "طلبان", "2 requests"},        {3, "3 طلبات", "3 requests"},
        {10, "10 طلبات", "10 requests"},   {11, "11 طلبًا", "11 requests"},
        {99, "99 طلبًا", "99 requests"},    {100, "100 طلب", "100 requests"},
        {102, "102 طلب", "102 requests"},  {103, "103 طلبات", "103 requests"},
        {111, "111 طلبًا", "111 requests"}, {1011, "1,011 طلبًا", "1,011 requests"},
    };
    for (const Expected& each : all) {
        INFO(each.count);
        CHECK(ar.format({{"count", each.count}}) == each.ar);
        CHECK(en.format({{"count", each.count}}) == each.en);
    }
    CHECK(ar.format({{"count", 11}}, Digits::arabic_indic) == "١١ طلبًا");
}

TEST_CASE("Every shipped sentence with a count agrees with it, and shows the number or words for it",
          "[message]") {
    const Strings& strings = test::shipped_strings();
    struct Sentence {
        const char* key;
        const char* name;
        const char* stems[6]; ///< in the Arabic of 0, 1, 2, 3–10, 11–99, 100–102
    };
    const Sentence sentences[] = {
        {"pin.digits", "count", {"لم يُدخل", "رقم واحد", "رقمان", "أرقام", "رقمًا", "رقم"}},
        {"idle.text", "seconds", {"الآن", "ثانية واحدة", "ثانيتين", "ثوانٍ", "ثانية", "ثانية"}},
        {"follow_up.resting.text", "minutes", {"الآن", "دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"}},
        {"desk.unsent", "count", {"جميعها", "طلب واحد", "طلبان", "طلبات", "طلبًا", "طلب"}},
        {"reading.search.found", "count", {"لا نتائج", "نتيجة واحدة", "نتيجتان", "نتائج", "نتيجة", "نتيجة"}},
        {"check.problems", "count", {"لا إجابات", "إجابة واحدة", "إجابتان", "إجابات", "إجابة", "إجابة"}},
        {"committee.missing", "count", {"بجميع", "مستند واحد", "مستندين", "مستندات", "مستندًا", "مستند"}},
        {"receipt.missing", "count", {"اكتملت", "مستند واحد", "مستندان", "مستندات", "مستندًا", "مستند"}},
        {"desk.drafts.count", "count", {"لا شيء", "مسودّة واحدة", "مسودّتان", "مسودّات", "مسودّة", "مسودّة"}},
        {"staff.records.count", "count", {"لا شيء", "سجل واحد", "سجلان", "سجلات", "سجلًا", "سجل"}},
    };
    for (const Sentence& sentence : sentences) {
        for (const int count : {0, 1, 2, 3, 10, 11, 99, 100, 102}) {
            CAPTURE(sentence.key, count);
            const std::string ar = strings.format(Language::arabic, sentence.key, {{sentence.name, count}});
            const std::string en = strings.format(Language::english, sentence.key, {{sentence.name, count}});
            const int form = count < 3 ? count : count <= 10 ? 3 : count <= 99 ? 4 : 5;
            CHECK(holds(ar, sentence.stems[form]));
            CHECK(holds(ar, std::to_string(count)) == (count > 2));
            CHECK(holds(en, std::to_string(count)) == (count > 0));
            for (const std::string& text : {ar, en})
                CHECK(text.find_first_of("{}#") == std::string::npos);
        }
        CHECK(strings.format(Language::english, sentence.key, {{sentence.name, 1}}) !=
              strings.format(Language::english, sentence.key, {{sentence.name, 2}}));
    }
}

TEST_CASE("A plural stands among words, other placeholders and exact numbers", "[message]") {
    const Message message =
        parsed("{name}: {n, plural, =0{none} =5{a hand of {what}} one{# {what}} other{# {what}s}}.",
               Language::english);
    CHECK(message.format({{"name", "Desk"}, {"n", 0}, {"what", "draft"}}) == "Desk: none.");
    CHECK(message.format({{"name", "Desk"}, {"n", 1}, {"what", "draft"}}) == "Desk: 1 draft.");
    CHECK(message.format({{"name", "Desk"}, {"n", 5}, {"what", "drafts"}}) == "Desk: a hand of drafts.");
    CHECK(message.format({{"name", "Desk"}, {"n", 12}, {"what", "draft"}}) == "Desk: 12 drafts.");
    CHECK(message.has_plural());
    CHECK(message.placeholders().at("n") == Message::Kind::plural);
    CHECK(message.placeholders().at("what") == Message::Kind::plain);
    CHECK(message.placeholders().size() == 3);
    // Not given, or given as a text: what there is.
    CHECK(message.format({}) == "{name}: # {what}s.");
    CHECK(message.format({{"name", "D"}, {"n", "many"}, {"what", "draft"}}) == "D: many drafts.");
    CHECK_FALSE(parsed("{a} of {b}", Language::english).has_plural());
    CHECK(parsed("{a} of {b}", Language::english).format({{"a", 3}, {"b", 1200}}) == "3 of 1,200");
}

TEST_CASE("What a language needs must be there, and nothing that it does not know", "[message]") {
    for (const char* missing : {"zero", "one", "two", "few", "many", "other"}) {
        std::string pattern = "{n, plural,";
        for (const std::string word : {"zero", "one", "two", "few", "many", "other"})
            if (word != missing)
                pattern += " " + word + "{ا}";
        INFO(pattern);
        CHECK_FALSE(fault(pattern + "}", Language::arabic).empty());
        CHECK(fault(pattern + " " + missing + "{ا}}", Language::arabic).empty());
    }
    CHECK(holds(fault("{n, plural, other{b}}", Language::english), "one"));
    CHECK(holds(fault("{n, plural, one{a} few{c} other{b}}", Language::english), "few"));
    for (const char* broken :
         {"{", "{n", "{n, plural, one{a} other{b}", "{n, plural}", "{n, number}", "{n, date, short}",
          "{n, select, a{b} other{c}}", "{n, plural, offset:1 one{a} other{b}}",
          "{n, selectordinal, one{a} other{b}}", "{}", "{ }", "{a b}"})
        for (const Language language : {Language::arabic, Language::english}) {
            INFO(broken);
            CHECK_FALSE(fault(broken, language).empty());
        }
    CHECK_FALSE(fault(std::string(5000, 'x'), Language::english).empty());
    CHECK_FALSE(fault(std::string(3000, '{'), Language::english).empty());
}
