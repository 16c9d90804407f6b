// SPDX-License-Identifier: Apache-2.0
// Who is told of which sheet, and how a session asks for them.
#include "kiosk/app/printouts.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/session_scene.hpp"

using namespace istiqbal;
using namespace istiqbal::app;
using platform::PrintTrouble;
using screens::PrinterState;
using test::SessionScene;

TEST_CASE("where there is no printer, nothing is printed and nothing is said", "[printouts]") {
    Printouts printouts(false);
    printouts.print_receipt();
    printouts.print_sample();
    CHECK_FALSE(printouts.take_wanted());
    CHECK(printouts.receipt() == PrinterState::none);
    CHECK(printouts.printer() == PrinterState::none);
    CHECK_FALSE(printouts.receipt_again());
}

TEST_CASE("a receipt is printed once at a time, and tried again as often as is sensible", "[printouts]") {
    Printouts printouts(true);
    CHECK(printouts.printer() == PrinterState::ready);
    printouts.print_receipt();
    printouts.print_receipt();
    CHECK(printouts.take_wanted() == Sheet::receipt);
    CHECK_FALSE(printouts.take_wanted());
    CHECK(printouts.receipt() == PrinterState::busy);
    CHECK_FALSE(printouts.receipt_again());
    const std::pair<PrintTrouble, PrinterState> troubles[] = {
        {PrintTrouble::no_paper, PrinterState::no_paper},
        {PrintTrouble::unreachable, PrinterState::unreachable},
        {PrintTrouble::offline, PrinterState::offline},
        {PrintTrouble::stuck, PrinterState::stopped},
        {PrintTrouble::failed, PrinterState::stopped}};
    static_assert(std::size(troubles) == Printouts::most_tries);
    for (const auto& [trouble, state] : troubles) {
        printouts.answered(trouble);
        CHECK(printouts.receipt() == state);
        CHECK(printouts.printer() == state);
        printouts.print_receipt();
        printouts.take_wanted();
    }
    CHECK_FALSE(printouts.receipt_again());
    CHECK(printouts.receipt() == PrinterState::stopped);
    printouts.forget_receipt();
    CHECK(printouts.receipt_again());
}

TEST_CASE("the next person is not told of the last one's paper", "[printouts]") {
    Printouts printouts(true);
    printouts.print_receipt();
    REQUIRE(printouts.take_wanted());
    printouts.forget_receipt();
    CHECK(printouts.receipt() == PrinterState::ready);
    CHECK(printouts.printer() == PrinterState::busy);
    printouts.print_receipt();
    REQUIRE(printouts.take_wanted());
    printouts.answered(PrintTrouble::no_paper); // the last one's
    CHECK(printouts.receipt() == PrinterState::busy);
    CHECK(printouts.printer() == PrinterState::busy);
    printouts.answered(std::nullopt);
    CHECK(printouts.receipt() == PrinterState::printed);
    printouts.forget_receipt();
    CHECK(printouts.printer() == PrinterState::printed);
    printouts.answered(PrintTrouble::failed); // to nothing
    CHECK(printouts.printer() == PrinterState::printed);
}

TEST_CASE("what nobody has drawn when its person leaves is not printed", "[printouts]") {
    Printouts printouts(true);
    printouts.print_receipt();
    printouts.forget_receipt();
    CHECK_FALSE(printouts.take_wanted());
    CHECK(printouts.printer() == PrinterState::ready);
}

TEST_CASE("a stored request is printed at once, and finishing waits for no paper", "[printouts]") {
    SessionScene scene(Mode::lobby, {}, {}, true);
    scene.to_home();
    scene.to_sending();
    CHECK_FALSE(scene.session.take_sheet_wanted());
    CHECK_FALSE(scene.apply(screens::PrintReceipt{}));
    CHECK_FALSE(scene.session.take_sheet_wanted());
    REQUIRE(scene.session.take(Stored{test::some_receipt()}));
    CHECK(scene.session.take_sheet_wanted() == Sheet::receipt);
    CHECK(scene.session.printouts().receipt() == PrinterState::busy);
    SECTION("it comes, and another is asked for") {
        scene.session.take(Printed{});
        CHECK(scene.session.printouts().receipt() == PrinterState::printed);
        CHECK_FALSE(scene.apply(screens::PrintReceipt{}));
        CHECK(scene.session.take_sheet_wanted() == Sheet::receipt);
        CHECK(scene.step() == Step::receipt);
    }
    SECTION("it does not come, and is tried again") {
        scene.session.take(Printed{PrintTrouble::no_paper});
        CHECK(scene.session.printouts().receipt() == PrinterState::no_paper);
        scene.apply(screens::PrintReceipt{});
        CHECK(scene.session.take_sheet_wanted() == Sheet::receipt);
    }
    SECTION("the person goes before it is there") {
        CHECK(scene.apply(screens::Continue{}));
        CHECK(scene.session.place() == Place::rating);
        CHECK(scene.session.printouts().receipt() == PrinterState::ready);
        scene.apply(screens::PrintReceipt{});
        CHECK_FALSE(scene.session.take_sheet_wanted());
        scene.session.take(Printed{PrintTrouble::stuck});
        CHECK(scene.session.printouts().receipt() == PrinterState::ready);
        CHECK(scene.session.printouts().printer() == PrinterState::stopped);
    }
}

TEST_CASE("what a representative sends is printed too", "[printouts]") {
    SessionScene scene(Mode::branch, {test::reem}, {}, true);
    scene.sign_in(test::reem);
    scene.to_hand_over("C2");
    scene.apply(screens::AskWitness{screens::Witnessed::by_telephone});
    REQUIRE(scene.apply(screens::Continue{}));
    scene.apply(screens::AcknowledgeCommittee{true});
    scene.apply(screens::Continue{});
    REQUIRE(scene.step() == Step::sending);
    REQUIRE(scene.session.take(Stored{test::some_receipt()}));
    CHECK(scene.session.take_sheet_wanted() == Sheet::receipt);
}

TEST_CASE("a rating prints nothing", "[printouts]") {
    SessionScene scene(Mode::exit, {}, {Rated::Kind::service, "support_request", {"خدمة", "A service"}},
                       true);
    scene.apply(screens::Rate{5});
    scene.pass(std::chrono::minutes(2));
    CHECK_FALSE(scene.session.take_sheet_wanted());
}

TEST_CASE("staff print a sample and see how the printer is", "[printouts]") {
    SessionScene scene(Mode::lobby, {test::huda}, {}, true);
    scene.apply(screens::AskStaff{});
    scene.sign_in(test::huda);
    REQUIRE(scene.session.place() == Place::staff);
    scene.apply(screens::TestPrint{});
    scene.apply(screens::TestPrint{});
    CHECK(scene.session.take_sheet_wanted() == Sheet::sample);
    CHECK_FALSE(scene.session.take_sheet_wanted());
    CHECK(scene.session.printouts().printer() == PrinterState::busy);
    scene.session.take(Printed{PrintTrouble::offline});
    CHECK(scene.session.printouts().printer() == PrinterState::offline);
}
