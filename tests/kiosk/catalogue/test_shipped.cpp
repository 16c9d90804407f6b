// SPDX-License-Identifier: Apache-2.0
// The contents that are shipped: whole, in both languages, and leading somewhere.
#include "kiosk/form/definition.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/catalogue/shipped.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

using namespace istiqbal::catalogue;
using namespace istiqbal::catalogue::tests;
namespace form = istiqbal::form;

namespace {

const std::filesystem::path assets = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets";

} // namespace

TEST_CASE("the shipped catalogue holds what the home page and the library promise") {
    CHECK(shipped().groups().size() == 3);
    std::set<std::string> journeys;
    for (const Journey& journey : shipped().journeys())
        journeys.insert(journey.id);
    for (const char* journey :
         {"support_request", "complete_request", "help_request", "interview_request", "call_back_request",
          "register", "volunteering", "inquiry", "suggestion", "complaint"})
        CHECK(journeys.count(journey) == 1);
    CHECK(shipped().services().size() >= 9);
    CHECK(shipped().questions().size() >= 20);
    CHECK(shipped().corrections().size() >= 8);
    CHECK(shipped().announcements().size() >= 3);
    for (const std::string& journey : journeys) // somewhere in the texts, one is led to it
        CHECK((std::any_of(shipped().services().begin(), shipped().services().end(),
                           [&](const Service& service) { return service.journey == journey; }) ||
               std::any_of(shipped().questions().begin(), shipped().questions().end(),
                           [&](const QuestionAndAnswer& question) { return question.journey == journey; })));
    std::set<std::string> codes;
    for (const Document& document : shipped().documents())
        codes.insert(document.code);
    CHECK(codes == std::set<std::string>{"T1", "T2", "T3"});
}

TEST_CASE("every journey has its form, and every form its journey") {
    for (const Journey& journey : shipped().journeys()) {
        CAPTURE(journey.id);
        const auto loaded = form::load_form(assets / "forms" / journey.id);
        if (!loaded)
            for (const form::Fault& fault : loaded.error())
                UNSCOPED_INFO(form::describe(fault));
        REQUIRE(loaded);
        CHECK(loaded->id == journey.id);
        CHECK(loaded->default_language == form::Language::arabic);
    }
    for (const auto& folder : std::filesystem::directory_iterator(assets / "forms"))
        CHECK(shipped().journey(folder.path().filename().string()) != nullptr);
}

TEST_CASE("a journey says what the policy wants said") {
    for (const Journey& journey : shipped().journeys()) {
        CAPTURE(journey.id);
        CHECK(journey.offered_in("lobby"));
        CHECK(journey.offered_in("branch"));
        if (journey.committee) {
            CHECK(journey.declaration); // P4: what the committee studies is signed
            CHECK(journey.next.ar.find("لا تقل عن أسبوعين") != std::string::npos);
            CHECK(journey.next.en.find("not less than two weeks") != std::string::npos);
        }
    }
    CHECK(shipped().journey("support_request")->committee);
    CHECK(shipped().journey("complete_request")->completes);
    CHECK(shipped().journey("help_request")->channel == "C5");
    CHECK(shipped().journey("volunteering")->channel == "C6");
    CHECK(shipped().journey("call_back_request")->channel == "C2");
    CHECK(shipped().journey("interview_request")->channel == "C1");
    const auto says_right = [](const Correction& correction) {
        return correction.fact.ar.find("لا للعقاب") != std::string::npos;
    };
    CHECK(std::any_of(shipped().corrections().begin(), shipped().corrections().end(), says_right));
}

TEST_CASE("only what the organisation alone can know is left open, and each document says so once") {
    for (const Document& document : shipped().documents()) {
        CAPTURE(document.code);
        CHECK(document.sections.size() >= 4);
        CHECK(std::count_if(document.sections.begin(), document.sections.end(),
                            [](const Section& section) { return section.placeholder; }) == 1);
        CHECK(document.sections.back().placeholder);
    }
}

TEST_CASE("ratings name services, departments and reasons, and leave another reason open (G5, G7)") {
    const Rating& rating = shipped().rating();
    CHECK(rating.services.size() >= 5);
    CHECK(rating.departments.size() >= 5);
    CHECK(rating.low_reasons.back().id == "other");
    CHECK(rating.high_reasons.back().id == "other");
    for (const bool colleague : {false, true}) {
        const auto concerned = [&](const std::vector<Choice>& choices) {
            return std::count_if(choices.begin(), choices.end(),
                                 [&](const Choice& choice) { return choice.concerns(colleague); });
        };
        CHECK(concerned(rating.departments) >= 5);
        CHECK(concerned(rating.low_reasons) >= 6);
        CHECK(concerned(rating.high_reasons) >= 6);
    }
}
