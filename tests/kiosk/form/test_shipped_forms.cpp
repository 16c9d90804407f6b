// SPDX-License-Identifier: Apache-2.0
// Every form that is shipped, walked from its first page to a submission as typical people would. A form
// without a walk here fails.
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace istiqbal::form;

namespace {

const std::filesystem::path forms = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets/forms";

using Answers = std::vector<std::pair<std::string, std::string>>;

struct Walk {
    std::string form;
    std::string who; ///< in words, for the report
    Answers answers; ///< of every question that comes, but for those left empty on purpose
    std::vector<std::string> empty;
};

Date today() {
    return *Date::from_iso("2026-11-22");
}

const Answers person = {{"full_name", "نورة أحمد الدوسري"}, {"national_id", "1000000008"}};
const Answers contact = {{"mobile", "0501234567"}, {"city", "أبها"}, {"contact_way", "whatsapp"}};

Answers join(std::initializer_list<Answers> parts) {
    Answers all;
    for (const Answers& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

const std::vector<Walk>& walks() {
    static const std::vector<Walk> all = {
        {"support_request",
         "a widow with rent due",
         join({person,
               contact,
               {{"birth_date", "1410-01-01"},
                {"marital_status", "widowed"},
                {"household_size", "4"},
                {"dependants", "3"},
                {"monthly_income", "3500"},
                {"income_sources", "social_security"},
                {"need_kind", "rent"},
                {"need_description", "تأخر سداد إيجار السكن ثلاثة أشهر."},
                {"amount", "9000"},
                {"documents_general", "id_copy"},
                {"documents_rent", "rent_contract"},
                {"documents_later", "OK"}}}),
         {"needed_by"}},
        {"register",
         "a beneficiary",
         join(
             {person,
              contact,
              {{"category", "beneficiary"}, {"birth_date", "1/1/1410"}, {"news", "yes"}, {"consent", "OK"}}}),
         {}},
        {"register",
         "who speaks for an organisation",
         join({person,
               contact,
               {{"category", "organisation"},
                {"organisation_name", "جمعية البر بأبها"},
                {"organisation_number", "٣٤٥"},
                {"news", "no"},
                {"consent", "OK"}}}),
         {}},
        {"register",
         "a supporter",
         join({person,
               contact,
               {{"category", "supporter"},
                {"birth_date", "1985-03-09"},
                {"support_kinds", "money expertise"},
                {"news", "yes"},
                {"consent", "OK"}}}),
         {}},
        {"register",
         "a volunteer",
         join(
             {person,
              contact,
              {{"category", "volunteer"}, {"birth_date", "2001-03-09"}, {"news", "yes"}, {"consent", "OK"}}}),
         {}},
        {"inquiry",
         "who wants a call",
         {{"topic", "services"},
          {"inquiry_text", "ما أوقات استقبال المراجعين؟"},
          {"full_name", "سارة"},
          {"contact_way", "call"},
          {"mobile", "+966 50 123 4567"}},
         {}},
        {"inquiry",
         "about a request, by email",
         {{"topic", "my_request"},
          {"request_number", "k7q4 9m2x c"},
          {"inquiry_text", "Is my request still being studied?"},
          {"full_name", "Omar"},
          {"contact_way", "email"},
          {"email", "omar.k@mail.example.com"}},
         {}},
        {"suggestion",
         "without a name",
         {{"area", "procedures"},
          {"suggestion_text", "تقليل عدد المستندات المطلوبة."},
          {"wants_reply", "no"}},
         {"benefit", "role"}},
        {"suggestion",
         "an employee who wants to know more",
         {{"area", "electronic"},
          {"suggestion_text", "إضافة لغة الإشارة إلى الجهاز."},
          {"benefit", "وصول أسهل للصم"},
          {"role", "employee"},
          {"wants_reply", "yes"},
          {"full_name", "خالد"},
          {"mobile", "0501234567"}},
         {}},
        {"complaint",
         "without a name",
         {{"subject", "waiting"},
          {"place", "branch"},
          {"complaint_text", "انتظرت ساعتين ولم يُنادَ على رقمي."},
          {"wants_reply", "no"}},
         {"event_date", "remedy"}},
        {"complaint",
         "about a decision",
         {{"subject", "decision"},
          {"place", "head_office"},
          {"event_date", "1448-05-20"},
          {"complaint_text", "لم يُذكر سبب الرفض في الرد الذي وصلني."},
          {"remedy", "ذكر السبب"},
          {"request_number", "K7Q4-9M2X-C"},
          {"wants_reply", "yes"},
          {"full_name", "هند"},
          {"mobile", "0501234567"}},
         {}},
        {"volunteering",
         "a grown-up",
         join({person,
               contact,
               {{"birth_date", "2008-11-22"},
                {"fields", "reception events"},
                {"times", "weekend"},
                {"consent", "OK"}}}),
         {"experience"}},
        {"volunteering",
         "a minor",
         join({person,
               contact,
               {{"birth_date", "2009-06-01"},
                {"guardian_consent", "OK"},
                {"fields", "technology"},
                {"times", "remote"},
                {"experience", "تصميم الصفحات"},
                {"consent", "OK"}}}),
         {}},
        {"help_request",
         "for themselves",
         {{"help_kind", "filling_in"},
          {"help_text", "أحتاج إلى من يقرأ لي النموذج."},
          {"for_whom", "myself"},
          {"full_name", "نورة الدوسري"},
          {"mobile", "0501234567"},
          {"city", "جازان"},
          {"contact_way", "visit"},
          {"suitable_time", "morning"}},
         {}},
        {"help_request",
         "for a neighbour",
         {{"help_kind", "home_visit"},
          {"help_text", "جارتي مسنّة ولا تستطيع الحضور."},
          {"for_whom", "another"},
          {"beneficiary_name", "أم محمد"},
          {"full_name", "نورة الدوسري"},
          {"mobile", "0501234567"},
          {"city", "جازان"},
          {"contact_way", "call"},
          {"suitable_time", "any"}},
         {}},
        {"interview_request",
         "on any day",
         {{"subject", "new_support"},
          {"way", "telephone"},
          {"preferred_time", "any"},
          {"full_name", "نورة الدوسري"},
          {"mobile", "0501234567"},
          {"contact_way", "call"}},
         {"details", "preferred_date", "arrangements"}},
        {"interview_request",
         "about a request, with arrangements",
         {{"subject", "my_request"},
          {"request_number", "K7Q49M2XC"},
          {"details", "تغيّر دخل الأسرة بعد إرسال الطلب."},
          {"way", "branch"},
          {"preferred_date", "2026-12-01"},
          {"preferred_time", "evening"},
          {"arrangements", "wheelchair woman_employee"},
          {"full_name", "نورة الدوسري"},
          {"mobile", "0501234567"},
          {"contact_way", "message"}},
         {}},
    };
    return all;
}

const Form& form(const std::string& id) {
    static std::map<std::string, Form> loaded;
    if (const auto found = loaded.find(id); found != loaded.end())
        return found->second;
    auto read = load_form(forms / id);
    if (!read) {
        for (const Fault& fault : read.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("the form " << id << " has faults");
    }
    return loaded.emplace(id, *read).first->second;
}

std::string answer_in(const Walk& walk, const std::string& name) {
    for (const auto& [question, answer] : walk.answers)
        if (question == name)
            return answer;
    return {};
}

/// From page to page as they come up; every page must be meant by the walk.
Interview walked(const Walk& walk) {
    Interview interview(form(walk.form), today);
    std::set<std::string> seen;
    for (std::size_t at = 0; at < interview.pages().size(); ++at) {
        const Question& page = *interview.pages()[at];
        CAPTURE(walk.form, walk.who, page.name);
        REQUIRE(seen.insert(page.name).second);
        for (const Language language : {Language::arabic, Language::english})
            CHECK_FALSE(interview.label(page.name, language).empty());
        if (!page.answerable())
            continue;
        const auto position = interview.position(page.name);
        REQUIRE(position);
        CHECK(position->number <= position->total);
        const bool left_empty =
            std::find(walk.empty.begin(), walk.empty.end(), page.name) != walk.empty.end();
        const std::string answer = answer_in(walk, page.name);
        REQUIRE(answer.empty() == left_empty);
        REQUIRE(interview.set(page.name, answer));
        const auto problem = interview.check(page.name);
        CHECK((problem ? problem->message.en : "") == "");
    }
    for (const auto& [question, answer] : walk.answers)
        if (seen.count(question) == 0)
            FAIL(walk.form << ", " << walk.who << ": " << question << " never came");
    return interview;
}

} // namespace

TEST_CASE("every shipped form is named as its folder, speaks both languages and has a walk") {
    std::size_t found = 0;
    for (const auto& folder : std::filesystem::directory_iterator(forms)) {
        const std::string id = folder.path().filename().string();
        CAPTURE(id);
        ++found;
        const Form& definition = form(id);
        CHECK(definition.id == id);
        CHECK_FALSE(definition.title.empty());
        CHECK(std::any_of(walks().begin(), walks().end(), [&](const Walk& walk) { return walk.form == id; }));
        for (const Question& question : definition.questions) {
            CAPTURE(question.name);
            CHECK(question.group);
            for (const LocalText* text : {&question.label, &question.hint, &question.guidance,
                                          &question.constraint_message, &question.required_message})
                CHECK(text->ar.empty() == text->en.empty());
            CHECK(question.constraint.has_value() == !question.constraint_message.empty());
            CHECK(question.required.has_value() == !question.required_message.empty());
        }
    }
    CHECK(found == 8);
}

TEST_CASE("every shipped form is walked to a submission without a problem") {
    for (const Walk& walk : walks()) {
        CAPTURE(walk.form, walk.who);
        const Interview interview = walked(walk);
        CHECK(interview.problems().empty());
        const auto submission = interview.submission();
        std::set<std::string> submitted;
        for (const SubmittedAnswer& answer : submission) {
            CAPTURE(answer.name);
            submitted.insert(answer.name);
            CHECK_FALSE(answer.value.empty());
            CHECK_FALSE(answer.shown.ar.empty());
            CHECK_FALSE(answer.shown.en.empty());
            CHECK_FALSE(answer.label.ar.empty());
        }
        for (const auto& [question, answer] : walk.answers)
            CHECK(submitted.count(question) == 1);
        for (const std::string& question : walk.empty)
            CHECK(submitted.count(question) == 0);
    }
}

TEST_CASE("what a walk leaves out of the required questions is asked for in both languages") {
    for (const Walk& walk : walks()) {
        for (const auto& [question, answer] : walk.answers) {
            Interview interview = walked(walk);
            const bool required = interview.required(question);
            REQUIRE(interview.set(question, ""));
            CAPTURE(walk.form, walk.who, question);
            const auto problem = interview.check(question);
            CHECK(problem.has_value() == required);
            if (problem) {
                CHECK(problem->kind == ProblemKind::required);
                CHECK_FALSE(problem->message.ar.empty());
                CHECK_FALSE(problem->message.en.empty());
            }
        }
    }
}

TEST_CASE("a form that promises an answer asks for a way to give it; the others go without a name (G8)") {
    for (const Walk& walk : walks()) {
        CAPTURE(walk.form, walk.who);
        const Interview interview = walked(walk);
        const bool anonymous = answer_in(walk, "wants_reply") == "no";
        const bool reachable = !interview.value("mobile").empty() || !interview.value("email").empty();
        CHECK(reachable != anonymous);
        if (anonymous)
            for (const char* question : {"full_name", "mobile"})
                CHECK_FALSE(interview.relevant(question));
    }
}

TEST_CASE("each rule of the short forms is told in its own words") {
    struct Rule {
        std::size_t walk;
        const char* question;
        const char* answer;
        ProblemKind kind;
        const char* arabic;
        const char* english;
    };
    const auto number_of = [](std::string_view id, std::string_view who) {
        const auto found = std::find_if(walks().begin(), walks().end(),
                                        [&](const Walk& walk) { return walk.form == id && walk.who == who; });
        REQUIRE(found != walks().end());
        return static_cast<std::size_t>(found - walks().begin());
    };
    const std::size_t organisation = number_of("register", "who speaks for an organisation");
    const std::size_t by_email = number_of("inquiry", "about a request, by email");
    const std::size_t suggestion = number_of("suggestion", "without a name");
    const std::size_t complaint = number_of("complaint", "about a decision");
    const std::size_t interview_request =
        number_of("interview_request", "about a request, with arrangements");
    const Rule rules[] = {
        {organisation, "full_name", "نورة", ProblemKind::constraint, "واسم العائلة", "family name"},
        {organisation, "organisation_name", "بر", ProblemKind::constraint, "من 3 إلى 120", "3 to 120"},
        {organisation, "organisation_number", "12a", ProblemKind::constraint, "بالأرقام فقط", "digits only"},
        {organisation, "city", "ر", ProblemKind::constraint, "المدينة", "city"},
        {by_email, "email", "omar@", ProblemKind::constraint, "النطاق", "domain"},
        {by_email, "email", "omar@mail", ProblemKind::constraint, "النطاق", "domain"},
        {by_email, "email", "omar mail@a.com", ProblemKind::constraint, "النطاق", "domain"},
        {by_email, "request_number", "K7Q4", ProblemKind::constraint, "9 خانات", "9 digits"},
        {by_email, "inquiry_text", "متى؟", ProblemKind::constraint, "من 10", "10 to 1,000"},
        {suggestion, "suggestion_text", "لا شيء", ProblemKind::constraint, "من 10", "10 to 1,000"},
        {complaint, "complaint_text", "انتظرت طويلًا", ProblemKind::constraint, "من 20", "20 to 1,000"},
        {complaint, "event_date", "2026-11-23", ProblemKind::appearance, "قبله", "earlier"},
        {complaint, "event_date", "2023-01-01", ProblemKind::constraint, "الثلاث الماضية", "past three"},
        {interview_request, "preferred_date", "2026-11-21", ProblemKind::appearance, "بعده", "later"},
        {interview_request, "preferred_date", "2027-03-01", ProblemKind::constraint, "الثلاثة القادمة",
         "next three"},
    };
    for (const Rule& rule : rules) {
        CAPTURE(rule.question, rule.answer);
        Interview interview = walked(walks()[rule.walk]);
        REQUIRE(interview.set(rule.question, rule.answer));
        const auto problems = interview.problems();
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].question == rule.question);
        CHECK(problems[0].kind == rule.kind);
        CHECK(problems[0].message.ar.find(rule.arabic) != std::string::npos);
        CHECK(problems[0].message.en.find(rule.english) != std::string::npos);
    }
}

TEST_CASE("the questions of the short forms follow the answers") {
    Interview registration(form("register"), today);
    registration.set("category", "beneficiary");
    CHECK_FALSE(registration.relevant("organisation_name"));
    CHECK_FALSE(registration.relevant("support_kinds"));
    CHECK_FALSE(registration.relevant("volunteering_note"));
    registration.set("category", "volunteer");
    CHECK(registration.relevant("volunteering_note"));
    registration.set("category", "organisation");
    CHECK(registration.relevant("organisation_name"));
    CHECK_FALSE(registration.relevant("birth_date"));

    Interview volunteering(form("volunteering"), today);
    CHECK_FALSE(volunteering.relevant("guardian_consent"));
    volunteering.set("birth_date", "2008-11-24");
    CHECK(volunteering.relevant("guardian_consent"));
    volunteering.set("birth_date", "2008-11-22"); // eighteen today
    CHECK_FALSE(volunteering.relevant("guardian_consent"));

    Interview complaint(form("complaint"), today);
    complaint.set("subject", "manner");
    CHECK_FALSE(complaint.relevant("request_number"));
    complaint.set("subject", "delay");
    CHECK(complaint.relevant("request_number"));
    CHECK_FALSE(complaint.required("request_number"));
}
