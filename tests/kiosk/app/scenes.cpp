// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/app/scenes.hpp"

#include "tests/catch.hpp"

#include <cstdio>
#include <cstdlib>

namespace istiqbal::test {

using app::Step;

const app::Contents& shipped_contents() {
    static const app::Contents contents = [] {
        auto loaded = app::Contents::load(std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets");
        if (!loaded) {
            std::fprintf(stderr, "%s\n", loaded.error().c_str());
            std::exit(1);
        }
        return std::move(*loaded);
    }();
    return contents;
}

form::Date story_day() {
    return *form::Date::from_iso("2026-11-22");
}

const char* answer_of(const std::string& question) {
    for (const Answered& line : story)
        if (question == line.question)
            return line.answer;
    return nullptr;
}

VisitScene::VisitScene(ui::Language language, const char* journey, std::optional<app::Taking> taking)
    : presentation{language}
    , visit(*shipped_contents().catalogue.journey(journey), shipped_contents().forms.at(journey),
            shipped_contents().strings, story_day, presentation, std::move(taking)) {}

void VisitScene::answer(const std::string& question, const std::string& typed) {
    CHECK_FALSE(visit.apply(screens::SetAnswer{question, form::WipedText(typed)}));
}

void VisitScene::switch_language() {
    presentation.language =
        presentation.language == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
}

void VisitScene::to_first_question() {
    REQUIRE(visit.step() == Step::before);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::question);
}

void VisitScene::to_check() {
    walk_to_check([this](const screens::Intent& intent) { return visit.apply(intent); }, visit);
}

void VisitScene::to_committee() {
    to_check();
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::declaration);
    sign(visit);
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::committee);
}

void VisitScene::to_sending() {
    to_committee();
    visit.apply(screens::AcknowledgeCommittee{true});
    REQUIRE(visit.apply(screens::Continue{}));
    REQUIRE(visit.step() == Step::sending);
}

void walk_to_check(const Apply& apply, const app::Visit& visit) {
    REQUIRE(apply(screens::Continue{}));
    for (int pages = 0; pages < 50 && visit.step() == Step::question; ++pages) {
        const std::string name = visit.page().id;
        if (const char* typed = answer_of(name))
            CHECK_FALSE(apply(screens::SetAnswer{name, form::WipedText(typed)}));
        INFO(name);
        REQUIRE(apply(screens::Continue{}));
    }
    REQUIRE(visit.step() == Step::check);
}

platform::Clock::time_point after(int milliseconds) {
    return platform::Clock::time_point(std::chrono::hours(1) + std::chrono::milliseconds(milliseconds));
}

screens::Sign stroke_of(std::vector<platform::TouchPoint> points, bool begins) {
    return {{begins, std::move(points)}, 240, 80};
}

void sign(const Apply& apply) {
    apply(stroke_of({{0.25F, 0.5F, after(0)}, {0.5F, 0.25F, after(8)}}));
    apply(stroke_of({{0.75F, 0.5F, after(16)}}, false));
}

void sign(app::Visit& visit) {
    sign([&visit](const screens::Intent& intent) { return visit.apply(intent); });
}

seal::ReceiptLine some_receipt() {
    return {seal::Reference::generate(), seal::ClaimCode::generate()};
}

} // namespace istiqbal::test
