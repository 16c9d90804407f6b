// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/show.hpp"
#include "tests/catch.hpp"

using namespace istiqbal::form;

namespace {

Question of_type(QuestionType type, std::vector<Appearance> appearances = {}) {
    Question question;
    question.name = "q";
    question.type = type;
    question.appearances = std::move(appearances);
    return question;
}

} // namespace

TEST_CASE("numbers are grouped in the digits of the setting") {
    CHECK(grouped_number("0", Digits::latin) == "0");
    CHECK(grouped_number("999", Digits::latin) == "999");
    CHECK(grouped_number("1000", Digits::latin) == "1,000");
    CHECK(grouped_number("1234567.5", Digits::latin) == "1,234,567.5");
    CHECK(grouped_number("1234567.5", Digits::arabic_indic) == "١٬٢٣٤٬٥٦٧٫٥");
    CHECK(grouped_number("-1234", Digits::latin) == "\u2066-1,234\u2069");
}

TEST_CASE("identifiers and telephone numbers keep to themselves inside Arabic") {
    const Question mobile = of_type(QuestionType::text, {Appearance::saudi_mobile});
    CHECK(shown_value(mobile, "+966501234567", Language::arabic, Digits::latin) ==
          "\u2066050 123 4567\u2069");
    CHECK(shown_value(mobile, "+966501234567", Language::arabic, Digits::arabic_indic) ==
          "\u2066٠٥٠١٢٣٤٥٦٧\u2069");
    const Question id = of_type(QuestionType::text, {Appearance::saudi_id});
    CHECK(shown_value(id, "1000000008", Language::english, Digits::latin) == "\u20661000000008\u2069");
}

TEST_CASE("choices are joined as each language does") {
    Question question = of_type(QuestionType::select_multiple);
    question.list = std::make_shared<ChoiceList>(
        ChoiceList{{}, {{"a", {"راتب", "Salary"}}, {"b", {"تقاعد", "Pension"}}}});
    CHECK(shown_value(question, "a b", Language::arabic, Digits::latin) == "راتب، تقاعد");
    CHECK(shown_value(question, "a b", Language::english, Digits::latin) == "Salary, Pension");
    CHECK(shown_value(question, "", Language::english, Digits::latin).empty());
}

TEST_CASE("dates, agreements and calculations in words") {
    CHECK(shown_value(of_type(QuestionType::date), "2024-06-24", Language::arabic, Digits::latin) ==
          "24 يونيو 2024م الموافق 18 ذو الحجة 1445هـ");
    CHECK(shown_value(of_type(QuestionType::acknowledge), "OK", Language::english, Digits::latin) ==
          "Agreed");
    CHECK(shown_value(of_type(QuestionType::calculate), "1250.5", Language::english, Digits::latin) ==
          "1,250.5");
    CHECK(shown_value(of_type(QuestionType::calculate), "high", Language::english, Digits::latin) == "high");
    CHECK(shown_value(of_type(QuestionType::text), "1250", Language::arabic, Digits::arabic_indic) == "1250");
}
