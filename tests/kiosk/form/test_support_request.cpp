// SPDX-License-Identifier: Apache-2.0
// The form that is shipped: it loads, it speaks both languages everywhere, and its rules hold one by one.
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

using namespace istiqbal::form;

namespace {

const Form& support_request() {
    static const Form loaded = [] {
        auto read = load_form(std::string(ISTIQBAL_SOURCE_DIR) + "/assets/forms/support_request");
        if (!read) {
            for (const Fault& fault : read.error())
                UNSCOPED_INFO(describe(fault));
            FAIL("the shipped form has faults");
        }
        return *read;
    }();
    return loaded;
}

Date today() {
    return *Date::from_iso("2026-11-22");
}

Interview filled() {
    Interview interview(support_request(), today);
    REQUIRE(interview.set("household_size", "4"));
    REQUIRE(interview.set("dependants", "3"));
    for (int member = 0; member < 2; ++member)
        REQUIRE(interview.add_entry("members"));
    const std::pair<const char*, const char*> answers[] = {
        {"full_name", "نورة أحمد الدوسري"},
        {"national_id", "١٠٠٠٠٠٠٠٠٨"},
        {"birth_date", "1410-01-01"},
        {"mobile", "٠٥٠ ١٢٣ ٤٥٦٧"},
        {"city", "الرياض"},
        {"contact_way", "message"},
        {"marital_status", "widowed"},
        {"household_size", "٤"},
        {"dependants", "3"},
        {"members[1]/member_name", "سارة"},
        {"members[1]/member_relation", "child"},
        {"members[1]/member_birth_date", "1437-09-01"},
        {"members[1]/member_situation", "studies"},
        {"members[2]/member_name", "هيا"},
        {"members[2]/member_relation", "parent"},
        {"members[2]/member_birth_date", "1365-07-01"},
        {"health_conditions", "infant"},
        {"housing_kind", "rented"},
        {"annual_rent", "١٨٬٠٠٠"},
        {"monthly_income", "٣٬٥٠٠٫٥"},
        {"income_sources", "social_security citizen_account"},
        {"monthly_obligations", "1500"},
        {"debts", "4500"},
        {"need_kind", "rent"},
        {"need_description", "تأخر سداد إيجار السكن ثلاثة أشهر بعد انقطاع العمل."},
        {"amount", "9,000"},
        {"needed_by", "2026-12-15"},
        {"earlier_support", "elsewhere"},
        {"earlier_support_text", "سلة غذائية في رمضان."},
        {"iban", "SA0380000000608010167519"},
        {"documents_general", "id_copy"},
        {"id_expiry", "2027-03-01"},
        {"documents_rent", "rent_contract"},
        {"rent_contract_expiry", "1448-12-29"},
        {"documents_later", "OK"},
    };
    for (const auto& [name, answer] : answers)
        REQUIRE(interview.set(name, answer));
    return interview;
}

struct Rule {
    const char* question;
    const char* answer;
    ProblemKind kind;
    const char* arabic;
    const char* english;
};

} // namespace

TEST_CASE("the support request loads and has every type, both languages everywhere") {
    const Form& definition = support_request();
    CHECK(definition.id == "support_request");
    CHECK(definition.default_language == Language::arabic);
    std::set<QuestionType> types;
    std::size_t answerable = 0;
    for (const Question& question : definition.questions) {
        CAPTURE(question.name);
        types.insert(question.type);
        answerable += question.answerable() ? 1 : 0;
        CHECK(question.group);
        for (const LocalText* text : {&question.label, &question.hint, &question.guidance,
                                      &question.constraint_message, &question.required_message})
            CHECK(text->ar.empty() == text->en.empty());
        CHECK(question.constraint.has_value() == !question.constraint_message.empty());
        CHECK(question.required.has_value() == !question.required_message.empty());
        for (const Choice& choice : question.choices()) {
            CHECK_FALSE(choice.label.ar.empty());
            CHECK_FALSE(choice.label.en.empty());
        }
    }
    CHECK(types.size() == 9);
    CHECK(answerable >= 15);
    std::vector<std::string> groups;
    for (const Group& group : definition.groups)
        groups.push_back(group.name);
    CHECK(groups == std::vector<std::string>{"identity", "contact", "household", "members", "income", "need",
                                             "payment", "documents"});
}

TEST_CASE("a filled support request has no problem and reads in both languages") {
    const Interview interview = filled();
    for (const Problem& problem : interview.problems())
        UNSCOPED_INFO(problem.question << ": " << problem.message.en);
    CHECK(interview.problems().empty());
    const auto answers = interview.submission();
    const auto answer = [&](const std::string& name) {
        const auto found = std::find_if(answers.begin(), answers.end(),
                                        [&](const SubmittedAnswer& each) { return each.name == name; });
        REQUIRE(found != answers.end());
        return *found;
    };
    CHECK(answers.size() == 36);
    CHECK(answer("national_id").value == "1000000008");
    CHECK(answer("birth_date").value == "1989-08-03");
    CHECK(answer("birth_date").shown.ar == "3 أغسطس 1989م الموافق 1 محرم 1410هـ");
    CHECK(answer("mobile").value == "+966501234567");
    CHECK(answer("monthly_income").value == "3500.5");
    CHECK(answer("monthly_income").shown.en == "3,500.5");
    CHECK(answer("income_per_person").value == "875.13");
    CHECK(answer("income_per_person").group == "income");
    CHECK(answer("income_sources").shown.ar == "الضمان الاجتماعي، حساب المواطن");
    CHECK(answer("members[1]/member_birth_date").value == "2016-06-06");
    CHECK(answer("members[2]/member_relation").shown.ar == "أب / أم");
    CHECK(answer("need_kind").label.en == "What kind of support do you need?");
    CHECK(answer("documents_later").value == "OK");
    CHECK(interview.label("income_note", Language::english).find("\u2068875.13\u2069") != std::string::npos);
}

TEST_CASE("each rule of the support request is told in its own words") {
    const auto rule = GENERATE(
        Rule{"full_name", "", ProblemKind::required, "كتابة الاسم الكامل", "your full name"},
        Rule{"full_name", "نورة", ProblemKind::constraint, "واسم العائلة", "family name"},
        Rule{"full_name", "نورة 😀", ProblemKind::text, "صور تعبيرية", "emoji"},
        Rule{"full_name", "نورة\u2066 أحمد", ProblemKind::text, "اتجاه الكتابة", "direction"},
        Rule{"national_id", "1000000000", ProblemKind::appearance, "غير صحيح", "not correct"},
        Rule{"national_id", "3000000004", ProblemKind::appearance, "يبدأ", "begins with 1"},
        Rule{"national_id", "10000", ProblemKind::appearance, "10 خانات، والمكتوب: 5",
             "10 digits; written: 5"},
        Rule{"national_id", "1OOOOOOOO8", ProblemKind::appearance, "بالأرقام فقط", "digits only"},
        Rule{"birth_date", "1445-10-30", ProblemKind::type, "غير موجود", "does not exist"},
        Rule{"birth_date", "2030-01-01", ProblemKind::appearance, "قبله", "earlier"},
        Rule{"birth_date", "1899-12-31", ProblemKind::constraint, "سنة الميلاد", "year of birth"},
        Rule{"mobile", "0112345678", ProblemKind::appearance, "05", "05"},
        Rule{"city", "ر", ProblemKind::constraint, "المدينة", "city"},
        Rule{"contact_way", "", ProblemKind::required, "طريقة التواصل", "how we should reach you"},
        Rule{"household_size", "أربعة", ProblemKind::type, "بالأرقام فقط", "digits only"},
        Rule{"household_size", "4.5", ProblemKind::type, "عدد صحيح", "whole number"},
        Rule{"household_size", "0", ProblemKind::constraint, "من 1 إلى 50", "from 1 to 50"},
        Rule{"dependants", "4", ProblemKind::constraint, "المُعالين", "dependants"},
        Rule{"dependants", "-1", ProblemKind::constraint, "المُعالين", "dependants"},
        Rule{"members[2]/member_name", "", ProblemKind::required, "كتابة الاسم", "write the name"},
        Rule{"members[1]/member_name", "سارة 😀", ProblemKind::text, "صور تعبيرية", "emoji"},
        Rule{"members[1]/member_relation", "", ProblemKind::required, "صلة القرابة", "related to you"},
        Rule{"members[2]/member_birth_date", "", ProblemKind::required, "تاريخ الميلاد", "date of birth"},
        Rule{"members[2]/member_birth_date", "1899-12-31", ProblemKind::constraint, "سنة الميلاد",
             "year of birth"},
        Rule{"members[1]/member_birth_date", "2026-11-23", ProblemKind::appearance, "قبله", "earlier"},
        Rule{"monthly_income", "1000001", ProblemKind::constraint, "1,000,000", "1,000,000"},
        Rule{"income_sources", "", ProblemKind::required, "مصدر واحد", "one source"},
        Rule{"housing_kind", "", ProblemKind::required, "نوع السكن", "kind of housing"},
        Rule{"annual_rent", "0", ProblemKind::constraint, "أكبر من 0", "above 0"},
        Rule{"monthly_obligations", "", ProblemKind::required, "الالتزامات", "obligations"},
        Rule{"monthly_obligations", "-5", ProblemKind::constraint, "من 0", "from 0"},
        Rule{"earlier_support", "", ProblemKind::required, "الإجابات", "one of the answers"},
        Rule{"earlier_support_text", "", ProblemKind::required, "ما حصلتم عليه", "what you received"},
        Rule{"iban", "SA12", ProblemKind::appearance, "24 خانة", "24 characters"},
        Rule{"iban", "SA0380000000608010167518", ProblemKind::appearance, "الآيبان", "IBAN"},
        Rule{"id_expiry", "", ProblemKind::required, "تاريخ الانتهاء", "expiry date"},
        Rule{"id_expiry", "2026-11-21", ProblemKind::constraint, "انتهت صلاحية", "has expired"},
        Rule{"rent_contract_expiry", "1/1/1448", ProblemKind::constraint, "انتهت صلاحية", "has expired"},
        Rule{"need_description", "إيجار", ProblemKind::constraint, "من 20", "20 to 1,000"},
        Rule{"amount", "0", ProblemKind::constraint, "أكبر من 0", "above 0"},
        Rule{"needed_by", "2026-11-21", ProblemKind::appearance, "بعده", "later"},
        Rule{"needed_by", "2028-11-22", ProblemKind::constraint, "السنتين", "two years"},
        Rule{"needed_by", "30/2/2026", ProblemKind::type, "غير موجود", "does not exist"},
        Rule{"documents_later", "", ProblemKind::required, "الإقرار", "confirm"});
    CAPTURE(rule.question, rule.answer);
    Interview interview = filled();
    REQUIRE(interview.set(rule.question, rule.answer));
    const auto problems = interview.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].question == rule.question);
    CHECK(problems[0].kind == rule.kind);
    CHECK(problems[0].message.ar.find(rule.arabic) != std::string::npos);
    CHECK(problems[0].message.en.find(rule.english) != std::string::npos);
    CHECK(interview.typed(rule.question) == rule.answer);
}

TEST_CASE("the questions follow the need") {
    Interview interview = filled();
    CHECK(interview.relevant("documents_rent"));
    CHECK_FALSE(interview.relevant("documents_medical"));
    CHECK(interview.relevant("rent_contract_expiry"));
    interview.set("documents_rent", "rent_claim");
    CHECK_FALSE(interview.relevant("rent_contract_expiry")); // only of a document that is there
    interview.set("documents_general", "family_record");
    CHECK_FALSE(interview.relevant("id_expiry"));
    interview.set("need_kind", "other");
    CHECK_FALSE(interview.relevant("iban"));
    CHECK(interview.relevant("need_other"));
    CHECK_FALSE(interview.relevant("amount"));
    CHECK_FALSE(interview.relevant("documents_rent"));
    interview.set("need_kind", "rent");
    CHECK(interview.value("amount") == "9000");
    interview.set("household_size", "1");
    CHECK_FALSE(interview.relevant("dependants"));
    interview.set("monthly_income", "0");
    CHECK_FALSE(interview.relevant("income_sources"));
    CHECK_FALSE(interview.relevant("income_note"));
    CHECK(interview.problems().empty());
}

TEST_CASE("those whom one supports are added as far as one likes, and only where there are any") {
    Interview interview = filled();
    const auto lists = [&] {
        const auto& pages = interview.pages();
        return std::count_if(pages.begin(), pages.end(),
                             [](const Page& page) { return page.kind == PageKind::repeat; });
    };
    REQUIRE(lists() == 1);
    const Page* list = interview.page("members");
    REQUIRE(list != nullptr);
    CHECK_FALSE(list->group->hint.ar.empty());
    CHECK_FALSE(list->group->hint.en.empty());
    // Two of three, and none of three: nothing keeps a person from going on.
    CHECK(interview.problems().empty());
    CHECK(interview.can_add("members"));
    REQUIRE(interview.remove_entry("members[1]"));
    CHECK(interview.value("members[1]/member_name") == "هيا");
    REQUIRE(interview.remove_entry("members[1]"));
    CHECK(interview.problems().empty());
    CHECK(interview.next("members")->id == "health_conditions");
    // Nobody is asked of whom there is none.
    interview.add_entry("members");
    CHECK(interview.problems().size() == 3);
    interview.set("dependants", "0");
    CHECK(lists() == 0);
    CHECK(interview.problems().empty());
    interview.set("dependants", "3");
    interview.set("household_size", "1");
    CHECK(lists() == 0);
    for (const SubmittedAnswer& answer : interview.submission())
        CHECK(answer.name.rfind("members", 0) == std::string::npos);
}

TEST_CASE(
    "a medical report is to be recent, and an expired document counts as missing once it is unticked (P3)") {
    Interview interview = filled();
    interview.set("need_kind", "medical");
    interview.set("documents_medical", "medical_report");
    CHECK(interview.required("medical_report_date"));
    interview.set("medical_report_date", "2025-11-21");
    REQUIRE(interview.problems().size() == 1);
    CHECK(interview.problems()[0].message.en.find("more than a year old") != std::string::npos);
    interview.set("medical_report_date", "2026-11-23"); // tomorrow
    CHECK(interview.problems().size() == 1);
    interview.set("medical_report_date", "2026-11-22");
    CHECK(interview.problems().empty());

    interview.set("id_expiry", "2020-01-01");
    CHECK(interview.problems().size() == 1);
    interview.set("documents_general", "");
    CHECK(interview.problems().empty());
}

TEST_CASE("optional questions may stay empty") {
    Interview interview = filled();
    for (const char* name : {"health_conditions", "annual_rent", "debts", "amount", "needed_by", "iban",
                             "documents_general", "documents_rent"}) {
        CHECK_FALSE(interview.required(name));
        interview.set(name, "");
    }
    CHECK(interview.problems().empty());
    CHECK(interview.required("full_name"));
}

TEST_CASE("the documents that are missing are listed by the kind of need (P6)") {
    Interview interview = filled();
    const auto names = [&] {
        std::vector<std::string> result;
        for (const Choice* document : missing_documents(interview))
            result.push_back(document->name);
        return result;
    };
    CHECK(names() ==
          std::vector<std::string>{"family_record", "income_statement", "bank_certificate", "rent_claim"});
    interview.set("need_kind", "medical");
    CHECK(names() == std::vector<std::string>{"family_record", "income_statement", "bank_certificate",
                                              "medical_report", "cost_estimate"});
    interview.set("need_kind", "food");
    interview.set("documents_general", "id_copy family_record income_statement bank_certificate");
    CHECK(names().empty());
}
