// SPDX-License-Identifier: Apache-2.0
// A rating from the face to what is filed, without a window, by a clock that the test holds.
#include "kiosk/app/rating.hpp"
#include "sync/seal/rating.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <algorithm>
#include <random>

using namespace istiqbal;
using namespace std::chrono_literals;
using app::Rated;
using app::Rating;
using screens::RatedList;
using ui::Language;
using Step = app::Rating::Step;

namespace {

catalogue::Choice choice(const std::string& id) {
    return {id, {"عربي " + id, "English " + id}};
}

const catalogue::Rating choices{
    {choice("support"), choice("inquiry")},
    {choice("reception"), choice("accounts"), {"payroll", {"عربي payroll", "English payroll"}, false, true}},
    {choice("waiting"), choice("unclear"), choice("place")},
    {choice("kindness"), choice("speed"), {"welcome", {"عربي welcome", "English welcome"}, true, false}}};

struct Terminal {
    platform::Clock::time_point now{std::chrono::hours(1)};
    Language language = Language::arabic;
    Rating rating{choices, test::shipped_strings(), [this] { return now; }, [this] { return language; }};

    Terminal() = default;
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    void tap(int score) {
        touch();
        rating.apply(screens::Rate{score});
    }
    void touch() {
        platform::Input input;
        input.pressed = input.activity = true;
        rating.touched(input);
    }
    void pass(platform::Clock::duration time) {
        now += time;
        rating.follow(now);
    }
    // What was filed since, as the office will read it.
    std::vector<seal::Rating> filed() {
        std::vector<seal::Rating> read;
        for (const seal::Submission& submission : rating.take_filed(1'790'000'000)) {
            CHECK(submission.created == 1'790'000'000);
            const auto rated = seal::read_rating(submission);
            REQUIRE(rated);
            read.push_back(*rated);
        }
        return read;
    }
};

Rated reception() {
    return *Rating::rated_by_setting(choices, "department:reception");
}

} // namespace

TEST_CASE("An exit terminal rests at the faces and returns there", "[rating]") {
    Terminal terminal;
    CHECK_FALSE(terminal.rating.open());
    terminal.rating.rest_at(reception());
    CHECK(terminal.rating.at_rest());
    CHECK_FALSE(terminal.rating.due());

    terminal.tap(3);
    CHECK(terminal.rating.step() == Step::thanks);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 3);
    CHECK(filed[0].department == "reception");
    CHECK(filed[0].service.empty());
    CHECK(filed[0].flag.empty());

    REQUIRE(terminal.rating.due());
    CHECK(*terminal.rating.due() == terminal.now + 5s);
    terminal.pass(4999ms);
    CHECK(terminal.rating.step() == Step::thanks);
    terminal.pass(1ms);
    CHECK(terminal.rating.at_rest());
    CHECK(terminal.filed().empty());
}

TEST_CASE("Low and high scores are asked why, the middle is not", "[rating]") {
    for (const int score : {1, 2, 3, 4, 5}) {
        Terminal terminal;
        terminal.rating.rest_at(reception());
        terminal.tap(score);
        INFO(score);
        const bool asked = score <= 2 || score == 5;
        CHECK((terminal.rating.step() == Step::reasons) == asked);
        CHECK(terminal.filed().size() == (asked ? 0 : 1));
        if (asked)
            CHECK(terminal.rating.reasons().front().id == (score == 5 ? "kindness" : "waiting"));
    }
}

TEST_CASE("Reasons and a comment are filed with the rating", "[rating]") {
    Terminal terminal;
    terminal.language = Language::english;
    terminal.rating.rest_at(*Rating::rated_by_setting(choices, "service:support"));
    terminal.tap(1);
    terminal.rating.apply(screens::MarkReason{"unclear", true});
    terminal.rating.apply(screens::MarkReason{"waiting", true});
    terminal.rating.apply(screens::MarkReason{"place", true});
    terminal.rating.apply(screens::MarkReason{"place", false});
    terminal.rating.apply(screens::MarkReason{"kindness", true}); // not one of the low reasons
    terminal.rating.apply(screens::TypeComment{"Two hours."});
    CHECK(terminal.rating.marked("waiting"));
    CHECK(terminal.rating.comment() == "Two hours.");
    CHECK(terminal.rating.apply(screens::Continue{}));
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 1);
    CHECK(filed[0].service == "support");
    CHECK(filed[0].reasons == std::vector<std::string>{"waiting", "unclear"});
    CHECK(filed[0].comment == "Two hours.");
    CHECK(filed[0].scale == seal::ScaleDirection::left_to_right);
    CHECK_FALSE(terminal.rating.marked("waiting"));
    CHECK(terminal.rating.comment().empty());
}

TEST_CASE("The scale's direction is that of the touch; the score does not mirror", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    terminal.tap(5);
    terminal.language = Language::english; // they read on in English
    terminal.rating.apply(screens::Continue{});
    const auto submissions = terminal.rating.take_filed(1);
    REQUIRE(submissions.size() == 1);
    CHECK(submissions[0].language == "en");
    const auto filed = seal::read_rating(submissions[0]);
    REQUIRE(filed);
    CHECK(filed->score == 5);
    CHECK(filed->scale == seal::ScaleDirection::right_to_left);
}

TEST_CASE("Skipping the reasons keeps the rating and drops the reasons", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    terminal.tap(2);
    terminal.rating.apply(screens::MarkReason{"waiting", true});
    terminal.rating.apply(screens::TypeComment{"never mind"});
    CHECK(terminal.rating.apply(screens::SkipRating{}));
    CHECK(terminal.rating.step() == Step::thanks);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 2);
    CHECK(filed[0].reasons.empty());
    CHECK(filed[0].comment.empty());
}

TEST_CASE("Reasons left alone for twenty seconds are sent as they are", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    terminal.tap(5);
    terminal.pass(15s);
    terminal.touch();
    terminal.rating.apply(screens::MarkReason{"speed", true});
    terminal.pass(19s);
    CHECK(terminal.rating.step() == Step::reasons);
    terminal.pass(1s);
    CHECK(terminal.rating.step() == Step::thanks);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].reasons == std::vector<std::string>{"speed"});
}

TEST_CASE("Back from the reasons lets another face be chosen, once counted", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    terminal.tap(1);
    terminal.rating.apply(screens::MarkReason{"waiting", true});
    CHECK(terminal.rating.apply(screens::Back{}));
    CHECK(terminal.rating.step() == Step::faces);
    CHECK(terminal.rating.score() == 1);
    CHECK_FALSE(terminal.rating.at_rest());

    SECTION("another face") {
        terminal.tap(5);
        CHECK_FALSE(terminal.rating.marked("waiting"));
        terminal.rating.apply(screens::Continue{});
        const auto filed = terminal.filed();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].score == 5);
        CHECK(filed[0].flag.empty());
    }
    SECTION("they walk away") {
        terminal.pass(20s);
        const auto filed = terminal.filed();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].score == 1);
        CHECK(filed[0].reasons == std::vector<std::string>{"waiting"});
    }
}

TEST_CASE("The end of a session files the score without what was typed", "[rating]") {
    Terminal terminal;
    terminal.rating.begin_after({Rated::Kind::service, "support", {"دعم", "Support"}});
    terminal.tap(1);
    terminal.rating.apply(screens::MarkReason{"waiting", true});
    terminal.rating.apply(screens::TypeComment{"canary"});
    terminal.rating.end();
    CHECK_FALSE(terminal.rating.open());
    CHECK(terminal.rating.comment().empty());
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].score == 1);
    CHECK(filed[0].comment.empty());
}

TEST_CASE("After a journey it can be skipped, and is gone when it is done", "[rating]") {
    Terminal terminal;
    terminal.rating.begin_after({Rated::Kind::service, "support", {"دعم", "Support"}});
    CHECK(terminal.rating.after_service());
    CHECK_FALSE(terminal.rating.can_go_back());
    SECTION("skipped") {
        CHECK(terminal.rating.apply(screens::SkipRating{}));
        CHECK(terminal.filed().empty());
    }
    SECTION("rated") {
        terminal.tap(4);
        CHECK(terminal.filed().size() == 1);
        CHECK(terminal.rating.apply(screens::Continue{}));
    }
    CHECK_FALSE(terminal.rating.open());
}

TEST_CASE("From the home page one says first what is rated", "[rating]") {
    Terminal terminal;
    terminal.rating.begin();
    CHECK(terminal.rating.step() == Step::subject);
    CHECK_FALSE(terminal.rating.apply(screens::Rate{5}));
    CHECK_FALSE(terminal.rating.apply(screens::ChooseRated{RatedList::departments, {}}));
    CHECK(terminal.rating.list() == RatedList::departments);
    CHECK_FALSE(terminal.rating.apply(screens::ChooseRated{RatedList::departments, "nowhere"}));
    CHECK(terminal.rating.apply(screens::ChooseRated{RatedList::departments, "accounts"}));
    CHECK(terminal.rating.step() == Step::faces);
    CHECK(terminal.rating.rated().name.en == "English accounts");
    CHECK(terminal.rating.apply(screens::Back{}));
    CHECK(terminal.rating.step() == Step::subject);
    CHECK(terminal.rating.apply(screens::ChooseRated{RatedList::services, "inquiry"}));
    terminal.tap(4);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].service == "inquiry");
    terminal.pass(5s);
    CHECK_FALSE(terminal.rating.open());
}

TEST_CASE("A terminal's setting names what is rated", "[rating]") {
    CHECK(Rating::rated_by_setting(choices, "service:inquiry")->kind == Rated::Kind::service);
    CHECK(reception().id == "reception");
    for (const char* setting : {"", "service", "service:", "service:reception", "person:reception"})
        CHECK_FALSE(Rating::rated_by_setting(choices, setting));
    Terminal terminal;
    terminal.rating.rest_at({});
    terminal.tap(4);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].service.empty());
    CHECK(filed[0].department.empty());
}

TEST_CASE("Colleagues rate the departments that serve them, and visitors theirs (G7)", "[rating]") {
    Terminal terminal;
    terminal.rating.begin();
    CHECK_FALSE(terminal.rating.apply(screens::ChooseRated{RatedList::departments, "payroll"}));
    CHECK(terminal.rating.apply(screens::ChooseRated{RatedList::colleagues, "payroll"}));
    CHECK(terminal.rating.rated().colleague);
    terminal.tap(5);
    CHECK(terminal.rating.reasons().size() == 2); // a warm welcome is for visitors
    CHECK_FALSE(terminal.rating.marked("welcome"));
    terminal.rating.apply(screens::MarkReason{"welcome", true});
    CHECK_FALSE(terminal.rating.marked("welcome"));
    terminal.rating.apply(screens::MarkReason{"speed", true});
    terminal.rating.apply(screens::Continue{});
    terminal.pass(5s);

    terminal.rating.begin();
    CHECK(terminal.rating.list() == RatedList::services);
    CHECK(terminal.rating.apply(screens::ChooseRated{RatedList::departments, "accounts"}));
    terminal.tap(5);
    CHECK(terminal.rating.reasons().size() == 3);
    terminal.rating.apply(screens::SkipRating{});
    terminal.pass(5s);
    terminal.rating.begin();
    terminal.rating.apply(screens::ChooseRated{RatedList::services, "inquiry"});
    terminal.tap(3);

    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 3);
    CHECK(filed[0].department == "payroll");
    CHECK(filed[0].rater == "colleague");
    CHECK(filed[0].reasons == std::vector<std::string>{"speed"});
    CHECK(filed[1].department == "accounts");
    CHECK(filed[1].rater == "visitor");
    CHECK(filed[2].service == "inquiry");
    CHECK(filed[2].rater.empty());
    CHECK(Rating::rated_by_setting(choices, "colleagues:payroll")->colleague);
    CHECK_FALSE(Rating::rated_by_setting(choices, "department:payroll"));
    CHECK_FALSE(Rating::rated_by_setting(choices, "colleagues:nowhere"));
}

TEST_CASE("At a resting terminal another subject can be chosen, and it rests again by itself", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    CHECK(terminal.rating.apply(screens::AskRated{}));
    CHECK(terminal.rating.step() == Step::subject);
    CHECK_FALSE(terminal.rating.at_rest());
    CHECK_FALSE(terminal.rating.apply(screens::AskRated{}));
    SECTION("chosen and rated") {
        CHECK(terminal.rating.apply(screens::ChooseRated{RatedList::services, "support"}));
        CHECK(terminal.rating.step() == Step::faces);
        CHECK_FALSE(terminal.rating.at_rest());
        terminal.tap(3);
        const auto filed = terminal.filed();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].service == "support");
        CHECK(filed[0].department.empty());
        terminal.pass(5s);
    }
    SECTION("left alone over the list") {
        terminal.pass(19s);
        terminal.touch();
        terminal.pass(19s);
        CHECK(terminal.rating.step() == Step::subject);
        terminal.pass(1s);
    }
    SECTION("left alone at the faces") {
        terminal.rating.apply(screens::ChooseRated{RatedList::colleagues, "payroll"});
        terminal.pass(20s);
        CHECK(terminal.filed().empty());
    }
    SECTION("thought better of") {
        CHECK(terminal.rating.apply(screens::Back{}));
    }
    CHECK(terminal.rating.at_rest());
    CHECK(terminal.rating.rated().id == "reception");
    CHECK_FALSE(terminal.rating.due());
    // The next visitor's rating is of what it rests at.
    terminal.tap(3);
    const auto filed = terminal.filed();
    REQUIRE(filed.size() == 1);
    CHECK(filed[0].department == "reception");
    CHECK(filed[0].rater == "visitor");
}

TEST_CASE("What is not its own is ignored", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    for (const int score : {-1, 0, 6, 1000})
        CHECK_FALSE(terminal.rating.apply(screens::Rate{score}));
    CHECK_FALSE(terminal.rating.apply(screens::Continue{}));
    CHECK_FALSE(terminal.rating.apply(screens::Back{}));
    CHECK_FALSE(terminal.rating.apply(screens::SkipRating{}));
    CHECK_FALSE(terminal.rating.apply(screens::BeginJourney{"support"}));
    CHECK_FALSE(terminal.rating.apply(screens::MarkReason{"waiting", true}));
    CHECK(terminal.rating.at_rest());
    CHECK(terminal.filed().empty());
}

TEST_CASE("Fingers beside the first are suspected, on the faces", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    platform::Input hand;
    hand.pressed = hand.activity = true;
    hand.extra_fingers = 1;
    SECTION("there") {
        terminal.rating.touched(hand);
        terminal.rating.apply(screens::Rate{4});
        const auto filed = terminal.filed();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].flag == "many_fingers");
    }
    SECTION("not where they hold the glass to write") {
        terminal.tap(1);
        terminal.rating.touched(hand);
        terminal.rating.apply(screens::Continue{});
        const auto filed = terminal.filed();
        REQUIRE(filed.size() == 1);
        CHECK(filed[0].flag.empty());
    }
}

TEST_CASE("A thousand ratings of hammering are all filed, and suspected but for the first", "[rating]") {
    Terminal terminal;
    terminal.rating.rest_at(reception());
    std::mt19937 random(7);
    std::vector<int> tapped;
    std::vector<seal::Rating> filed;
    const auto collect = [&] {
        for (seal::Rating& rating : terminal.filed())
            filed.push_back(std::move(rating));
    };
    while (tapped.size() < 1000) {
        const int score = 1 + static_cast<int>(random() % 5);
        const bool rests = terminal.rating.at_rest();
        terminal.touch();
        terminal.rating.apply(screens::Rate{score});
        if (rests)
            tapped.push_back(score);
        // On the reasons they hit Skip or a card, or go on hammering where the faces were.
        if (terminal.rating.step() == Step::reasons && random() % 3 == 0)
            terminal.rating.apply(screens::SkipRating{});
        terminal.pass(std::chrono::milliseconds(80 + random() % 300));
        collect();
    }
    terminal.rating.end();
    collect();
    REQUIRE(filed.size() == tapped.size());
    CHECK(filed[0].score == tapped[0]);
    for (std::size_t index = 0; index < filed.size(); ++index) {
        INFO(index);
        CHECK(filed[index].score == tapped[index]);
        if (index > 0)
            CHECK_FALSE(filed[index].flag.empty());
    }

    // A visitor who comes when the child has gone is not suspected.
    terminal.pass(2min);
    terminal.tap(4);
    collect();
    CHECK(filed.back().flag.empty());
}
