// SPDX-License-Identifier: Apache-2.0
// A representative's tablet: who sees what, what is kept of a request, and what the beneficiary's hands
// reach.
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using app::DeskPage;
using app::Dialog;
using app::Draft;
using app::Mode;
using app::Place;
using app::Purpose;
using app::Step;
using test::huda;
using test::reem;
using test::sami;
using test::SessionScene;
using ui::Language;

namespace {

struct Branch : SessionScene {
    explicit Branch(std::vector<seal::Person> people = {reem, sami, huda})
        : SessionScene(Mode::branch, std::move(people)) {}

    // The last of the drafts that were to be kept since, as it would be read again.
    Draft kept() {
        const auto tasks = asked<app::SaveDraftTask>();
        REQUIRE_FALSE(tasks.empty());
        auto draft = app::decode_draft(tasks.back().bytes);
        REQUIRE(draft);
        return std::move(*draft);
    }
};

void check_locked(const app::Session& session) {
    REQUIRE(session.sign_in());
    CHECK(session.sign_in()->purpose() == Purpose::desk);
    CHECK_FALSE(session.desk().signed_in());
    CHECK(session.desk().drafts().empty());
    CHECK(session.visit() == nullptr);
    CHECK_FALSE(session.under_way());
}

std::string typed_in(const Draft& draft, const std::string& question) {
    for (const Draft::Entry& entry : draft.answers)
        if (entry.question == question)
            return {entry.typed.begin(), entry.typed.end()};
    return {};
}

} // namespace

TEST_CASE("A tablet begins locked, and a PIN opens its desk", "[session][branch]") {
    Branch branch;
    check_locked(branch.session);
    CHECK_FALSE(branch.session.left_changed());
    CHECK(branch.session.sign_in()->people() == std::vector{reem, sami}); // an employee has no desk
    CHECK(branch.apply(screens::ChoosePerson{reem.id}));

    REQUIRE(branch.type_pin());
    CHECK_FALSE(branch.session.take(app::NotUnlocked{0}));
    CHECK(branch.session.sign_in()->wrong());
    REQUIRE(branch.type_pin());
    CHECK_FALSE(branch.session.take(app::NotUnlocked{30}));
    REQUIRE(branch.session.deadline());
    CHECK(*branch.session.deadline() == branch.now + 30s);
    CHECK_FALSE(branch.type_pin());
    CHECK_FALSE(branch.pass(29s));
    CHECK(branch.pass(1s));
    REQUIRE(branch.type_pin());
    CHECK_FALSE(branch.session.take(app::SignInFailed{}));
    CHECK(branch.session.sign_in()->failed());
    branch.sign_in(reem);
    CHECK(branch.session.place() == Place::desk);
    CHECK(branch.session.desk().person() == reem);
    CHECK(branch.session.under_way());
    CHECK_FALSE(branch.session.take(app::DraftList{{{"d1", "inquiry", form::WipedText("نورة"), 1}}}));
    REQUIRE(branch.session.desk().drafts().size() == 1);
}

TEST_CASE("Back at the locked desk chooses another person, and never opens it", "[session][branch]") {
    Branch branch;
    branch.apply(screens::ChoosePerson{reem.id});
    CHECK(branch.apply(screens::Back{}));
    CHECK(branch.session.sign_in()->chosen() == nullptr);
    CHECK(branch.apply(screens::StartAgain{}));
    check_locked(branch.session);
}

TEST_CASE("A locked tablet that was touched is put in order again without a question", "[session][branch]") {
    Branch branch({reem}); // the only one is chosen from the beginning
    check_locked(branch.session);
    CHECK_FALSE(branch.session.left_changed());
    branch.touch(); // perhaps a digit
    CHECK_FALSE(branch.session.under_way());
    CHECK(branch.session.left_changed());
    branch.session.end();
    CHECK_FALSE(branch.session.left_changed());
    check_locked(branch.session);
}

TEST_CASE("Drafts of one representative are not listed for the next", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.session.take(app::DraftList{{{"d1", "inquiry", form::WipedText("نورة"), 1}}});
    CHECK(branch.apply(screens::Lock{}));
    CHECK(branch.asked<app::LockTask>().size() == 1);
    check_locked(branch.session);
    branch.session.take(
        app::DraftList{{{"d1", "inquiry", form::WipedText("نورة"), 1}}}); // on its way when locked
    CHECK(branch.session.desk().drafts().empty());
    CHECK_FALSE(branch.session.take(app::DraftOpened{"d1", {}}));
    check_locked(branch.session);
}

TEST_CASE("A PIN that is right too late leaves the tablet locked", "[session][branch]") {
    Branch branch;
    REQUIRE(branch.type_pin_of(reem));
    branch.session.abandon();
    CHECK_FALSE(branch.session.take(app::Unlocked{reem}));
    check_locked(branch.session);
    CHECK(branch.asked<app::LockTask>().size() == 1);
}

TEST_CASE("A new request is kept page by page as it is answered", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.begin_request("support_request", "C7");
    const std::string id = branch.session.desk().draft();
    CHECK(id.size() == 32);
    CHECK(branch.apply(screens::Continue{}));
    CHECK(branch.asked<app::SaveDraftTask>().empty()); // nothing was said yet
    branch.apply(screens::SetAnswer{"full_name", form::WipedText(test::answer_of("full_name"))});
    CHECK(branch.asked<app::SaveDraftTask>().empty()); // not with every letter
    REQUIRE(branch.apply(screens::Continue{}));
    const auto tasks = branch.asked<app::SaveDraftTask>();
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].id == id);
    const auto draft = app::decode_draft(tasks[0].bytes);
    REQUIRE(draft);
    CHECK(draft->journey == "support_request");
    CHECK(draft->channel == "C7");
    CHECK(draft->received == "2026-11-22");
    CHECK(draft->question == "national_id");
    CHECK(typed_in(*draft, "full_name") == test::answer_of("full_name"));

    // Trouble is said at the desk until a change is kept again.
    branch.session.take(app::DraftTrouble{});
    CHECK(branch.session.draft_in_trouble());
    branch.session.take(app::DraftList{});
    CHECK_FALSE(branch.session.draft_in_trouble());
}

TEST_CASE("A request that is left goes on where it was", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.begin_request("support_request", "C2");
    const std::string id = branch.session.desk().draft();
    branch.apply(screens::Continue{});
    branch.apply(screens::SetAnswer{"full_name", form::WipedText(test::answer_of("full_name"))});
    branch.apply(screens::Continue{});
    branch.apply(screens::SwitchLanguage{});
    branch.apply(screens::SetAnswer{"national_id", form::WipedText("1000")}); // half of it
    const bool by_idling = GENERATE(true, false);
    branch.session.take_tasks();
    if (by_idling) {
        branch.session.abandon();
        CHECK(branch.session.dialog() == Dialog::ended);
        branch.apply(screens::CloseDialog{});
        check_locked(branch.session);
        // The draft is kept before the key is gone.
        const auto tasks = branch.session.take_tasks();
        REQUIRE(tasks.size() == 2);
        CHECK(std::holds_alternative<app::SaveDraftTask>(tasks[0]));
        CHECK(std::holds_alternative<app::LockTask>(tasks[1]));
        const auto draft = app::decode_draft(std::get<app::SaveDraftTask>(tasks[0]).bytes);
        REQUIRE(draft);
        branch.sign_in(reem);
        CHECK_FALSE(branch.apply(screens::OpenDraft{id}));
        CHECK(branch.asked<app::OpenDraftTask>().size() == 1);
        CHECK(branch.session.take(app::DraftOpened{id, *draft}));
        CHECK(branch.session.visit()->page().id == "national_id");
        CHECK(branch.session.visit()->interview().typed("national_id") == "1000");
    } else {
        for (int page = 0; page < 6; ++page) // the questions, the page before them, how the request came
            CHECK(branch.apply(screens::Back{}));
        CHECK(branch.session.place() == Place::desk);
        CHECK(branch.session.desk().page() == DeskPage::list);
        CHECK(branch.session.desk().draft().empty());
        const Draft draft = branch.kept();
        CHECK(branch.session.take(app::DraftOpened{id, draft}));
        CHECK(branch.session.visit()->page().id == "national_id"); // the first that was not passed
    }
    CHECK(branch.session.desk().draft() == id);
    CHECK(branch.session.presentation().language == Language::english);
    REQUIRE(branch.session.visit()->taking());
    CHECK(branch.session.visit()->taking()->channel == "C2");
    CHECK(branch.session.visit()->taking()->representative == reem.name);
    CHECK(branch.session.visit()->interview().typed("full_name") == test::answer_of("full_name"));
    // A double tap opened it twice.
    const app::Visit* visit = branch.session.visit();
    CHECK_FALSE(branch.session.take(app::DraftOpened{id, {}}));
    CHECK(branch.session.visit() == visit);
}

TEST_CASE("An empty request leaves no draft", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.begin_request("inquiry", "C1");
    branch.apply(screens::Continue{});
    for (int page = 0; page < 4; ++page)
        CHECK(branch.apply(screens::Back{}));
    CHECK(branch.session.place() == Place::desk);
    CHECK(branch.asked<app::SaveDraftTask>().empty());
}

TEST_CASE("Who asks for another is kept with the draft, and not asked again", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.apply(screens::NewRequest{});
    branch.apply(screens::BeginJourney{"support_request"});
    branch.apply(screens::ChooseChannel{"C4"});
    REQUIRE(branch.step() == Step::taking);
    branch.apply(screens::SayWhoAsks{true});
    REQUIRE(branch.apply(screens::Continue{}));
    CHECK(branch.asked<app::SaveDraftTask>().empty()); // nobody was named yet
    branch.apply(screens::TypeAskerName{form::WipedText("خالد السبيعي")});
    REQUIRE(branch.apply(screens::Continue{}));
    const std::string id = branch.session.desk().draft();
    Draft draft = branch.kept();
    CHECK(draft.asks == "another");
    CHECK(draft.asker_name == "خالد السبيعي");
    branch.session.abandon();
    branch.apply(screens::CloseDialog{});
    branch.sign_in(reem);
    REQUIRE(branch.session.take(app::DraftOpened{id, draft}));
    // Where it stopped: what was not said yet.
    REQUIRE(branch.step() == Step::taking);
    CHECK(branch.session.visit()->taking_pages().page() == screens::TakingPage::relation);
    branch.apply(screens::ChooseRelation{"child"});
    branch.apply(screens::Continue{});
    branch.apply(screens::TypeAskerMobile{form::WipedText("0551234567")});
    branch.apply(screens::Continue{});
    branch.apply(screens::ChooseReceived{branch.session.today().plus_days(-3)});
    branch.apply(screens::Continue{});
    branch.apply(screens::SayConsent{true});
    branch.apply(screens::Continue{});
    REQUIRE(branch.step() == Step::before);
    draft = branch.kept();
    CHECK(draft.received == "2026-11-19");
    CHECK(draft.consent == "on_paper");
    branch.session.abandon();
    branch.apply(screens::CloseDialog{});
    branch.sign_in(reem);
    REQUIRE(branch.session.take(app::DraftOpened{id, draft}));
    CHECK(branch.step() == Step::question);
    CHECK(branch.session.visit()->taking()->asks == screens::Asks::another);
}

TEST_CASE("A draft that cannot be gone on with is said, and the desk stays as it is", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    Draft draft;
    draft.journey = "a_journey_of_last_year";
    draft.language = "en";
    CHECK_FALSE(branch.session.take(app::DraftOpened{"d1", draft}));
    CHECK(branch.session.place() == Place::desk);
    CHECK(branch.session.draft_in_trouble());
    CHECK(branch.session.presentation().language == Language::arabic);
}

TEST_CASE("A draft that opens late calls nobody back", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.apply(screens::OpenDraft{"d1"});
    branch.apply(screens::NewRequest{});
    Draft draft;
    draft.journey = "inquiry";
    CHECK_FALSE(branch.session.take(app::DraftOpened{"d1", draft}));
    CHECK(branch.session.desk().page() == DeskPage::journey);
}

TEST_CASE("Start again removes the draft", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.begin_request("support_request", "C7");
    const std::string id = branch.session.desk().draft();
    branch.apply(screens::Continue{});
    branch.apply(screens::SetAnswer{"full_name", form::WipedText(test::answer_of("full_name"))});
    branch.apply(screens::Continue{});
    branch.session.take_tasks();
    branch.apply(screens::AskStartAgain{});
    CHECK(branch.apply(screens::StartAgain{}));
    const auto tasks = branch.session.take_tasks();
    REQUIRE(tasks.size() == 1);
    REQUIRE(std::holds_alternative<app::RemoveDraftTask>(tasks[0]));
    CHECK(std::get<app::RemoveDraftTask>(tasks[0]).id == id);
    CHECK(branch.session.place() == Place::desk);
    CHECK(branch.session.desk().signed_in());
    // A second tap, at the desk, removes nothing more.
    branch.apply(screens::StartAgain{});
    CHECK(branch.session.take_tasks().empty());
}

TEST_CASE("The tablet is handed over, signed, handed back by PIN, sent", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.to_hand_over();
    branch.session.take_tasks();
    const std::string id = branch.session.desk().draft();
    branch.to_hand_back();
    REQUIRE(branch.session.sign_in());
    CHECK(branch.session.sign_in()->purpose() == Purpose::hand_back);
    CHECK(branch.session.sign_in()->people() == std::vector{reem}); // no other representative
    CHECK(branch.asked<app::SubmitTask>().empty());
    SECTION("cancelled: nothing but what they signed") {
        CHECK(branch.apply(screens::Back{}));
        CHECK(branch.step() == Step::committee);
        CHECK(branch.session.visit()->handed_over());
        return;
    }
    SECTION("in another language: read and signed again") {
        CHECK(branch.apply(screens::SwitchLanguage{}));
        CHECK_FALSE(branch.session.sign_in());
        CHECK(branch.step() == Step::declaration);
        CHECK(branch.session.visit()->handed_over());
        CHECK_FALSE(branch.session.visit()->signing().done());
        return;
    }
    REQUIRE(branch.type_pin());
    CHECK_FALSE(branch.apply(screens::Back{})); // while the PIN is tried
    CHECK(branch.session.take(app::Unlocked{reem}));
    CHECK(branch.step() == Step::sending);
    const auto submitted = branch.asked<app::SubmitTask>();
    REQUIRE(submitted.size() == 1);
    CHECK(submitted[0].draft == id);
    CHECK(submitted[0].submission.channel == "C7");
    REQUIRE(submitted[0].submission.taken_by);
    CHECK(submitted[0].submission.taken_by->representative == reem.name);
    // Nothing is kept of what is being sent, whatever happens now.
    branch.session.abandon();
    CHECK(branch.asked<app::SaveDraftTask>().empty());
}

TEST_CASE("After the receipt the representative's list is there again", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.to_hand_over();
    branch.to_hand_back();
    branch.sign_in(reem);
    CHECK(branch.session.take(app::Stored{test::some_receipt()}));
    CHECK(branch.step() == Step::receipt);
    CHECK(branch.apply(screens::Continue{}));
    CHECK(branch.session.place() == Place::desk); // nobody is asked to rate beside a representative
    CHECK(branch.session.desk().signed_in());
    CHECK(branch.session.desk().draft().empty());
    CHECK(branch.session.take_ended());
}

TEST_CASE("Whoever holds the tablet for the signature does not reach the desk", "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    branch.to_hand_over();
    REQUIRE(branch.apply(screens::Continue{}));
    REQUIRE(branch.step() == Step::declaration);
    SECTION("by Back") {
        CHECK(branch.apply(screens::Back{}));
        REQUIRE(branch.session.sign_in());
        CHECK(branch.session.sign_in()->purpose() == Purpose::hand_back);
        SECTION("and Back") {
            CHECK(branch.apply(screens::Back{}));
            CHECK(branch.step() == Step::declaration);
        }
        SECTION("but the representative goes on with the pages before") {
            branch.sign_in(reem);
            CHECK(branch.step() == Step::documents);
            CHECK(branch.asked<app::SubmitTask>().empty());
            CHECK(branch.apply(screens::Continue{}));
            CHECK(branch.step() == Step::hand_over);
        }
    }
    SECTION("by the other language") {
        branch.apply(screens::SwitchLanguage{});
        CHECK(branch.step() == Step::declaration);
        CHECK(branch.session.visit()->handed_over());
    }
    SECTION("by starting again") {
        branch.session.take_tasks();
        CHECK(branch.apply(screens::StartAgain{}));
        check_locked(branch.session);
        CHECK(branch.asked<app::LockTask>().size() == 1);
    }
    SECTION("by an employee's PIN on the staff panel") {
        CHECK(branch.apply(screens::AskStaff{}));
        branch.sign_in(huda);
        CHECK(branch.session.place() == Place::staff);
        CHECK(branch.apply(screens::Back{}));
        check_locked(branch.session);
    }
    SECTION("by leaving it on the table") {
        branch.session.abandon();
        branch.apply(screens::CloseDialog{});
        check_locked(branch.session);
    }
}

TEST_CASE("A witness beside the beneficiary says who they are; a representative on the telephone did",
          "[session][branch]") {
    Branch branch;
    branch.sign_in(reem);
    SECTION("present") {
        branch.to_hand_over("C7");
        branch.apply(screens::Continue{});
        CHECK(branch.apply(screens::AskWitness{screens::Witnessed::cannot_sign}));
        REQUIRE(branch.session.sign_in());
        REQUIRE(branch.apply(screens::ChoosePerson{sami.id}));
        branch.apply(screens::TryPin{form::WipedText("482915")});
        const auto unlock = branch.asked<app::UnlockTask>();
        REQUIRE(unlock.size() == 1);
        CHECK_FALSE(unlock[0].opens_desk); // the desk stays Reem's
        CHECK(branch.session.take(app::Unlocked{sami}));
        REQUIRE(branch.session.visit()->signing().witness());
        CHECK(branch.session.visit()->signing().witness()->name == sami.name);
        CHECK(branch.session.desk().person() == reem);
    }
    SECTION("by telephone") {
        branch.to_hand_over("C2");
        REQUIRE(branch.step() == Step::declaration); // nobody to hand the tablet to
        CHECK_FALSE(branch.apply(screens::AskWitness{screens::Witnessed::by_telephone}));
        CHECK_FALSE(branch.session.sign_in());
        REQUIRE(branch.session.visit()->signing().witness());
        CHECK(branch.session.visit()->signing().witness()->reason == seal::Witness::Reason::by_telephone);
        branch.apply(screens::Continue{});
        branch.apply(screens::AcknowledgeCommittee{true});
        branch.apply(screens::Continue{});
        CHECK(branch.step() == Step::sending);
        const auto submitted = branch.asked<app::SubmitTask>();
        REQUIRE(submitted.size() == 1);
        REQUIRE(submitted[0].submission.witness);
        CHECK(submitted[0].submission.witness->name == reem.name);
        CHECK_FALSE(submitted[0].submission.signature);
    }
}

TEST_CASE("The staff panel is reached from a locked tablet, and leads back to its lock",
          "[session][branch]") {
    Branch branch;
    CHECK(branch.apply(screens::AskStaff{}));
    REQUIRE(branch.session.sign_in());
    CHECK(branch.session.sign_in()->purpose() == Purpose::staff_panel);
    SECTION("cancelled") {
        CHECK(branch.apply(screens::Back{}));
    }
    SECTION("used") {
        branch.sign_in(huda);
        CHECK(branch.session.place() == Place::staff);
        CHECK(branch.session.under_way());
        CHECK(branch.apply(screens::Lock{}));
    }
    check_locked(branch.session);
}
