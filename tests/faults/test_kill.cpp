// SPDX-License-Identifier: Apache-2.0
// `kill -9` of the kiosk at random instants while requests are filed. Invariants: a receipt that was shown
// means a record at the office, exactly once; the chain is whole; nothing is put aside.
//
// ISTIQBAL_SEED repeats a run's instants, though not the machine's timing.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/small_form.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

using namespace istiqbal;
using namespace istiqbal::journeys;

namespace {

constexpr int rounds = 50;

unsigned choose_seed() {
    const char* given = std::getenv("ISTIQBAL_SEED");
    return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                            : std::random_device{}();
}

// When to kill: so long after the answer to so many commands.
struct Instant {
    std::size_t replies;
    milliseconds later;
};

// Half of them between the tap on "send" and the receipt, where a record is sealed, signed and stored; the
// others on the way there, and afterwards, where it is uploaded while the next person begins.
Instant choose_instant(std::mt19937& random, std::size_t send) {
    const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    switch (up_to(3)) {
    case 0:
        return {static_cast<std::size_t>(up_to(static_cast<int>(send))), milliseconds(up_to(60))};
    case 1:
        return {send + 3 + static_cast<std::size_t>(up_to(4)), milliseconds(up_to(60))};
    default:
        return {send, milliseconds(up_to(450))};
    }
}

struct Round {
    std::vector<std::string> shown; // references of receipts that were on the screen
    std::size_t replies = 0;
    std::string errors;
};

// Files requests one after the other until the instant has come.
Round kill_at(const Instant& instant, const SmallForm& small, const std::filesystem::path& terminal) {
    Round round;
    Kiosk kiosk(small.options(terminal));
    for (int visit = 0; visit < 2; ++visit)
        for (const std::string& line : small.script("Nora"))
            kiosk.process().write(line + "\n");
    const auto take = [&](milliseconds patience) {
        const auto reply = kiosk.process().read_line(patience);
        if (!reply)
            return false;
        ++round.replies;
        if (reply->rfind("error: ", 0) == 0)
            FAIL(*reply << "\n" << kiosk.errors());
        if (reply->front() == '[')
            round.shown.push_back(small.reference(Tree::parse(*reply)));
        return true;
    };
    while (round.replies < instant.replies)
        if (!take(milliseconds(60'000)))
            FAIL("the kiosk answers no more\n" << kiosk.errors());
    std::this_thread::sleep_for(instant.later);
    kiosk.process().signal(SIGKILL);
    REQUIRE(kiosk.process().wait(milliseconds(10'000)) == 128 + SIGKILL);
    // What it said before its end still counts.
    while (take(milliseconds(100))) {
    }
    round.errors = kiosk.errors();
    return round;
}

// Lets a kiosk send what is left.
void send_all(const Centre& centre, const SmallForm& small) {
    for (int tries = 0; tries < 30; ++tries) {
        Kiosk kiosk(small.options(centre.terminal()));
        kiosk.expect(small.words("welcome.greeting.ar"));
        kiosk.command("wait 1");
        REQUIRE(kiosk.quit() == 0);
        if (centre.journal_counts().unsent == 0)
            return;
    }
    FAIL("there is something that is never sent");
}

} // namespace

TEST_CASE("kill -9 at random instants during submissions") {
    const unsigned seed = choose_seed();
    std::printf("ISTIQBAL_SEED=%u\n", seed);
    std::fflush(stdout);
    INFO("ISTIQBAL_SEED=" << seed);
    std::mt19937 random(seed);
    Centre centre;
    const SmallForm small(centre.path("assets"));
    const auto script = small.script("Nora");
    const std::string sending = "tap " + Kiosk::quoted(small.words("committee.send"));
    const auto send =
        static_cast<std::size_t>(std::find(script.begin(), script.end(), sending) - script.begin());
    REQUIRE(send < script.size());

    std::vector<std::string> shown;
    int before_receipt = 0;
    for (int number = 0; number < rounds; ++number) {
        const Instant instant = choose_instant(random, send);
        INFO("round " << number << ": " << instant.later.count() << " ms after " << instant.replies
                      << " replies");
        const Round round = kill_at(instant, small, centre.terminal());
        CHECK(round.errors.find("damaged") == std::string::npos);
        CHECK(round.errors.find("out of service") == std::string::npos);
        before_receipt += round.shown.empty() ? 1 : 0;
        shown.insert(shown.end(), round.shown.begin(), round.shown.end());
        // Acknowledgements and purging in between.
        if (number % 10 == 9)
            CHECK(centre.pull().aside == 0);
    }
    send_all(centre, small);
    CHECK(centre.pull().aside == 0);

    const std::vector<std::string> filed = centre.references();
    const std::set<std::string> unique(filed.begin(), filed.end());
    CHECK(unique.size() == filed.size());
    for (const std::string& reference : shown)
        CHECK(unique.count(reference) == 1);
    // Every place in the chain is at the office once: none was used twice, none is missing.
    std::set<std::uint64_t> places;
    for (const std::string& reference : filed) {
        const seal::Submission record = centre.record(reference);
        CHECK(record.epoch == 1);
        CHECK(record.reference == reference);
        CHECK(places.insert(record.sequence).second);
    }
    REQUIRE_FALSE(places.empty());
    CHECK(*places.begin() == 1);
    CHECK(*places.rbegin() == places.size());
    const auto journal = centre.open_journal();
    CHECK(journal.condition == journal::Condition::intact);
    CHECK(journal.journal->position().sequence == places.size() + 1);
    // Both kinds of end occurred, else the instants prove nothing.
    CHECK(before_receipt > 0);
    CHECK_FALSE(shown.empty());
    std::printf("%zu receipts shown, %zu records filed, %d kills before a receipt\n", shown.size(),
                filed.size(), before_receipt);
}
