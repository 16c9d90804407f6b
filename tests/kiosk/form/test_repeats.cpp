// SPDX-License-Identifier: Apache-2.0
// Repeats: what is asked once for each entry, how one goes between the entries, what expressions see of them.
#include "kiosk/form/interview.hpp"
#include "kiosk/form/xforms_export.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

Date today() {
    return *Date::from_iso("2026-11-22");
}

/// type, name, relevant, calculation, default, and a label of the name where a type shows one.
std::string row(const std::string& type, const std::string& name, const std::string& relevant = {},
                const std::string& calculation = {}, const std::string& fallback = {}) {
    const bool silent = type == "calculate" || type.rfind("end_", 0) == 0;
    const std::string label = silent ? "," : name + " ع," + name;
    return type + "," + name + "," + label + ",,\"" + relevant + "\",,,,\"" + calculation + "\",\"" +
           fallback + "\",,\n";
}

const std::string household =
    row("text", "applicant") + row("begin_repeat", "member") + row("text", "first_name") +
    row("integer", "income") + row("integer", "school", "${income} < 100") +
    row("calculate", "number", "", "position(..)") + row("end_repeat", "") +
    row("calculate", "members", "", "count(${member})") + row("calculate", "total", "", "sum(${income})") +
    row("calculate", "names", "", "join(' + ', ${first_name})") +
    row("calculate", "second", "", "indexed-repeat(${first_name}, ${member}, 2)") +
    row("calculate", "earning", "", "count(${member}[income > 50])") + row("text", "last", "${total} > 10");

std::vector<std::string> ids(const Interview& interview) {
    std::vector<std::string> all;
    for (const Page& page : interview.pages())
        all.push_back(page.id);
    return all;
}

std::string id(const Page* page) {
    return page == nullptr ? "" : page->id;
}

} // namespace

TEST_CASE("a repeat has a hint for the page that lists its entries; a group has none") {
    const auto parsed = [](const std::string& kind, const std::string& hint) {
        const std::string header = "type,name,label::Arabic (ar),label::English (en),hint::Arabic (ar),"
                                   "hint::English (en)\n";
        return parse_form({header + "begin_" + kind + ",member,فرد,Member," + hint +
                               "\ntext,first_name,الاسم,Name,,\nend_" + kind + ",,,,,\n",
                           good_choices, good_settings});
    };
    const auto good = parsed("repeat", "كل من معكم,All who live with you");
    REQUIRE(good);
    CHECK(good->groups.front().hint.ar == "كل من معكم");
    CHECK(good->groups.front().hint.en == "All who live with you");
    const auto shown = export_xform(*good);
    REQUIRE(shown);
    REQUIRE(shown->notes.size() == 1);
    CHECK(shown->notes.front().rfind("member: other tools show no hint for a repeat", 0) == 0);
    for (const auto& [kind, hint] :
         {std::pair("repeat", "كل من معكم,"), std::pair("repeat", "مع ${first_name},With ${first_name}"),
          std::pair("group", "كل من معكم,All who live with you")}) {
        CAPTURE(kind, hint);
        const auto bad = parsed(kind, hint);
        REQUIRE_FALSE(bad);
        CHECK(bad.error().front().row == 2);
        CHECK(bad.error().front().column.rfind("hint", 0) == 0);
    }
}

TEST_CASE("entries are added, numbered, removed, and the rest moves up") {
    const Form definition = form(household);
    Interview interview(definition, today);
    CHECK(ids(interview) == std::vector<std::string>{"applicant", "member"});
    CHECK(interview.entries("member").empty());
    CHECK(interview.value("members") == "0");
    REQUIRE(interview.add_entry("member") == "member[1]");
    REQUIRE(interview.add_entry("member") == "member[2]");
    REQUIRE(interview.add_entry("member") == "member[3]");
    CHECK(interview.set("member[1]/first_name", "نورة"));
    CHECK(interview.set("member[2]/first_name", "سعد"));
    CHECK(interview.set("member[3]/first_name", "Huda"));
    CHECK(interview.set("member[3]/income", "٤٠"));
    CHECK(interview.value("members") == "3");
    CHECK(interview.value("names") == "نورة + سعد + Huda");
    CHECK(interview.value("second") == "سعد");
    CHECK(interview.value("member[3]/number") == "3");
    CHECK(interview.title("member[2]", Language::arabic) == "2. سعد");
    CHECK(interview.relevant("member[3]/school"));
    CHECK_FALSE(interview.relevant("member[1]/school")); // nothing answered yet: not a number

    REQUIRE(interview.remove_entry("member[1]"));
    CHECK(interview.entries("member").size() == 2);
    CHECK(interview.value("member[1]/first_name") == "سعد");
    CHECK(interview.value("member[2]/income") == "40");
    CHECK(interview.value("member[2]/number") == "2");
    CHECK(interview.value("names") == "سعد + Huda");
    CHECK(interview.value("second") == "Huda");
    CHECK(interview.value("total") == "40");
    CHECK(interview.relevant("last"));
    CHECK_FALSE(interview.remove_entry("member[3]"));
    CHECK_FALSE(interview.set("member[3]/first_name", "x"));
    CHECK_FALSE(interview.set("first_name", "x"));
    CHECK_FALSE(interview.set("member/first_name", "x"));
    CHECK_FALSE(interview.set("member[0]/first_name", "x"));
    CHECK_FALSE(interview.set("applicant[1]", "x"));
    CHECK_FALSE(interview.add_entry("applicant"));
}

TEST_CASE("what stands in [ ] filters the entries") {
    const Form definition = form(household);
    Interview interview(definition, today);
    for (const char* income : {"60", "10", "70"}) {
        const auto entry = interview.add_entry("member");
        REQUIRE(entry);
        interview.set(*entry + "/income", income);
    }
    CHECK(interview.value("earning") == "2");
    interview.set("member[2]/income", "51");
    CHECK(interview.value("earning") == "3");
    interview.remove_entry("member[1]");
    CHECK(interview.value("earning") == "2");
}

TEST_CASE("one goes through an entry and comes back to the list, and from there on") {
    const Form definition = form(household);
    Interview interview(definition, today);
    CHECK(id(interview.next("applicant")) == "member");
    CHECK(id(interview.next("member")).empty());
    interview.add_entry("member");
    interview.add_entry("member");
    interview.set("member[1]/income", "5");
    interview.set("member[2]/income", "500");
    CHECK(ids(interview) == std::vector<std::string>{"applicant", "member", "member[1]/first_name",
                                                     "member[1]/income", "member[1]/school",
                                                     "member[2]/first_name", "member[2]/income", "last"});
    CHECK(id(interview.first_page("member[2]")) == "member[2]/first_name");
    CHECK(id(interview.next("member[1]/income")) == "member[1]/school");
    CHECK(id(interview.next("member[1]/school")) == "member");
    CHECK(id(interview.next("member[2]/income")) == "member");
    CHECK(id(interview.next("member")) == "last");
    CHECK(id(interview.previous("last")) == "member");
    CHECK(id(interview.previous("member[2]/first_name")) == "member");
    CHECK(id(interview.previous("member[1]/income")) == "member[1]/first_name");
    CHECK(id(interview.last()) == "last");
    interview.set("member[2]/income", "1");
    CHECK(id(interview.last()) == "member"); // nothing behind the entries any more

    const auto position = interview.position("member[2]/income");
    REQUIRE(position);
    CHECK(position->number == 2);
    CHECK(position->total == 2);
}

TEST_CASE("an entry is done when nothing is wrong in it") {
    const Form definition = form(row("begin_repeat", "member") + "text,first_name,س,N,yes,,,,,,,,\n" +
                                 row("integer", "income") + row("end_repeat", "") + row("text", "after"));
    Interview interview(definition, today);
    interview.add_entry("member");
    interview.add_entry("member");
    interview.set("member[1]/first_name", "Noura");
    CHECK(interview.entries("member")[0].done);
    CHECK_FALSE(interview.entries("member")[1].done);
    interview.set("member[1]/income", "many");
    CHECK_FALSE(interview.entries("member")[0].done);
    const auto problems = interview.problems();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].question == "member[1]/income");
    CHECK(problems[0].kind == ProblemKind::type);
    CHECK(problems[1].question == "member[2]/first_name");
}

TEST_CASE("labels speak of the same entry") {
    const Form definition =
        form(row("begin_repeat", "member") + row("text", "first_name") +
             "integer,age,كم عمر ${first_name}؟,How old is ${first_name}?,,,,,,,,,\n" +
             row("end_repeat", "") + "note,n,أولهم ${first_name},First: ${first_name},,,,,,,,,\n");
    Interview interview(definition, today);
    interview.add_entry("member");
    interview.add_entry("member");
    interview.set("member[1]/first_name", "Noura");
    interview.set("member[2]/first_name", "Saad");
    CHECK(interview.label("member[2]/age", Language::english) == "How old is \u2068Saad\u2069?");
    CHECK(interview.label("n", Language::english) == "First: \u2068Noura\u2069");
}

TEST_CASE("a count says how many; fewer puts answers aside, more brings them back") {
    const std::string header = survey_header.substr(0, survey_header.size() - 1) + ",repeat_count\n";
    const Sheets given{header + "integer,how_many,س,N,,,,,,,,,,\n" +
                           "begin_repeat,child,س,Child,,,,,,,,,,${how_many}\n" +
                           "text,child_name,س,N,,,,,,,,,,\n" + "end_repeat,,,,,,,,,,,,,\n" +
                           "calculate,children,,,,,,,,\"join(',', ${child_name})\",,,,\n",
                       good_choices, good_settings};
    const auto parsed = parse_form(given);
    REQUIRE(parsed);
    Interview interview(*parsed, today);
    interview.set("how_many", "3");
    CHECK(ids(interview) == std::vector<std::string>{"how_many", "child[1]/child_name", "child[2]/child_name",
                                                     "child[3]/child_name"});
    CHECK_FALSE(interview.can_add("child"));
    CHECK_FALSE(interview.remove_entry("child[1]"));
    interview.set("child[3]/child_name", "Huda");
    CHECK(interview.value("children") == ",,Huda");
    interview.set("how_many", "1");
    CHECK(interview.value("children").empty());
    CHECK(interview.submission().size() == 1);
    interview.set("how_many", "4");
    CHECK(interview.value("child[3]/child_name") == "Huda");
    interview.set("how_many", "many");
    CHECK(ids(interview) == std::vector<std::string>{"how_many"});
    interview.set("how_many", "999999999");
    CHECK(interview.pages().size() == 1 + most_entries);
}

TEST_CASE("a switched-off repeat takes its answers with it and brings them back") {
    const Form definition = form(row("integer", "alone") + row("begin_repeat", "member", "${alone} = 0") +
                                 row("integer", "income") + row("end_repeat", "") +
                                 row("calculate", "total", "", "sum(${income})"));
    Interview interview(definition, today);
    interview.set("alone", "0");
    interview.add_entry("member");
    interview.set("member[1]/income", "7");
    CHECK(interview.value("total") == "7");
    interview.set("alone", "1");
    CHECK(interview.value("total") == "0");
    CHECK(ids(interview) == std::vector<std::string>{"alone"});
    CHECK(interview.submission().size() == 2);
    CHECK_FALSE(interview.can_add("member"));
    interview.set("alone", "0");
    CHECK(interview.value("total") == "7");
}

TEST_CASE("repeats lie in repeats") {
    const Form definition =
        form(row("begin_repeat", "family") + row("text", "family_name") + row("begin_repeat", "child") +
             row("integer", "age") + row("calculate", "siblings", "", "count(${child}) - 1") +
             row("end_repeat", "") + row("calculate", "years", "", "sum(${age})") + row("end_repeat", "") +
             row("calculate", "all_years", "", "sum(${age})") +
             row("calculate", "all_children", "", "count(${child})"));
    Interview interview(definition, today);
    interview.add_entry("family");
    interview.add_entry("family");
    REQUIRE(interview.add_entry("family[1]/child") == "family[1]/child[1]");
    interview.add_entry("family[2]/child");
    interview.add_entry("family[2]/child");
    interview.set("family[1]/child[1]/age", "3");
    interview.set("family[2]/child[1]/age", "4");
    interview.set("family[2]/child[2]/age", "5");
    CHECK(interview.value("family[1]/years") == "3");
    CHECK(interview.value("family[2]/years") == "9");
    CHECK(interview.value("all_years") == "12");
    CHECK(interview.value("all_children") == "3");
    CHECK(interview.value("family[2]/child[1]/siblings") == "1");
    CHECK(id(interview.next("family[2]/child[2]/age")) == "family[2]/child");
    CHECK(id(interview.next("family[2]/child")) == "family");
    CHECK(id(interview.previous("family[2]/child")) == "family[2]/family_name");
    interview.remove_entry("family[1]");
    CHECK(interview.value("family[1]/years") == "9");
    CHECK(interview.value("all_years") == "9");
    CHECK_FALSE(interview.relevant("family[2]/family_name"));
}

TEST_CASE("every entry begins with its defaults, computed ones once") {
    const Form definition =
        form(row("text", "city") + row("begin_repeat", "member") + row("text", "home", "", "", "${city}") +
             row("integer", "rooms", "", "", "2") +
             row("calculate", "stamp", "", "once(concat(${city}, position(..)))") + row("end_repeat", ""));
    Interview interview(definition, today);
    interview.set("city", "Abha");
    interview.add_entry("member");
    CHECK(interview.value("member[1]/home") == "Abha");
    CHECK(interview.value("member[1]/rooms") == "2");
    interview.set("city", "Taif");
    CHECK(interview.value("member[1]/home") == "Abha");
    CHECK(interview.value("member[1]/stamp") == "Abha1");
    interview.add_entry("member");
    CHECK(interview.value("member[2]/home") == "Taif");
    CHECK(interview.value("member[2]/stamp") == "Taif2");
}

TEST_CASE("the submission names every answer by its path, and a draft comes back whole") {
    const Form definition = form(household);
    Interview interview(definition, today);
    interview.set("applicant", "نورة سعد");
    interview.add_entry("member");
    interview.add_entry("member");
    interview.add_entry("member");
    interview.set("member[1]/first_name", "سعد");
    interview.set("member[3]/income", "50");
    std::vector<std::string> names;
    for (const SubmittedAnswer& answer : interview.submission())
        names.push_back(answer.name);
    CHECK(names == std::vector<std::string>{"applicant", "member[1]/first_name", "member[1]/number",
                                            "member[2]/number", "member[3]/income", "member[3]/number",
                                            "members", "total", "names", "earning"});

    Interview again(definition, today);
    again.restore(interview.typed_answers());
    CHECK(again.entries("member").size() == 3);
    CHECK(again.value("member[3]/income") == "50");
    CHECK(again.value("total") == "50");
    CHECK(ids(again) == ids(interview));

    interview.clear();
    CHECK(interview.entries("member").empty());
    CHECK(interview.value("applicant").empty());
    CHECK_FALSE(interview.changed());
}

TEST_CASE("two hundred members of a household") {
    const Form definition = form(household);
    Interview interview(definition, today);
    for (int member = 1; member <= 200; ++member) {
        const auto entry = interview.add_entry("member");
        REQUIRE(entry);
        interview.set(*entry + "/first_name", "سعد " + std::to_string(member));
        interview.set(*entry + "/income", std::to_string(member));
    }
    CHECK(interview.value("members") == "200");
    CHECK(interview.value("total") == "20100");
    CHECK(interview.value("earning") == "150");
    CHECK(interview.value("member[200]/number") == "200");
    CHECK(interview.problems().empty());
    CHECK(interview.pages().size() == 3 + 200 * 2 + 99);
    // 200 names and incomes and numbers, and what is computed of all.
    CHECK(interview.submission().size() == 600 + 5);
    for (int member = 0; member < 200; ++member)
        REQUIRE(interview.remove_entry("member[1]"));
    CHECK(interview.value("total") == "0");
}

TEST_CASE("no repeat grows beyond its limit") {
    const Form definition = form(household);
    Interview interview(definition, today);
    for (std::size_t entry = 0; entry < most_entries; ++entry)
        REQUIRE(interview.add_entry("member"));
    CHECK_FALSE(interview.can_add("member"));
    CHECK_FALSE(interview.add_entry("member"));
    interview.remove_entry("member[7]");
    CHECK(interview.can_add("member"));
}
