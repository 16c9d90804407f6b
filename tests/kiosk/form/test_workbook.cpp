// SPDX-License-Identifier: Apache-2.0
// One form in every format that an office keeps it in, and files as spreadsheet programs write them.
#include "kiosk/form/csv.hpp"
#include "kiosk/form/workbook.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"
#include "tests/kiosk/form/xlsx_writer.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

const std::filesystem::path source = ISTIQBAL_SOURCE_DIR;
const std::filesystem::path fixtures = source / "tests/kiosk/form/fixtures";

/// A folder of its own that goes with the test.
class Folder {
public:
    Folder() {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path_ / name;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() / "istiqbal-test-workbook";
};

template <typename Read>
auto good(Read read) {
    if (!read) {
        for (const Fault& fault : read.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("there are faults");
    }
    return *read;
}

std::vector<Fault> faults(const std::filesystem::path& path) {
    const auto read = load_form(path);
    REQUIRE_FALSE(read);
    for (const Fault& fault : read.error())
        UNSCOPED_INFO(describe(fault));
    return read.error();
}

bool holds(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

/// The cells that hold anything, by their place: what the formats must agree on.
Cells cells_of(const std::vector<Row>& rows) {
    Cells cells;
    for (const Row& row : rows) {
        cells.push_back(row.cells);
        while (!cells.back().empty() && cells.back().back().empty())
            cells.back().pop_back();
    }
    return cells;
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char byte : cell)
        text += byte == '"' ? std::string("\"\"") : std::string(1, byte);
    return text + "\"";
}

enum class NameColumn { alone, on_every_row };

std::string single_csv(const std::vector<std::pair<std::string, Cells>>& sheets, NameColumn names,
                       char separator) {
    std::string text;
    for (const auto& [name, cells] : sheets) {
        if (names == NameColumn::alone)
            text += name + "\r\n";
        for (const auto& row : cells) {
            text += names == NameColumn::alone ? "" : name;
            for (const std::string& cell : row)
                text += separator + quoted(cell);
            text += "\r\n";
        }
    }
    return text;
}

std::vector<std::pair<std::string, Cells>> sheets_of(const Workbook& workbook) {
    return {{"survey", cells_of(workbook.survey)},
            {"choices", cells_of(workbook.choices)},
            {"settings", cells_of(workbook.settings)}};
}

/// The cells of a single CSV begin in the second column.
Cells without_first_column(Cells cells) {
    for (auto& row : cells)
        row.erase(row.begin());
    return cells;
}

const std::string small_csv = "survey,,,,\n"
                              ",type,name,label::ar,label::en\n"
                              ",text,a,س,A\n"
                              "settings\n"
                              ",form_id,version,form_title::ar,form_title::en,default_language\n"
                              ",sample,1,نموذج,Sample,Arabic (ar)\n";

} // namespace

TEST_CASE("the same form is read from a folder, a single CSV and an .xlsx") {
    const auto folder = source / "assets/forms/support_request";
    const Workbook from_folder = good(read_workbook(folder));
    const auto sheets = sheets_of(from_folder);
    REQUIRE(sheets[0].second.size() > 10);
    REQUIRE(sheets[1].second.size() > 10);

    const Folder scratch;
    const auto xlsx = scratch.write("form.xlsx", zip_of(workbook_of_texts(sheets)));
    const Workbook from_xlsx = good(read_workbook(xlsx));
    for (std::size_t index = 0; index < sheets.size(); ++index)
        CHECK(sheets_of(from_xlsx)[index].second == sheets[index].second);
    for (std::size_t row = 0; row < from_folder.survey.size(); ++row)
        CHECK(from_xlsx.survey[row].number == from_folder.survey[row].number);

    for (const NameColumn names : {NameColumn::alone, NameColumn::on_every_row}) {
        for (const char separator : {',', ';'}) {
            const auto csv = scratch.write("form.csv", single_csv(sheets, names, separator));
            const Workbook from_csv = good(read_workbook(csv));
            for (std::size_t index = 0; index < sheets.size(); ++index)
                CHECK(without_first_column(sheets_of(from_csv)[index].second) == sheets[index].second);
            CHECK(good(load_form(csv)).title == good(load_form(folder)).title);
        }
    }

    const Form loaded = good(load_form(xlsx));
    const Form expected = good(load_form(folder));
    CHECK(loaded.id == expected.id);
    CHECK(loaded.version == expected.version);
    REQUIRE(loaded.questions.size() == expected.questions.size());
    for (std::size_t index = 0; index < loaded.questions.size(); ++index) {
        CHECK(loaded.questions[index].name == expected.questions[index].name);
        CHECK(loaded.questions[index].type == expected.questions[index].type);
        CHECK(loaded.questions[index].label == expected.questions[index].label);
        CHECK(loaded.questions[index].choices().size() == expected.questions[index].choices().size());
    }
}

TEST_CASE("a workbook as LibreOffice and as openpyxl write it") {
    for (const char* name : {"small_form.xlsx", "small_form_openpyxl.xlsx"}) {
        CAPTURE(name);
        const Workbook workbook = good(read_workbook(fixtures / name));
        REQUIRE(workbook.survey.size() == 5);
        CHECK(workbook.survey[0].cells[5] == "Relevance");
        CHECK(workbook.survey[1].cells[2] == "ما الاسم الكامل؟");
        CHECK(workbook.survey[1].cells[4] == "TRUE");
        CHECK(workbook.survey[2].cells[7] == "2026-11-22");
        CHECK(workbook.survey[3].cells[7] == "1");
        CHECK(workbook.survey[4].cells[7] == "2500.5");
        CHECK(workbook.survey[4].cells[8] == "FALSE");
        CHECK(workbook.choices[1].cells[1] == "1");
        CHECK(workbook.settings[1].cells[1] == "2026.11");
    }
}

TEST_CASE("what an office saved under the wrong name or with formulas is refused") {
    const auto found = faults(fixtures / "formulas.xlsx");
    REQUIRE(found.size() == 2);
    CHECK(describe(found[0]) ==
          "survey, row 4, column constraint: the cell G4 holds a formula; paste its value "
          "instead (Paste special, Values)");
    CHECK(found[1].column == "default");
    CHECK(holds(faults(fixtures / "small_form.xls").front().message, "(.xls)"));
    CHECK(holds(faults(fixtures / "small_form.ods").front().message, "(.ods)"));
    CHECK(holds(faults(fixtures / "password.xlsx").front().message, "has a password"));
    const auto bytes = read_file(fixtures / "small_form.xlsx", 100'000);
    REQUIRE(bytes);
    const Folder scratch;
    CHECK(holds(faults(scratch.write("form.xlsx", bytes->substr(0, bytes->size() / 2))).front().message,
                "cut short"));
    // The bytes tell what a file is, not its name.
    CHECK(read_workbook(scratch.write("form.csv", *bytes)));
}

TEST_CASE("a single CSV keeps the rows of the file, and says what is wrong with it") {
    const Workbook workbook = good(parse_workbook_csv(small_csv));
    CHECK(workbook.survey[1].number == 3);
    CHECK(workbook.settings[0].number == 5);
    CHECK(workbook.choices.empty());
    CHECK(good(parse_form(workbook)).questions.size() == 1);

    const auto found_in = [](const std::string& text) {
        const auto read = parse_workbook_csv(text);
        REQUIRE_FALSE(read);
        for (const Fault& fault : read.error())
            UNSCOPED_INFO(describe(fault));
        return read.error();
    };
    CHECK(holds(found_in("type,name\ntext,a\n").front().message, "into one folder"));
    CHECK(holds(found_in("").front().message, "empty"));
    CHECK(found_in("survey\n,type\n").front().sheet == "settings");
    CHECK(holds(found_in(small_csv + "survey\n,x\n").front().message, "twice"));
    CHECK(holds(found_in(small_csv + "entities\n,x\n").front().message, "not supported"));
    const auto stray = found_in(small_csv + "oops,x\n");
    CHECK(stray.front().row == 7);
    CHECK(stray.front().column == "A");
    CHECK(parse_workbook_csv(small_csv + "_ours,x\n,y\n"));
    CHECK(parse_workbook_csv("_ours\n" + small_csv));
    const auto unclosed = found_in("survey\n,\"x\n");
    CHECK(unclosed.front().row == 2);
    CHECK(unclosed.front().column == "B");
}

TEST_CASE("files that are not there, folders without sheets") {
    REQUIRE(faults("/nonexistent").size() == 1);
    CHECK(holds(faults("/nonexistent").front().message, "no such file"));
    const Folder scratch;
    CHECK(faults(scratch.path()).size() == 2);
    scratch.write("settings.csv", good_settings);
    scratch.write("survey.csv", survey_header + "text,a,س,A,,,,,,,,,\n");
    CHECK(load_form(scratch.path()));
    scratch.write("choices.csv", good_choices + "x,\"y\n");
    CHECK(describe(faults(scratch.path()).front()).find("choices, row 5, column B: ") == 0);
    scratch.write("choices.csv", good_choices);
    scratch.write("external_choices.csv", good_choices);
    CHECK(faults(scratch.path()).front().sheet == "external_choices");
}

TEST_CASE("a file that is wrong everywhere is told two hundred times") {
    std::string text = small_csv;
    for (int row = 0; row < 5000; ++row)
        text += "entities\nosm\n";
    const auto read = parse_workbook_csv(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().size() == 201);
}

TEST_CASE("a million rows of CSV are refused") {
    std::string text = "survey\n,type,name\n";
    for (int row = 0; row < 1'000'000; ++row)
        text += ",a\n";
    const auto read = parse_workbook_csv(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().front().row == 30'001);
}

TEST_CASE("headers mean what XLSForm means by them") {
    const Form read = good(parse_form(Sheets{
        "Type,Name,Label::Arabic,LABEL :: English (en),Required,RELEVANCE,Constraint,Constraint Message::ar,"
        "constraining message::en,calculate,readonly\n"
        "text,a,س,A,TRUE,,. != \u2018x\u2019,ر,M,,True\n"
        "text,b,س,B,true(),${a}\u00A0= \u201Cy\u201D,,,,,No\n",
        "List Name,Value,Caption::ar,caption::en,Region,ملاحظات\n"
        "l,1,أ,A,north,x\n",
        "ID String,version,set form title::ar,title::en,Default Language\n"
        "sample,1,نموذج,Sample,Arabic\n"}));
    CHECK(read.id == "sample");
    CHECK(read.title.ar == "نموذج");
    REQUIRE(read.questions.size() == 2);
    CHECK(read.questions[0].required);
    CHECK(read.questions[0].read_only);
    CHECK(read.questions[0].constraint);
    CHECK(read.questions[0].constraint_message.en == "M");
    CHECK(read.questions[1].relevant);
    CHECK_FALSE(read.questions[1].read_only);
}

TEST_CASE("typographic marks stay in texts, and are made plain elsewhere") {
    const Form read =
        form("text,a,«س» \u201Cص\u201D,\u201CA\u201D\u00A0\u2019s,,,. != \u2018x\u2019,ر,M,,it\u2019s,,\n");
    CHECK(read.questions[0].label.ar == "«س» \u201Cص\u201D");
    CHECK(read.questions[0].label.en == "\u201CA\u201D\u00A0\u2019s");
    CHECK(read.questions[0].default_value == "it's");
}

TEST_CASE("headers that cannot be meant are refused") {
    const auto found_in = [](const std::string& survey, const std::string& choices) {
        const auto read = parse_form(Sheets{survey, choices, good_settings});
        REQUIRE_FALSE(read);
        for (const Fault& fault : read.error())
            UNSCOPED_INFO(describe(fault));
        REQUIRE(read.error().size() == 1);
        return read.error().front();
    };
    const std::string survey = "type,name,label::ar,label::en";
    const std::string row = "\ntext,a,س,A";
    Fault found = found_in(survey + ",relevant,relevance" + row + "\n", good_choices);
    CHECK(holds(found.message, "relevant is there twice under two names"));
    CHECK(found.column == "relevance");
    CHECK(holds(found_in(survey + ",note to self" + row + ",x\n", "").message, "not supported"));
    CHECK(holds(found_in(survey + ",label::Arabic (ar)" + row + ",x\n", "").message, "twice"));
    CHECK(holds(found_in(survey + row + ",,x\n", "").message, "the row has 6 cells, the header 4"));
    CHECK(holds(found_in(survey + row + "\n", "list_name,name,label::ar,label::en,media::image\n").message,
                "not supported"));
    CHECK(holds(found_in(survey + row + "\n", "list_name,name,label::ar,label::en,audio\n").message,
                "not supported"));
}

TEST_CASE("formulas and their failures in a CSV are refused with the column") {
    const auto read = parse_form(Sheets{"type,name,label::ar,label::en,hint::ar,hint::en\n"
                                        "text,a,س,=A1,#N/A,H\n",
                                        "", good_settings});
    REQUIRE_FALSE(read);
    REQUIRE(read.error().size() == 2);
    CHECK(read.error()[0].column == "hint::ar");
    CHECK(holds(read.error()[0].message, "#N/A"));
    CHECK(read.error()[1].column == "label::en");
    CHECK(holds(read.error()[1].message, "formula"));
}

TEST_CASE("a list may not have a choice twice, and no setting allows it") {
    const std::string survey = "type,name,label::ar,label::en\ntext,a,س,A\n";
    const auto with_setting = [&](const char* value) {
        return parse_form(Sheets{survey, good_choices,
                                 "form_id,version,form_title::ar,form_title::en,default_language,"
                                 "allow_choice_duplicates\nsample,1,ن,S,ar," +
                                     std::string(value) + "\n"});
    };
    CHECK(with_setting("no"));
    CHECK(with_setting(""));
    const auto refused = with_setting("YES");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().column == "allow_choice_duplicates");
}
