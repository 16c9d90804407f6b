// SPDX-License-Identifier: Apache-2.0
// The way of one visit, without a window: intents in, steps out.
#include "kiosk/app/visit.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <algorithm>

using namespace istiqbal;
using app::Dialog;
using app::Step;
using app::Visit;
using ui::Language;

namespace {

form::Date today() {
    return *form::Date::from_iso("2026-11-22");
}

Visit fresh() {
    return {test::support_request(), test::shipped_strings(), today};
}

struct Answered {
    const char* question;
    const char* answer;
};

// In the order in which they are asked.
constexpr Answered story[] = {
    {"full_name", "نورة بنت عبدالله السبيعي"},
    {"national_id", "1000000008"},
    {"birth_date", "15/9/1410"},
    {"mobile", "٠٥٠١٢٣٤٥٦٧"},
    {"city", "بريدة"},
    {"contact_way", "message"},
    {"marital_status", "widowed"},
    {"household_size", "4"},
    {"dependants", "3"},
    {"monthly_income", "3200.50"},
    {"income_sources", "social_security relatives"},
    {"need_kind", "medical"},
    {"need_description", "نحتاج إلى جهاز طبي وصفه المستشفى لوالدتي، ولا نقدر على ثمنه."},
    {"amount", "7500"},
    {"needed_by", "15/12/2026"},
    {"documents_general", "id_copy income_statement"},
    {"documents_medical", "medical_report"},
    {"documents_later", "OK"},
};

const char* answer_of(const std::string& question) {
    for (const Answered& line : story)
        if (question == line.question)
            return line.answer;
    return nullptr;
}

void answer(Visit& visit, const std::string& question, const std::string& typed) {
    CHECK_FALSE(visit.apply(screens::SetAnswer{question, form::WipedText(typed)}));
}

void to_first_question(Visit& visit, Language language = Language::arabic) {
    REQUIRE(visit.apply(screens::Begin{language}));
    REQUIRE(visit.step() == Step::before);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
}

// Answers every question as it comes.
void to_check(Visit& visit, Language language = Language::arabic) {
    to_first_question(visit, language);
    for (int pages = 0; pages < 50 && visit.step() == Step::question; ++pages) {
        const std::string name = visit.question().name;
        if (const char* typed = answer_of(name))
            answer(visit, name, typed);
        INFO(name);
        REQUIRE(visit.apply(screens::Continue{}));
    }
    REQUIRE(visit.step() == Step::check);
}

platform::Clock::time_point after(int milliseconds) {
    return platform::Clock::time_point(std::chrono::hours(1) + std::chrono::milliseconds(milliseconds));
}

screens::Sign stroke_of(std::vector<platform::TouchPoint> points, bool begins = true) {
    return {{begins, std::move(points)}, 240, 80};
}

void sign(Visit& visit) {
    visit.apply(stroke_of({{0.25F, 0.5F, after(0)}, {0.5F, 0.25F, after(8)}}));
    visit.apply(stroke_of({{0.75F, 0.5F, after(16)}}, false));
}

void to_committee(Visit& visit, Language language = Language::arabic) {
    to_check(visit, language);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::declaration);
    sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::committee);
}

void to_sending(Visit& visit, Language language = Language::arabic) {
    to_committee(visit, language);
    visit.apply(screens::AcknowledgeCommittee{true});
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::sending);
}

// Nothing of a person is left.
void check_blank(const Visit& visit) {
    CHECK(visit.step() == Step::welcome);
    CHECK(visit.dialog() == Dialog::none);
    CHECK_FALSE(visit.under_way());
    CHECK_FALSE(visit.interview().changed());
    for (const Answered& line : story)
        CHECK(visit.interview().typed(line.question).empty());
    CHECK(visit.signature().empty());
    CHECK(visit.problem() == nullptr);
    CHECK(visit.problems().empty());
    CHECK_FALSE(visit.something_missing());
    CHECK_FALSE(visit.committee_acknowledged());
    CHECK_FALSE(visit.receipt().has_value());
    CHECK(visit.presentation().language == Language::arabic);
    CHECK_FALSE(visit.presentation().large_text);
}

} // namespace

TEST_CASE("A visit goes from welcome to receipt and back to welcome", "[visit]") {
    Visit visit = fresh();
    check_blank(visit);
    to_sending(visit);
    CHECK(visit.under_way());
    visit.sent({"7KQ4-9M2X-C", "SECRET"});
    CHECK(visit.step() == Step::receipt);
    CHECK(visit.receipt()->reference == "7KQ4-9M2X-C");
    CHECK(visit.under_way());
    CHECK(visit.apply(screens::Continue{}));
    check_blank(visit);
}

TEST_CASE("The questions come in the order of the form, with those that the answers bring", "[visit]") {
    Visit visit = fresh();
    to_first_question(visit);
    std::vector<std::string> asked;
    while (visit.step() == Step::question) {
        const std::string name = visit.question().name;
        if (visit.question().answerable())
            asked.push_back(name);
        if (const char* typed = answer_of(name))
            answer(visit, name, typed);
        REQUIRE(visit.apply(screens::Continue{}));
    }
    std::vector<std::string> expected;
    for (const Answered& line : story)
        expected.emplace_back(line.question);
    CHECK(asked == expected);
}

TEST_CASE("Back goes the same way to the welcome page, and keeps what was answered", "[visit]") {
    Visit visit = fresh();
    to_committee(visit);
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::declaration);
    CHECK_FALSE(visit.signature().empty());
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::check);
    std::vector<std::string> seen;
    while (visit.apply(screens::Back{}) && visit.step() == Step::question) {
        seen.push_back(visit.question().name);
        CHECK(visit.interview().typed("full_name") == story[0].answer);
        REQUIRE(seen.size() < 50);
    }
    REQUIRE_FALSE(seen.empty());
    CHECK(seen.front() == "documents_later");
    CHECK(seen.back() == "full_name");
    CHECK(visit.step() == Step::before);
    CHECK(visit.apply(screens::Back{}));
    check_blank(visit);
}

TEST_CASE("A page that leads nowhere stays when asked to go back", "[visit]") {
    Visit visit = fresh();
    CHECK_FALSE(visit.apply(screens::Back{}));
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::welcome);
    to_sending(visit);
    CHECK_FALSE(visit.apply(screens::Back{}));
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::Begin{Language::english}));
    CHECK(visit.step() == Step::sending);
    visit.sent({"R", "C"});
    CHECK_FALSE(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::receipt);
}

TEST_CASE("A wrong answer keeps the page, says why, and is kept as typed", "[visit]") {
    Visit visit = fresh();
    to_first_question(visit);
    CHECK_FALSE(visit.apply(screens::Continue{}));
    REQUIRE(visit.problem() != nullptr);
    CHECK(visit.problem()->kind == form::ProblemKind::required);
    answer(visit, "full_name", story[0].answer);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.problem() == nullptr);

    REQUIRE(visit.question().name == "national_id");
    answer(visit, "national_id", "1000000009"); // the last digit does not fit
    CHECK_FALSE(visit.apply(screens::Continue{}));
    REQUIRE(visit.problem() != nullptr);
    CHECK(visit.problem()->question == "national_id");
    CHECK_FALSE(visit.problem()->message.en.empty());
    CHECK(visit.interview().typed("national_id") == "1000000009");
    // Back from a wrong answer is allowed, and the page is clean when it is met again.
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.problem() == nullptr);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.problem() == nullptr);
    CHECK(visit.interview().typed("national_id") == "1000000009");
}

TEST_CASE("Change leads to a question and back to the check", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    CHECK(visit.apply(screens::Change{"city"}));
    CHECK(visit.step() == Step::question);
    CHECK(visit.question().name == "city");
    answer(visit, "city", "عنيزة");
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
    CHECK(visit.interview().value("city") == "عنيزة");

    SECTION("by Back as well") {
        visit.apply(screens::Change{"mobile"});
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.step() == Step::check);
        // And from the check, Back is the last question again, which leads on to the check.
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.question().name == "documents_later");
        CHECK(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::check);
    }
    SECTION("not with a wrong answer") {
        visit.apply(screens::Change{"mobile"});
        answer(visit, "mobile", "12");
        CHECK_FALSE(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::question);
        CHECK(visit.problem() != nullptr);
    }
}

TEST_CASE("Change of a question that does not exist changes nothing", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    visit.apply(screens::Change{"no_such_question"});
    CHECK(visit.step() == Step::check);
}

TEST_CASE("Questions that a change brings are asked before the check", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    REQUIRE(visit.apply(screens::Change{"monthly_income"}));
    answer(visit, "monthly_income", "0");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check); // one question fewer: no more to ask
    CHECK_FALSE(visit.interview().relevant("income_sources"));

    REQUIRE(visit.apply(screens::Change{"household_size"}));
    answer(visit, "household_size", "2"); // three dependants do not fit any more
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.question().name == "dependants");
    answer(visit, "dependants", "1");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);

    // A required question that was never asked: it comes first, and cannot be passed empty.
    visit.apply(screens::SetAnswer{"income_sources", {}});
    REQUIRE(visit.apply(screens::Change{"monthly_income"}));
    answer(visit, "monthly_income", "500");
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.question().name == "income_sources");
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::SelectChoice{"income_sources", "salary", true}));
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
}

TEST_CASE("An optional question that a change brings is asked too", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    REQUIRE_FALSE(visit.interview().relevant("documents_rent"));
    REQUIRE(visit.apply(screens::Change{"need_kind"}));
    answer(visit, "need_kind", "rent");
    REQUIRE(visit.interview().relevant("documents_rent"));
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.question().name == "documents_rent");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
}

TEST_CASE("Problems keep the person at the check, each named", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    visit.apply(screens::SetAnswer{"full_name", {}});
    visit.apply(screens::SetAnswer{"city", {}});
    CHECK(visit.problems().empty()); // said once they try to go on
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
    REQUIRE(visit.problems().size() == 2);
    CHECK(visit.problems()[0].question == "full_name");
    CHECK(visit.problems()[1].question == "city");
    visit.apply(screens::Change{"full_name"});
    CHECK(visit.problem() != nullptr); // the field says the same
    answer(visit, "full_name", story[0].answer);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.question().name == "city");
}

TEST_CASE("A signature is required, and can be cleared", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.something_missing());
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.something_missing());
    sign(visit);
    REQUIRE(visit.signature().size() == 1);
    CHECK(visit.signature()[0].size() == 3);
    CHECK(visit.signature()[0][2].milliseconds == 16);
    CHECK_FALSE(visit.apply(screens::ClearSignature{}));
    CHECK(visit.signature().empty());
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::declaration);
    // A new signature's clock begins anew.
    visit.apply(stroke_of({{0.1F, 0.1F, after(5000)}, {0.2F, 0.2F, after(5010)}}));
    CHECK(visit.signature()[0][1].milliseconds == 10);
    CHECK(visit.apply(screens::Continue{}));
}

TEST_CASE("A signature of any length keeps its shape and at most 1,600 points", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    visit.apply(screens::Continue{});
    const int strokes = GENERATE(1, 7, 150);
    int time = 0;
    std::vector<std::pair<float, float>> ends; // x of the first and the last point of each stroke
    for (int stroke = 0; stroke < strokes; ++stroke) {
        const float base = static_cast<float>(stroke) / 200.0F;
        ends.emplace_back(base, 0.0F);
        for (int point = 0; point < 5000 / strokes; ++point) {
            const float x = base + static_cast<float>(point) / 20'000.0F;
            visit.apply(stroke_of({{x, 0.5F, after(time++)}}, point == 0));
            ends.back().second = x;
            std::size_t points = 0;
            for (const ui::Stroke& drawn : visit.signature())
                points += drawn.size();
            REQUIRE(points <= 1600);
        }
    }
    REQUIRE(visit.signature().size() == static_cast<std::size_t>(strokes));
    for (std::size_t stroke = 0; stroke < visit.signature().size(); ++stroke) {
        const ui::Stroke& drawn = visit.signature()[stroke];
        REQUIRE_FALSE(drawn.empty());
        CHECK(drawn.front().x == ends[stroke].first);
        CHECK(drawn.back().x == ends[stroke].second);
        CHECK(std::is_sorted(drawn.begin(), drawn.end(), [](const auto& one, const auto& other) {
            return one.milliseconds < other.milliseconds;
        }));
    }
}

TEST_CASE("Dots by the thousand neither break a signature nor outgrow a record", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    visit.apply(screens::Continue{});
    for (int dot = 0; dot < 3000; ++dot)
        visit.apply(stroke_of({{static_cast<float>(dot % 100) / 100, 0.5F, after(dot * 10)}}));
    CHECK(visit.signature().size() <= seal::submission_stroke_limit);
    std::size_t points = 0;
    for (const ui::Stroke& drawn : visit.signature())
        points += drawn.size();
    CHECK(points <= 1600);
}

TEST_CASE("The committee's period must be acknowledged before sending", "[visit]") {
    Visit visit = fresh();
    to_committee(visit);
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.something_missing());
    visit.apply(screens::AcknowledgeCommittee{true});
    CHECK_FALSE(visit.something_missing());
    visit.apply(screens::AcknowledgeCommittee{false});
    CHECK_FALSE(visit.apply(screens::Continue{}));
    visit.apply(screens::AcknowledgeCommittee{true});
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::sending);
}

TEST_CASE("The committee's day is two weeks on, in both calendars", "[visit]") {
    Visit visit = fresh();
    to_committee(visit, Language::english);
    CHECK(visit.committee_date().find("2026") != std::string::npos);
    CHECK(visit.committee_date().find("1448") != std::string::npos);
    CHECK(visit.committee_notice().find(visit.committee_date()) != std::string::npos);
    CHECK(visit.submission(0).committee.value().date == "2026-12-06");
}

TEST_CASE("What was seen is what is submitted", "[visit]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    Visit visit = fresh();
    to_sending(visit, language);
    const seal::Submission record = visit.submission(1'795'000'000);
    CHECK(record.form == "support_request");
    CHECK(record.form_version == test::support_request().version);
    CHECK(record.language == (language == Language::arabic ? "ar" : "en"));
    CHECK(record.channel == "kiosk");
    CHECK(record.created == 1'795'000'000);
    CHECK(record.declaration == test::shipped_strings().get(language, "declaration.text"));
    CHECK(record.committee.value().text == visit.committee_notice());
    CHECK(record.committee.value().acknowledged);
    CHECK(record.missing_documents.size() == 3); // of four general and two medical, three are there
    for (const std::string& document : record.missing_documents)
        CHECK_FALSE(document.empty());

    for (const Answered& line : story) {
        const auto found =
            std::find_if(record.answers.begin(), record.answers.end(),
                         [&](const seal::ShownAnswer& shown) { return shown.name == line.question; });
        INFO(line.question);
        REQUIRE(found != record.answers.end());
        CHECK(found->question == visit.interview().label(line.question, language));
        CHECK(found->shown == visit.interview().shown(line.question, language));
        CHECK(found->value == visit.interview().value(line.question));
        CHECK_FALSE(found->value.empty());
    }
    CHECK(std::none_of(record.answers.begin(), record.answers.end(),
                       [](const seal::ShownAnswer& shown) { return shown.name == "documents_rent"; }));

    CHECK(record.signature.value().width_mm == 240);
    CHECK(record.signature.value().height_mm == 80);
    REQUIRE(record.signature.value().strokes.size() == 1);
    REQUIRE(record.signature.value().strokes[0].size() == 3);
    CHECK(record.signature.value().strokes[0][0] == seal::StrokePoint{16384, 32768, 0});
    CHECK(record.signature.value().strokes[0][2] == seal::StrokePoint{49151, 32768, 16});
    // Intake adds the rest; with that it can be written.
    CHECK(record.reference.empty());
    CHECK(record.claim_key.empty());
}

TEST_CASE("A failure keeps everything and can be tried again", "[visit]") {
    Visit visit = fresh();
    to_sending(visit);
    const seal::Submission first = visit.submission(5);
    visit.not_sent();
    CHECK(visit.step() == Step::failed);
    SECTION("again") {
        CHECK(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::sending);
        CHECK(visit.submission(5) == first);
    }
    SECTION("back to the page before") {
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.step() == Step::committee);
        CHECK(visit.committee_acknowledged());
        CHECK_FALSE(visit.signature().empty());
    }
}

TEST_CASE("A visit that ends anywhere leaves nothing behind", "[visit]") {
    Visit visit = fresh();
    const int where = GENERATE(0, 1, 2, 3, 4, 5);
    switch (where) {
    case 0:
        to_first_question(visit, Language::english);
        answer(visit, "full_name", "Nobody");
        break;
    case 1:
        to_check(visit, Language::english);
        visit.apply(screens::SetAnswer{"city", {}});
        visit.apply(screens::Continue{});
        break;
    case 2:
        to_committee(visit, Language::english);
        break;
    case 3:
        to_sending(visit, Language::english);
        break;
    case 4:
        to_sending(visit, Language::english);
        visit.not_sent();
        break;
    default:
        to_sending(visit, Language::english);
        visit.sent({"REFERENCE", "CODE"});
        break;
    }
    visit.apply(screens::SwitchTextSize{});
    const bool by_person = GENERATE(false, true);
    if (by_person) {
        visit.apply(screens::AskStartAgain{});
        CHECK(visit.dialog() == Dialog::confirm_start_again);
        CHECK(visit.apply(screens::StartAgain{}));
    } else {
        visit.show_dialog(Dialog::idle_warning);
        visit.end();
    }
    check_blank(visit);
    // The next visit finds an empty form from its first page on.
    to_first_question(visit);
    CHECK(visit.question().name == "full_name");
    CHECK(visit.interview().typed("full_name").empty());
}

TEST_CASE("Dialogs open and close over the page, which stays", "[visit]") {
    Visit visit = fresh();
    to_first_question(visit);
    CHECK_FALSE(visit.apply(screens::CallEmployee{}));
    CHECK(visit.dialog() == Dialog::employee_called);
    CHECK_FALSE(visit.apply(screens::CloseDialog{}));
    CHECK(visit.dialog() == Dialog::none);
    visit.apply(screens::AskStartAgain{});
    visit.apply(screens::CloseDialog{});
    CHECK(visit.step() == Step::question);
    CHECK(visit.question().name == "full_name");
}

TEST_CASE("Language and text size change in place and keep the answers", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    CHECK_FALSE(visit.apply(screens::SwitchLanguage{}));
    CHECK(visit.presentation().language == Language::english);
    CHECK_FALSE(visit.apply(screens::SwitchTextSize{}));
    CHECK(visit.presentation().large_text);
    CHECK(visit.step() == Step::check);
    CHECK(visit.interview().problems().empty());
    visit.apply(screens::SwitchLanguage{});
    visit.apply(screens::SwitchTextSize{});
    CHECK(visit.presentation().language == Language::arabic);
    CHECK_FALSE(visit.presentation().large_text);
}

TEST_CASE("What changes after signing takes the signature back", "[visit]") {
    Visit visit = fresh();
    to_check(visit);
    visit.apply(screens::Continue{});
    sign(visit);
    REQUIRE_FALSE(visit.signature().empty());
    SECTION("an answer") {
        answer(visit, "city", "عنيزة");
    }
    SECTION("a choice") {
        visit.apply(screens::SelectChoice{"income_sources", "salary", true});
    }
    SECTION("the language") {
        visit.apply(screens::SwitchLanguage{});
    }
    SECTION("the language, away from the declaration") {
        visit.apply(screens::Back{});
        visit.apply(screens::SwitchLanguage{});
    }
    CHECK(visit.signature().empty());
}

TEST_CASE("The welcome page that somebody changed is known as changed until the visit ends", "[visit]") {
    Visit visit = fresh();
    CHECK_FALSE(visit.left_changed());
    SECTION("larger text") {
        visit.apply(screens::SwitchTextSize{});
    }
    SECTION("an employee called") {
        visit.apply(screens::CallEmployee{});
    }
    CHECK(visit.left_changed());
    CHECK_FALSE(visit.under_way());
    visit.end();
    CHECK_FALSE(visit.left_changed());
}

TEST_CASE("A change of language on the committee's page never sends what was signed in the other",
          "[visit]") {
    Visit visit = fresh();
    to_committee(visit, Language::arabic);
    REQUIRE(visit.apply(screens::SwitchLanguage{}));
    REQUIRE(visit.step() == Step::check);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::Continue{})); // the signature is asked for again
    sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::Continue{})); // and so is the acknowledgement
    visit.apply(screens::AcknowledgeCommittee{true});
    REQUIRE(visit.apply(screens::Continue{}));
    const seal::Submission record = visit.submission(0);
    REQUIRE(record.language == "en");
    CHECK(record.signature.value().strokes.size() == 1);
    REQUIRE_FALSE(record.missing_documents.empty());
    for (const std::string& document : record.missing_documents) {
        INFO(document);
        CHECK(static_cast<unsigned char>(document.front()) < 0x80);
    }
}
