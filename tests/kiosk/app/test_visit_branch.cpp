// SPDX-License-Identifier: Apache-2.0
// A request that a representative takes: documents matched (P3), the tablet handed over and back, drafts.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

#include <algorithm>

using namespace istiqbal;
using app::Draft;
using app::Step;
using app::Taking;
using app::Visit;
using test::VisitScene;
using ui::Language;

namespace {

struct Taken : VisitScene {
    explicit Taken(const char* channel = "C7", Language language = Language::arabic)
        : VisitScene(language, "support_request",
                     Taking{"ريم القحطاني",
                            channel,
                            *form::Date::from_iso("2026-11-20"),
                            screens::Asks::themself,
                            {},
                            {},
                            {},
                            screens::ConsentGiven::on_paper}) {}

    void to_documents() {
        to_check();
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::documents);
    }
    void to_declaration() {
        to_documents();
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::hand_over);
        CHECK_FALSE(visit.handed_over());
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::declaration);
        CHECK(visit.handed_over());
    }
    void to_hand_back() {
        to_declaration();
        test::sign(visit);
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::committee);
        CHECK(visit.handed_over());
        visit.apply(screens::AcknowledgeCommittee{true});
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::hand_back);
    }
    bool match(const std::string& document, bool seen, bool matches, bool unexpired) {
        return visit.apply(screens::MatchDocument{document, seen, matches, unexpired});
    }
};

} // namespace

TEST_CASE("A request is taken, handed over, signed, handed back and sent", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_documents();
    REQUIRE(visit.documents_seen().size() == 3);
    CHECK_FALSE(taken.match("id_copy", true, true, true));
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.apply(screens::Continue{}));
    test::sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    visit.apply(screens::AcknowledgeCommittee{true});
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::hand_back);
    CHECK_FALSE(visit.apply(screens::Continue{})); // only a PIN leads on
    visit.handed_back();
    REQUIRE(visit.step() == Step::sending);

    const seal::Submission record = visit.submission(7);
    CHECK(record.channel == "C7");
    REQUIRE(record.taken_by);
    CHECK(record.taken_by->representative == "ريم القحطاني");
    CHECK(record.taken_by->received == "2026-11-20");
    REQUIRE(record.taken_by->documents_seen.size() == 3);
    const seal::SeenDocument& seen = record.taken_by->documents_seen.front();
    CHECK(seen.document == visit.document_label("id_copy"));
    CHECK(seen.document != "id_copy");
    CHECK((seen.seen && seen.matches && seen.unexpired));
    CHECK_FALSE(record.taken_by->documents_seen.back().seen);
    // What was said to be there and was not seen is still to come.
    CHECK(record.missing_documents.size() == 3 + 2);
}

TEST_CASE("A document that was seen must match and be valid; one that was not may come later",
          "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_documents();
    struct Case {
        bool seen, matches, unexpired, leads_on;
    };
    const Case each = GENERATE(Case{true, true, true, true}, Case{false, false, false, true},
                               Case{true, false, true, false}, Case{true, true, false, false});
    taken.match("id_copy", each.seen, each.matches, each.unexpired);
    CHECK(visit.apply(screens::Continue{}) == each.leads_on);
    CHECK(visit.something_missing() == !each.leads_on);
    CHECK((visit.step() == Step::hand_over) == each.leads_on);
}

TEST_CASE("Only documents that the person has are matched, and only on their page", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_documents();
    taken.match("no_such_document", true, true, true);
    CHECK(visit.documents_seen().size() == 3);
    taken.match("id_copy", true, true, true);
    CHECK(visit.apply(screens::Continue{}));
    taken.match("id_copy", false, false, false);
    REQUIRE(visit.documents_seen().front().document == "id_copy");
    CHECK(visit.documents_seen().front().seen);
}

TEST_CASE("A change of an answer asks for the match again, and keeps what was presented", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_documents();
    taken.match("id_copy", true, true, true);
    CHECK(visit.apply(screens::Back{}));
    REQUIRE(visit.step() == Step::check);
    CHECK(visit.apply(screens::Continue{})); // nothing changed
    CHECK(visit.documents_seen().front().matches);
    visit.apply(screens::Back{});
    REQUIRE(visit.apply(screens::Change{"national_id"}));
    taken.answer("national_id", "2000000006");
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::documents);
    CHECK(visit.documents_seen().front().seen);
    CHECK_FALSE(visit.documents_seen().front().matches);
    CHECK_FALSE(visit.apply(screens::Continue{}));
}

TEST_CASE("Without documents nothing is matched", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_check();
    taken.answer("documents_general", "");
    taken.answer("documents_medical", "");
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::hand_over);
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::check);
}

TEST_CASE("By telephone, letter or social media nobody is there to take the tablet", "[visit][branch]") {
    for (const char* channel : {"C2", "C3", "C4"}) {
        INFO(channel);
        Taken taken(channel);
        Visit& visit = taken.visit;
        taken.to_documents();
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::declaration);
        CHECK_FALSE(visit.handed_over());
        CHECK_FALSE(visit.apply(screens::Continue{}));
        visit.witnessed({"ريم القحطاني", seal::Witness::Reason::by_telephone});
        CHECK_FALSE(visit.something_missing());
        REQUIRE(visit.apply(screens::Continue{}));
        visit.apply(screens::AcknowledgeCommittee{true});
        REQUIRE(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::sending);
        const seal::Submission record = visit.submission(0);
        REQUIRE(record.witness);
        CHECK(record.witness->reason == seal::Witness::Reason::by_telephone);
        CHECK_FALSE(record.signature);
        CHECK(record.channel == channel);
    }
    Taken taken("C3");
    taken.to_documents();
    taken.visit.apply(screens::Continue{});
    CHECK(taken.visit.apply(screens::Back{})); // the tablet never left the representative
    CHECK(taken.visit.step() == Step::documents);
}

TEST_CASE("Back from the beneficiary's first page leads nowhere but to the hand-back", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_declaration();
    test::sign(visit);
    CHECK(visit.apply(screens::Back{}));
    REQUIRE(visit.step() == Step::hand_back);
    SECTION("refused") {
        CHECK(visit.apply(screens::Back{}));
        CHECK(visit.step() == Step::declaration);
        CHECK(visit.signing().done());
        // Forgotten: a signed declaration handed back is sent.
        visit.apply(screens::Continue{});
        visit.apply(screens::AcknowledgeCommittee{true});
        visit.apply(screens::Continue{});
        REQUIRE(visit.step() == Step::hand_back);
        visit.handed_back();
        CHECK(visit.step() == Step::sending);
    }
    SECTION("the representative has it") {
        visit.handed_back();
        CHECK(visit.step() == Step::documents);
        visit.handed_back();
        CHECK(visit.step() == Step::documents);
    }
    SECTION("and the language, meanwhile") {
        taken.switch_language();
        CHECK_FALSE(visit.language_changed());
        CHECK(visit.step() == Step::hand_back);
        CHECK_FALSE(visit.signing().done());
        visit.handed_back();
        CHECK(visit.step() == Step::documents);
    }
}

TEST_CASE(
    "In the beneficiary's hands a change of language asks for the signature again, and shows no answers",
    "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    SECTION("at the declaration") {
        taken.to_declaration();
        test::sign(visit);
        taken.switch_language();
        CHECK_FALSE(visit.language_changed());
    }
    SECTION("at the committee's page") {
        taken.to_declaration();
        test::sign(visit);
        visit.apply(screens::Continue{});
        taken.switch_language();
        CHECK(visit.language_changed());
    }
    SECTION("when they have done") {
        taken.to_hand_back();
        taken.switch_language();
        CHECK(visit.language_changed());
    }
    CHECK(visit.step() == Step::declaration);
    CHECK(visit.handed_over());
    CHECK_FALSE(visit.signing().done());
    CHECK_FALSE(visit.committee_acknowledged());
}

TEST_CASE("Before the tablet is handed over, a change of language leads to the check", "[visit][branch]") {
    Taken taken;
    Visit& visit = taken.visit;
    taken.to_documents();
    const bool at_documents = GENERATE(true, false);
    if (!at_documents)
        visit.apply(screens::Continue{});
    taken.switch_language();
    CHECK(visit.language_changed());
    CHECK(visit.step() == Step::check);
}

TEST_CASE("Back from the hand-back is the committee's page again", "[visit][branch]") {
    Taken taken;
    taken.to_hand_back();
    CHECK(taken.visit.apply(screens::Back{}));
    CHECK(taken.visit.step() == Step::committee);
    CHECK(taken.visit.apply(screens::Back{}));
    CHECK(taken.visit.step() == Step::declaration);
}

TEST_CASE("A witness is taken only where there is something to sign", "[visit][branch]") {
    Taken taken;
    taken.to_documents();
    taken.visit.witnessed({"ريم القحطاني", seal::Witness::Reason::cannot_sign});
    CHECK_FALSE(taken.visit.signing().done());
    taken.visit.handed_back();
    CHECK(taken.visit.step() == Step::documents);
    taken.visit.apply(test::stroke_of({{0.1F, 0.1F, test::after(0)}}));
    CHECK(taken.visit.signing().strokes().empty());
}

TEST_CASE("What is on its way does not change any more", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_sending();
    const seal::Submission before = visit.submission(3);
    visit.apply(screens::SetAnswer{"city", form::WipedText("عنيزة")});
    visit.apply(screens::SelectChoice{"income_sources", "salary", true});
    visit.apply(screens::ClearSignature{});
    visit.apply(screens::AcknowledgeCommittee{false});
    CHECK_FALSE(visit.apply(screens::Change{"city"}));
    CHECK(visit.step() == Step::sending);
    CHECK(visit.submission(3) == before);
    visit.sent(test::some_receipt());
    const std::string reference = visit.receipt()->reference;
    visit.sent(test::some_receipt());
    visit.not_sent();
    CHECK(visit.step() == Step::receipt);
    CHECK(visit.receipt()->reference == reference);
}

TEST_CASE("A draft brings a request back to where it stopped, without its signature", "[visit][branch]") {
    Taken first;
    SECTION("amid the questions") {
        first.to_first_question();
        first.answer("full_name", test::answer_of("full_name"));
        REQUIRE(first.visit.apply(screens::Continue{}));
        first.answer("national_id", "10000");
    }
    SECTION("at the check") {
        first.to_check();
    }
    SECTION("signed") {
        first.to_hand_back();
    }
    const Draft draft = first.visit.draft();
    CHECK(draft.journey == "support_request");
    CHECK(draft.channel == "C7");
    CHECK(draft.received == "2026-11-20");
    CHECK(draft.language == "ar");

    Taken second;
    second.visit.restore(draft);
    if (first.visit.step() == Step::question) {
        REQUIRE(second.visit.step() == Step::question);
        CHECK(second.visit.page().id == "national_id");
        CHECK(second.visit.interview().typed("national_id") == "10000");
    } else {
        CHECK(second.visit.step() == Step::check);
    }
    for (const test::Answered& line : test::story)
        CHECK(second.visit.interview().typed(line.question) == first.visit.interview().typed(line.question));
    CHECK_FALSE(second.visit.signing().done());
    CHECK_FALSE(second.visit.committee_acknowledged());
    CHECK(std::none_of(second.visit.documents_seen().begin(), second.visit.documents_seen().end(),
                       [](const app::SeenDocument& document) { return document.seen; }));
}

TEST_CASE("A draft of an older form keeps what the form still asks", "[visit][branch]") {
    Draft draft;
    draft.question = "question_of_last_year";
    draft.asked = {"full_name", "question_of_last_year"};
    draft.answers.push_back({"full_name", form::WipedText("نورة بنت عبدالله السبيعي")});
    draft.answers.push_back({"question_of_last_year", form::WipedText("yes")});
    Taken taken;
    taken.visit.restore(draft);
    REQUIRE(taken.visit.step() == Step::question);
    CHECK(taken.visit.page().id == "national_id"); // the first that was not asked
    CHECK(taken.visit.interview().typed("full_name") == "نورة بنت عبدالله السبيعي");
}
