// SPDX-License-Identifier: Apache-2.0
// The way of one visit, without a window: intents in, steps out.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

#include <algorithm>

using namespace istiqbal;
using app::Step;
using app::Visit;
using test::Answered;
using test::VisitScene;
using ui::Language;

TEST_CASE("A visit goes from the first page to the receipt and is finished", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    CHECK(visit.step() == Step::before);
    scene.to_sending();
    const seal::ReceiptLine receipt = test::some_receipt();
    visit.sent(receipt);
    CHECK(visit.step() == Step::receipt);
    REQUIRE(visit.receipt());
    CHECK(visit.receipt()->reference == receipt.reference.text());
    CHECK(visit.receipt()->claim_code == receipt.claim_code.text());
    CHECK(visit.receipt()->code.has_value());
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::finished);
}

TEST_CASE("Back goes the same way out of the first page, and keeps what was answered", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_committee();
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::declaration);
    CHECK_FALSE(visit.signing().strokes().empty());
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::check);
    std::vector<std::string> seen;
    while (visit.apply(screens::Back{}) && visit.step() == Step::question) {
        seen.push_back(visit.page().id);
        CHECK(visit.interview().typed("full_name") == test::story[0].answer);
        REQUIRE(seen.size() < 50);
    }
    REQUIRE_FALSE(seen.empty());
    CHECK(seen.front() == "documents_later");
    CHECK(seen.back() == "full_name");
    CHECK(visit.step() == Step::before);
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::left);
}

TEST_CASE("A page that leads nowhere stays", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_sending();
    for (const screens::Intent& intent :
         screens::Intents{screens::Back{}, screens::Continue{}, screens::Begin{}}) {
        CHECK_FALSE(visit.apply(intent));
        CHECK(visit.step() == Step::sending);
    }
    visit.sent(test::some_receipt());
    CHECK_FALSE(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::receipt);
}

TEST_CASE("The questions come in the order of the form, with those that the answers bring", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_first_question();
    std::vector<std::string> asked;
    while (visit.step() == Step::question) {
        const std::string name = visit.page().id;
        if (visit.page().answerable())
            asked.push_back(name);
        if (const char* typed = test::answer_of(name))
            scene.answer(name, typed);
        REQUIRE(visit.apply(screens::Continue{}));
    }
    std::vector<std::string> expected;
    for (const Answered& line : test::story) {
        expected.emplace_back(line.question);
        // The story adds none of them, which keeps nobody from going on.
        if (expected.back() == "dependants")
            expected.emplace_back("members");
    }
    CHECK(asked == expected);
}

TEST_CASE("A wrong answer keeps the page, says why, and is kept as typed", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_first_question();
    CHECK_FALSE(visit.apply(screens::Continue{}));
    REQUIRE(visit.page_problems().size() == 1);
    CHECK(visit.page_problems().front().kind == form::ProblemKind::required);
    scene.answer("full_name", test::story[0].answer);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.page_problems().empty());

    REQUIRE(visit.page().id == "national_id");
    scene.answer("national_id", "1000000009"); // the last digit does not fit
    CHECK_FALSE(visit.apply(screens::Continue{}));
    REQUIRE(visit.page_problems().size() == 1);
    CHECK(visit.page_problems().front().question == "national_id");
    CHECK_FALSE(visit.page_problems().front().message.en.empty());
    CHECK(visit.interview().typed("national_id") == "1000000009");
    // Back from a wrong answer is allowed, and the page is clean when it is met again.
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.page_problems().empty());
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.page_problems().empty());
    CHECK(visit.interview().typed("national_id") == "1000000009");
}

TEST_CASE("Change leads to a question and back to the check", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    CHECK(visit.apply(screens::Change{"city"}));
    CHECK(visit.step() == Step::question);
    CHECK(visit.page().id == "city");
    scene.answer("city", "عنيزة");
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
    CHECK(visit.interview().value("city") == "عنيزة");

    SECTION("by Back as well") {
        visit.apply(screens::Change{"mobile"});
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.step() == Step::check);
        // And from the check, Back is the last question again, which leads on to the check.
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.page().id == "documents_later");
        CHECK(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::check);
    }
    SECTION("not with a wrong answer") {
        visit.apply(screens::Change{"mobile"});
        scene.answer("mobile", "12");
        CHECK_FALSE(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::question);
        CHECK(visit.page_problems().size() == 1);
    }
}

TEST_CASE("Change of a question that does not exist changes nothing", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    visit.apply(screens::Change{"no_such_question"});
    CHECK(visit.step() == Step::check);
}

TEST_CASE("Questions that a change brings are asked before the check", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    REQUIRE(visit.apply(screens::Change{"monthly_income"}));
    scene.answer("monthly_income", "0");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check); // one question fewer: no more to ask
    CHECK_FALSE(visit.interview().relevant("income_sources"));

    REQUIRE(visit.apply(screens::Change{"household_size"}));
    scene.answer("household_size", "2"); // three dependants do not fit any more
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.page().id == "dependants");
    scene.answer("dependants", "1");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);

    // A required question that was never asked: it comes first, and cannot be passed empty.
    visit.apply(screens::SetAnswer{"income_sources", {}});
    REQUIRE(visit.apply(screens::Change{"monthly_income"}));
    scene.answer("monthly_income", "500");
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.page().id == "income_sources");
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::SelectChoice{"income_sources", "salary", true}));
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
}

TEST_CASE("An optional question that a change brings is asked too", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    REQUIRE_FALSE(visit.interview().relevant("documents_rent"));
    REQUIRE(visit.apply(screens::Change{"need_kind"}));
    scene.answer("need_kind", "rent");
    REQUIRE(visit.interview().relevant("documents_rent"));
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
    CHECK(visit.page().id == "documents_rent");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
}

TEST_CASE("Problems keep the person at the check, each named", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    visit.apply(screens::SetAnswer{"full_name", {}});
    visit.apply(screens::SetAnswer{"city", {}});
    CHECK(visit.problems().empty()); // said once they try to go on
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::check);
    REQUIRE(visit.problems().size() == 2);
    CHECK(visit.problems()[0].question == "full_name");
    CHECK(visit.problems()[1].question == "city");
    visit.apply(screens::Change{"full_name"});
    CHECK(visit.page_problems().size() == 1); // the field says the same
    scene.answer("full_name", test::story[0].answer);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.page().id == "city");
}

TEST_CASE("The committee's period must be acknowledged before sending", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_committee();
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
    VisitScene scene(Language::english);
    Visit& visit = scene.visit;
    scene.to_committee();
    CHECK(visit.committee_date().find("2026") != std::string::npos);
    CHECK(visit.committee_date().find("1448") != std::string::npos);
    CHECK(visit.committee_notice().find(visit.committee_date()) != std::string::npos);
    CHECK(visit.submission(0).committee.value().date == "2026-12-06");
}

TEST_CASE("What was seen is what is submitted", "[visit]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    VisitScene scene(language);
    Visit& visit = scene.visit;
    scene.to_sending();
    const seal::Submission record = visit.submission(1'795'000'000);
    CHECK(record.form == "support_request");
    CHECK(record.form_version == visit.form().version);
    CHECK(record.language == (language == Language::arabic ? "ar" : "en"));
    CHECK(record.channel == "kiosk");
    CHECK(record.created == 1'795'000'000);
    CHECK(record.declaration == test::shipped_contents().strings.get(language, "declaration.text"));
    CHECK(record.committee.value().text == visit.committee_notice());
    CHECK(record.committee.value().acknowledged);
    CHECK(record.missing_documents.size() == 3); // of four general and two medical, three are there
    for (const seal::ListedDocument& document : record.missing_documents) {
        CHECK_FALSE(document.document.empty());
        CHECK_FALSE(document.shown.empty());
    }

    for (const Answered& line : test::story) {
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
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_sending();
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
        CHECK_FALSE(visit.signing().strokes().empty());
    }
}
