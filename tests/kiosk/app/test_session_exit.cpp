// SPDX-License-Identifier: Apache-2.0
// An exit terminal: it rests at the faces and returns to them.
#include "sync/seal/rating.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

#include <random>

using namespace istiqbal;
using namespace std::chrono_literals;
using app::Dialog;
using app::Mode;
using app::Place;
using app::Rated;
using test::SessionScene;
using ui::Language;
using Step = app::Rating::Step;

namespace {

struct Exit : SessionScene {
    Exit()
        : SessionScene(Mode::exit, {test::huda},
                       Rated{Rated::Kind::department, "reception", {"الاستقبال", "Reception"}}) {}

    void tap(int score) {
        touch();
        apply(screens::Rate{score});
    }
    std::vector<seal::Rating> filed() {
        std::vector<seal::Rating> read;
        for (const app::RateTask& task : asked<app::RateTask>()) {
            const auto rated = seal::read_rating(task.submission);
            REQUIRE(rated);
            read.push_back(*rated);
        }
        return read;
    }
};

void check_at_rest(const app::Session& session) {
    CHECK(session.place() == Place::rating);
    CHECK(session.rating().at_rest());
    CHECK(session.dialog() == Dialog::none);
    CHECK(session.presentation().language == Language::arabic);
    CHECK_FALSE(session.presentation().large_text);
    CHECK_FALSE(session.under_way());
    CHECK_FALSE(session.left_changed());
    CHECK_FALSE(session.deadline());
}

} // namespace

TEST_CASE("A rating at the exit is one task, and the terminal is as it was", "[session]") {
    Exit exit;
    check_at_rest(exit.session);
    exit.apply(screens::SwitchLanguage{});
    exit.apply(screens::SwitchTextSize{});
    CHECK(exit.session.left_changed());
    exit.tap(5);
    CHECK(exit.session.under_way());
    CHECK(exit.session.rating().step() == Step::reasons);
    exit.apply(screens::TypeComment{form::WipedText("canary")});
    CHECK(exit.apply(screens::Continue{}));
    const auto filed = exit.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 5);
    CHECK(filed[0].department == "reception");
    CHECK(filed[0].comment == "canary");
    CHECK(filed[0].scale == seal::ScaleDirection::left_to_right);
    CHECK_FALSE(exit.session.take_ended());
    CHECK(exit.pass(app::Rating::thanks_time));
    check_at_rest(exit.session);
    CHECK(exit.session.take_ended());
    CHECK(exit.session.rating().comment().empty());
}

TEST_CASE("A rating that is left alone is filed and thanked for by itself", "[session]") {
    Exit exit;
    exit.tap(2);
    REQUIRE(exit.session.deadline());
    CHECK_FALSE(exit.pass(app::Rating::reasons_time - 1ms));
    CHECK(exit.pass(1ms));
    CHECK(exit.filed().size() == 1);
    CHECK(exit.session.rating().step() == Step::thanks);
    CHECK(exit.pass(app::Rating::thanks_time));
    check_at_rest(exit.session);
    CHECK(exit.filed().empty());
}

TEST_CASE("A rating that is broken off is filed without its words", "[session]") {
    Exit exit;
    exit.tap(1);
    exit.apply(screens::TypeComment{form::WipedText("canary")});
    const bool by_person = GENERATE(true, false);
    if (by_person) {
        exit.apply(screens::AskStartAgain{});
        CHECK(exit.apply(screens::StartAgain{}));
    } else {
        exit.session.abandon();
        CHECK(exit.session.dialog() == Dialog::ended);
        exit.apply(screens::CloseDialog{});
    }
    const auto filed = exit.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 1);
    CHECK(filed[0].comment.empty());
    check_at_rest(exit.session);
}

TEST_CASE("No other place is reached from an exit terminal, but the staff's", "[session]") {
    Exit exit;
    for (const screens::Intent& intent : screens::Intents{
             screens::Back{}, screens::Continue{}, screens::Begin{}, screens::BeginJourney{"inquiry"},
             screens::Open{screens::Destination::home}, screens::NewRequest{}})
        CHECK_FALSE(exit.apply(intent));
    check_at_rest(exit.session);
    CHECK(exit.apply(screens::AskStaff{}));
    exit.sign_in(test::huda);
    CHECK(exit.session.place() == Place::staff);
    CHECK(exit.apply(screens::Back{}));
    check_at_rest(exit.session);
}

TEST_CASE("Hands beneath a dialog do not count as taps of the faces", "[session]") {
    Exit exit;
    exit.apply(screens::CallEmployee{});
    for (int tap = 0; tap < 20; ++tap)
        exit.touch();
    exit.apply(screens::CloseDialog{});
    exit.tap(4);
    const auto filed = exit.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].flag.empty());
}

TEST_CASE("A hand laid on the glass is told from a finger", "[session]") {
    Exit exit;
    platform::Input hand;
    hand.pressed = hand.activity = true;
    hand.extra_fingers = 3;
    exit.session.touched(hand);
    exit.apply(screens::Rate{4});
    const auto filed = exit.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].flag == "many_fingers");
    // The next visitor's finger is one.
    CHECK(exit.pass(app::Rating::thanks_time));
    exit.pass(10s);
    exit.tap(4);
    const auto next = exit.filed();
    REQUIRE(next.size() == 1);
    CHECK(next[0].flag.empty());
}

TEST_CASE("A thousand ratings of hammering with many fingers all become tasks", "[session]") {
    Exit exit;
    std::mt19937 random(3);
    std::vector<int> tapped;
    std::vector<seal::Rating> filed;
    while (tapped.size() < 1000) {
        platform::Input hand;
        hand.pressed = hand.activity = true;
        hand.extra_fingers = static_cast<int>(random() % 4);
        exit.session.touched(hand);
        const int score = 1 + static_cast<int>(random() % 5);
        if (exit.session.rating().at_rest())
            tapped.push_back(score);
        exit.apply(screens::Rate{score});
        if (random() % 3 == 0)
            exit.apply(screens::SkipRating{});
        if (random() % 5 == 0)
            exit.apply(screens::SwitchLanguage{});
        exit.pass(std::chrono::milliseconds(50 + random() % 400));
        for (seal::Rating& rating : exit.filed())
            filed.push_back(std::move(rating));
    }
    exit.session.end();
    for (seal::Rating& rating : exit.filed())
        filed.push_back(std::move(rating));
    REQUIRE(filed.size() == tapped.size());
    std::size_t suspected = 0;
    for (std::size_t index = 0; index < filed.size(); ++index) {
        CHECK(filed[index].score == tapped[index]);
        suspected += filed[index].flag.empty() ? 0 : 1;
    }
    CHECK(suspected >= 999);
    check_at_rest(exit.session);
}
