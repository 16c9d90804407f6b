// SPDX-License-Identifier: Apache-2.0
// The types and columns of XLSForm, one by one: what is accepted, what is kept, what is said.
#include "kiosk/form/checks.hpp"
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

#include <string>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

Date today() {
    return *Date::from_iso("2026-11-22");
}

/// A form over other columns than those of sheets.hpp; the labels are given to every row.
Form with_columns(const std::string& columns, const std::vector<std::string>& rows,
                  const std::string& choices = good_choices) {
    std::string survey = "label::ar,label::en,type,name," + columns + "\n";
    for (const std::string& each : rows) {
        const bool silent = each.rfind("end_", 0) == 0 || each.rfind("calculate", 0) == 0 ||
                            each.rfind("hidden", 0) == 0 || each.rfind("start", 0) == 0 ||
                            each.rfind("end,", 0) == 0 || each.rfind("today", 0) == 0 ||
                            each.rfind("deviceid", 0) == 0 || each.rfind("username", 0) == 0;
        survey += (silent ? ",," : "س,Q,") + each + "\n";
    }
    auto parsed = parse_form({survey, choices, good_settings});
    if (!parsed) {
        for (const Fault& fault : parsed.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("the form has faults");
    }
    return *parsed;
}

std::string value_of(Interview& interview, const std::string& path, const std::string& typed) {
    REQUIRE(interview.set(path, typed));
    return std::string(interview.value(path));
}

} // namespace

TEST_CASE("a range takes its steps and nothing between") {
    const Form definition =
        with_columns("parameters", {"range,whole,start=0 end=17 step=1",
                                    "range,tenths,\"start=-1, end=1, step=0.1\"", "range,plain,"});
    Interview interview(definition, today);
    CHECK(value_of(interview, "whole", "١٧") == "17");
    CHECK(value_of(interview, "whole", "18").empty());
    CHECK(interview.check("whole")->message.en == "Please choose a value from 0 to 17.");
    CHECK(value_of(interview, "whole", "2.5").empty());
    CHECK(value_of(interview, "tenths", "-0.3") == "-0.3");
    CHECK(value_of(interview, "tenths", "0.35").empty());
    CHECK(value_of(interview, "plain", "10") == "10");
    CHECK(value_of(interview, "plain", "0").empty());
}

TEST_CASE("a range without steps is refused") {
    for (const char* parameters : {"start=1 end=10 step=0", "start=10 end=1", "start=0 end=10 step=3",
                                   "begin=1", "start=a", "start=0 end=100000 step=1"}) {
        CAPTURE(parameters);
        const auto parsed = parse_form(
            {"label::ar,label::en,type,name,parameters\nس,Q,range,a," + std::string(parameters) + "\n",
             good_choices, good_settings});
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().front().column == "parameters");
    }
}

TEST_CASE("times of day, typed and picked") {
    const Form definition = with_columns("appearance", {"time,t,", "dateTime,m,"});
    Interview interview(definition, today);
    CHECK(value_of(interview, "t", "14:05") == "14:05:00");
    CHECK(value_of(interview, "t", "2:05 م") == "14:05:00");
    CHECK(value_of(interview, "t", "١٢:٠٠ ص") == "00:00:00");
    CHECK(value_of(interview, "t", "1430") == "14:30:00");
    CHECK(value_of(interview, "t", "24:00").empty());
    CHECK(value_of(interview, "t", "13:00 PM").empty());
    CHECK(interview.check("t")->kind == ProblemKind::type);
    CHECK(value_of(interview, "m", "2026-11-22T14:05") == "2026-11-22T14:05:00+03:00");
    CHECK(value_of(interview, "m", "18/12/1445T2:05 م") == "2024-06-24T14:05:00+03:00");
    CHECK(value_of(interview, "m", "30/10/1445T2:05 م").empty());
    CHECK(value_of(interview, "m", "2026-11-22").empty());
    interview.set("t", "16:30");
    CHECK(interview.shown("t", Language::english) == "\u20664:30\u2069 PM");
    CHECK(interview.shown("t", Language::arabic) == "\u20664:30\u2069 م");
}

TEST_CASE("a rank is whole or not there") {
    const Form definition = with_columns("required", {"rank colours,r,yes"});
    Interview interview(definition, today);
    CHECK(interview.check("r")->kind == ProblemKind::required);
    interview.set_selected("r", "blue", true);
    interview.set_selected("r", "red", true);
    CHECK(interview.value("r") == "blue red");
    CHECK(interview.check("r")->kind == ProblemKind::type);
    interview.set_selected("r", "green", true);
    CHECK_FALSE(interview.check("r"));
    interview.set_selected("r", "blue", false);
    interview.set_selected("r", "blue", true);
    CHECK(interview.value("r") == "red green blue");
    CHECK(interview.shown("r", Language::english) == "Red, Green, Blue");
    interview.set("r", "red red blue");
    CHECK(interview.value("r").empty());
}

TEST_CASE("or_other asks what it is") {
    const Form definition =
        with_columns("required", {"select_one colours or_other,c,yes", "select_multiple colours,m,"});
    Interview interview(definition, today);
    CHECK(interview.choices("c").size() == 4);
    CHECK(interview.choices("m").size() == 3);
    CHECK(interview.pages().size() == 2);
    interview.set("c", "other");
    REQUIRE(interview.pages().size() == 3);
    CHECK(interview.pages()[1].id == "c_other");
    CHECK(interview.check("c_other")->kind == ProblemKind::required);
    interview.set("c_other", "بنفسجي");
    interview.set("c", "red");
    CHECK_FALSE(interview.relevant("c_other"));
    CHECK(interview.typed("c_other") == "بنفسجي"); // if they turn back
    CHECK(interview.submission().size() == 1);
}

TEST_CASE("choices follow what was answered before") {
    const std::string places = "list_name,name,label::ar,label::en,region\n"
                               "regions,west,الغربية,West,\nregions,south,الجنوبية,South,\n"
                               "cities,jeddah,جدة,Jeddah,west\ncities,makkah,مكة المكرمة,Makkah,west\n"
                               "cities,abha,أبها,Abha,south\n";
    const Form definition =
        with_columns("choice_filter,required",
                     {"select_one regions,where,,", "select_one cities,city,region = ${where},yes",
                      "select_multiple cities,known,\"region = ${where} and name != ${city}\","},
                     places);
    Interview interview(definition, today);
    CHECK(interview.choices("city").empty());
    interview.set("where", "west");
    REQUIRE(interview.choices("city").size() == 2);
    interview.set("city", "jeddah");
    CHECK(interview.choices("known").size() == 1);
    interview.set("known", "makkah");
    CHECK_FALSE(interview.check("city"));
    interview.set("where", "south");
    CHECK(interview.value("city").empty());
    CHECK(interview.value("known").empty());
    CHECK(interview.check("city")->kind == ProblemKind::required);
    interview.set("where", "west"); // turned back: both are there again
    CHECK(interview.value("city") == "jeddah");
    CHECK(interview.value("known") == "makkah");
}

TEST_CASE("a trigger says when a calculation runs") {
    const Form definition =
        with_columns("calculation,trigger", {"integer,a,,", "integer,b,,", "calculate,sum,${a} + ${b},${b}",
                                             "integer,shown,${a} * 2,"});
    Interview interview(definition, today);
    interview.set("a", "1");
    CHECK(interview.value("sum").empty());
    CHECK(interview.value("shown") == "2");
    interview.set("b", "5");
    CHECK(interview.value("sum") == "6");
    interview.set("a", "10");
    CHECK(interview.value("sum") == "6");
    interview.set("shown", "7"); // the person knows better, until it is computed again
    CHECK(interview.value("shown") == "7");
    interview.set("a", "11");
    CHECK(interview.value("shown") == "22");
}

TEST_CASE("what the terminal knows goes into the record unasked") {
    const Form definition = with_columns(
        "default,calculation", {"start,begun,,", "end,finished,,", "today,day,,", "deviceid,terminal,,",
                                "username,who,,", "hidden,kind,lobby,", "text,a,,"});
    int minutes = 0;
    Surroundings surroundings{[&] {
                                  return DateTime{today(), TimeOfDay{minutes * 60'000}, saudi_offset};
                              },
                              "riyadh-1", ""};
    Interview interview(definition, today, surroundings);
    minutes = 7;
    const auto answers = interview.submission();
    REQUIRE(answers.size() == 5);
    CHECK(answers[0].value == "2026-11-22T00:00:00+03:00");
    CHECK(answers[1].value == "2026-11-22T00:07:00+03:00");
    CHECK(answers[2].value == "2026-11-22");
    CHECK(answers[3].value == "riyadh-1");
    CHECK(answers[4].value == "lobby");
    CHECK(interview.pages().size() == 1);
    CHECK_FALSE(interview.set("kind", "other"));
}

TEST_CASE("read_only may depend on other answers") {
    const Form definition =
        with_columns("read_only,default", {"integer,a,,", "text,b,${a} = 1,fixed", "text,c,yes,fixed"});
    Interview interview(definition, today);
    CHECK(interview.set("b", "mine"));
    interview.set("a", "1");
    CHECK_FALSE(interview.set("b", "other"));
    CHECK(interview.value("b") == "mine");
    CHECK_FALSE(interview.set("c", "other"));
    CHECK(interview.value("c") == "fixed");
}

TEST_CASE("a field list is one page") {
    const Form definition =
        with_columns("appearance,relevant,required",
                     {"text,before,,,", "begin_group,contact,field-list,,", "text,mobile,saudi-mobile,,yes",
                      "text,email,,${mobile} != '',yes", "begin_group,inner,,,", "note,n,,,", "end_group,,,,",
                      "end_group,,,,", "begin_repeat,child,field-list,,", "text,name,,,", "integer,age,,,",
                      "end_repeat,,,,"});
    Interview interview(definition, today);
    REQUIRE(interview.pages().size() == 3);
    const Page& contact = interview.pages()[1];
    CHECK(contact.kind == PageKind::field_list);
    CHECK(contact.id == "contact");
    REQUIRE(contact.items.size() == 2);
    CHECK(contact.items[0].path == "mobile");
    CHECK(contact.items[1].path == "n");
    interview.set("mobile", "050 123 4567");
    REQUIRE(interview.page("contact")->items.size() == 3);
    CHECK(interview.check_page("contact").size() == 1);
    interview.set("mobile", "050");
    CHECK(interview.check_page("contact").size() == 1); // the address is not asked for any more
    const auto position = interview.position("contact");
    REQUIRE(position);
    CHECK(position->number == 2);
    CHECK(position->total == 3);
    interview.add_entry("child");
    REQUIRE(interview.pages().size() == 4);
    CHECK(interview.pages()[3].id == "child[1]");
    CHECK(interview.pages()[3].items[1].path == "child[1]/age");
    CHECK(interview.next("child[1]")->id == "child");
}

TEST_CASE("IBANs") {
    const Form definition = with_columns("appearance", {"text,account,iban"});
    Interview interview(definition, today);
    CHECK(value_of(interview, "account", "SA03 8000 0000 6080 1016 7519") == "SA0380000000608010167519");
    CHECK(value_of(interview, "account", "sa٠٣-8000-0000-6080-1016-7519") == "SA0380000000608010167519");
    CHECK(interview.shown("account", Language::arabic) == "\u2066SA03 8000 0000 6080 1016 7519\u2069");
    for (const char* wrong : {"SA0380000000608010167518", "SA038000000060801016751",
                              "DE0380000000608010167519", "SA03800000006080101675I9", "SA"}) {
        CAPTURE(wrong);
        CHECK(value_of(interview, "account", wrong).empty());
        CHECK(interview.check("account")->kind == ProblemKind::appearance);
    }
}

TEST_CASE("drawings are kept as path data") {
    const Form definition = with_columns("appearance", {"image,sketch,draw", "image,name,signature"});
    Interview interview(definition, today);
    CHECK(value_of(interview, "sketch", "M1 2L3 65535M4 5") == "M1 2L3 65535M4 5");
    CHECK(interview.shown("sketch", Language::english) == "Drawn");
    interview.set("name", "M0 0L1 1");
    CHECK(interview.shown("name", Language::arabic) == "تم التوقيع");
    for (const char* wrong : {"L1 2", "M1", "M1 2L", "M-1 2", "M1 65536", "M1 2 L3 4", "<svg/>"}) {
        CAPTURE(wrong);
        CHECK(value_of(interview, "sketch", wrong).empty());
    }
    std::string endless = "M1 1";
    while (endless.size() <= drawing_limit)
        endless += "L1 1";
    CHECK(value_of(interview, "sketch", endless).empty());
}

TEST_CASE("choice names are told in the language of the person") {
    const Form definition = with_columns(
        "calculation", {"select_one colours,c,", "calculate,chosen,\"jr:choice-name(${c}, '${c}')\""});
    Interview interview(definition, today);
    interview.set("c", "green");
    CHECK(interview.value("chosen") == "أخضر");
    interview.set_language(Language::english);
    CHECK(interview.value("chosen") == "Green");
}

TEST_CASE("a form can say what to call what was filled in") {
    const Sheets given{survey_header + "text,who,س,W,,,,,,,,,\n", good_choices,
                       "form_id,version,form_title::ar,form_title::en,default_language,instance_name\n"
                       "sample,1,س,S,ar,\"concat(${who}, ' ', today())\"\n"};
    const auto parsed = parse_form(given);
    REQUIRE(parsed);
    Interview interview(*parsed, today);
    interview.set("who", "Noura");
    CHECK(interview.instance_name() == "Noura 2026-11-22");
    Sheets wrong = given;
    wrong.settings.replace(wrong.settings.find("${who}"), 6, "${her}");
    const auto refused = parse_form(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().sheet == "settings");
    CHECK(refused.error().front().column == "instance_name");
}
