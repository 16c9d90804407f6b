// SPDX-License-Identifier: Apache-2.0
// The rating terminal at the exit (G5, G6): a low score with reasons and a comment, a high one in English,
// and a child who hammers the faces: all of it is kept, and what is suspected is counted apart.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <regex>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

// Neither at the terminal nor at the hub may it lie in clear.
const std::string comment = "انتظرنا طويلًا قبل أن يُنادى علينا";

int figure(const std::string& report, const std::string& name) {
    const std::regex line("  " + name + " +([0-9]+)");
    std::smatch found;
    if (!std::regex_search(report, found, line))
        FAIL("no " << name << " in\n" << report);
    return std::stoi(found[1]);
}

int score(const std::string& report, int level) {
    return figure(report, std::to_string(level));
}

class Leaving {
public:
    explicit Leaving(Kiosk& kiosk)
        : kiosk_(kiosk) {}

    const std::string& words(Language language, const std::string& key) const {
        return Assets::repository().strings.get(language, key);
    }
    void at_rest() { kiosk_.expect(words(Language::arabic, "rating.question.ar")); }
    void rate(Language language, int level) { kiosk_.tap(face(language, level)); }
    std::string face(Language language, int level) const {
        return words(language,
                     "rating.face." + std::to_string(level) + (language == Language::arabic ? ".ar" : ".en"));
    }
    void tap(Language language, const std::string& key) { kiosk_.tap(words(language, key)); }
    void thanked(Language language) {
        kiosk_.expect(words(language, "rating.thanks.text"));
        // It goes back to rest by itself.
        kiosk_.wait_for("the faces", [&](const Tree& tree) {
            return tree.find("heading", words(Language::arabic, "rating.question.ar")) != nullptr;
        });
    }

private:
    Kiosk& kiosk_;
};

} // namespace

TEST_CASE("ratings at the exit reach the office, and hammering is told apart") {
    Centre centre("exit");
    const catalogue::Rating& reasons = Assets::repository().catalogue.rating();
    const std::string service = reasons.services.front().id;
    Kiosk kiosk({.terminal = centre.terminal(),
                 .size = "540x960",
                 .density = "1.6",
                 .options = {"--rates", "service:" + service}});
    Leaving leaving(kiosk);

    leaving.at_rest();
    leaving.rate(Language::arabic, 1);
    kiosk.expect(leaving.words(Language::arabic, "rating.why.low"));
    kiosk.tap(reasons.low_reasons.at(0).label.ar);
    kiosk.tap(reasons.low_reasons.at(1).label.ar);
    leaving.tap(Language::arabic, "rating.comment");
    kiosk.type(comment);
    leaving.tap(Language::arabic, "rating.send");
    leaving.thanked(Language::arabic);
    CHECK_FALSE(kiosk.tree().shows(comment));

    // Three seconds apart, as one visitor after the other.
    kiosk.command("wait 3.5");
    leaving.tap(Language::arabic, "tools.other_language");
    leaving.rate(Language::english, 5);
    kiosk.expect(leaving.words(Language::english, "rating.why.high"));
    kiosk.tap(reasons.high_reasons.at(0).label.en);
    leaving.tap(Language::english, "rating.send");
    leaving.thanked(Language::english);

    kiosk.command("wait 3.5");
    kiosk.hammer(leaving.face(Language::arabic, 4), 1000);
    kiosk.wait_for("the faces", [&](const Tree& tree) {
        return tree.find("heading", leaving.words(Language::arabic, "rating.question.ar")) != nullptr;
    });
    // A face that was touched is a rating, also when the program ends.
    CHECK(kiosk.quit() == 0);
    const journal::Counts counts = centre.journal_counts();
    CHECK(counts.purged == 0);

    // What was not yet sent goes with the next start.
    Kiosk again({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    Leaving(again).at_rest();
    const std::string nothing_yet = "no ratings yet\n";
    std::string all = nothing_yet;
    for (int tries = 0; tries < 150; ++tries) {
        CHECK(centre.pull().aside == 0);
        all = centre.ratings({"--flagged"});
        if (all != nothing_yet && score(all, 4) + score(all, 5) + score(all, 1) >= 4)
            break;
        again.command("wait 0.2");
    }
    // One thousand touches are a rating each five seconds; every one of them is kept, and only the first, by
    // a finger like any other, is believed.
    const int hammered = score(all, 4);
    CHECK(hammered >= 2);
    CHECK(score(all, 1) == 1);
    CHECK(score(all, 5) == 1);
    CHECK(figure(all, "ratings") == hammered + 2);
    CHECK(figure(all, "flagged") == hammered - 1);
    const std::string believed = centre.ratings();
    CHECK(figure(believed, "ratings") == 3);
    CHECK(score(believed, 4) == 1);
    CHECK(figure(believed, "flagged") == hammered - 1);
    const std::string by_service = centre.ratings({"--by", "service"});
    CHECK(by_service.rfind(service + "\n", 0) == 0);
    CHECK(believed.find(reasons.low_reasons.at(0).id) != std::string::npos);
    CHECK(again.quit() == 0);
}
