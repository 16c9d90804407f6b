// SPDX-License-Identifier: Apache-2.0
// A request is completed by its reference (P6): typed or scanned, with documents or a note.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

using namespace istiqbal;
using app::Step;
using app::Taking;
using screens::TypingProblem;
using test::VisitScene;

namespace {

struct Completing : VisitScene {
    explicit Completing(std::optional<Taking> taking = {})
        : VisitScene(ui::Language::arabic, "complete_request", std::move(taking)) {
        REQUIRE(visit.step() == Step::before);
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::reference);
    }
    bool type(const std::string& typed) {
        return visit.apply(screens::TypeReference{form::WipedText(typed)});
    }
    void to_check(const std::string& documents, const std::string& note) {
        type("7kq4 9m2x c");
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::question);
        answer("documents", documents);
        REQUIRE(visit.apply(screens::Continue{}));
        answer("note", note);
        REQUIRE(visit.apply(screens::Continue{}));
        REQUIRE(visit.step() == Step::check);
    }
};

} // namespace

TEST_CASE("A reference is taken as people write it, and a slip is caught", "[completing]") {
    Completing completing;
    app::Visit& visit = completing.visit;
    const auto refused = [&](const std::string& typed) {
        completing.type(typed);
        CHECK_FALSE(visit.apply(screens::Continue{}));
        CHECK(visit.step() == Step::reference);
        return visit.reference_problem();
    };
    CHECK(refused("") == TypingProblem::empty);
    CHECK(refused("7KQ4") == TypingProblem::incomplete);
    CHECK(refused("7KQ4-9M2X-D") == TypingProblem::slip);
    CHECK(refused("7KQ4-9M2X-C and more") == TypingProblem::incomplete);
    completing.type("7kq4-9m2x-c");
    CHECK(visit.reference_problem() == TypingProblem::none);
    CHECK(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::question);
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::reference);
    CHECK(visit.typed_reference() == "7kq4-9m2x-c");
    CHECK(visit.apply(screens::Back{}));
    CHECK(visit.step() == Step::before);
}

TEST_CASE("The receipt's code, scanned, leads on at once, and its secret half is kept nowhere",
          "[completing]") {
    Completing completing;
    const auto receipt = test::some_receipt();
    CHECK(completing.type(receipt.text()));
    REQUIRE(completing.visit.step() == Step::question);
    CHECK(completing.visit.typed_reference() == receipt.reference.text());
    const auto draft = app::encode(completing.visit.draft());
    CHECK(std::string_view(draft).find(receipt.claim_code.text()) == std::string_view::npos);
}

TEST_CASE("What is brought goes into the record beside the reference", "[completing]") {
    Completing completing;
    app::Visit& visit = completing.visit;
    completing.to_check("id_copy rent_contract", "");
    CHECK(visit.apply(screens::ChangeOpening{true}));
    CHECK(visit.step() == Step::reference);
    completing.type("7KQ4-9M2X-D");
    CHECK_FALSE(visit.apply(screens::Back{})); // not with a slip in it
    completing.type("7KQ4-9M2X-C");
    CHECK(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::check);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::declaration);
    test::sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::sending);
    const seal::Submission record = visit.submission(5);
    CHECK(record.form == "complete_request");
    CHECK(record.completes == "7KQ4-9M2X-C");
    REQUIRE(record.brought_documents.size() == 2);
    CHECK(record.brought_documents[0].document == "id_copy");
    CHECK(record.brought_documents[0].shown == visit.document_label("id_copy"));
    CHECK(record.brought_documents[1].document == "rent_contract");
    CHECK(record.missing_documents.empty());
    CHECK(record.signature);
    CHECK_FALSE(record.committee);
}

TEST_CASE("A note alone completes; nothing at all does not", "[completing]") {
    Completing completing;
    app::Visit& visit = completing.visit;
    completing.type("7KQ4-9M2X-C");
    visit.apply(screens::Continue{});
    REQUIRE(visit.apply(screens::Continue{})); // no document
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.page_problems().empty());
    completing.answer("note", "رقم الآيبان الصحيح في المستند السابق");
    CHECK(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::check);
    CHECK(visit.submission(0).brought_documents.empty());
    CHECK(visit.submission(0).completes == "7KQ4-9M2X-C");
}

TEST_CASE("At a branch what the representative was not shown has not come", "[completing]") {
    Completing completing(
        Taking{"ريم القحطاني", "C8", test::story_day(), screens::Asks::themself, {}, {}, {}, {}});
    app::Visit& visit = completing.visit;
    completing.to_check("id_copy rent_contract", "");
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::documents);
    visit.apply(screens::MatchDocument{"rent_contract", true, true, true});
    REQUIRE(visit.apply(screens::Continue{}));
    const seal::Submission record = visit.submission(0);
    REQUIRE(record.brought_documents.size() == 1);
    CHECK(record.brought_documents[0].document == "rent_contract");
    CHECK(record.missing_documents.empty());
    // The reference is kept with the draft.
    Completing again(
        Taking{"ريم القحطاني", "C8", test::story_day(), screens::Asks::themself, {}, {}, {}, {}});
    again.visit.restore(visit.draft());
    CHECK(again.visit.step() == Step::check);
    CHECK(again.visit.completed()->text() == "7KQ4-9M2X-C");
}

TEST_CASE("The checklist names documents as the request for support does", "[completing]") {
    const auto& forms = test::shipped_contents().forms;
    const form::Form& completing = forms.at("complete_request");
    const auto index = completing.find("documents");
    REQUIRE(index);
    std::size_t listed = 0;
    for (const form::Question& question : forms.at("support_request").questions) {
        if (!question.has(form::Appearance::document_checklist))
            continue;
        for (const form::Choice& document : question.choices()) {
            INFO(document.name);
            const form::Choice* same = completing.questions[*index].choice(document.name);
            REQUIRE(same);
            CHECK(same->label.ar == document.label.ar);
            CHECK(same->label.en == document.label.en);
            ++listed;
        }
    }
    CHECK(listed == completing.questions[*index].choices().size());
}
