// SPDX-License-Identifier: Apache-2.0
// The support request (T4) from welcome to receipt through the real window, and what the office reads of it:
// every answer, the words as shown (P4), the committee's date (P5), what is missing (P6), the signature, the
// claim code (P7).
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"

#include <fstream>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

constexpr int committee_days = 14;

// Neither at the terminal nor at the hub may this ever lie in clear.
const std::string canary = "canary-zq73519-kestrel";

// The day may end while a journey runs.
form::Date committee_day(const seal::Submission& record) {
    const form::Date expected = today_in_riyadh().plus_days(committee_days);
    return record.committee.value().date == expected.iso() ? expected : expected.plus_days(-1);
}

void check_frame(const seal::Submission& record, Visitor& visitor) {
    const Assets& assets = Assets::repository();
    CHECK(record.form == assets.form("support_request").id);
    CHECK(record.form_version == assets.form("support_request").version);
    CHECK(record.language == (visitor.language() == Language::arabic ? "ar" : "en"));
    CHECK(record.channel == "kiosk");
    CHECK(std::abs(record.created - std::int64_t{std::time(nullptr)}) < 900);
    CHECK(record.declaration == visitor.words("declaration.text"));
    const form::Date day = committee_day(record);
    CHECK(record.committee.value().date == day.iso());
    CHECK(
        record.committee.value().text ==
        assets.strings.format(visitor.language(), "committee.notice",
                              {{"date", form::format_date(day, form::DateStyle::both, visitor.language())}}));
    CHECK(record.committee.value().acknowledged);
}

std::string typed_day(form::Date day) {
    return std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" + std::to_string(day.year());
}

std::vector<seal::ListedDocument> documents(const Visitor& visitor, const Values& missing) {
    std::vector<seal::ListedDocument> listed;
    for (const auto& [question, document] : missing)
        listed.push_back({document, visitor.choice(question, document)});
    return listed;
}

// The next person finds nothing of this one.
void check_forgotten(const Tree& welcome, const seal::Submission& record, const std::string& claim_code) {
    CHECK_FALSE(welcome.shows(record.reference));
    CHECK_FALSE(welcome.shows(claim_code));
    for (const seal::ShownAnswer& answer : record.answers) {
        INFO(answer.name << ": " << answer.shown);
        // A number of one digit is in the clock, too.
        CHECK((answer.shown.size() < 3 || !welcome.shows(answer.shown)));
    }
}

void check_nothing_in_clear(const Centre& centre, const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets)
        for (const auto& folder : {centre.terminal(), centre.path("hub")})
            for (const std::string& file : files_with(folder, secret))
                FAIL_CHECK(secret << " lies in clear in " << file);
}

// Purging waits for the office's own acknowledgement: at the hub is not enough.
void check_purge(Centre& centre, Kiosk& first, const std::string& reference) {
    REQUIRE(first.quit() == 0);
    journal::Counts counts = centre.journal_counts();
    const auto start_for_a_moment = [&] {
        Kiosk kiosk({.terminal = centre.terminal()});
        kiosk.expect("");
        kiosk.command("wait 1");
        REQUIRE(kiosk.quit() == 0);
        counts = centre.journal_counts();
    };
    for (int tries = 0; tries < 20 && counts.spooled == 0; ++tries)
        start_for_a_moment();
    CHECK(counts.spooled == 1);
    CHECK(counts.purged == 0);

    const Pulled pulled = centre.pull();
    CHECK(pulled.filed == 1);
    CHECK(pulled.aside == 0);
    CHECK(pulled.acknowledged == 1);
    CHECK(centre.references() == std::vector<std::string>{reference});
    CHECK(centre.journal_counts().purged == 0);
    for (int tries = 0; tries < 20 && counts.purged == 0; ++tries)
        start_for_a_moment();
    CHECK(counts.purged == 1);
    CHECK(counts.spooled == 0);
    CHECK(counts.unsent == 0);

    const Pulled again = centre.pull();
    CHECK(again.filed == 0);
    CHECK(again.aside == 0);
}

// Three of four dependants: the first is changed, the second removed, the fourth left out.
void add_members(Kiosk& kiosk, Visitor& visitor) {
    const auto add = [&](const std::string& button, const std::vector<std::string>& answers) {
        visitor.tap(button);
        const char* questions[] = {"member_name", "member_relation", "member_birth_date", "member_situation"};
        for (std::size_t index = 0; index < answers.size(); ++index)
            visitor.answer(questions[index], answers[index]);
    };
    visitor.expect("entries.empty");
    add("entries.add_first", {"سارة", "child", "1/9/1437", "studies"});
    add("entries.add", {"هيا", "parent", "1/7/1365", ""});
    add("entries.add", {"فهد", "child", "1/5/2006", "works seeks_work"});

    const std::string sarah = Visitor::entry(1, "سارة");
    kiosk.tap(visitor.change_entry_button(sarah));
    // Its answers are there, and what is not changed stays.
    kiosk.expect(visitor.label("member_name"));
    CHECK(kiosk.tree().find("textbox", visitor.label("member_name"))->value == "سارة");
    visitor.go_on();
    visitor.answer("member_relation", "grandchild");
    visitor.answer("member_birth_date", "");
    visitor.answer("member_situation", "");
    kiosk.expect(visitor.choice("member_relation", "grandchild"));

    visitor.remove_entry(Visitor::entry(2, "هيا"));
    kiosk.expect(Visitor::entry(2, "فهد"));
    CHECK_FALSE(kiosk.tree().shows("هيا"));
    visitor.go_on();
}

} // namespace

TEST_CASE("a support request in Arabic, from the welcome page to the office") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    Visitor visitor(kiosk, Assets::repository(), Language::arabic);
    const Visitor english(kiosk, Assets::repository(), Language::english);
    const form::Date needed = today_in_riyadh().plus_days(30);
    const form::Date expires = today_in_riyadh().plus_days(400);

    visitor.begin();
    visitor.answer("full_name", "نورة بنت عبدالله السبيعي");
    visitor.answer("national_id", "١٠٠٠٠٠٠٠٠٨");
    visitor.answer("birth_date", "1/1/1421");
    visitor.answer("mobile", "٠٥٠١٢٣٤٥٦٧");
    // Back keeps what was answered.
    kiosk.expect(visitor.label("city"));
    visitor.tap("back");
    kiosk.expect(visitor.label("mobile"));
    CHECK(kiosk.tree().find("textbox", visitor.label("mobile"))->value == "٠٥٠١٢٣٤٥٦٧");
    visitor.go_on();
    kiosk.expect(visitor.label("city"));
    visitor.press({"ب", "ر", "ي", "د", "ة"});
    visitor.go_on();
    // The other language and back again: the page speaks it at once, and the answer stays.
    kiosk.expect(visitor.label("contact_way"));
    visitor.enter("contact_way", "message");
    visitor.tap("tools.other_language");
    kiosk.expect(english.label("contact_way"));
    CHECK(kiosk.tree().find("radio", english.choice("contact_way", "message"))->selected);
    kiosk.tap(english.words("tools.other_language"));
    kiosk.expect(visitor.label("contact_way"));
    visitor.go_on();
    visitor.answer("marital_status", "widowed");
    kiosk.expect(visitor.label("household_size"));
    visitor.press({"1", "6", visitor.words("key.backspace"), visitor.words("key.backspace"), "6"});
    visitor.go_on();
    visitor.answer("dependants", "4");
    add_members(kiosk, visitor);
    visitor.answer("health_conditions", "chronic");
    visitor.answer("housing_kind", "rented");
    visitor.answer("annual_rent", "18000");
    kiosk.expect(visitor.label("monthly_income"));
    visitor.press({"3", "2", "0", "0", ".", "5", "0"});
    visitor.go_on();
    visitor.answer("income_sources", "relatives social_security");
    kiosk.expect("533.42"); // the note says what was worked out
    visitor.go_on();
    visitor.answer("monthly_obligations", "1500");
    visitor.answer("debts", "");
    visitor.answer("need_kind", "rent");
    visitor.answer("need_description", "تأخر إيجار المنزل شهرين بعد انقطاع الدخل " + canary);
    visitor.answer("amount", "7500");
    visitor.answer("needed_by", typed_day(needed));
    visitor.answer("earlier_support", "elsewhere");
    visitor.answer("earlier_support_text", "سلة غذائية");
    visitor.answer("iban", "SA0380000000608010167519");
    visitor.answer("documents_note", "");
    visitor.answer("documents_general", "id_copy income_statement");
    visitor.answer("id_expiry", typed_day(expires));
    visitor.answer("documents_rent", "rent_contract");
    visitor.answer("rent_contract_expiry", typed_day(expires));
    visitor.answer("documents_later", "OK");

    visitor.expect("check.title");
    kiosk.expect("7,500");
    kiosk.tap(visitor.change_button("amount"));
    // Its label stands on the page of answers, too.
    kiosk.wait_for("the question", [&](const Tree& tree) {
        return tree.find("textbox", visitor.label("amount")) != nullptr;
    });
    kiosk.key("backspace", 4);
    kiosk.type("٨٢٥٠");
    visitor.go_on();
    visitor.expect("check.title");
    const Tree check_page = kiosk.tree();
    CHECK(check_page.shows("8,250"));
    CHECK_FALSE(check_page.shows("7,500"));
    const Tree receipt = visitor.sign_and_send();
    const std::string reference = visitor.reference(receipt);
    const std::string claim_code = visitor.claim_code(receipt);
    const Values missing{{"documents_general", "family_record"},
                         {"documents_general", "bank_certificate"},
                         {"documents_rent", "rent_claim"}};
    for (const seal::ListedDocument& document : documents(visitor, missing))
        CHECK(receipt.shows(document.shown));
    visitor.finish();
    const Tree welcome = kiosk.tree();
    const std::vector<std::string> secrets{canary, "نورة بنت عبدالله", "1000000008", "966501234567",
                                           claim_code};
    check_nothing_in_clear(centre, secrets);

    check_purge(centre, kiosk, reference);
    const seal::Submission record = centre.record(reference);
    check_frame(record, visitor);
    check_values(record, {{"full_name", "نورة بنت عبدالله السبيعي"},
                          {"national_id", "1000000008"},
                          {"birth_date", "2000-04-06"}, // 1 Muharram 1421
                          {"mobile", "+966501234567"},
                          {"city", "بريدة"},
                          {"contact_way", "message"},
                          {"marital_status", "widowed"},
                          {"household_size", "6"},
                          {"dependants", "4"},
                          {"members[1]/member_name", "سارة"},
                          {"members[1]/member_relation", "grandchild"},
                          {"members[1]/member_birth_date", "2016-06-06"}, // 1 Ramadan 1437
                          {"members[1]/member_situation", "studies"},
                          {"members[2]/member_name", "فهد"},
                          {"members[2]/member_relation", "child"},
                          {"members[2]/member_birth_date", "2006-05-01"},
                          {"members[2]/member_situation", "works seeks_work"},
                          {"health_conditions", "chronic"},
                          {"housing_kind", "rented"},
                          {"annual_rent", "18000"},
                          {"monthly_income", "3200.5"},
                          {"income_sources", "social_security relatives"},
                          {"income_per_person", "533.42"},
                          {"monthly_obligations", "1500"},
                          {"need_kind", "rent"},
                          {"need_description", "تأخر إيجار المنزل شهرين بعد انقطاع الدخل " + canary},
                          {"amount", "8250"},
                          {"needed_by", needed.iso()},
                          {"earlier_support", "elsewhere"},
                          {"earlier_support_text", "سلة غذائية"},
                          {"iban", "SA0380000000608010167519"},
                          {"documents_general", "id_copy income_statement"},
                          {"id_expiry", expires.iso()},
                          {"documents_rent", "rent_contract"},
                          {"rent_contract_expiry", expires.iso()},
                          {"documents_later", "OK"}});
    check_shown(record, check_page, visitor);
    check_signature(record.signature.value());
    check_claim(record, reference, claim_code);
    CHECK(record.missing_documents == documents(visitor, missing));
    check_forgotten(welcome, record, claim_code);
    check_nothing_in_clear(centre, secrets);
    // The search would find it.
    std::ofstream(centre.terminal() / "planted") << "something and " << canary;
    CHECK(files_with(centre.terminal(), canary).size() == 1);
}

TEST_CASE("a support request in English, through other branches") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    Visitor visitor(kiosk, Assets::repository(), Language::english);

    visitor.begin();
    visitor.answer("full_name", "Layla Ahmed Al-Harbi");
    visitor.answer("national_id", "2000000006");
    visitor.answer("birth_date", "23/7/1985");
    visitor.answer("mobile", "+966 55 987 6543");
    kiosk.expect(visitor.label("city"));
    visitor.press({visitor.words("key.shift"), "A", "b", "h", "a"});
    visitor.go_on();
    visitor.answer("contact_way", "whatsapp");
    visitor.answer("marital_status", "single");
    kiosk.expect(visitor.label("household_size"));
    visitor.press({"1"});
    visitor.go_on();
    // One person has no dependants, and no income no sources.
    visitor.answer("health_conditions", "");
    visitor.answer("housing_kind", "relatives");
    visitor.answer("monthly_income", "0");
    visitor.answer("monthly_obligations", "0");
    visitor.answer("debts", "2000");
    visitor.answer("need_kind", "other");
    visitor.answer("need_other", "A ramp for a wheelchair");
    visitor.answer("need_description",
                   "The entrance has three steps that a wheelchair cannot climb. " + canary);
    visitor.answer("needed_by", "");
    visitor.answer("earlier_support", "none");
    visitor.answer("documents_note", "");
    visitor.answer("documents_general", "");
    visitor.answer("documents_later", "OK");

    visitor.expect("check.title");
    CHECK(kiosk.tree().shows("A ramp for a wheelchair"));
    // A change that switches one question off and three others on, which need not be answered.
    kiosk.tap(visitor.change_button("need_kind"));
    visitor.answer("need_kind", "medical");
    for (int pages = 0; pages < 3 && !kiosk.tree().shows(visitor.words("check.title")); ++pages)
        visitor.go_on();
    visitor.expect("check.title");
    CHECK_FALSE(kiosk.tree().shows("A ramp for a wheelchair"));
    kiosk.tap(visitor.change_button("documents_medical"));
    visitor.answer("documents_medical", "medical_report");
    // A document that is there has a date.
    const form::Date reported = today_in_riyadh().plus_days(-20);
    visitor.answer("medical_report_date", typed_day(reported));
    visitor.expect("check.title");
    // Back from a change leaves everything as it was.
    kiosk.tap(visitor.change_button("city"));
    kiosk.expect(visitor.label("city"));
    visitor.tap("back");
    visitor.expect("check.title");
    const Tree check_page = kiosk.tree();
    CHECK(check_page.find("text", visitor.label("amount"))->value == visitor.words("check.unanswered"));
    const Tree receipt = visitor.sign_and_send();
    const std::string reference = visitor.reference(receipt);
    const std::string claim_code = visitor.claim_code(receipt);
    visitor.finish();
    const Tree welcome = kiosk.tree();

    // The kiosk sends by itself, soon.
    centre.pull_until(1);
    const seal::Submission record = centre.record(reference);
    check_frame(record, visitor);
    check_values(record, {{"full_name", "Layla Ahmed Al-Harbi"},
                          {"national_id", "2000000006"},
                          {"birth_date", "1985-07-23"},
                          {"mobile", "+966559876543"},
                          {"city", "Abha"},
                          {"contact_way", "whatsapp"},
                          {"marital_status", "single"},
                          {"household_size", "1"},
                          {"housing_kind", "relatives"},
                          {"monthly_income", "0"},
                          {"income_per_person", "0"},
                          {"monthly_obligations", "0"},
                          {"debts", "2000"},
                          {"need_kind", "medical"},
                          {"need_description",
                           "The entrance has three steps that a wheelchair cannot climb. " + canary},
                          {"earlier_support", "none"},
                          {"documents_medical", "medical_report"},
                          {"medical_report_date", reported.iso()},
                          {"documents_later", "OK"}});
    check_shown(record, check_page, visitor);
    check_signature(record.signature.value());
    check_claim(record, reference, claim_code);
    CHECK(record.missing_documents == documents(visitor, {{"documents_general", "id_copy"},
                                                          {"documents_general", "family_record"},
                                                          {"documents_general", "income_statement"},
                                                          {"documents_general", "bank_certificate"},
                                                          {"documents_medical", "cost_estimate"}}));
    check_forgotten(welcome, record, claim_code);
    check_nothing_in_clear(centre, {canary, "Layla Ahmed", "2000000006", claim_code});
    CHECK(kiosk.quit() == 0);
}
