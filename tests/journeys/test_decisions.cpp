// SPDX-License-Identifier: Apache-2.0
// A request is sent at one terminal, decided at the office and asked after at another in the other language
// (P5, P6, P7): received, completed from there, accepted.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <thread>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

KioskOptions small(const std::filesystem::path& terminal) {
    return {.terminal = terminal, .size = "540x960", .density = "1.6"};
}

struct Receipt {
    std::string reference;
    std::string code;
};

Receipt send(const Centre& centre, Language language) {
    Kiosk kiosk(small(centre.terminal()));
    Visitor visitor(kiosk, Assets::repository(), language);
    visitor.fill_in_sample("Food for a month, until the first salary comes.");
    const Tree receipt = visitor.sign_and_send();
    Receipt sent{visitor.reference(receipt), visitor.claim_code(receipt)};
    visitor.finish();
    centre.pull_until(1);
    CHECK(kiosk.quit() == 0);
    return sent;
}

void must_decide(const Centre& centre, const std::vector<std::string>& words) {
    const Finished done = centre.decide(words);
    if (done.status != 0)
        FAIL("decide ended with " << done.status << ": " << done.errors);
}

class Asker {
public:
    Asker(Kiosk& kiosk, Language language)
        : visitor(kiosk, Assets::repository(), language, "complete_request")
        , kiosk_(kiosk) {}

    // From the home page to the answer. The terminal has only begun to fetch what the office says, so it is
    // asked again, though less often than makes the request rest.
    Tree ask(const Receipt& receipt, const std::string& heading) {
        visitor.tap("home.follow_up");
        for (int tries = 0; tries < 4; ++tries) {
            enter(receipt);
            const Tree tree = kiosk_.wait_for("an answer", [&](const Tree& seen) {
                return seen.shows(visitor.words(heading)) || seen.shows(visitor.words("follow_up.unknown"));
            });
            if (tree.shows(visitor.words(heading)))
                return tree;
            std::this_thread::sleep_for(milliseconds(1000));
            visitor.tap("follow_up.again");
        }
        FAIL("the answer never came");
        return kiosk_.tree();
    }

    Visitor visitor;

private:
    void enter(const Receipt& receipt) {
        visitor.expect("follow_up.reference.ask");
        const auto fields = kiosk_.tree().all("textbox");
        if (fields.empty() || fields.front().value.empty())
            kiosk_.type(receipt.reference);
        visitor.go_on();
        visitor.expect("follow_up.code.ask");
        kiosk_.type(receipt.code);
        visitor.tap("follow_up.look");
    }

    Kiosk& kiosk_;
};

void check_decided(Language sender, Language asker) {
    Centre centre;
    const auto elsewhere = centre.add_terminal("second", "Second lobby");
    const Receipt receipt = send(centre, sender);
    const bool english = asker == Language::english;
    const std::string note = english ? "Of the last three months, please." : "لآخر ثلاثة أشهر من فضلكم.";
    {
        Kiosk kiosk(small(elsewhere));
        Asker person(kiosk, asker);
        person.visitor.come_in();
        const Tree answer = person.ask(receipt, "follow_up.reply.received");
        CHECK(answer.shows(receipt.reference));
        CHECK_FALSE(answer.shows(receipt.code));
        person.visitor.tap("follow_up.done");
        person.visitor.expect("home.title");
        CHECK(kiosk.quit() == 0);
    }
    must_decide(centre, {receipt.reference, "checked"});
    must_decide(centre, {receipt.reference, "complete", "--note-ar", "لآخر ثلاثة أشهر من فضلكم.", "--note-en",
                         "Of the last three months, please."});
    {
        Kiosk kiosk(small(elsewhere));
        Asker person(kiosk, asker);
        Visitor& visitor = person.visitor;
        visitor.come_in();
        const Tree answer = person.ask(receipt, "follow_up.reply.needs_completion");
        CHECK(answer.shows(note));
        for (const char* document : {"income_statement", "bank_certificate"})
            CHECK(answer.shows(visitor.choice("documents", document)));
        // Both calendars.
        CHECK(answer.shows(form::format_date(today_in_riyadh(), form::DateStyle::both, asker)));
        visitor.tap("follow_up.complete");
        visitor.tap("before.start");
        visitor.expect("completing.reference");
        CHECK(kiosk.tree().all("textbox").front().value == receipt.reference);
        CHECK_FALSE(kiosk.tree().shows(note));
        visitor.go_on();
        visitor.answer("documents", "income_statement bank_certificate");
        visitor.answer("note", "");
        visitor.expect("check.title");
        CHECK(kiosk.tree().shows(receipt.reference));
        visitor.tap("check.continue");
        visitor.expect("declaration.title");
        kiosk.sign();
        visitor.go_on();
        visitor.expect("receipt.reference");
        visitor.finish();
        centre.pull_until(2);
        CHECK(kiosk.quit() == 0);
    }
    const std::string history = centre.show(receipt.reference);
    INFO(history);
    CHECK(history.find("Status            checked\n") != std::string::npos);
    must_decide(centre, {receipt.reference, "committee"});
    const std::vector<std::string> accept{receipt.reference, "accept",        "--note-ar", "مبارك لكم.",
                                          "--note-en",       "Good for you.", "--next",    "2027-01-15"};
    const Finished asked = centre.decide(accept);
    CHECK(asked.status == 1);
    CHECK(asked.errors.find("--yes says that it is meant") != std::string::npos);
    auto meant = accept;
    meant.emplace_back("--yes");
    must_decide(centre, meant);
    CHECK(centre.show(receipt.reference).find(", before the fourteenth day\n") != std::string::npos);

    // There, and where it was sent from, in its own language.
    for (const auto& [terminal, language] :
         {std::pair{elsewhere, asker}, std::pair{centre.terminal(), sender}}) {
        Kiosk kiosk(small(terminal));
        Asker person(kiosk, language);
        person.visitor.come_in();
        std::this_thread::sleep_for(milliseconds(2000)); // what it fetches is newer than what it has
        const Tree answer = person.ask(receipt, "follow_up.reply.accepted");
        CHECK(answer.shows(language == Language::english ? "Good for you." : "مبارك لكم."));
        CHECK(answer.shows(
            form::format_date(*form::Date::from_iso("2027-01-15"), form::DateStyle::both, language)));
        person.visitor.tap("follow_up.done");
        person.visitor.expect("home.title");
        CHECK_FALSE(kiosk.tree().shows("مبارك لكم."));
        CHECK(kiosk.quit() == 0);
    }
}

} // namespace

TEST_CASE("a request that was sent in Arabic is decided, and asked after elsewhere in English") {
    check_decided(Language::arabic, Language::english);
}

TEST_CASE("a request that was sent in English is decided, and asked after elsewhere in Arabic") {
    check_decided(Language::english, Language::arabic);
}
