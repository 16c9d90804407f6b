// SPDX-License-Identifier: Apache-2.0
// Every form that is shipped, walked from its first page to a submission.
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/shipped_walks.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

const std::filesystem::path forms = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets/forms";

Date today() {
    return *Date::from_iso("2026-11-22");
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

/// As many entries as the walk answers for.
void add_entries(Interview& interview, const Walk& walk, const std::string& repeat) {
    const auto meant = [&] {
        const std::string next = repeat + "[" + std::to_string(interview.entries(repeat).size() + 1) + "]/";
        return std::any_of(walk.answers.begin(), walk.answers.end(),
                           [&](const auto& each) { return each.first.rfind(next, 0) == 0; });
    };
    while (meant())
        REQUIRE(interview.add_entry(repeat));
}

/// From page to page as they come up; every page must be meant by the walk.
Interview walked(const Walk& walk) {
    Interview interview(form(walk.form), today);
    std::set<std::string> seen;
    for (std::size_t at = 0; at < interview.pages().size(); ++at) {
        if (interview.pages()[at].kind == PageKind::repeat) {
            add_entries(interview, walk, std::string(interview.pages()[at].id));
            continue;
        }
        const Item item = interview.pages()[at].items.front();
        const std::string path = item.path;
        CAPTURE(walk.form, walk.who, path);
        REQUIRE(seen.insert(path).second);
        for (const Language language : {Language::arabic, Language::english})
            CHECK_FALSE(interview.label(path, language).empty());
        if (!item.question->answerable())
            continue;
        const auto position = interview.position(path);
        REQUIRE(position);
        CHECK(position->number <= position->total);
        const bool left_empty = std::find(walk.empty.begin(), walk.empty.end(), path) != walk.empty.end();
        const std::string answer = answer_in(walk, path);
        REQUIRE(answer.empty() == left_empty);
        REQUIRE(interview.set(path, answer));
        const auto problem = interview.check(path);
        if (problem)
            UNSCOPED_INFO(problem->message.en);
        CHECK_FALSE(problem.has_value());
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
    CHECK(found >= 9);
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
        if (walk.form == "complete_request")
            continue; // the request that it completes says it
        CAPTURE(walk.form, walk.who);
        const Interview interview = walked(walk);
        const bool anonymous = answer_in(walk, "wants_reply") == "no";
        const bool reachable = !interview.value("mobile").empty() || !interview.value("email").empty() ||
                               !interview.value("landline").empty();
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
    const std::size_t call = number_of("call_back_request", "about a request, on a landline");
    const Rule rules[] = {
        {call, "landline", "0512345678", ProblemKind::constraint, "مفتاح المنطقة", "area code"},
        {call, "landline", "011234567", ProblemKind::constraint, "10 خانات", "10 digits"},
        {call, "preferred_day", "2026-11-21", ProblemKind::appearance, "بعده", "later"},
        {call, "preferred_day", "2026-12-23", ProblemKind::constraint, "الثلاثين", "thirty days"},
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
    CHECK_FALSE(registration.relevant("fields"));
    CHECK(registration.relevant("national_id"));
    registration.set("category", "volunteer");
    CHECK(registration.relevant("fields"));
    CHECK(registration.relevant("birth_date"));
    CHECK_FALSE(registration.relevant("guardian_mobile"));
    registration.set("birth_date", "2011-03-09");
    CHECK(registration.relevant("guardian_mobile"));
    registration.set("category", "beneficiary"); // a child may be one without volunteering
    CHECK_FALSE(registration.relevant("guardian_mobile"));
    // Nothing that their part does not need: who gives support or speaks for others is not asked for an ID.
    for (const char* category : {"organisation", "supporter"}) {
        registration.set("category", category);
        for (const char* question : {"national_id", "birth_date", "guardian_consent"})
            CHECK_FALSE(registration.relevant(question));
    }
    registration.set("category", "organisation");
    CHECK(registration.relevant("organisation_name"));

    Interview call(form("call_back_request"), today);
    CHECK_FALSE(call.relevant("mobile"));
    call.set("number_kind", "landline");
    CHECK(call.relevant("landline"));
    CHECK_FALSE(call.relevant("mobile"));

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
