// SPDX-License-Identifier: Apache-2.0
// When a person has gone, nothing of them is left: not on the screen, and not in the process's memory, of
// which every written page is searched for what they typed.
#include "tests/catch.hpp"
#include "tests/journeys/support/canary.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/display.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <algorithm>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

// Told apart from anything that a form, a font or a library holds.
const std::string canary = "Qxvzkwj Wqzpxfb";

std::vector<std::string> find_canary(const Kiosk& kiosk) {
    // Parts of it too: a text that was cut or laid out piece by piece tells as much.
    return find_in_memory(kiosk.process().id(),
                          in_all_widths({canary, canary.substr(0, 7), canary.substr(8)}));
}

void check_gone(Kiosk& kiosk) {
    // The driver itself had the words; a few other commands go through where it kept them.
    for (int turn = 0; turn < 3; ++turn)
        kiosk.command("wait 0.3");
    CHECK_FALSE(kiosk.tree().shows(canary));
    for (const std::string& place : find_canary(kiosk))
        FAIL_CHECK(place);
}

} // namespace

TEST_CASE("nothing of a person is in memory after they left") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    Visitor visitor(kiosk, Assets::repository(), Language::english);
    visitor.begin();
    kiosk.expect(visitor.label("full_name"));
    kiosk.type(canary);
    kiosk.command("wait 0.3");
    // The search finds it where it is: this test can fail.
    REQUIRE_FALSE(find_canary(kiosk).empty());

    SECTION("by start again") {
        visitor.go_on();
        visitor.tap("back");
        visitor.tap("tools.again");
        visitor.tap("again.leave");
        kiosk.expect(visitor.words("welcome.greeting.ar"));
        check_gone(kiosk);
    }
    SECTION("by sending and finishing") {
        kiosk.key("backspace", static_cast<int>(canary.size()));
        visitor.tap("back");
        visitor.tap("back");
        kiosk.expect(visitor.words("home.title"));
        visitor.tap("back");
        visitor.fill_in_sample("We need " + canary + " for the children.");
        kiosk.expect(canary);
        visitor.sign_and_send();
        visitor.finish();
        check_gone(kiosk);
    }
}

TEST_CASE("nothing of a person is in memory after nobody was there") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .options = {"--idle", "5", "--idle-warning", "20"}});
    Visitor visitor(kiosk, Assets::repository(), Language::english);
    visitor.begin();
    kiosk.expect(visitor.label("full_name"));
    kiosk.type(canary);
    kiosk.expect(visitor.words("idle.title"));
    kiosk.expect(visitor.words("ended.title"));
    check_gone(kiosk);
}

TEST_CASE("no claim code is in memory after its receipt was printed and its person left") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .options = {"--printer", centre.path("printer")}});
    Visitor visitor(kiosk, Assets::repository(), Language::english);
    visitor.fill_in_sample("We need food for the children.");
    const Tree receipt = visitor.sign_and_send();
    visitor.expect("receipt.print.done");
    const std::string code = visitor.claim_code(receipt);
    REQUIRE(code.size() == 16);
    std::string bare = code;
    bare.erase(std::remove(bare.begin(), bare.end(), '-'), bare.end());
    const auto needles = in_all_widths({code, bare, code.substr(0, 14), bare.substr(0, 12)});
    REQUIRE_FALSE(find_in_memory(kiosk.process().id(), needles).empty());
    CHECK(std::filesystem::file_size(centre.path("printer")) > 10'000);
    visitor.finish();
    for (int turn = 0; turn < 3; ++turn)
        kiosk.command("wait 0.3");
    for (const std::string& place : find_in_memory(kiosk.process().id(), needles))
        FAIL_CHECK(place);
}
