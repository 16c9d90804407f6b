// SPDX-License-Identifier: Apache-2.0
// A lobby terminal between two rests: where intents lead, and what is left of a person.
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using app::Dialog;
using app::Place;
using app::Session;
using app::Step;
using test::SessionScene;
using ui::Language;

namespace {

// The terminal rests as it does for everyone, and draws nothing of before.
void check_at_rest(Session& session) {
    CHECK(session.place() == Place::welcome);
    CHECK(session.dialog() == Dialog::none);
    CHECK(session.visit() == nullptr);
    CHECK(session.sign_in() == nullptr);
    CHECK_FALSE(session.reader().open());
    CHECK_FALSE(session.follow_up().open());
    CHECK_FALSE(session.rating().open());
    CHECK(session.presentation().language == Language::arabic);
    CHECK_FALSE(session.presentation().large_text);
    CHECK_FALSE(session.presentation().high_contrast);
    CHECK_FALSE(session.under_way());
    CHECK_FALSE(session.left_changed());
    CHECK_FALSE(session.deadline());
}

void check_ended(Session& session) {
    check_at_rest(session);
    CHECK(session.take_ended());
}

struct Where {
    const char* name;
    std::function<void(SessionScene&)> go; // from the home page
};
const Where places[] = {
    {"home", [](SessionScene&) {}},
    {"information",
     [](SessionScene& scene) {
         scene.apply(screens::Open{screens::Destination::information});
         scene.apply(screens::Read{{screens::Shelf::search, 0, 0}});
         scene.apply(screens::TypeQuery{form::WipedText("canary")});
     }},
    {"follow-up",
     [](SessionScene& scene) {
         scene.apply(screens::Open{screens::Destination::follow_up});
         scene.apply(screens::TypeReference{form::WipedText("7KQ4")});
     }},
    {"rating", [](SessionScene& scene) { scene.apply(screens::Open{screens::Destination::rating}); }},
    {"question",
     [](SessionScene& scene) {
         scene.begin("support_request");
         scene.apply(screens::Continue{});
         scene.apply(screens::SetAnswer{"full_name", form::WipedText("canary")});
     }},
    {"declaration",
     [](SessionScene& scene) {
         scene.begin("support_request");
         test::walk_to_check(scene.hand(), *scene.session.visit());
         scene.apply(screens::Continue{});
         test::sign(scene.hand());
     }},
    {"witness",
     [](SessionScene& scene) {
         scene.begin("support_request");
         test::walk_to_check(scene.hand(), *scene.session.visit());
         scene.apply(screens::Continue{});
         scene.apply(screens::AskWitness{screens::Witnessed::cannot_sign});
     }},
    {"failed",
     [](SessionScene& scene) {
         scene.to_sending();
         scene.session.take(app::NotStored{});
     }},
    {"receipt",
     [](SessionScene& scene) {
         scene.to_sending();
         scene.session.take(app::Stored{test::some_receipt()});
     }},
};

} // namespace

TEST_CASE("One touch leads from welcome to home, in the language that was touched", "[session]") {
    SessionScene scene;
    check_at_rest(scene.session);
    CHECK_FALSE(scene.apply(screens::Back{}));
    CHECK_FALSE(scene.apply(screens::Continue{}));
    CHECK_FALSE(scene.apply(screens::BeginJourney{"support_request"}));
    scene.to_home(Language::english);
    CHECK(scene.session.presentation().language == Language::english);
    CHECK(scene.session.under_way());
    CHECK(scene.apply(screens::Back{}));
    check_ended(scene.session);
}

TEST_CASE("Home leads to each place, and Back leads home again", "[session]") {
    SessionScene scene;
    scene.to_home();
    struct Case {
        screens::Intent intent;
        Place place;
    };
    const Case cases[] = {
        {screens::Open{screens::Destination::information}, Place::information},
        {screens::Open{screens::Destination::follow_up}, Place::follow_up},
        {screens::Open{screens::Destination::rating}, Place::rating},
    };
    for (const Case& each : cases) {
        CHECK(scene.apply(each.intent));
        CHECK(scene.session.place() == each.place);
        CHECK(scene.apply(screens::Back{}));
        CHECK(scene.session.place() == Place::home);
    }
    for (const catalogue::Journey& journey : test::shipped_contents().catalogue.journeys()) {
        scene.begin(journey.id.c_str());
        CHECK(scene.apply(screens::Back{}));
        CHECK(scene.session.place() == Place::home);
        CHECK(scene.session.visit() == nullptr);
        CHECK(scene.session.take_ended());
    }
    CHECK(scene.session.take_tasks().empty());
    CHECK_FALSE(scene.apply(screens::BeginJourney{"no_such_journey"}));
    CHECK(scene.session.place() == Place::home);
}

TEST_CASE("A journey leads to its receipt, its rating, the last words and welcome", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.to_sending();
    const auto submitted = scene.asked<app::SubmitTask>();
    REQUIRE(submitted.size() == 1);
    CHECK(submitted[0].submission.form == "support_request");
    CHECK(submitted[0].submission.created == scene.session.unix_time());
    CHECK(submitted[0].draft.empty());
    CHECK(scene.session.take(app::Stored{test::some_receipt()}));
    REQUIRE(scene.step() == Step::receipt);
    CHECK(scene.session.under_way());
    CHECK(scene.apply(screens::Continue{}));
    CHECK(scene.session.visit() == nullptr); // nothing of the request while they rate
    CHECK(scene.session.take_ended());
    REQUIRE(scene.session.place() == Place::rating);
    CHECK(scene.session.rating().after_service());
    CHECK(scene.session.rating().rated().id == "support_request");
    CHECK_FALSE(scene.apply(screens::Continue{})); // the second tap of two

    const bool rated = GENERATE(true, false);
    if (rated) {
        scene.touch();
        CHECK(scene.apply(screens::Rate{4}));
        const auto filed = scene.asked<app::RateTask>();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].submission.created == scene.session.unix_time());
        CHECK(scene.pass(app::Rating::thanks_time));
    } else {
        CHECK(scene.apply(screens::SkipRating{}));
        CHECK(scene.asked<app::RateTask>().empty());
    }
    REQUIRE(scene.session.place() == Place::finished);
    CHECK_FALSE(scene.session.under_way());
    REQUIRE(scene.session.deadline());
    SECTION("touched") {
        CHECK(scene.apply(screens::Continue{}));
        check_ended(scene.session);
    }
    SECTION("left alone") {
        const auto due = *scene.session.deadline();
        CHECK_FALSE(scene.pass(due - scene.now - 1ms));
        CHECK(scene.session.place() == Place::finished);
        CHECK(scene.pass(1ms));
        check_ended(scene.session);
    }
}

TEST_CASE("An inquiry has neither declaration nor committee: the check leads to sending", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.begin("inquiry");
    const app::Visit& visit = *scene.session.visit();
    REQUIRE(scene.apply(screens::Continue{}));
    for (int pages = 0; pages < 30 && visit.step() == Step::question; ++pages) {
        const form::Question& question = *visit.page().items.front().question;
        if (const char* told = test::answer_of(question.name))
            scene.apply(screens::SetAnswer{question.name, form::WipedText(told)});
        else if (!question.choices().empty())
            scene.apply(screens::SetAnswer{question.name, form::WipedText(question.choices().front().name)});
        else
            scene.apply(
                screens::SetAnswer{question.name, form::WipedText("ما مواعيد العمل في الفرع الرئيس؟")});
        INFO(question.name);
        REQUIRE(scene.apply(screens::Continue{}));
    }
    REQUIRE(visit.step() == Step::check);
    CHECK(scene.apply(screens::Continue{}));
    CHECK(visit.step() == Step::sending);
    const auto submitted = scene.asked<app::SubmitTask>();
    REQUIRE(submitted.size() == 1);
    CHECK_FALSE(submitted[0].submission.declaration);
    CHECK_FALSE(submitted[0].submission.signature);
    CHECK_FALSE(submitted[0].submission.committee);
}

TEST_CASE("How one person sees the terminal is undone at their end", "[session]") {
    SessionScene scene;
    scene.to_home();
    CHECK_FALSE(scene.apply(screens::SwitchLanguage{}));
    CHECK_FALSE(scene.apply(screens::SwitchTextSize{}));
    CHECK_FALSE(scene.apply(screens::SwitchContrast{}));
    CHECK(scene.session.presentation().language == Language::english);
    CHECK(scene.session.presentation().large_text);
    CHECK(scene.session.presentation().high_contrast);
    CHECK(scene.session.place() == Place::home);
    scene.session.end();
    check_ended(scene.session);
}

TEST_CASE("A terminal at rest that somebody changed is known as changed", "[session]") {
    SessionScene scene;
    const screens::Intent changes[] = {screens::SwitchLanguage{}, screens::SwitchTextSize{},
                                       screens::SwitchContrast{}, screens::CallEmployee{}};
    for (const screens::Intent& change : changes) {
        scene.apply(change);
        CHECK(scene.session.left_changed());
        CHECK_FALSE(scene.session.under_way());
        scene.session.end();
        check_at_rest(scene.session);
    }
}

TEST_CASE("Dialogs lie over the page, which stays", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.begin("support_request");
    scene.apply(screens::Continue{});
    CHECK_FALSE(scene.apply(screens::CallEmployee{}));
    CHECK(scene.session.dialog() == Dialog::employee_called);
    CHECK_FALSE(scene.apply(screens::CloseDialog{}));
    CHECK(scene.session.dialog() == Dialog::none);
    CHECK_FALSE(scene.apply(screens::AskStartAgain{}));
    CHECK(scene.session.dialog() == Dialog::confirm_start_again);
    scene.apply(screens::CloseDialog{});
    CHECK(scene.step() == Step::question);
    scene.session.show_dialog(Dialog::idle_warning);
    scene.apply(screens::AskStartAgain{});
    CHECK(scene.apply(screens::StartAgain{}));
    check_ended(scene.session);
}

TEST_CASE("Whoever goes away leaves nothing, wherever they were", "[session]") {
    for (const Where& where : places) {
        INFO(where.name);
        SessionScene scene;
        scene.to_home(Language::english);
        where.go(scene);
        REQUIRE(scene.session.under_way());
        scene.apply(screens::SwitchTextSize{});
        const Place place = scene.session.place();
        const bool signing_in = scene.session.sign_in() != nullptr;
        scene.session.abandon();
        const bool nothing_lost = place == Place::home || place == Place::information || signing_in;
        CHECK((scene.session.dialog() == Dialog::ended) == !nothing_lost);
        scene.apply(screens::CloseDialog{});
        check_ended(scene.session);
        // The next one finds an empty form.
        scene.to_home();
        scene.begin("support_request");
        CHECK_FALSE(scene.session.visit()->interview().changed());
        CHECK(scene.session.visit()->signing().strokes().empty());
    }
}

TEST_CASE("A receipt is shown to nobody but who waits for it", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.to_sending();
    SECTION("what is being stored cannot be started again or left") {
        scene.apply(screens::AskStartAgain{});
        CHECK(scene.session.dialog() == Dialog::none);
        CHECK_FALSE(scene.apply(screens::StartAgain{}));
        CHECK_FALSE(scene.apply(screens::AskStaff{}));
        CHECK_FALSE(scene.apply(screens::SwitchLanguage{}));
        CHECK(scene.step() == Step::sending);
        CHECK(scene.session.take(app::Stored{test::some_receipt()}));
        CHECK(scene.step() == Step::receipt);
    }
    SECTION("the next person answers questions") {
        scene.session.end();
        scene.to_home();
        scene.begin("support_request");
        CHECK_FALSE(scene.session.take(app::Stored{test::some_receipt()}));
        CHECK(scene.step() == Step::before);
        CHECK_FALSE(scene.session.visit()->receipt());
        CHECK_FALSE(scene.session.take(app::NotStored{}));
    }
    SECTION("the next person waits for their own") {
        scene.session.end();
        scene.to_home();
        scene.to_sending();
        const seal::ReceiptLine theirs = test::some_receipt();
        CHECK_FALSE(scene.session.take(app::Stored{test::some_receipt()}));
        CHECK(scene.step() == Step::sending);
        CHECK(scene.session.take(app::Stored{theirs}));
        CHECK(scene.session.visit()->receipt()->reference == theirs.reference.text());
    }
}

TEST_CASE("What could not be stored is tried again as a new task", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.to_sending();
    const auto first = scene.asked<app::SubmitTask>();
    REQUIRE(first.size() == 1);
    CHECK(scene.session.take(app::NotStored{}));
    CHECK(scene.step() == Step::failed);
    CHECK(scene.apply(screens::Continue{}));
    const auto second = scene.asked<app::SubmitTask>();
    REQUIRE(second.size() == 1);
    CHECK(second[0].submission == first[0].submission);
    CHECK(scene.session.take(app::Stored{test::some_receipt()}));
    CHECK(scene.step() == Step::receipt);
}

TEST_CASE("A request is followed up by a task and its answer", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.apply(screens::Open{screens::Destination::follow_up});
    const seal::ReceiptLine receipt = test::some_receipt();
    const std::string line = receipt.text();
    scene.apply(screens::TypeReference{form::WipedText(line.begin(), line.end())});
    if (scene.session.follow_up().step() != app::FollowUp::Step::looking)
        scene.apply(screens::Continue{});
    REQUIRE(scene.session.follow_up().step() == app::FollowUp::Step::looking);
    const auto asked = scene.asked<app::LookUpTask>();
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].asked.reference == receipt.reference);
    const auto failure = [] {
        return app::LookedUp{tl::unexpected(seal::Error{seal::ErrorClass::io, "disk"})};
    };
    SECTION("answered") {
        CHECK(scene.session.take(failure()));
        CHECK(scene.session.follow_up().step() == app::FollowUp::Step::code);
        CHECK_FALSE(scene.session.take(failure()));
    }
    SECTION("answered when they have gone") {
        scene.session.end();
        CHECK_FALSE(scene.session.take(failure()));
        check_at_rest(scene.session);
    }
    SECTION("answered when the next one waits") {
        scene.session.end();
        scene.to_home();
        scene.apply(screens::Open{screens::Destination::follow_up});
        const std::string next = test::some_receipt().text();
        scene.apply(screens::TypeReference{form::WipedText(next.begin(), next.end())});
        if (scene.session.follow_up().step() != app::FollowUp::Step::looking)
            scene.apply(screens::Continue{});
        REQUIRE(scene.asked<app::LookUpTask>().size() == 1);
        CHECK_FALSE(scene.session.take(failure()));
        CHECK(scene.session.follow_up().step() == app::FollowUp::Step::looking);
        CHECK(scene.session.take(failure()));
        CHECK(scene.session.follow_up().step() == app::FollowUp::Step::code);
    }
}

TEST_CASE("From reading one begins what one reads about", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.apply(screens::Open{screens::Destination::information});
    CHECK_FALSE(scene.apply(screens::BeginJourney{"no_such_journey"}));
    CHECK(scene.session.place() == Place::information);
    CHECK(scene.session.reader().open());
    scene.begin("inquiry");
    CHECK_FALSE(scene.session.reader().open());
}

TEST_CASE("The hidden gesture leads to the staff panel by PIN, and nothing of a visit is beneath it",
          "[session]") {
    SessionScene scene;
    scene.to_home(Language::english);
    scene.begin("support_request");
    CHECK(scene.apply(screens::AskStaff{}));
    REQUIRE(scene.session.sign_in());
    CHECK(scene.session.sign_in()->people().size() == 3);
    SECTION("cancelled") {
        CHECK(scene.apply(screens::Back{}));
        CHECK(scene.session.place() == Place::journey);
        return;
    }
    scene.sign_in(test::huda);
    CHECK(scene.session.place() == Place::staff);
    CHECK(scene.session.visit() == nullptr);
    CHECK(scene.session.take_ended());
    CHECK(scene.apply(screens::ShowStaffTab{1}));
    CHECK(scene.session.staff_tab() == 1);
    CHECK_FALSE(scene.apply(screens::SyncNow{}));
    CHECK(scene.asked<app::SyncTask>().size() == 1);
    CHECK_FALSE(scene.session.restart_wanted());
    scene.apply(screens::RestartProgram{});
    CHECK(scene.session.restart_wanted());
    CHECK(scene.apply(screens::Back{}));
    check_ended(scene.session);
}

TEST_CASE("An employee vouches by PIN for who cannot sign", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.begin("support_request");
    CHECK_FALSE(scene.apply(screens::AskWitness{screens::Witnessed::cannot_sign}));
    CHECK_FALSE(scene.session.sign_in());
    test::walk_to_check(scene.hand(), *scene.session.visit());
    scene.apply(screens::Continue{});
    REQUIRE(scene.step() == Step::declaration);
    CHECK(scene.apply(screens::AskWitness{screens::Witnessed::cannot_sign}));
    SECTION("and it is theirs to sign then") {
        scene.sign_in(test::huda);
        REQUIRE(scene.session.visit()->signing().witness());
        CHECK(scene.session.visit()->signing().witness()->name == test::huda.name);
        CHECK(scene.apply(screens::Continue{}));
        CHECK(scene.step() == Step::committee);
    }
    SECTION("or not") {
        CHECK(scene.apply(screens::Back{}));
        CHECK(scene.step() == Step::declaration);
        CHECK_FALSE(scene.session.visit()->signing().done());
    }
    SECTION("a change of language leads away from it") {
        REQUIRE(scene.type_pin_of(test::huda));
        CHECK(scene.apply(screens::SwitchLanguage{}));
        CHECK_FALSE(scene.session.sign_in());
        CHECK(scene.step() == Step::check);
        CHECK_FALSE(scene.session.take(app::Unlocked{test::huda}));
        CHECK_FALSE(scene.session.visit()->signing().done());
    }
}

TEST_CASE("A PIN's answer that comes late opens nothing", "[session]") {
    SessionScene scene;
    scene.apply(screens::AskStaff{});
    REQUIRE(scene.type_pin_of(test::huda));
    scene.session.end();
    SECTION("at rest") {
        CHECK_FALSE(scene.session.take(app::Unlocked{test::huda}));
        CHECK_FALSE(scene.session.take(app::NotUnlocked{30}));
        check_at_rest(scene.session);
    }
    SECTION("while another one waits") {
        scene.apply(screens::AskStaff{});
        REQUIRE(scene.type_pin_of(test::reem));
        CHECK_FALSE(scene.session.take(app::Unlocked{test::huda}));
        CHECK(scene.session.place() == Place::welcome);
        REQUIRE(scene.session.sign_in());
        CHECK(scene.session.sign_in()->busy());
        CHECK_FALSE(scene.session.take(app::NotUnlocked{30}));
        CHECK(scene.session.sign_in()->wait_until());
    }
    SECTION("refused, while another one types") {
        scene.apply(screens::AskStaff{});
        CHECK_FALSE(scene.session.take(app::NotUnlocked{30}));
        CHECK_FALSE(scene.session.sign_in()->wrong());
        CHECK_FALSE(scene.session.sign_in()->wait_until());
    }
}

TEST_CASE("A rating from home that was chosen and left is filed, and is finished", "[session]") {
    SessionScene scene;
    scene.to_home();
    scene.apply(screens::Open{screens::Destination::rating});
    const auto& services = test::shipped_contents().catalogue.rating().services;
    REQUIRE_FALSE(services.empty());
    REQUIRE(scene.apply(screens::ChooseRated{screens::RatedList::services, services.front().id}));
    scene.touch();
    REQUIRE(scene.apply(screens::Rate{1}));
    CHECK(scene.asked<app::RateTask>().empty());
    scene.session.abandon();
    CHECK(scene.asked<app::RateTask>().size() == 1);
    scene.apply(screens::CloseDialog{});
    check_ended(scene.session);
}
