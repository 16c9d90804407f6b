// SPDX-License-Identifier: Apache-2.0
// Forms as Open XForms: every type and column in one small form, compared with a kept document; all shipped
// forms, whether their documents hang together; names as paths, one by one.
#include "kiosk/form/expression_functions.hpp"
#include "kiosk/form/load_cells.hpp"
#include "kiosk/form/question_types.hpp"
#include "kiosk/form/xforms_export.hpp"
#include "kiosk/form/xforms_paths.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"
#include "tests/kiosk/form/xform_structure.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

const std::filesystem::path source = ISTIQBAL_SOURCE_DIR;
const std::filesystem::path fixtures = source / "tests/kiosk/form/fixtures";

Form loaded(const std::filesystem::path& path) {
    auto read = load_form(path);
    if (!read) {
        for (const Fault& fault : read.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("the form " << path << " has faults");
    }
    return *read;
}

std::string exported(const Form& shown) {
    const auto made = export_xform(shown);
    REQUIRE(made);
    return made->xml;
}

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string nested = "integer,limit,حد,Limit,,,,,,,,,\n"
                           "begin_group,home,المنزل,Home,,,,,,,,,\n"
                           "begin_repeat,member,فرد,Member,,,,,,,,,\n"
                           "text,name,اسم,Name,,,,,,,,,\n"
                           "begin_group,work,العمل,Work,,,,,,,,,\n"
                           "select_one colours,colour,لون,Colour,,,,,,,,,\n"
                           "begin_repeat,job,وظيفة,Job,,,,,,,,,\n"
                           "integer,pay,أجر,Pay,,,,,,,,,\n"
                           "end_repeat,,,,,,,,,,,,\n"
                           "integer,total,مجموع,Total,,,,,,,,,\n"
                           "end_group,,,,,,,,,,,,\n"
                           "end_repeat,,,,,,,,,,,,\n"
                           "end_group,,,,,,,,,,,,\n";

std::string rewritten(const Form& shown, const std::string& self, const std::string& expression) {
    const ElementId element = *shown.outline.find(self);
    const auto parsed = Expression::parse(expression, {shown.outline, element, shown.id, nullptr});
    if (!parsed)
        FAIL(expression << ": " << parsed.error().message);
    return with_paths(shown, element, *parsed);
}

} // namespace

TEST_CASE("Names become paths as pyxform writes them", "[export]") {
    const Form shown = form(nested);
    const auto path = [&](const std::string& self, const std::string& expression) {
        return rewritten(shown, self, expression);
    };
    SECTION("elsewhere they are absolute") {
        CHECK(path("limit", "${limit} > 3") == "/data/limit > 3");
        CHECK(path("name", "${limit}") == "/data/limit");
        CHECK(path("limit", "sum(${pay})") == "sum(/data/home/member/work/job/pay)");
        CHECK(path("limit", "count(${member})") == "count(/data/home/member)");
    }
    SECTION("in one run of a repeat they are relative") {
        CHECK(path("colour", "${name} = 'x'") == "../../name = 'x'");
        CHECK(path("total", "sum(${pay})") == "sum(../job/pay)");
        CHECK(path("pay", "${total}") == "../../total");
        CHECK(path("pay", "${pay}") == "../pay");
        CHECK(path("total", "count(${job})") == "count(../job)");
        CHECK(path("pay", "count(${job})") == "count(../../job)");
        CHECK(path("name", "count(${member})") == "count(/data/home/member)");
    }
    SECTION("behind [ they set out from the question") {
        CHECK(path("total", "count(${job}[./pay > ${total}])") ==
              "count(../job[./pay > current()/../total])");
        CHECK(path("limit", "${member}[name = ${limit}]/work/total") ==
              "/data/home/member[name = /data/limit]/work/total");
    }
    SECTION("some functions want them otherwise") {
        CHECK(path("total", "indexed-repeat(${name}, ${member}, ${total})") ==
              "indexed-repeat(/data/home/member/name, /data/home/member, ../total)");
        CHECK(path("total", "jr:choice-name(${colour}, '${colour}')") ==
              "jr:choice-name(../colour, '../colour')");
        CHECK(path("limit", "jr:choice-name('red', ${colour})") ==
              "jr:choice-name('red', '/data/home/member/work/colour')");
        CHECK(path("total", "concat(jr:choice-name(../colour, ../colour), 'x')") ==
              "concat(jr:choice-name(../colour, '../colour'), 'x')");
    }
    SECTION("all else stays, and no name runs into another") {
        CHECK(path("limit", "'${limit}' = \"${name}\"  or . >= -1") ==
              "'${limit}' = \"${name}\"  or . >= -1");
        CHECK(path("limit", "${limit}-1") == "/data/limit -1");
        CHECK(path("limit", "2 div${limit}") == "2 div /data/limit");
        CHECK(path("limit", "/sample/limit + /data/limit div 2") == "/data/limit + /data/limit div 2");
        CHECK(path("limit", "${member}/${name}") == "/data/home/member/name");
        CHECK(path("total", "current()/../colour = ../../name") == "current()/../colour = ../../name");
    }
}

TEST_CASE("A form with every type is the document that was kept", "[export]") {
    const std::string xml = exported(loaded(fixtures / "every_type"));
    const std::filesystem::path kept = fixtures / "every_type.xml";
    // Written anew on demand, to be read in the diff.
    if (std::getenv("ISTIQBAL_KEEP_GOLDEN") != nullptr)
        std::ofstream(kept, std::ios::binary) << xml;
    CHECK(xml == content(kept));
}

TEST_CASE("Every document hangs together", "[export]") {
    std::vector<std::filesystem::path> paths = {fixtures / "every_type"};
    for (const auto& entry : std::filesystem::directory_iterator(source / "assets/forms"))
        paths.push_back(entry.path());
    CHECK(paths.size() > 8);
    for (const auto& path : paths) {
        CAPTURE(path);
        for (const std::string& problem : problems_of_xform(exported(loaded(path))))
            FAIL_CHECK(problem);
    }
}

TEST_CASE("A document that does not hang together is found out", "[export]") {
    const std::string xml = exported(loaded(fixtures / "every_type"));
    REQUIRE(problems_of_xform(xml).empty());
    const auto broken = [&](const std::string& from, const std::string& to) {
        CAPTURE(from);
        CHECK_FALSE(problems_of_xform(replaced(xml, from, to)).empty());
    };
    broken("required=\"/data/person/age>=18\"", "required=\"/data/age>=18\"");
    broken("<bind nodeset=\"/data/person/hour\"", "<bind nodeset=\"/data/hour\"");
    broken("id=\"/data/person/hour:label\"", "id=\"/data/person/hours:label\"");
    broken("[region = /data/place/region", "[regions = /data/place/region");
    broken("<output value=\"/data/place/city\"", "<output value=\"/data/city\"");
    broken("calculate=\"sum(../subject/mark)\"", "calculate=\"sum(../mark)\"");
    broken("'/data/place/city')", "'/data/city')");
}

TEST_CASE("Runs of a repeat get their defaults", "[export]") {
    const std::string xml = exported(loaded(fixtures / "every_type"));
    CHECK(holds(xml, "<setvalue event=\"odk-instance-first-load odk-new-repeat\" "
                     "ref=\"/data/household/member_age\" value=\"/data/person/age - 1\" />"));
    CHECK(holds(xml, "<setvalue event=\"odk-instance-first-load\" ref=\"/data/person/birth\" "
                     "value=\"today()\" />"));
    CHECK(holds(xml, "<repeat nodeset=\"/data/household\" jr:count=\"/data/members\">"));
    CHECK(holds(xml, "<repeat nodeset=\"/data/household/school/subject\" jr:count=\"../subject_count\">"));
    CHECK(holds(xml, "<bind nodeset=\"/data/household/school/subject_count\" type=\"string\" "
                     "readonly=\"true()\" calculate=\"if(../../member_age > 11, 2, 1)\" />"));
}

TEST_CASE("What XML cannot hold is left out, and the rest is escaped", "[export]") {
    const std::string header = "type,name,label::Arabic (ar),label::English (en),calculation\n";
    const auto parsed = parse_form(Sheets{header + "text,asked,سؤال <و> &,Asked <&>,\n"
                                                   "calculate,twice,,,\"concat('<\x01&', \"\"'\"\")\"\n",
                                          "", good_settings});
    if (!parsed)
        FAIL(describe(parsed.error().front()));
    const std::string xml = exported(*parsed);
    CHECK(holds(xml, "calculate=\"concat('&lt;&amp;', &quot;'&quot;)\""));
    CHECK(problems_of_xform(xml).size() == 0);
}

TEST_CASE("What XForms has no word for is said", "[export]") {
    const std::string header =
        "type,name,label::Arabic (ar),label::English (en),calculation,trigger,appearance\n";
    const auto made = [&](const std::string& rows) {
        const auto parsed = parse_form(Sheets{header + rows, "", good_settings});
        REQUIRE(parsed);
        return export_xform(*parsed);
    };
    const auto unseen = made("text,asked,سؤال,Asked,,,\n"
                             "calculate,twice,,,${asked},,\n"
                             "calculate,late,,,now(),${twice},\n");
    REQUIRE_FALSE(unseen);
    REQUIRE(unseen.error().size() == 1);
    CHECK(holds(unseen.error().front(), "late: its trigger twice is never shown"));
    const auto checked = made("text,mobile,جوال,Mobile,,,saudi-mobile\n"
                              "calculate,late,,,now(),${mobile},\n");
    REQUIRE(checked);
    REQUIRE(checked->notes.size() == 1);
    CHECK(holds(checked->notes.front(), "other tools do not check saudi-mobile of mobile;"));
    CHECK(holds(checked->xml, "appearance=\"saudi-mobile\""));
    CHECK(holds(checked->xml,
                "<setvalue event=\"xforms-value-changed\" ref=\"/data/late\" value=\"now()\" />"));
    CHECK_FALSE(holds(checked->xml, "calculate=\"now()\""));
}

TEST_CASE("The README names everything that a form may use, and nothing else", "[export]") {
    const std::string readme = content(source / "README.md");
    const std::size_t begin = readme.find("| types |");
    REQUIRE(begin != std::string::npos);
    const std::string table = readme.substr(begin, readme.find("\n\n", begin) - begin);
    std::set<std::string> told;
    for (std::size_t open = table.find('`'); open != std::string::npos; open = table.find('`', open)) {
        const std::size_t close = table.find('`', open + 1);
        told.insert(table.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    std::set<std::string> there = {"or_other",   "begin_group",   "end_group",  "begin_repeat",
                                   "end_repeat", "list_name",     "form_id",    "version",
                                   "form_title", "instance_name", "field-list", "default_language"};
    for (int type = 0; type <= static_cast<int>(QuestionType::username); ++type)
        there.emplace(type_name(static_cast<QuestionType>(type)));
    for (int appearance = 0; appearance <= static_cast<int>(Appearance::draw); ++appearance)
        there.emplace(appearance_name(static_cast<Appearance>(appearance)));
    const SheetColumns columns = survey_columns();
    there.insert(columns.plain.begin(), columns.plain.end());
    there.insert(columns.translated.begin(), columns.translated.end());
    const std::string functions = function_names();
    for (std::size_t at = 0; at < functions.size();) {
        const std::size_t end = functions.find("()", at);
        REQUIRE(end != std::string::npos);
        there.insert(functions.substr(at, end - at));
        at = end + 4; // "(), "
    }
    const auto listed = [](const std::set<std::string>& some, const std::set<std::string>& others) {
        std::string names;
        for (const std::string& each : some)
            if (others.count(each) == 0)
                names += each + " ";
        return names;
    };
    CHECK(listed(there, told).empty());
    CHECK(listed(told, there).empty());
}
