// SPDX-License-Identifier: Apache-2.0
// Signing a declaration: what is kept of the hand, and what takes it back.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

#include <algorithm>

using namespace istiqbal;
using app::Step;
using app::Visit;
using test::Answered;
using test::VisitScene;
using ui::Language;

TEST_CASE("A signature is required, and can be cleared", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.something_missing());
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.something_missing());
    test::sign(visit);
    REQUIRE(visit.signing().strokes().size() == 1);
    CHECK(visit.signing().strokes()[0].size() == 3);
    CHECK(visit.signing().strokes()[0][2].milliseconds == 16);
    CHECK_FALSE(visit.apply(screens::ClearSignature{}));
    CHECK(visit.signing().strokes().empty());
    CHECK_FALSE(visit.apply(screens::Continue{}));
    CHECK(visit.step() == Step::declaration);
    // A new signature's clock begins anew.
    visit.apply(test::stroke_of({{0.1F, 0.1F, test::after(5000)}, {0.2F, 0.2F, test::after(5010)}}));
    CHECK(visit.signing().strokes()[0][1].milliseconds == 10);
    CHECK(visit.apply(screens::Continue{}));
}

TEST_CASE("A signature of any length keeps its shape and at most 1,600 points", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    visit.apply(screens::Continue{});
    const int strokes = GENERATE(1, 7, 150);
    int time = 0;
    std::vector<std::pair<float, float>> ends; // x of the first and the last point of each stroke
    for (int stroke = 0; stroke < strokes; ++stroke) {
        const float base = static_cast<float>(stroke) / 200.0F;
        ends.emplace_back(base, 0.0F);
        for (int point = 0; point < 5000 / strokes; ++point) {
            const float x = base + static_cast<float>(point) / 20'000.0F;
            visit.apply(test::stroke_of({{x, 0.5F, test::after(time++)}}, point == 0));
            ends.back().second = x;
            std::size_t points = 0;
            for (const ui::Stroke& drawn : visit.signing().strokes())
                points += drawn.size();
            REQUIRE(points <= 1600);
        }
    }
    REQUIRE(visit.signing().strokes().size() == static_cast<std::size_t>(strokes));
    for (std::size_t stroke = 0; stroke < visit.signing().strokes().size(); ++stroke) {
        const ui::Stroke& drawn = visit.signing().strokes()[stroke];
        REQUIRE_FALSE(drawn.empty());
        CHECK(drawn.front().x == ends[stroke].first);
        CHECK(drawn.back().x == ends[stroke].second);
        CHECK(std::is_sorted(drawn.begin(), drawn.end(), [](const auto& one, const auto& other) {
            return one.milliseconds < other.milliseconds;
        }));
    }
}

TEST_CASE("Dots by the thousand neither break a signature nor outgrow a record", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    visit.apply(screens::Continue{});
    for (int dot = 0; dot < 3000; ++dot)
        visit.apply(test::stroke_of({{static_cast<float>(dot % 100) / 100, 0.5F, test::after(dot * 10)}}));
    CHECK(visit.signing().strokes().size() <= seal::submission_stroke_limit);
    std::size_t points = 0;
    for (const ui::Stroke& drawn : visit.signing().strokes())
        points += drawn.size();
    CHECK(points <= 1600);
}

TEST_CASE("What changes after signing takes the signature back", "[visit]") {
    VisitScene scene;
    Visit& visit = scene.visit;
    scene.to_check();
    visit.apply(screens::Continue{});
    test::sign(visit);
    REQUIRE_FALSE(visit.signing().strokes().empty());
    SECTION("an answer") {
        scene.answer("city", "عنيزة");
    }
    SECTION("a choice") {
        visit.apply(screens::SelectChoice{"income_sources", "salary", true});
    }
    SECTION("the language") {
        scene.switch_language();
        visit.language_changed();
    }
    SECTION("the language, away from the declaration") {
        visit.apply(screens::Back{});
        scene.switch_language();
        visit.language_changed();
    }
    CHECK(visit.signing().strokes().empty());
}

TEST_CASE("A change of language on the committee's page never sends what was signed in the other",
          "[visit]") {
    VisitScene scene(Language::arabic);
    Visit& visit = scene.visit;
    scene.to_committee();
    scene.switch_language();
    REQUIRE(visit.language_changed());
    REQUIRE(visit.step() == Step::check);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::Continue{})); // the signature is asked for again
    test::sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    CHECK_FALSE(visit.apply(screens::Continue{})); // and so is the acknowledgement
    visit.apply(screens::AcknowledgeCommittee{true});
    REQUIRE(visit.apply(screens::Continue{}));
    const seal::Submission record = visit.submission(0);
    REQUIRE(record.language == "en");
    CHECK(record.signature.value().strokes.size() == 1);
    REQUIRE_FALSE(record.missing_documents.empty());
    for (const seal::ListedDocument& document : record.missing_documents) {
        INFO(document.shown);
        CHECK(static_cast<unsigned char>(document.shown.front()) < 0x80);
    }
}
