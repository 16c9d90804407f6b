// SPDX-License-Identifier: Apache-2.0
// A branch without a network: what the tablet holds goes to the office on a memory stick and the office's
// word comes back on it, though hub and tablet never reach each other.
#include "sync/journal/intake.hpp"
#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/kiosk.hpp"
#include "tests/journeys/support/visitor.hpp"
#include "tests/sync/samples.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

const std::string representative = "Salem Al-Otaibi";
const std::string pin = "927461";
constexpr const char* secret = "ما لا يُقرأ على الذاكرة";

// Requests that the tablet took before.
std::vector<std::string> take_requests(const Centre& centre, int count) {
    const auto enrolled = uplink::load_terminal(centre.terminal());
    REQUIRE(enrolled);
    const auto opened = centre.open_journal();
    const seal::Provision& provision = enrolled->provision;
    journal::Intake intake(*opened.journal, enrolled->key, {provision.intake, provision.recovery});
    std::vector<std::string> references;
    for (int number = 0; number < count; ++number) {
        seal::Submission submission = test::submission();
        submission.answers[0].value = submission.answers[0].shown = secret;
        const auto receipt = intake.submit(std::move(submission));
        REQUIRE(receipt);
        references.push_back(receipt->reference.text());
    }
    return references;
}

} // namespace

TEST_CASE("requests go to the office on a stick, and its word comes back on it") {
    Centre centre("branch");
    centre.add_person(representative, "representative", pin);
    centre.stop_hub();
    take_requests(centre, 3);
    const auto stick = centre.path("stick");
    const auto words = [](const std::string& key, ui::Strings::Values values) {
        return Assets::repository().strings.format(Language::arabic, key, values);
    };
    {
        Kiosk kiosk({.terminal = centre.terminal(),
                     .size = "1280x800",
                     .density = "5.9",
                     .options = {"--stick", stick.string()}});
        Visitor visitor(kiosk, Assets::repository(), Language::arabic);
        visitor.expect("sign_in.desk");
        visitor.sign_in(pin);
        kiosk.expect(words("desk.unsent", {{"count", 3}}));
        visitor.tap("stick.copy");
        visitor.expect("stick.absent.title");
        std::filesystem::create_directory(stick);
        kiosk.expect(words("stick.copied.title", {{"count", 3}}));
        visitor.tap("stick.leave");
        // A copy is no acknowledgement.
        kiosk.expect(words("desk.unsent", {{"count", 3}}));
        CHECK(files_with(stick, secret).empty());

        const Finished imported = centre.import(stick);
        INFO(imported.errors);
        REQUIRE(imported.status == 0);
        CHECK(imported.out.find("3 new, 0 already filed, 0 put aside, 3 acknowledged") != std::string::npos);
        CHECK(centre.references().size() == 3);

        visitor.tap("stick.copy");
        visitor.expect("stick.nothing.title");
        kiosk.expect(words("stick.confirmed", {{"count", 3}}));
        visitor.tap("stick.leave");
        visitor.expect("desk.all_sent");
        CHECK(kiosk.quit() == 0);
    }
    const auto counts = centre.journal_counts();
    CHECK(counts.purged == 3);
    CHECK(counts.unsent == 0);
    // The same stick again is nothing new, and nothing is on it any more.
    CHECK(centre.import(stick).status == 1);
    CHECK(centre.references().size() == 3);
}
