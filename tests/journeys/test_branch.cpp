// SPDX-License-Identifier: Apache-2.0
// Branch mode on a tablet of 1280 × 800: a representative takes a request by telephone (C2), loses the power
// in the middle of it and goes on; and one in a branch office (C8), where the person signs on the tablet
// themselves.
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"

#include <csignal>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

const std::string representative = "Salem Al-Otaibi";
const std::string pin = "927461";

KioskOptions tablet(const Centre& centre) {
    return {.terminal = centre.terminal(), .size = "1280x800", .density = "5.9"};
}

class Representative {
public:
    explicit Representative(Kiosk& kiosk)
        : visitor(kiosk, Assets::repository(), Language::arabic)
        , kiosk_(kiosk) {}

    std::string format(const std::string& key, ui::Strings::Values values) const {
        return Assets::repository().strings.format(Language::arabic, key, values);
    }
    void sign_in() {
        visitor.expect("sign_in.desk");
        visitor.sign_in(pin);
        kiosk_.expect(format("desk.title", {{"name", representative}}));
    }
    // To the first page of who asks.
    void new_request(const std::string& channel, const std::string& journey = "support_request") {
        visitor.tap("desk.new");
        visitor.expect("desk.journeys");
        kiosk_.tap(Assets::repository().catalogue.journey(journey)->title.ar);
        visitor.expect("desk.channels");
        visitor.tap("channel." + channel);
        visitor.expect("taking.who");
    }
    // From there to the first question: the beneficiary asks, today.
    void by_themself() {
        visitor.tap("taking.who.themself");
        visitor.go_on();
        visitor.expect("taking.received");
        visitor.go_on();
        start();
    }
    // A daughter asked yesterday, and the consent was read out to the beneficiary.
    void by_daughter() {
        visitor.go_on();
        visitor.expect("taking.missing.who");
        visitor.tap("taking.who.another");
        visitor.go_on();
        visitor.expect("taking.name");
        kiosk_.type("سارة علي الحربي");
        visitor.go_on();
        visitor.expect("taking.relation");
        visitor.tap("taking.relation.child");
        visitor.go_on();
        visitor.expect("taking.mobile");
        kiosk_.type("055123456");
        visitor.go_on();
        visitor.expect("taking.wrong.mobile");
        kiosk_.type("7");
        visitor.go_on();
        visitor.expect("taking.received");
        visitor.tap("taking.yesterday");
        visitor.go_on();
        visitor.expect("taking.consent");
        visitor.go_on();
        visitor.expect("taking.missing.consent");
        visitor.tap("taking.consent.read_out");
        visitor.go_on();
        start();
    }
    void start() {
        visitor.expect("before.read_out");
        visitor.tap("before.start");
    }
    void answer(const Values& answers) {
        for (const auto& [question, typed] : answers)
            visitor.answer(question, typed);
    }
    void match(const std::string& document) {
        for (const char* tick : {"documents.seen", "documents.matches", "documents.unexpired"})
            kiosk_.tap(visitor.words(tick) + " — " + visitor.choice("documents_general", document));
    }
    void lock() {
        visitor.tap("desk.lock");
        visitor.expect("sign_in.desk");
        CHECK_FALSE(kiosk_.tree().shows(representative + "."));
    }

    Visitor visitor;

private:
    Kiosk& kiosk_;
};

const Values first_answers{
    {"full_name", "ليلى أحمد الحربي"}, {"national_id", "2000000006"}, {"birth_date", "23/7/1985"}};
const Values further_answers{{"mobile", "0559876543"},
                             {"city", "أبها"},
                             {"contact_way", "call"},
                             {"marital_status", "single"},
                             {"household_size", "1"},
                             {"health_conditions", ""},
                             {"housing_kind", "relatives"},
                             {"monthly_income", "0"},
                             {"monthly_obligations", "0"},
                             {"debts", ""},
                             {"need_kind", "food"},
                             {"need_description", "غذاء لشهر كامل حتى يأتي أول راتب."},
                             {"needed_by", ""},
                             {"earlier_support", "none"},
                             {"documents_note", ""},
                             {"documents_general", "id_copy family_record"},
                             {"id_expiry", "1/1/2090"},
                             {"documents_later", "OK"}};

void check_taken(const seal::Submission& record, const std::string& channel, const Representative& desk) {
    CHECK(record.channel == channel);
    CHECK(record.language == "ar");
    REQUIRE(record.taken_by.has_value());
    CHECK(record.taken_by->representative == representative);
    if (channel == "C2") {
        CHECK(record.taken_by->asked_by ==
              seal::AskedBy{"سارة علي الحربي", desk.visitor.words("taking.relation.child"), "+966551234567"});
        CHECK(record.taken_by->received == today_in_riyadh().plus_days(-1).iso());
    } else {
        CHECK_FALSE(record.taken_by->asked_by);
        CHECK(record.taken_by->received == today_in_riyadh().iso());
    }
    CHECK(record.taken_by->consent == (channel == "C2" ? seal::Consent::read_out : seal::Consent::in_person));
    const std::vector<seal::SeenDocument> expected{
        {desk.visitor.choice("documents_general", "id_copy"), true, true, true},
        {desk.visitor.choice("documents_general", "family_record"), false, false, false}};
    CHECK(record.taken_by->documents_seen == expected);
    check_values(record, {{"full_name", "ليلى أحمد الحربي"},
                          {"national_id", "2000000006"},
                          {"birth_date", "1985-07-23"},
                          {"mobile", "+966559876543"},
                          {"city", "أبها"},
                          {"contact_way", "call"},
                          {"marital_status", "single"},
                          {"household_size", "1"},
                          {"housing_kind", "relatives"},
                          {"monthly_income", "0"},
                          {"income_per_person", "0"},
                          {"monthly_obligations", "0"},
                          {"need_kind", "food"},
                          {"need_description", "غذاء لشهر كامل حتى يأتي أول راتب."},
                          {"earlier_support", "none"},
                          {"documents_general", "id_copy family_record"},
                          {"id_expiry", "2090-01-01"},
                          {"documents_later", "OK"}});
}

// Where the label of a draft is: between isolates.
std::string draft_button(const Tree& tree, const std::string& name) {
    for (const Node& node : tree.nodes())
        if (node.role == "button" && node.name.find(name) != std::string::npos)
            return node.name;
    FAIL("no draft of " << name << " in\n" << tree.describe());
    return {};
}

} // namespace

TEST_CASE("a request by telephone survives the power and is witnessed by the representative") {
    Centre centre("branch");
    centre.add_person(representative, "representative", pin);
    centre.add_person("Nora", "employee", "740193");
    {
        Kiosk kiosk(tablet(centre));
        Representative desk(kiosk);
        desk.visitor.expect("sign_in.desk");
        desk.visitor.sign_in("111213");
        desk.visitor.expect("sign_in.wrong");
        desk.sign_in();
        desk.visitor.expect("desk.no_drafts");
        desk.new_request("C2");
        desk.by_daughter();
        desk.answer(first_answers);
        kiosk.expect(desk.visitor.label("mobile"));
        // The draft is sealed on a worker; the list in memory follows it.
        kiosk.command("wait 0.5");
        kiosk.process().signal(SIGKILL);
        REQUIRE(kiosk.process().wait(milliseconds(10'000)) == 128 + SIGKILL);
    }
    for (const std::string secret : {"ليلى أحمد", "2000000006", "سارة علي", "0551234567"})
        CHECK(files_with(centre.terminal(), secret).empty());

    Kiosk kiosk(tablet(centre));
    Representative desk(kiosk);
    Visitor& visitor = desk.visitor;
    desk.sign_in();
    kiosk.expect("ليلى أحمد الحربي");
    kiosk.tap(draft_button(kiosk.tree(), "ليلى أحمد الحربي"));
    desk.answer(further_answers);
    visitor.expect("check.title");
    const Tree check_page = kiosk.tree();
    CHECK(check_page.shows("سارة علي الحربي"));
    CHECK(check_page.shows("+966551234567"));
    CHECK(check_page.shows(visitor.words("taking.relation.child")));
    CHECK(check_page.shows(visitor.words("taking.consent.read_out")));
    visitor.tap("check.continue");
    visitor.expect("documents.title");
    // What was seen must fit: a document that is only half matched is pointed out.
    kiosk.tap(visitor.words("documents.seen") + " — " + visitor.choice("documents_general", "id_copy"));
    visitor.go_on();
    visitor.expect("documents.mismatch");
    for (const char* tick : {"documents.matches", "documents.unexpired"})
        kiosk.tap(visitor.words(tick) + " — " + visitor.choice("documents_general", "id_copy"));
    visitor.go_on();
    visitor.expect("declaration.title");
    visitor.go_on();
    visitor.expect("declaration.witness_first");
    CHECK(kiosk.tree().all("signature").empty()); // nobody is there to sign
    visitor.tap("declaration.by_telephone");
    kiosk.expect(desk.format("declaration.witnessed", {{"name", representative}}));
    visitor.go_on();
    visitor.tap("committee.acknowledge");
    visitor.tap("committee.send");
    visitor.expect("receipt.reference");
    const std::string reference = visitor.reference(kiosk.tree());
    visitor.tap("receipt.finish");
    kiosk.expect(desk.format("desk.title", {{"name", representative}}));
    visitor.expect("desk.no_drafts");
    CHECK_FALSE(kiosk.tree().shows("ليلى"));
    desk.lock();

    centre.pull_until(1);
    const seal::Submission record = centre.record(reference);
    check_taken(record, "C2", desk);
    check_shown(record, check_page, visitor);
    CHECK_FALSE(record.signature.has_value());
    REQUIRE(record.witness.has_value());
    CHECK(record.witness->name == representative);
    CHECK(record.witness->reason == seal::Witness::Reason::by_telephone);
    // What the representative was not shown is still to come, and the office's people read all of it.
    std::vector<std::string> missing;
    for (const seal::ListedDocument& document : record.missing_documents)
        missing.push_back(document.document);
    CHECK(missing == std::vector<std::string>{"income_statement", "bank_certificate", "family_record"});
    const std::string shown = centre.show(reference);
    for (const std::string& told :
         {std::string("سارة علي الحربي"), visitor.words("taking.relation.child"),
          std::string("+966551234567"), std::string("the consent was read out to the person")})
        CHECK(shown.find(told) != std::string::npos);
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("the tablet is handed over for the signature, and taken back by PIN") {
    Centre centre("branch");
    centre.add_person(representative, "representative", pin);
    Kiosk kiosk(tablet(centre));
    Representative desk(kiosk);
    Visitor& visitor = desk.visitor;
    desk.sign_in();
    desk.new_request("C8");
    desk.by_themself();
    desk.answer(first_answers);
    desk.answer(further_answers);
    visitor.expect("check.title");
    visitor.tap("check.continue");
    visitor.expect("documents.title");
    desk.match("id_copy");
    visitor.go_on();
    visitor.expect("hand_over.title");
    visitor.tap("hand_over.ready");
    visitor.expect("declaration.title");
    kiosk.sign();
    visitor.go_on();
    visitor.tap("committee.acknowledge");
    visitor.tap("committee.send");
    // Nothing is sent, and nothing of the desk can be reached, without the PIN of whose tablet it is.
    visitor.expect("sign_in.hand_back");
    visitor.sign_in("111213");
    visitor.expect("sign_in.wrong");
    visitor.sign_in(pin);
    visitor.expect("receipt.reference");
    const Tree receipt = kiosk.tree();
    const std::string reference = visitor.reference(receipt);
    const std::string claim_code = visitor.claim_code(receipt);
    visitor.tap("receipt.finish");
    visitor.expect("desk.no_drafts");
    desk.lock();

    centre.pull_until(1);
    const seal::Submission record = centre.record(reference);
    check_taken(record, "C8", desk);
    CHECK(record.signature.value().strokes.size() == 2);
    check_claim(record, reference, claim_code);
    CHECK_FALSE(record.witness.has_value());
    CHECK(kiosk.quit() == 0);
}
