// SPDX-License-Identifier: Apache-2.0
// Session: what leads on from a request that was followed up.
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using app::Place;
using app::Step;
using test::SessionScene;
using ui::Language;

TEST_CASE("What is followed up is completed or rated from there", "[session]") {
    SessionScene scene;
    scene.to_home(Language::english);
    scene.apply(screens::Open{screens::Destination::follow_up});
    CHECK_FALSE(scene.apply(screens::CompleteRequest{})); // nothing is known yet
    const seal::ReceiptLine receipt = test::some_receipt();
    const std::string line = receipt.text();
    scene.apply(screens::TypeReference{form::WipedText(line.begin(), line.end())});
    REQUIRE(scene.asked<app::LookUpTask>().size() == 1);
    seal::Reply reply;
    reply.reference = receipt.reference.text();
    reply.state = seal::ReplyState::needs_completion;
    reply.note = {"نص", "Words"};
    CHECK(scene.session.take(app::LookedUp{journal::FollowUp::Answer(reply)}));
    SECTION("completed, with its reference filled in") {
        CHECK(scene.apply(screens::CompleteRequest{}));
        REQUIRE(scene.session.visit());
        CHECK(scene.session.visit()->journey().id == "complete_request");
        CHECK(scene.step() == Step::before);
        CHECK(scene.apply(screens::Continue{}));
        CHECK(scene.step() == Step::reference);
        CHECK(scene.session.visit()->typed_reference() == receipt.reference.text());
        CHECK(scene.apply(screens::Continue{}));
        CHECK(scene.step() == Step::question);
    }
    SECTION("rated") {
        CHECK(scene.apply(screens::Open{screens::Destination::rating}));
        CHECK(scene.session.place() == Place::rating);
    }
    CHECK_FALSE(scene.session.follow_up().open());
    CHECK_FALSE(scene.session.follow_up().reply());
}
