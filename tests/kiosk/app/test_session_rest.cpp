// SPDX-License-Identifier: Apache-2.0
// When what the office sent may take the place of what is there.
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using test::SessionScene;

TEST_CASE("Other contents may come while nobody is there and nothing is left of anybody", "[session]") {
    SessionScene scene;
    CHECK(scene.session.at_rest());
    SECTION("not while somebody chooses, fills in or waits") {
        scene.to_home();
        CHECK_FALSE(scene.session.at_rest());
        scene.to_sending();
        CHECK_FALSE(scene.session.at_rest());
        scene.session.end();
        CHECK_FALSE(scene.session.at_rest()); // the request is not answered
        scene.asked<app::SubmitTask>();
        scene.session.take(app::Stored{test::some_receipt()});
        CHECK(scene.session.at_rest());
    }
    SECTION("not while the page is as somebody left it") {
        scene.apply(screens::SwitchTextSize{});
        CHECK_FALSE(scene.session.at_rest());
        scene.session.end();
        CHECK(scene.session.at_rest());
        scene.apply(screens::CallEmployee{});
        CHECK_FALSE(scene.session.at_rest());
    }
    SECTION("not while an employee is at the panel") {
        scene.apply(screens::AskStaff{});
        CHECK_FALSE(scene.session.at_rest());
        scene.sign_in(test::huda);
        CHECK_FALSE(scene.session.at_rest());
        scene.apply(screens::Back{});
        scene.asked<app::SyncTask>();
        CHECK(scene.session.at_rest());
    }
}

TEST_CASE("In branch mode other contents come while the desk is locked", "[session]") {
    SessionScene scene(app::Mode::branch);
    CHECK(scene.session.at_rest());
    scene.touch();
    CHECK_FALSE(scene.session.at_rest()); // there may be digits on its pad
    scene.sign_in(test::reem);
    CHECK_FALSE(scene.session.at_rest());
    scene.apply(screens::Lock{});
    scene.asked<app::LockTask>();
    CHECK(scene.session.at_rest());
}
