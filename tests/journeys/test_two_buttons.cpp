// SPDX-License-Identifier: Apache-2.0
// The whole support request by two buttons and Enter (EN 301 549): nothing is touched, and what has the focus
// is always in sight. Answers are typed as on a keyboard, one of them on the screen's own; who cannot draw a
// signature declares before an employee.
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

const std::string pin = "740193";

class TactileVisitor {
public:
    explicit TactileVisitor(Kiosk& kiosk)
        : visitor(kiosk, Assets::repository(), Language::english)
        , kiosk_(kiosk) {}

    void choose(const std::string& key) { kiosk_.choose(visitor.words(key)); }
    // The ways on stand behind the keyboard and before the tools: nearer from the end.
    void go_on(const std::string& key = "continue") {
        kiosk_.go_back_to(visitor.words(key));
        kiosk_.key("enter");
    }
    void type(const std::string& question, const std::string& text) {
        kiosk_.expect(visitor.label(question));
        kiosk_.type(text);
        go_on();
    }
    void type_by_rows(const std::string& question, const std::string& letters) {
        kiosk_.expect(visitor.label(question));
        for (const char letter : letters)
            kiosk_.choose_key(std::string(1, letter));
        go_on();
    }
    void pick(const std::string& question, const std::vector<std::string>& choices) {
        kiosk_.expect(visitor.label(question));
        for (const std::string& choice : choices)
            kiosk_.choose(visitor.choice(question, choice));
        go_on();
    }
    void pass(const std::string& question) {
        kiosk_.expect(visitor.label(question));
        go_on();
    }

    Visitor visitor;

private:
    Kiosk& kiosk_;
};

} // namespace

TEST_CASE("a support request by two buttons and Enter") {
    Centre centre;
    centre.add_person("Salem", "representative", "927461");
    centre.add_person("Nora", "employee", pin);
    Kiosk kiosk({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    TactileVisitor tactile(kiosk);
    Visitor& visitor = tactile.visitor;
    const auto& support = *Assets::repository().catalogue.journey("support_request");

    kiosk.expect(visitor.words("welcome.greeting.en"));
    kiosk.choose("English");
    visitor.expect("home.title");
    kiosk.choose(support.title.en);
    visitor.expect("before.who.title");
    tactile.go_on("before.start");

    tactile.type("full_name", "Layla Ahmed Al-Harbi");
    tactile.type("national_id", "2000000006");
    kiosk.expect(visitor.label("birth_date"));
    kiosk.go_to(visitor.words("date.day.name"));
    kiosk.type("23");
    kiosk.go_to(visitor.words("date.month.name"));
    kiosk.type("7");
    kiosk.go_to(visitor.words("date.year.name"));
    kiosk.type("1985");
    tactile.go_on();
    tactile.type("mobile", "0559876543");
    tactile.type_by_rows("city", "abha");
    tactile.pick("contact_way", {"call"});
    tactile.pick("marital_status", {"single"});
    tactile.type("household_size", "1");
    tactile.pass("health_conditions");
    tactile.pick("housing_kind", {"owned"});
    tactile.type("monthly_income", "0");
    tactile.type("monthly_obligations", "0");
    tactile.pass("debts");
    tactile.pick("need_kind", {"food"});
    tactile.type("need_description", "Food for the month, until the first salary comes.");
    tactile.pass("needed_by");
    tactile.pick("earlier_support", {"none"});
    tactile.pass("documents_note");
    tactile.pick("documents_general", {"family_record"});
    kiosk.expect(visitor.label("documents_later"));
    tactile.choose("question.acknowledge");
    tactile.go_on();

    visitor.expect("check.title");
    const Tree check_page = kiosk.tree();
    tactile.go_on("check.continue");
    visitor.expect("declaration.title");
    tactile.choose("declaration.cannot_sign");
    visitor.expect("sign_in.witness");
    kiosk.choose("Nora");
    visitor.expect("sign_in.pin.name");
    for (const char digit : pin)
        kiosk.choose_key(std::string(1, digit));
    tactile.choose("sign_in.pin.name");
    kiosk.expect(
        Assets::repository().strings.format(Language::english, "declaration.witnessed", {{"name", "Nora"}}));
    tactile.go_on();
    visitor.expect("committee.title");
    tactile.choose("committee.acknowledge");
    tactile.go_on("committee.send");
    visitor.expect("receipt.reference");
    const std::string reference = visitor.reference(kiosk.tree());
    tactile.go_on("receipt.finish");
    visitor.expect("rating.question.service");
    tactile.choose("rating.skip.service");
    visitor.expect("finished.title");
    tactile.choose("finished.leave");
    kiosk.expect(visitor.words("welcome.greeting.ar"));

    centre.pull_until(1);
    const seal::Submission record = centre.record(reference);
    check_values(record, {{"full_name", "Layla Ahmed Al-Harbi"},
                          {"national_id", "2000000006"},
                          {"birth_date", "1985-07-23"},
                          {"mobile", "+966559876543"},
                          {"city", "abha"},
                          {"contact_way", "call"},
                          {"marital_status", "single"},
                          {"household_size", "1"},
                          {"housing_kind", "owned"},
                          {"monthly_income", "0"},
                          {"income_per_person", "0"},
                          {"monthly_obligations", "0"},
                          {"need_kind", "food"},
                          {"need_description", "Food for the month, until the first salary comes."},
                          {"earlier_support", "none"},
                          {"documents_general", "family_record"},
                          {"documents_later", "OK"}});
    check_shown(record, check_page, visitor);
    CHECK_FALSE(record.signature.has_value());
    REQUIRE(record.witness.has_value());
    CHECK(record.witness->name == "Nora");
    CHECK(record.witness->reason == seal::Witness::Reason::cannot_sign);
    CHECK(record.committee.value().acknowledged);
    CHECK(kiosk.quit() == 0);
}
