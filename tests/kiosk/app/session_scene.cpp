// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/app/session_scene.hpp"

#include "tests/catch.hpp"

namespace istiqbal::test {

using app::Place;
using app::Step;

namespace {

constexpr std::int64_t unix_noon = 1'795'338'000; // 2026-11-22 09:00 UTC

} // namespace

SessionScene::SessionScene(app::Mode mode, std::vector<seal::Person> people, app::Rated rated, bool printer)
    : session(shipped_contents(), {mode, std::move(people), std::move(rated), {}, printer}, settled,
              {[] { return unix_noon; }, [this] { return now; }}) {}

void SessionScene::touch() {
    platform::Input input;
    input.pressed = input.activity = true;
    session.touched(input);
}

bool SessionScene::pass(platform::Clock::duration time) {
    now += time;
    return session.tick();
}

void SessionScene::to_home(ui::Language language) {
    REQUIRE(session.place() == Place::welcome);
    REQUIRE(apply(screens::Begin{language}));
    REQUIRE(session.place() == Place::home);
}

void SessionScene::begin(const char* journey) {
    REQUIRE(apply(screens::BeginJourney{journey}));
    REQUIRE(session.place() == Place::journey);
    REQUIRE(session.visit());
    CHECK(session.visit()->journey().id == journey);
}

void SessionScene::to_sending() {
    begin("support_request");
    walk_to_check(hand(), *session.visit());
    REQUIRE(apply(screens::Continue{}));
    sign(hand());
    REQUIRE(apply(screens::Continue{}));
    apply(screens::AcknowledgeCommittee{true});
    apply(screens::Continue{});
    REQUIRE(step() == Step::sending);
}

bool SessionScene::type_pin() {
    REQUIRE(session.sign_in());
    apply(screens::TryPin{form::WipedText("482915")});
    return asked<app::UnlockTask>().size() == 1;
}

bool SessionScene::type_pin_of(const seal::Person& person) {
    REQUIRE(session.sign_in());
    if (session.sign_in()->chosen() == nullptr)
        REQUIRE(apply(screens::ChoosePerson{person.id}));
    return type_pin();
}

void SessionScene::sign_in(const seal::Person& person) {
    REQUIRE(type_pin_of(person));
    REQUIRE(session.take(app::Unlocked{person}));
    REQUIRE_FALSE(session.sign_in());
}

void SessionScene::begin_request(const char* journey, const char* channel) {
    REQUIRE(session.place() == Place::desk);
    REQUIRE(apply(screens::NewRequest{}));
    REQUIRE(apply(screens::BeginJourney{journey}));
    REQUIRE(apply(screens::ChooseChannel{channel}));
    REQUIRE(session.place() == Place::journey);
    REQUIRE(step() == Step::taking);
    apply(screens::SayWhoAsks{false});
    REQUIRE(apply(screens::Continue{}));
    REQUIRE(apply(screens::Continue{}));
    if (!session.visit()->taking()->present()) {
        apply(screens::SayConsent{false});
        REQUIRE(apply(screens::Continue{}));
    }
    REQUIRE(step() == Step::before);
}

void SessionScene::to_hand_over(const char* channel) {
    begin_request("support_request", channel);
    walk_to_check(hand(), *session.visit());
    REQUIRE(apply(screens::Continue{}));
    REQUIRE(step() == Step::documents);
    REQUIRE(apply(screens::Continue{}));
}

void SessionScene::to_hand_back() {
    REQUIRE(step() == Step::hand_over);
    REQUIRE(apply(screens::Continue{}));
    sign(hand());
    REQUIRE(apply(screens::Continue{}));
    apply(screens::AcknowledgeCommittee{true});
    REQUIRE(apply(screens::Continue{}));
    REQUIRE(step() == Step::hand_back);
}

} // namespace istiqbal::test
