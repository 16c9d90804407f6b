// SPDX-License-Identifier: Apache-2.0
// A terminal with a printer, in the real window: the receipt comes out at once, says what the screen says,
// and a printer without paper keeps nobody.
#include "sync/seal/receipt_line.hpp"
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/visitor.hpp"
#include "tests/kiosk/paper_printer.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

void check_says(const text::Raster& sheet, const std::string& reference, const std::string& claim_code) {
    const auto read = test::scan(sheet);
    REQUIRE(read.size() == 1);
    const auto line = seal::ReceiptLine::parse(read.front());
    REQUIRE(line);
    CHECK(line->reference.text() == reference);
    CHECK(line->claim_code.text() == claim_code);
}

} // namespace

TEST_CASE("a printer without paper is said to be, tried again and then prints") {
    test::PaperPrinter printer({.roll = test::roll_ended});
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .options = {"--printer", printer.name()}});
    Visitor visitor(kiosk, Assets::repository(), Language::arabic);
    visitor.fill_in_sample("نحتاج إلى مواد غذائية.");
    const Tree receipt = visitor.sign_and_send();
    visitor.expect("receipt.print.no_paper");
    // Everything is on the screen, and the way out is open.
    const Tree without = kiosk.tree();
    CHECK(visitor.claim_code(without) == visitor.claim_code(receipt));
    CHECK(without.find("button", visitor.words("receipt.finish")) != nullptr);
    printer.set_roll(test::all_well);
    visitor.tap("receipt.print.retry");
    visitor.expect("receipt.print.done");
    visitor.expect("receipt.next.keep.printed");
    visitor.finish();
    CHECK(kiosk.quit() == 0);
    check_says(test::read_sheet(printer.received()), visitor.reference(receipt), visitor.claim_code(receipt));
}

TEST_CASE("staff print a sample from the panel") {
    Centre centre;
    centre.add_person("Huda", "employee", "482915");
    Kiosk kiosk({.terminal = centre.terminal(), .options = {"--printer", centre.path("printer")}});
    Visitor visitor(kiosk, Assets::repository(), Language::arabic);
    visitor.expect("welcome.greeting.ar");
    kiosk.hold(visitor.words("organisation"), 4);
    visitor.expect("sign_in.staff");
    visitor.sign_in("482915");
    visitor.expect("staff.printer.ready");
    visitor.tap("staff.test_print");
    visitor.expect("staff.printer.printed");
    CHECK(kiosk.quit() == 0);
    const auto read = test::scan(test::read_sheet(test::read_bytes(centre.path("printer"))));
    REQUIRE(read.size() == 1);
    CHECK(read.front().rfind("ISTIQBAL:0000-0000-", 0) == 0);
}
