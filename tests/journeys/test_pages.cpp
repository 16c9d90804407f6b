// SPDX-License-Identifier: Apache-2.0
// What a terminal in the lobby offers besides requests: following one up (P7, G9), reading (G3, G6), and the
// staff panel behind the hidden gesture.
#include "sync/seal/receipt_line.hpp"
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/small_form.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

class Guest {
public:
    Guest(Kiosk& kiosk, Language language)
        : visitor(kiosk, Assets::repository(), language)
        , kiosk_(kiosk) {}

    void look_up(const std::string& reference, const std::string& code) {
        visitor.expect("follow_up.reference.ask");
        clear();
        kiosk_.type(reference);
        visitor.go_on();
        visitor.expect("follow_up.code.ask");
        kiosk_.type(code);
        visitor.tap("follow_up.look");
    }
    void follow_up() { visitor.tap("home.follow_up"); }

    Visitor visitor;

private:
    void clear() {
        kiosk_.key("end");
        const auto fields = kiosk_.tree().all("textbox");
        if (!fields.empty() && !fields.front().value.empty())
            kiosk_.key("backspace", static_cast<int>(fields.front().value.size()));
    }

    Kiosk& kiosk_;
};

std::string another_code(const std::string& code) {
    for (;;) {
        std::string other = seal::ClaimCode::generate().text();
        if (other != code)
            return other;
    }
}

} // namespace

TEST_CASE("a request is followed up by what is on its receipt") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    Kiosk kiosk(small.options(centre.terminal()));
    std::string reference;
    std::string code;
    for (const std::string& line : small.script("Nora")) {
        const std::string reply = kiosk.command(line);
        if (line == "tree") {
            const Visitor reader(kiosk, small.assets(), Language::arabic);
            reference = reader.reference(Tree::parse(reply));
            code = reader.claim_code(Tree::parse(reply));
        }
    }
    REQUIRE_FALSE(reference.empty());
    Guest guest(kiosk, Language::english);
    Visitor& visitor = guest.visitor;
    visitor.come_in();

    // Typed, with small letters as people do.
    guest.follow_up();
    visitor.go_on();
    visitor.expect("follow_up.reference.empty");
    std::string small_letters = reference;
    for (char& letter : small_letters)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    guest.look_up(small_letters, code);
    kiosk.wait_for("the request",
                   [&](const Tree& tree) { return tree.shows(visitor.words("follow_up.station.signed")); });
    CHECK(kiosk.tree().shows(reference));
    CHECK_FALSE(kiosk.tree().shows(code));
    visitor.tap("follow_up.done");

    // Scanned: the receipt's line comes as typing that ends with Enter.
    const auto line =
        seal::ReceiptLine{*seal::Reference::parse(reference), *seal::ClaimCode::parse(code)}.text();
    guest.follow_up();
    visitor.expect("follow_up.reference.ask");
    kiosk.type(line);
    kiosk.key("enter");
    visitor.expect("follow_up.station.signed");
    visitor.tap("follow_up.done");

    // A slip is said at once; a wrong code kindly, and without a word about whether the request exists.
    guest.follow_up();
    visitor.expect("follow_up.reference.ask");
    std::string slip = reference;
    slip.front() = slip.front() == '7' ? '8' : '7';
    kiosk.type(slip);
    visitor.go_on();
    visitor.expect("follow_up.slip");
    kiosk.key("end");
    kiosk.key("backspace", static_cast<int>(slip.size()));
    kiosk.type(reference);
    visitor.go_on();
    visitor.expect("follow_up.code.ask");
    kiosk.type(another_code(code));
    visitor.tap("follow_up.look");
    visitor.expect("follow_up.unknown");
    CHECK(kiosk.tree().shows(visitor.words("follow_up.unknown.text")));
    // Five of them, and the request rests, also for the right code.
    for (int tries = 2; tries <= 5; ++tries) {
        visitor.tap("follow_up.again");
        guest.look_up(reference, another_code(code));
        visitor.expect("follow_up.unknown");
    }
    visitor.tap("follow_up.again");
    guest.look_up(reference, code);
    visitor.expect("follow_up.resting");
    visitor.tap("back");
    visitor.expect("home.title");
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("the staff panel opens behind the mark and a PIN, and begins the program anew") {
    Centre centre;
    const std::string pin = "740193";
    centre.add_person("Nora", "employee", pin);
    Kiosk kiosk({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    Visitor visitor(kiosk, Assets::repository(), Language::arabic);
    const auto open_panel = [&] {
        visitor.expect("welcome.greeting.ar");
        kiosk.hold(visitor.words("organisation"), 4);
        visitor.expect("sign_in.staff");
        visitor.sign_in(pin);
        visitor.expect("staff.title");
    };
    // A touch of the mark is none of it.
    visitor.expect("welcome.greeting.ar");
    kiosk.hold(visitor.words("organisation"), 1);
    visitor.expect("welcome.greeting.ar");
    open_panel();
    visitor.expect("staff.link.works");
    visitor.tap("staff.sync");
    visitor.expect("staff.queue.empty");
    visitor.tap("staff.tab.records");
    visitor.expect("staff.records.text");
    visitor.tap("staff.tab.terminal");
    visitor.expect("staff.enrolment");
    kiosk.expect("Main lobby");
    visitor.tap("staff.leave");
    open_panel();
    // The answer to this touch is the new program's first frame.
    kiosk.process().write("tap " + Kiosk::quoted(visitor.words("staff.restart")) + "\n");
    const auto starts = [&] {
        const std::string log = kiosk.errors();
        int count = 0;
        for (std::size_t at = log.find("first frame"); at != std::string::npos;
             at = log.find("first frame", at + 1))
            ++count;
        return count;
    };
    for (int tries = 0; tries < 600 && starts() < 2; ++tries)
        CHECK_FALSE(kiosk.process().wait(milliseconds(50)).has_value());
    REQUIRE(starts() == 2);
    visitor.expect("welcome.greeting.ar");
    visitor.come_in();
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("reading: shelves, an article, the search, and the page made easier to read") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    const auto& catalogue = Assets::repository().catalogue;
    for (const Language language : {Language::arabic, Language::english}) {
        Visitor visitor(kiosk, Assets::repository(), language);
        visitor.come_in();
        visitor.tap("home.read");
        visitor.expect("reading.text");
        visitor.tap("reading.questions");
        visitor.expect("reading.questions.intro");
        const auto& question = catalogue.questions().front();
        kiosk.tap(question.question.in(language));
        kiosk.wait_for("the answer", [&](const Tree& tree) {
            return tree.find("heading", question.question.in(language)) != nullptr;
        });
        // Both switches are there, and undone by the end of the session.
        visitor.tap("tools.larger_text");
        visitor.expect("tools.smaller_text");
        visitor.tap("tools.high_contrast");
        visitor.expect("tools.usual_contrast");
        CHECK(kiosk.tree().find("heading", question.question.in(language)) != nullptr);
        visitor.tap("tools.smaller_text");
        visitor.tap("back");
        visitor.expect("reading.questions.intro");
        visitor.tap("back");

        visitor.tap("reading.services");
        const auto& service = catalogue.services().front();
        kiosk.tap(service.title.in(language));
        visitor.expect("reading.service.documents");
        visitor.tap("back");
        visitor.tap("back");

        visitor.tap("reading.search");
        visitor.expect("reading.search.hint");
        kiosk.type("qqqq");
        visitor.expect("reading.search.none");
        visitor.tap("reading.search.clear");
        kiosk.type(language == Language::arabic ? "تطوع" : "volunteer");
        visitor.tap("reading.search.show");
        const Tree found = kiosk.wait_for("results", [&](const Tree& tree) {
            return tree.all("key").empty() && !tree.shows(visitor.words("reading.search.none.text"));
        });
        std::string first;
        for (const Node& node : found.all("button"))
            if (node.value == visitor.words("reading.services") ||
                node.value == visitor.words("reading.questions"))
                first = first.empty() ? node.name : first;
        if (first.empty())
            FAIL("nothing was found; there is\n" << found.describe());
        kiosk.tap(first);
        kiosk.wait_for("what was found",
                       [&](const Tree& tree) { return tree.find("heading", first) != nullptr; });
        visitor.tap("back");
        kiosk.expect(first); // the results are where they were
        visitor.tap("tools.again");
        visitor.tap("again.leave");
        visitor.expect("welcome.greeting.ar");
    }
    CHECK(kiosk.quit() == 0);
}
