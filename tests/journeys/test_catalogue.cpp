// SPDX-License-Identifier: Apache-2.0
// Every journey of the catalogue but the support request and its completion, in both languages, from the home
// page to the office.
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"

#include <map>
#include <set>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

struct Entered {
    std::string question;
    std::string typed; // as Visitor::enter() takes it; empty: left unanswered
    std::string value; // in the record; empty: as typed, or no answer
};

struct Walk {
    std::string journey;
    std::vector<Entered> answers; // page by page
};

// A day so long after today, by the calendar of the terminal.
Entered day(const std::string& question, std::int64_t days) {
    const std::string iso = today_in_riyadh().plus_days(days).iso();
    return {question, iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4), iso};
}

const std::vector<Walk>& arabic_walks() {
    static const std::vector<Walk> all{
        {"register",
         {{"category", "beneficiary", {}},
          {"full_name", "نورة أحمد الدوسري", {}},
          {"national_id", "١٠٠٠٠٠٠٠٠٨", "1000000008"},
          {"birth_date", "1/1/1410", "1989-08-03"},
          {"mobile", "0501234567", "+966501234567"},
          {"city", "أبها", {}},
          {"contact_way", "whatsapp", {}},
          {"news", "yes", {}},
          {"privacy_note", "", {}},
          {"consent", "OK", {}}}},
        {"inquiry",
         {{"topic", "services", {}},
          {"inquiry_text", "ما أوقات استقبال المراجعين؟", {}},
          {"full_name", "سارة", {}},
          {"contact_way", "call", {}},
          {"mobile", "+966 50 123 4567", "+966501234567"}}},
        {"suggestion",
         {{"area", "procedures", {}},
          {"suggestion_text", "تقليل عدد المستندات المطلوبة.", {}},
          {"benefit", "", {}},
          {"role", "", {}},
          {"wants_reply", "no", {}}}},
        {"complaint",
         {{"subject", "waiting", {}},
          {"place", "branch", {}},
          {"branch_name", "أبها", {}},
          {"event_date", "", {}},
          {"complaint_text", "انتظرت ساعتين ولم يُنادَ على رقمي.", {}},
          {"remedy", "", {}},
          {"wants_reply", "no", {}}}},
        {"volunteering",
         {{"full_name", "خالد محمد العتيبي", {}},
          {"national_id", "1000000008", {}},
          {"birth_date", "3/9/1985", "1985-09-03"},
          {"mobile", "0501234567", "+966501234567"},
          {"city", "جازان", {}},
          {"contact_way", "message", {}},
          {"fields", "reception events", {}},
          {"times", "weekend", {}},
          {"experience", "تنظيم اللقاءات", {}},
          {"privacy_note", "", {}},
          {"consent", "OK", {}}}},
        {"help_request",
         {{"help_kind", "home_visit", {}},
          {"help_text", "جارتي مسنّة ولا تستطيع الحضور.", {}},
          day("needed_by", 10),
          {"for_whom", "another", {}},
          {"beneficiary_name", "أم محمد", {}},
          {"full_name", "نورة الدوسري", {}},
          {"mobile", "0501234567", "+966501234567"},
          {"city", "جازان", {}},
          {"district", "حي الروضة", {}},
          {"contact_way", "call", {}},
          {"suitable_time", "any", {}}}},
        {"interview_request",
         {{"subject", "my_request", {}},
          {"request_number", "K7Q4-9M2X-C", {}},
          {"details", "تغيّر دخل الأسرة بعد إرسال الطلب.", {}},
          {"way", "branch", {}},
          {"city", "أبها", {}},
          day("preferred_date", 20),
          {"preferred_time", "evening", {}},
          {"arrangements", "wheelchair woman_employee", {}},
          {"full_name", "نورة الدوسري", {}},
          {"mobile", "0501234567", "+966501234567"},
          {"contact_way", "message", {}}}},
        {"call_back_request",
         {{"subject", "services", {}},
          {"details", "", {}},
          {"preferred_day", "", {}},
          {"preferred_time", "any", {}},
          {"full_name", "سارة", {}},
          {"number_kind", "mobile", {}},
          {"mobile", "0501234567", "+966501234567"},
          {"call_language", "arabic", {}},
          {"may_leave_word", "no", {}}}},
    };
    return all;
}

const std::vector<Walk>& english_walks() {
    static const std::vector<Walk> all{
        {"register",
         {{"category", "organisation", {}},
          {"full_name", "Layla Ahmed Al-Harbi", {}},
          {"organisation_name", "Abha Charity", {}},
          {"organisation_kind", "non_profit", {}},
          {"organisation_number", "٣٤٥", "345"},
          {"representative_role", "Coordinator", {}},
          {"mobile", "0559876543", "+966559876543"},
          {"city", "Abha", {}},
          {"contact_way", "visit", {}},
          {"news", "no", {}},
          {"privacy_note", "", {}},
          {"consent", "OK", {}}}},
        {"inquiry",
         {{"topic", "my_request", {}},
          {"request_number", "K7Q4-9M2X-C", {}},
          {"inquiry_text", "Is my request still being studied?", {}},
          {"full_name", "Omar", {}},
          {"contact_way", "email", {}},
          {"email", "omar.k@mail.example.com", {}}}},
        {"suggestion",
         {{"area", "electronic", {}},
          {"suggestion_text", "Add sign language to the terminal.", {}},
          {"benefit", "Deaf visitors reach you more easily", {}},
          {"role", "employee", {}},
          {"wants_reply", "yes", {}},
          {"full_name", "Khalid", {}},
          {"mobile", "0501234567", "+966501234567"}}},
        {"complaint",
         {{"subject", "decision", {}},
          {"place", "head_office", {}},
          day("event_date", -30),
          {"complaint_text", "The answer that I received gave no reason.", {}},
          {"remedy", "Tell me the reason", {}},
          {"request_number", "K7Q4-9M2X-C", {}},
          {"wants_reply", "yes", {}},
          {"full_name", "Hind", {}},
          {"mobile", "0501234567", "+966501234567"},
          {"contact_way", "message", {}}}},
        {"volunteering",
         {{"full_name", "Yusuf Omar Salem", {}},
          {"national_id", "2000000006", {}},
          day("birth_date", -15 * 365),
          {"guardian_consent", "OK", {}},
          {"guardian_mobile", "0551234567", "+966551234567"},
          {"mobile", "0501234567", "+966501234567"},
          {"city", "Riyadh", {}},
          {"contact_way", "call", {}},
          {"fields", "technology", {}},
          {"times", "weekend remote", {}},
          {"experience", "", {}},
          {"privacy_note", "", {}},
          {"consent", "OK", {}}}},
        {"help_request",
         {{"help_kind", "filling_in", {}},
          {"help_text", "I need somebody to read the form to me.", {}},
          {"needed_by", "", {}},
          {"for_whom", "myself", {}},
          {"full_name", "Layla Al-Harbi", {}},
          {"mobile", "0559876543", "+966559876543"},
          {"city", "Abha", {}},
          {"contact_way", "visit", {}},
          {"suitable_time", "morning", {}}}},
        {"interview_request",
         {{"subject", "new_support", {}},
          {"details", "", {}},
          {"way", "telephone", {}},
          {"preferred_date", "", {}},
          {"preferred_time", "any", {}},
          {"arrangements", "", {}},
          {"full_name", "Layla Al-Harbi", {}},
          {"mobile", "0559876543", "+966559876543"},
          {"contact_way", "call", {}}}},
        {"call_back_request",
         {{"subject", "my_request", {}},
          {"request_number", "K7Q4-9M2X-C", {}},
          {"details", "I would like to add a document.", {}},
          day("preferred_day", 3),
          {"preferred_time", "morning", {}},
          {"full_name", "Layla", {}},
          {"number_kind", "landline", {}},
          {"landline", "0112345678", {}},
          {"call_language", "english", {}},
          {"may_leave_word", "yes", {}}}},
    };
    return all;
}

struct Sent {
    const Walk* walk;
    Tree check_page;
    std::string claim_code;
};

std::map<std::string, Sent> walk_all(Kiosk& kiosk, Language language, const std::vector<Walk>& walks) {
    std::map<std::string, Sent> sent;
    for (const Walk& walk : walks) {
        INFO(walk.journey);
        const Assets& assets = Assets::repository();
        const catalogue::Journey& journey = *assets.catalogue.journey(walk.journey);
        Visitor visitor(kiosk, assets, language, walk.journey);
        visitor.begin();
        for (const Entered& entered : walk.answers)
            visitor.answer(entered.question, entered.typed);
        visitor.expect(journey.declaration ? "check.title" : "check.title.unsigned");
        Tree check_page = kiosk.tree();
        visitor.tap(journey.declaration ? "check.continue" : "check.send");
        if (journey.declaration) {
            visitor.expect("declaration.title");
            kiosk.sign();
            visitor.go_on();
        }
        visitor.expect("receipt.reference");
        const Tree receipt = kiosk.tree();
        CHECK(receipt.shows(journey.sent.in(language)));
        sent.emplace(visitor.reference(receipt),
                     Sent{&walk, std::move(check_page), visitor.claim_code(receipt)});
        visitor.finish();
    }
    return sent;
}

void check_sent(const Centre& centre, Kiosk& kiosk, const std::map<std::string, Sent>& sent,
                Language language) {

    centre.pull_until(sent.size());
    CHECK(centre.references().size() == sent.size());
    for (const auto& [reference, each] : sent) {
        INFO(each.walk->journey);
        const catalogue::Journey& journey = *Assets::repository().catalogue.journey(each.walk->journey);
        const seal::Submission record = centre.record(reference);
        const Visitor visitor(kiosk, Assets::repository(), language, each.walk->journey);
        CHECK(record.form == each.walk->journey);
        CHECK(record.language == (language == Language::arabic ? "ar" : "en"));
        CHECK(record.channel == journey.channel);
        CHECK(record.declaration.has_value() == journey.declaration);
        CHECK(record.signature.has_value() == journey.declaration);
        CHECK_FALSE(record.committee.has_value());
        CHECK_FALSE(record.witness.has_value());
        CHECK_FALSE(record.taken_by.has_value());
        Values expected;
        for (const Entered& entered : each.walk->answers)
            if (!entered.typed.empty())
                expected.emplace_back(entered.question,
                                      entered.value.empty() ? entered.typed : entered.value);
        check_values(record, expected);
        check_shown(record, each.check_page, visitor);
        check_claim(record, reference, each.claim_code);
    }
}

void check_all(Language language, const std::vector<Walk>& walks) {
    // Nothing of the catalogue is left out.
    std::set<std::string> walked{"support_request", "complete_request"}; // which have tests of their own
    for (const Walk& walk : walks)
        walked.insert(walk.journey);
    CHECK(walked.size() == Assets::repository().forms.size());

    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    const auto sent = walk_all(kiosk, language, walks);
    REQUIRE(sent.size() == walks.size());
    check_sent(centre, kiosk, sent, language);
    CHECK(kiosk.quit() == 0);
}

} // namespace

TEST_CASE("every other journey in Arabic") {
    check_all(Language::arabic, arabic_walks());
}

TEST_CASE("every other journey in English") {
    check_all(Language::english, english_walks());
}
