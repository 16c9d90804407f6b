// SPDX-License-Identifier: Apache-2.0
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

std::vector<Fault> faults(const Sheets& given) {
    const auto parsed = parse_form(given);
    REQUIRE_FALSE(parsed);
    return parsed.error();
}

/// That there is exactly this one fault; its message holds `part`.
void check_only(const Sheets& given, const char* sheet, std::size_t row, const char* column,
                const char* part) {
    const auto found = faults(given);
    for (const Fault& fault : found)
        UNSCOPED_INFO(describe(fault));
    REQUIRE(found.size() == 1);
    CHECK(found[0].sheet == sheet);
    CHECK(found[0].row == row);
    CHECK(found[0].column == column);
    CHECK(found[0].message.find(part) != std::string::npos);
}

struct SurveyFault {
    const char* rows;
    std::size_t row;
    const char* column;
    const char* part;
};

const std::string good_row = "text,a,س,A,,,,,,,,,\n";

Sheets with_survey_header(const std::string& header, const std::string& rows) {
    return {header + "\n" + rows, good_choices, good_settings};
}

} // namespace

TEST_CASE("each fault of a survey row is told with its row, its column and what to do") {
    const auto each = GENERATE(
        SurveyFault{"geopoint,a,س,A,,,,,,,,,\n", 2, "type", "no position to give"},
        SurveyFault{",a,س,A,,,,,,,,,\n", 2, "type", "not supported"},
        SurveyFault{"select_one,a,س,A,,,,,,,,,\n", 2, "type", "name of one list"},
        SurveyFault{"rank colours or_other,a,س,A,,,,,,,,,\n", 2, "type", "name of one list"},
        SurveyFault{"colour,a,س,A,,,,,,,,,\n", 2, "type", "not supported; use one of integer"},
        SurveyFault{"select_one colours or_other,a,س,A,,,,,,,,,\ntext,a_other,س,A,,,,,,,,,\n", 3, "name",
                    "row 2 has this name"},
        SurveyFault{"select_one shapes,a,س,A,,,,,,,,,\n", 2, "type", "no list \"shapes\""},
        SurveyFault{"text x,a,س,A,,,,,,,,,\n", 2, "type", "nothing may follow text"},
        SurveyFault{"text,1a,س,A,,,,,,,,,\n", 2, "name", "a letter first"},
        SurveyFault{"text,,س,A,,,,,,,,,\n", 2, "name", "a letter first"},
        SurveyFault{"text,a,س,A,,,,,,,,,\ntext,a,س,A,,,,,,,,,\n", 3, "name", "row 2 has this name"},
        SurveyFault{"text,a,,A,,,,,,,,,\n", 2, "label::Arabic (ar)", "translation is missing"},
        SurveyFault{"text,a,س,,,,,,,,,,\n", 2, "label::English (en)", "translation is missing"},
        SurveyFault{"text,a,س\u202E,A,,,,,,,,,\n", 2, "label::Arabic (ar)", "direction"},
        SurveyFault{"text,a,س,A,perhaps,,,,,,,,\n", 2, "required", "at character 1"},
        SurveyFault{"text,a,س,A,,${b} = 1,,,,,,,\n", 2, "relevant", "no question ${b}"},
        SurveyFault{"text,a,س,A,,foo(1),,,,,,,\n", 2, "relevant", "foo() is not supported"},
        SurveyFault{"text,a,س,A,,. = 1,,,,,,,\n", 2, "relevant", "in constraint and calculation only"},
        SurveyFault{"text,a,س,A,,,. > ,ر,M,,,,\n", 2, "constraint", "at character 4"},
        SurveyFault{"text,a,س,A,,,,ر,M,,,,\n", 2, "constraint_message", "no constraint"},
        SurveyFault{"text,a,س,A,,,. = 1,ر,,,,,\n", 2, "constraint_message::English (en)", "translation"},
        SurveyFault{"note,a,س,A,,,,,,1 + 1,,,\n", 2, "calculation", "note cannot have this"},
        SurveyFault{"calculate,a,,,,,,,,,,,\ntext,b,س,B,,,,,,,,,\n", 2, "calculation", "missing"},
        SurveyFault{"calculate,a,,,yes,,,,,1,,,\n", 2, "required", "calculate cannot have this"},
        SurveyFault{"note,a,س,A,yes,,,,,,,,\n", 2, "required", "note cannot have this"},
        SurveyFault{"acknowledge,a,س,A,,,,,,,OK,,\n", 2, "default", "acknowledge cannot have this"},
        SurveyFault{"integer,a,س,A,,,,,,,many,,\n", 2, "default", "not an answer"},
        SurveyFault{"integer,a,س,A,,,,,,,1 + (2),,\n", 2, "default", "not an answer"},
        SurveyFault{"integer,a,س,A,,,,,,,max(2),,\ninteger,b,س,B,,,,,,,max(${c}),,\n", 3, "default",
                    "no question ${c}"},
        SurveyFault{"text,a,س,A,,,,,,,,maybe,\n", 2, "read_only", "at character 1"},
        SurveyFault{"text,a,س,A,,,,,,,,,signature\n", 2, "appearance", "signature stands with image only"},
        SurveyFault{"image,a,س,A,,,,,,,,,\n", 2, "appearance", "no camera"},
        SurveyFault{"text,a,س,A,,,,,,,,,pulldown\n", 2, "appearance", "\"pulldown\" is not supported"},
        SurveyFault{"date,a,س,A,,,,,,,,,saudi-id\n", 2, "appearance", "stands with text only"},
        SurveyFault{"note,n,س,A,,,,,,,,,\ntext,a,س,A,,${n} = 1,,,,,,,\n", 3, "relevant", "is a note"},
        SurveyFault{"note,n,${a} س,${a},,,,,,,,,\n", 2, "label", "no question ${a}"},
        SurveyFault{"text,a,س,A,,,,,,,,,\nnote,n,${a} س,N,,,,,,,,,\n", 3, "label", "same ${name}"},
        SurveyFault{"begin_group,g,س,G,,,,,,,,,\ntext,a,س,A,,,,,,,,,\n", 2, "type", "never closed"},
        SurveyFault{"text,a,س,A,,,,,,,,,\nend_group,,,,,,,,,,,,\n", 3, "type", "no group is open"},
        SurveyFault{"begin_group,g,س,G,,,,,,,,,w1\ntext,a,س,A,,,,,,,,,\nend_group,,,,,,,,,,,,\n", 2,
                    "appearance", "a group can be a field-list"},
        SurveyFault{"begin_group,g,س,G,,,,,,,,,field-list\nbegin_repeat,r,س,R,,,,,,,,,\n"
                    "text,a,س,A,,,,,,,,,\nend_repeat,,,,,,,,,,,,\nend_group,,,,,,,,,,,,\n",
                    3, "type", "field-list"},
        SurveyFault{"begin_repeat,r,س,R,,,,,,,,,\ntext,a,س,A,,,,,,,,,\nend_group,,,,,,,,,,,,\n", 4, "type",
                    "close it with end_repeat"},
        SurveyFault{"begin_group,g,س,G,,,,,,,,,\ntext,a,س,A,,,,,,,,,\nend_group,h,,,,,,,,,,,\n", 4, "name",
                    "is g"},
        SurveyFault{"text,a,س,A,,,,,,,,,,more\n", 2, "", "14 cells, the header 13"});
    CAPTURE(each.rows);
    check_only(sheets(each.rows), "survey", each.row, each.column, each.part);
}

TEST_CASE("a label that is missing in both languages is two faults") {
    const auto found = faults(sheets("text,a,,,,,,,,,,,\n"));
    REQUIRE(found.size() == 2);
    CHECK(found[0].column == "label::Arabic (ar)");
    CHECK(found[1].column == "label::English (en)");
}

TEST_CASE("circles are refused with the path") {
    const auto found = faults(sheets("calculate,a,,,,,,,,${b} + 1,,,\n"
                                     "calculate,b,,,,${c} > 0,,,,2,,,\n"
                                     "calculate,c,,,,,,,,${a},,,\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].row == 2);
    CHECK(found[0].column == "calculation");
    CHECK(found[0].message.find("a → b → c → a") != std::string::npos);
    check_only(sheets("text,a,س,A,,${a} = 1,,,,,,,\n"), "survey", 2, "relevant", "a → a");
    check_only(sheets("begin_group,g,س,G,,${a} = 1,,,,,,,\ntext,a,س,A,,,,,,,,,\nend_group,,,,,,,,,,,,\n"),
               "survey", 2, "relevant", "g → a → g");
}

TEST_CASE("faults of the header") {
    check_only(
        with_survey_header("type,name,label::Arabic (ar),label::English (en),media::image", "text,a,س,A,\n"),
        "survey", 1, "media::image", "not supported");
    check_only(with_survey_header("type,name,label::Arabic (ar),label::English (en),label::French (fr)",
                                  "text,a,س,A,\n"),
               "survey", 1, "label::French (fr)", "not supported");
    check_only(with_survey_header("type,name,label::Arabic (ar),label::English (en),hint", "text,a,س,A,\n"),
               "survey", 1, "hint", "hint::Arabic (ar)");
    check_only(with_survey_header("type,name,label::Arabic (ar),label::English (en),name", "text,a,س,A,\n"),
               "survey", 1, "name", "twice");
    check_only(with_survey_header("type,name,label::Arabic (ar),label::English (en),", "text,a,س,A,x\n"),
               "survey", 1, "E", "no name");
    check_only(with_survey_header("type,name,label:Arabic (ar),label::English (en)", "text,a,س,A\n"),
               "survey", 1, "label:Arabic (ar)", "label::Arabic (ar)");
}

TEST_CASE("faults of the choices") {
    const auto with_choices = [](const std::string& rows) {
        return Sheets{survey_header + good_row,
                      "list_name,name,label::Arabic (ar),label::English (en)\n" + rows, good_settings};
    };
    check_only(with_choices("l,x,س,\n"), "choices", 2, "label::English (en)", "translation");
    check_only(with_choices("l,x,س,X\nl,x,س,X\n"), "choices", 3, "name", "twice");
    check_only(with_choices("l,x y,س,X\n"), "choices", 2, "name", "a choice is named");
    check_only(with_choices(",x,س,X\n"), "choices", 2, "list_name", "a list is named");
    check_only(with_choices("l,\"x\n"), "choices", 2, "B", "never closed");
}

TEST_CASE("faults of the settings") {
    const auto with_settings = [](const std::string& text) {
        return Sheets{survey_header + good_row, good_choices, text};
    };
    const std::string header =
        "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n";
    check_only(with_settings(header), "settings", 0, "", "exactly one row");
    check_only(with_settings(header + "f,1,س,T,French (fr)\n"), "settings", 2, "default_language", "write");
    check_only(with_settings(header + "f,,س,T,Arabic (ar)\n"), "settings", 2, "version", "2026.11.1");
    check_only(with_settings(header + "f 1,1,س,T,Arabic (ar)\n"), "settings", 2, "form_id", "identifier");
    check_only(with_settings(header + "f,1,,T,Arabic (ar)\n"), "settings", 2, "form_title::Arabic (ar)",
               "translation");
    check_only(with_settings(
                   "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language,style\n"
                   "f,1,س,T,Arabic (ar),pages\n"),
               "settings", 1, "style", "not supported");
}

TEST_CASE("all faults come at once, in the order of the sheets") {
    Sheets given = sheets("geopoint,a,س,A,,,,,,,,,\ntext,b,,B,,,,,,,,,\n");
    given.choices += "colours,red,أحمر,Red\n";
    given.settings = "form_id\n";
    const auto found = faults(given);
    REQUIRE(found.size() >= 4);
    CHECK(found[0].row == 2);
    CHECK(found[1].row == 3);
    CHECK(found[2].sheet == "choices");
    CHECK(found.back().sheet == "settings");
    CHECK(describe(found[1]).find("survey, row 3, column label::Arabic (ar): ") == 0);
}

TEST_CASE("a form that is far too long is refused once") {
    std::string rows;
    for (int index = 0; index < 2100; ++index)
        rows += "text,q" + std::to_string(index) + ",س,Q,,,,,,,,,\n";
    check_only(sheets(rows), "survey", 2002, "type", "more than 2000 questions");
}

TEST_CASE("what is right is read") {
    const Form read = form("begin_group,g,قسم,Section,,${b} != 'no',,,,,,,\n"
                           "select_one colours,a,لون,Colour,yes,,. != 'blue',لا,No,,red,,minimal\n"
                           "end_group,g,,,,,,,,,,,\n"
                           "text,b,نص,Text,${a} = 'red',,,,,,,,multiline numbers\n");
    CHECK(read.id == "sample");
    CHECK(read.version == "2026.11.1");
    CHECK(read.title.ar == "نموذج");
    REQUIRE(read.groups.size() == 1);
    CHECK(read.groups[0].label.en == "Section");
    REQUIRE(read.questions.size() == 2);
    CHECK(read.questions[0].choices().size() == 3);
    CHECK(read.questions[0].group == std::size_t{0});
    CHECK(read.questions[0].default_value == "red");
    CHECK(read.questions[0].has(Appearance::minimal));
    CHECK_FALSE(read.questions[1].group);
    CHECK(read.questions[1].has(Appearance::numbers));
    CHECK(read.questions[1].required);
}
