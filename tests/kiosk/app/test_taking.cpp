// SPDX-License-Identifier: Apache-2.0
// Who asks, when it reached us, how they consented: page by page, and into the record.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

using namespace istiqbal;
using app::Step;
using app::Taking;
using app::TakingPages;
using screens::TakingPage;
using screens::TakingProblem;
using test::VisitScene;
using Way = TakingPages::Way;

namespace {

struct Pages {
    Taking taking;
    TakingPages pages;

    explicit Pages(const char* channel)
        : taking{"ريم القحطاني", channel, test::story_day()}
        , pages(taking, test::story_day) {
        pages.begin();
    }
    Way say(const screens::Intent& intent) { return pages.apply(intent); }
    Way go_on() { return pages.apply(screens::Continue{}); }
};

void type_name(Pages& pages, const std::string& typed) {
    pages.say(screens::TypeAskerName{form::WipedText(typed)});
}
void type_mobile(Pages& pages, const std::string& typed) {
    pages.say(screens::TypeAskerMobile{form::WipedText(typed)});
}

} // namespace

TEST_CASE("The beneficiary who is there is asked two things", "[taking]") {
    Pages pages("C8");
    CHECK_FALSE(pages.pages.complete());
    CHECK(pages.pages.page() == TakingPage::who);
    CHECK(pages.go_on() == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::unsaid);
    CHECK(pages.say(screens::SayWhoAsks{false}) == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::none);
    CHECK(pages.go_on() == Way::turned);
    CHECK(pages.pages.page() == TakingPage::received);
    CHECK(pages.taking.received == test::story_day()); // today, unless something else is said
    CHECK(pages.go_on() == Way::done);
    CHECK(pages.pages.complete());
}

TEST_CASE("Somebody who asks for another says name, relation and number", "[taking]") {
    Pages pages("C2");
    pages.say(screens::SayWhoAsks{true});
    REQUIRE(pages.go_on() == Way::turned);
    REQUIRE(pages.pages.page() == TakingPage::name);
    CHECK(pages.go_on() == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::empty);
    for (const std::string& wrong : {std::string("x"), std::string("خالد 7"), std::string(101, 'a')}) {
        type_name(pages, wrong);
        CHECK(pages.go_on() == Way::stays);
        CHECK(pages.pages.problem() == TakingProblem::wrong);
    }
    type_name(pages, "خالد السبيعي");
    CHECK(pages.pages.problem() == TakingProblem::none);
    REQUIRE(pages.go_on() == Way::turned);
    REQUIRE(pages.pages.page() == TakingPage::relation);
    pages.say(screens::ChooseRelation{"landlord"});
    CHECK(pages.go_on() == Way::stays);
    pages.say(screens::ChooseRelation{"child"});
    REQUIRE(pages.go_on() == Way::turned);
    REQUIRE(pages.pages.page() == TakingPage::mobile);
    CHECK(pages.go_on() == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::empty);
    type_mobile(pages, "01234");
    CHECK(pages.go_on() == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::wrong);
    type_mobile(pages, "٠٥٥١٢٣٤٥٦٧");
    REQUIRE(pages.go_on() == Way::turned);
    REQUIRE(pages.pages.page() == TakingPage::received);
    pages.say(screens::ChooseReceived{test::story_day().plus_days(1)});
    CHECK(pages.go_on() == Way::stays);
    CHECK(pages.pages.problem() == TakingProblem::future);
    pages.say(screens::ChooseReceived{test::story_day().plus_days(-2)});
    CHECK(pages.pages.problem() == TakingProblem::none);
    REQUIRE(pages.go_on() == Way::turned);
    REQUIRE(pages.pages.page() == TakingPage::consent);
    CHECK(pages.go_on() == Way::stays);
    pages.say(screens::SayConsent{true});
    CHECK(pages.go_on() == Way::done);
    // Back leads page by page to the first, and out of it.
    for (int page = 0; page < 5; ++page)
        CHECK(pages.say(screens::Back{}) == Way::turned);
    CHECK(pages.pages.page() == TakingPage::who);
    CHECK(pages.say(screens::Back{}) == Way::back);
}

TEST_CASE("What belongs to another page is ignored", "[taking]") {
    Pages pages("C2");
    type_name(pages, "خالد");
    type_mobile(pages, "0551234567");
    pages.say(screens::SayConsent{true});
    pages.say(screens::ChooseReceived{test::story_day().plus_days(-2)});
    CHECK(pages.taking.name.empty());
    CHECK(pages.taking.mobile.empty());
    CHECK(pages.taking.consent == screens::ConsentGiven::unsaid);
    CHECK(pages.taking.received == test::story_day());
}

TEST_CASE("A correction asks one page, and what it brings with it", "[taking]") {
    Pages pages("C2");
    pages.say(screens::SayWhoAsks{false});
    pages.go_on();
    pages.go_on();
    pages.say(screens::SayConsent{false});
    REQUIRE(pages.go_on() == Way::done);
    pages.pages.change(TakingPage::name); // nobody asks for another
    CHECK(pages.pages.page() == TakingPage::consent);
    pages.pages.change(TakingPage::received);
    CHECK(pages.go_on() == Way::done);
    pages.pages.change(TakingPage::consent);
    CHECK(pages.say(screens::Back{}) == Way::back);
    pages.pages.change(TakingPage::who);
    pages.say(screens::SayWhoAsks{true});
    CHECK(pages.say(screens::Back{}) == Way::stays); // half said
    REQUIRE(pages.go_on() == Way::turned);
    CHECK(pages.pages.page() == TakingPage::name);
    type_name(pages, "خالد");
    pages.go_on();
    pages.say(screens::ChooseRelation{"child"});
    pages.go_on();
    type_mobile(pages, "0551234567");
    CHECK(pages.go_on() == Way::done);
}

TEST_CASE("How a request came is in the record as it was said, and can be corrected at the check",
          "[taking][visit]") {
    VisitScene scene(ui::Language::english, "support_request", Taking{"Reem", "C4", test::story_day()});
    app::Visit& visit = scene.visit;
    const auto apply = [&](const screens::Intent& intent) { return visit.apply(intent); };
    REQUIRE(visit.step() == Step::taking);
    apply(screens::SayWhoAsks{true});
    apply(screens::Continue{});
    apply(screens::TypeAskerName{form::WipedText(" Khalid ")});
    apply(screens::Continue{});
    apply(screens::ChooseRelation{"child"});
    apply(screens::Continue{});
    apply(screens::TypeAskerMobile{form::WipedText("055 123 4567")});
    apply(screens::Continue{});
    apply(screens::ChooseReceived{test::story_day().plus_days(-2)});
    apply(screens::Continue{});
    apply(screens::SayConsent{false});
    REQUIRE(apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::before);
    scene.to_check();
    REQUIRE(apply(screens::ChangeOpening{false, TakingPage::consent}));
    REQUIRE(visit.step() == Step::taking);
    apply(screens::SayConsent{true});
    REQUIRE(apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::check);
    CHECK_FALSE(apply(screens::ChangeOpening{true})); // nothing is completed here
    const seal::Submission record = visit.submission(0);
    REQUIRE(record.taken_by);
    CHECK(record.channel == "C4");
    CHECK(record.taken_by->received == "2026-11-20");
    CHECK(record.taken_by->consent == seal::Consent::on_paper);
    CHECK(record.taken_by->asked_by == seal::AskedBy{"Khalid", "Son or daughter", "+966551234567"});
    CHECK(record.completes.empty());
}
