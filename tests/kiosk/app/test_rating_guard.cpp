// SPDX-License-Identifier: Apache-2.0
// Which ratings the guard suspects: by a clock that the test holds.
#include "kiosk/app/rating_guard.hpp"
#include "tests/catch.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using app::RatingGuard;
using app::Suspicion;

namespace {

// A guard and the hand before it.
struct Terminal {
    RatingGuard guard;
    RatingGuard::Time now{std::chrono::hours(1)};

    Suspicion tap_a_face() {
        guard.touched(now);
        return guard.rated(now);
    }
    void thanks_shown() {
        now += 5s;
        guard.ended(now);
    }
};

} // namespace

TEST_CASE("One considered rating is not suspected", "[rating_guard]") {
    Terminal terminal;
    CHECK_FALSE(terminal.tap_a_face().any());
    CHECK(Suspicion{}.word().empty());
}

TEST_CASE("Visitors who leave one after the other are not suspected", "[rating_guard]") {
    Terminal terminal;
    for (int visitor = 0; visitor < 200; ++visitor) {
        CHECK_FALSE(terminal.tap_a_face().any());
        terminal.thanks_shown();
        terminal.now += 12s; // the next one walks up
    }
}

TEST_CASE("A rating right after the last one is too soon", "[rating_guard]") {
    Terminal terminal;
    terminal.tap_a_face();
    terminal.thanks_shown();
    terminal.now += 2999ms;
    const Suspicion second = terminal.tap_a_face();
    CHECK(second.too_soon);
    CHECK_FALSE(second.hammered);
    CHECK(second.word() == "too_soon");

    terminal.thanks_shown();
    terminal.now += 3s;
    CHECK_FALSE(terminal.tap_a_face().too_soon);
}

TEST_CASE("Many touches around a rating are hammering, a few are not", "[rating_guard]") {
    for (const int before : {0, 1, 4, 5, 6, 50}) {
        Terminal terminal;
        for (int tap = 0; tap < before; ++tap) {
            terminal.guard.touched(terminal.now);
            terminal.now += 200ms;
        }
        INFO(before << " touches before the face");
        const Suspicion suspicion = terminal.tap_a_face();
        CHECK(suspicion.hammered == (before + 1 >= static_cast<int>(RatingGuard::most_taps)));
        if (suspicion.hammered)
            CHECK(suspicion.word() == "hammered");
    }
}

TEST_CASE("Touches long ago are forgotten", "[rating_guard]") {
    Terminal terminal;
    for (int tap = 0; tap < 50; ++tap)
        terminal.guard.touched(terminal.now);
    terminal.now += 10'001ms;
    CHECK_FALSE(terminal.tap_a_face().hammered);
}

TEST_CASE("More than one finger around a rating is suspected", "[rating_guard]") {
    Terminal terminal;
    terminal.guard.more_fingers(terminal.now);
    terminal.now += 1s;
    const Suspicion suspicion = terminal.tap_a_face();
    CHECK(suspicion.many_fingers);
    CHECK(suspicion.word() == "many_fingers");
    terminal.thanks_shown();
    terminal.now += 20s;
    CHECK_FALSE(terminal.tap_a_face().many_fingers);
}

TEST_CASE("Who votes again and again, patiently, is suspected all the same", "[rating_guard]") {
    Terminal terminal;
    int suspected = 0;
    constexpr int votes = 30;
    for (int vote = 0; vote < votes; ++vote) {
        const Suspicion suspicion = terminal.tap_a_face();
        CHECK_FALSE(suspicion.too_soon);
        suspected += suspicion.too_often ? 1 : 0;
        terminal.thanks_shown();
        terminal.now += 3500ms;
    }
    CHECK(suspected == votes - static_cast<int>(RatingGuard::most_ratings) + 1);
}
