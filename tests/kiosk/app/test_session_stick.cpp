// SPDX-License-Identifier: Apache-2.0
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using app::Mode;
using app::Place;
using app::StickTask;
using test::SessionScene;

namespace {

std::vector<StickTask::Wish> wishes(SessionScene& scene) {
    std::vector<StickTask::Wish> found;
    for (const StickTask& task : scene.asked<StickTask>())
        found.push_back(task.wish);
    return found;
}

using Wishes = std::vector<StickTask::Wish>;
constexpr auto copies = StickTask::Wish::copy;
constexpr auto closes = StickTask::Wish::close;

} // namespace

TEST_CASE("A representative copies to a stick and is back at the desk", "[stick]") {
    SessionScene scene(Mode::branch);
    scene.sign_in(test::reem);
    wishes(scene);
    CHECK(scene.apply(screens::CopyToStick{}));
    CHECK(scene.session.at_stick());
    CHECK(wishes(scene) == Wishes{copies});
    scene.apply(screens::ChooseStick{1});
    const auto chosen = scene.asked<StickTask>();
    REQUIRE(chosen.size() == 1);
    CHECK(chosen[0].wish == StickTask::Wish::choose);
    CHECK(chosen[0].index == 1);
    // Once more, after it failed.
    CHECK(scene.apply(screens::CopyToStick{}));
    CHECK(wishes(scene) == Wishes{copies});
    // What belongs to the desk is out of reach meanwhile.
    CHECK_FALSE(scene.apply(screens::NewRequest{}));
    CHECK_FALSE(scene.session.take(app::DraftOpened{}));
    CHECK(scene.session.at_stick());
    CHECK(scene.apply(screens::Back{}));
    CHECK_FALSE(scene.session.at_stick());
    CHECK(scene.session.desk().signed_in());
    CHECK(wishes(scene) == Wishes{closes});
    CHECK(scene.apply(screens::NewRequest{}));
}

TEST_CASE("A page of the stick that is left alone is locked with the desk", "[stick]") {
    SessionScene scene(Mode::branch);
    scene.sign_in(test::reem);
    scene.apply(screens::CopyToStick{});
    wishes(scene);
    scene.session.abandon();
    CHECK_FALSE(scene.session.at_stick());
    CHECK_FALSE(scene.session.desk().signed_in());
    CHECK(wishes(scene) == Wishes{closes});
}

TEST_CASE("Staff of a lobby copy to a stick from their panel, and nobody else does", "[stick]") {
    SessionScene scene;
    CHECK_FALSE(scene.apply(screens::CopyToStick{}));
    scene.to_home();
    CHECK_FALSE(scene.apply(screens::CopyToStick{}));
    CHECK_FALSE(scene.session.at_stick());
    scene.apply(screens::AskStaff{});
    scene.apply(screens::ChoosePerson{test::huda.id});
    scene.type_pin();
    scene.session.take(app::Unlocked{test::huda});
    REQUIRE(scene.session.place() == Place::staff);
    wishes(scene);
    CHECK(scene.apply(screens::CopyToStick{}));
    CHECK(wishes(scene) == Wishes{copies});
    CHECK(scene.apply(screens::Back{}));
    CHECK(scene.session.place() == Place::staff);
    CHECK(wishes(scene) == Wishes{closes});
    CHECK(scene.apply(screens::Back{}));
    CHECK(scene.session.place() == Place::welcome);
    CHECK(wishes(scene).empty());
}
