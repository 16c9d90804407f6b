// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

#include <string>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

Date today() {
    return *Date::from_iso("2026-11-22");
}

std::vector<std::string> page_names(const Interview& interview) {
    std::vector<std::string> names;
    for (const Page& page : interview.pages())
        names.push_back(page.id);
    return names;
}

ProblemKind kind(const Interview& interview, std::string_view name) {
    const auto problem = interview.check(name);
    REQUIRE(problem);
    CHECK(problem->question == name);
    CHECK_FALSE(problem->message.ar.empty());
    CHECK_FALSE(problem->message.en.empty());
    return problem->kind;
}

const char* branching = "integer,size,عدد,Size,yes,,. < 10,أقل من 10,Below 10,,,,\n"
                        "begin_group,family,أسرة,Family,,${size} > 1,,,,,,,\n"
                        "integer,dependants,معالون,Dependants,,,. < ${size},أقل,Fewer,,,,\n"
                        "note,about,عدد ${dependants},Of ${dependants},,${dependants} != '',,,,,,,\n"
                        "end_group,,,,,,,,,,,,\n"
                        "calculate,share,,,,,,,,100 div ${dependants},,,\n"
                        "text,why,سبب,Why,,${share} < 50,,,,,,,\n";

} // namespace

TEST_CASE("pages come and go with what they depend on, through calculations and groups") {
    const Form definition = form(branching);
    Interview interview(definition, today);
    CHECK(page_names(interview) == std::vector<std::string>{"size"});
    interview.set("size", "٥");
    CHECK(page_names(interview) == std::vector<std::string>{"size", "dependants"});
    interview.set("dependants", "4");
    CHECK(interview.value("share") == "25");
    CHECK(page_names(interview) == std::vector<std::string>{"size", "dependants", "about", "why"});
    CHECK(interview.label("about", Language::english) == "Of \u20684\u2069");
    interview.set("size", "1");
    CHECK(page_names(interview) == std::vector<std::string>{"size"});
    CHECK(interview.value("share").empty());
}

TEST_CASE("an answer whose question is switched off is kept for the session and left out of the submission") {
    const Form definition = form(branching);
    Interview interview(definition, today);
    interview.set("size", "5");
    interview.set("dependants", "4");
    interview.set("why", "because");
    CHECK(interview.submission().size() == 4);
    interview.set("size", "1");
    CHECK_FALSE(interview.relevant("dependants"));
    CHECK(interview.typed("dependants") == "4");
    CHECK(interview.typed("why") == "because");
    REQUIRE(interview.submission().size() == 1);
    CHECK(interview.submission()[0].name == "size");
    CHECK_FALSE(interview.check("dependants"));
    interview.set("size", "5");
    CHECK(interview.value("share") == "25");
    CHECK(interview.submission().size() == 4);
}

TEST_CASE("positions count the relevant questions that take an answer") {
    const Form definition = form(branching);
    Interview interview(definition, today);
    interview.set("size", "5");
    interview.set("dependants", "4");
    REQUIRE(interview.position("why"));
    CHECK(interview.position("why")->number == 3);
    CHECK(interview.position("why")->total == 3);
    CHECK_FALSE(interview.position("about"));
    CHECK_FALSE(interview.position("share"));
    CHECK_FALSE(interview.position("nothing"));
    interview.set("size", "1");
    CHECK_FALSE(interview.position("why"));
}

TEST_CASE("problems are told in order, each kind once") {
    const Form definition = form(branching);
    Interview interview(definition, today);
    CHECK(kind(interview, "size") == ProblemKind::required);
    interview.set("size", "خمسة");
    CHECK(kind(interview, "size") == ProblemKind::type);
    CHECK(interview.typed("size") == "خمسة");
    CHECK(interview.value("size").empty());
    CHECK(interview.shown("size", Language::arabic) == "خمسة");
    interview.set("size", "4.5");
    CHECK(interview.check("size")->message.en.find("whole number") != std::string::npos);
    interview.set("size", "1234567890");
    CHECK(interview.check("size")->message.en.find("9 digits") != std::string::npos);
    interview.set("size", "10");
    CHECK(kind(interview, "size") == ProblemKind::constraint);
    CHECK(interview.check("size")->message == LocalText{"أقل من 10", "Below 10"});
    interview.set("dependants", "10");
    const auto problems = interview.problems();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].question == "size");
    CHECK(problems[1].question == "dependants");
    interview.set("size", "9");
    interview.set("dependants", "");
    CHECK(interview.problems().empty());
}

TEST_CASE("only questions that take an answer can be set") {
    const Form definition =
        form("text,a,س,A,,,,,,,fixed,yes,\nnote,n,س,N,,,,,,,,,\ncalculate,c,,,,,,,,1 + 1,,,\n");
    Interview interview(definition, today);
    CHECK_FALSE(interview.set("a", "x"));
    CHECK_FALSE(interview.set("n", "x"));
    CHECK_FALSE(interview.set("c", "x"));
    CHECK_FALSE(interview.set("unknown", "x"));
    CHECK(interview.value("a") == "fixed");
    CHECK(interview.value("c") == "2");
    CHECK_FALSE(interview.changed());
    REQUIRE(interview.submission().size() == 2);
    CHECK(interview.submission()[1].label.en == "c");
}

TEST_CASE("choices: one, several, and none that is not offered") {
    const Form definition =
        form("select_one colours,one,س,One,,,,,,,,,\nselect_multiple colours,many,س,Many,yes,,,,,,,,\n");
    Interview interview(definition, today);
    interview.set("one", "red green");
    CHECK(kind(interview, "one") == ProblemKind::type);
    interview.set("one", "purple");
    CHECK(kind(interview, "one") == ProblemKind::type);
    interview.set("one", "red");
    CHECK_FALSE(interview.check("one"));
    CHECK(kind(interview, "many") == ProblemKind::required);
    CHECK(interview.set_selected("many", "blue", true));
    CHECK(interview.set_selected("many", "red", true));
    CHECK(interview.value("many") == "red blue");
    CHECK(interview.selected("many", "blue"));
    CHECK(interview.set_selected("many", "blue", false));
    CHECK(interview.value("many") == "red");
    CHECK_FALSE(interview.set_selected("many", "purple", true));
    CHECK_FALSE(interview.set_selected("one", "red", true));
    interview.set("many", "blue purple");
    CHECK(kind(interview, "many") == ProblemKind::type);
}

TEST_CASE("dates: existing, in time, kept as typed") {
    const Form definition =
        form("date,born,س,Born,,,,,,,,,umm-al-qura not-future\ndate,due,س,Due,,,,,,,,,not-past\n");
    Interview interview(definition, today);
    interview.set("born", "30/10/1445");
    CHECK(kind(interview, "born") == ProblemKind::type);
    CHECK(interview.typed("born") == "30/10/1445");
    interview.set("born", "18/12/1445");
    CHECK(interview.value("born") == "2024-06-24");
    CHECK_FALSE(interview.check("born"));
    interview.set("born", "2026-11-23");
    CHECK(kind(interview, "born") == ProblemKind::appearance);
    interview.set("born", "2026-11-22");
    CHECK_FALSE(interview.check("born"));
    interview.set("due", "2026-11-21");
    CHECK(kind(interview, "due") == ProblemKind::appearance);
    interview.set("due", "2026-02-30");
    CHECK(interview.check("due")->message.en.find("does not exist") != std::string::npos);
    interview.set("due", "2026-11-22");
    CHECK_FALSE(interview.check("due"));
}

TEST_CASE("an acknowledgement is given or taken back") {
    const Form definition = form("acknowledge,ok,س,Ok,yes,,,,,,,,\n");
    Interview interview(definition, today);
    CHECK(kind(interview, "ok") == ProblemKind::required);
    interview.set("ok", "OK");
    CHECK_FALSE(interview.check("ok"));
    CHECK(interview.shown("ok", Language::arabic) == "تمت الموافقة");
    interview.set("ok", "no");
    CHECK(kind(interview, "ok") == ProblemKind::type);
    interview.set("ok", "");
    CHECK(kind(interview, "ok") == ProblemKind::required);
}

TEST_CASE("texts that cannot be kept are refused at the field, and nothing typed is lost") {
    const Form definition =
        form("text,name,س,Name,,,,,,,,,person-name\ntext,words,س,Words,,,,,,,,,multiline\n");
    Interview interview(definition, today);
    std::string endless;
    for (int letter = 0; letter < 10'000; ++letter)
        endless += "ن";
    interview.set("name", endless);
    CHECK(kind(interview, "name") == ProblemKind::text);
    CHECK(interview.typed("name") == endless);
    CHECK(interview.check("name")->message.en.find("allowed: 100, written: 10,000") != std::string::npos);
    CHECK(interview.check("name")->message.ar.find("10,000") != std::string::npos);
    const auto bad = GENERATE("نورة 😀", "نورة\u202Eأحمد", "نورة\u2066أحمد", "نورة\x01", "نورة\nأحمد",
                              "نورة\uE000", "\xFF");
    interview.set("name", bad);
    CHECK(kind(interview, "name") == ProblemKind::text);
    CHECK(interview.typed("name") == bad);
    interview.set("name", "  نورة\u200F أحمد ");
    CHECK_FALSE(interview.check("name"));
    CHECK(interview.value("name") == "نورة أحمد");
    interview.set("words", "سطر\nوسطر 🌷");
    CHECK_FALSE(interview.check("words"));
    interview.set("words", "a\u202Eb");
    CHECK(kind(interview, "words") == ProblemKind::text);
}

TEST_CASE("what is typed without end is cut at a whole character") {
    const Form definition = form("text,words,س,Words,,,,,,,,,multiline\n");
    Interview interview(definition, today);
    interview.set("words", "a" + std::string(200'000, '\xD9'));
    CHECK(interview.typed("words").size() <= 65'536);
    std::string arabic = "a";
    while (arabic.size() < 200'000)
        arabic += "ن";
    interview.set("words", arabic);
    CHECK(interview.typed("words").size() == 65'535);
}

TEST_CASE("a calculation that cannot be computed is empty") {
    const Form definition =
        form("decimal,a,س,A,,,,,,,,,\ncalculate,half,,,,,,,,${a} div 2,,,\n"
             "calculate,inverse,,,,,,,,1 div ${a},,,\nnote,n,${half} س,Half: ${half},,,,,,,,,\n");
    Interview interview(definition, today);
    CHECK(interview.value("half").empty());
    CHECK(interview.label("n", Language::english) == "Half: \u2068…\u2069");
    interview.set("a", "٣٫٥");
    CHECK(interview.value("half") == "1.75");
    CHECK(interview.label("n", Language::arabic, Digits::arabic_indic) == "\u2068١٫٧٥\u2069 س");
    interview.set("a", "0");
    CHECK(interview.value("inverse").empty());
    interview.set("a", "x");
    CHECK(interview.value("half").empty());
}

TEST_CASE("clearing begins again") {
    const Form definition = form("text,a,س,A,,,,,,,start,,\ntext,b,س,B,,${a} = 'other',,,,,,,\n");
    Interview interview(definition, today);
    CHECK_FALSE(interview.changed());
    interview.set("a", "other");
    interview.set("b", "secret");
    CHECK(interview.changed());
    interview.clear();
    CHECK_FALSE(interview.changed());
    CHECK(interview.value("a") == "start");
    CHECK(interview.typed("b").empty());
    CHECK_FALSE(interview.relevant("b"));
}

TEST_CASE("a new day is seen once everything is settled again") {
    const Form definition = form("text,a,س,A,,today() > '2026-11-22',,,,,,,\n");
    Date now = today();
    Interview interview(definition, [&now] { return now; });
    CHECK_FALSE(interview.relevant("a"));
    now = now.plus_days(1);
    interview.settle_everything();
    CHECK(interview.relevant("a"));
}
