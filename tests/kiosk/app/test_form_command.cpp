// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/form_command.hpp"
#include "kiosk/app/form_text.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/command_outcome.hpp"
#include "tests/sync/folder.hpp"

#include <fstream>
#include <iterator>

using namespace istiqbal;
using app::Command;
using test::Outcome;

namespace {

const std::filesystem::path source = ISTIQBAL_SOURCE_DIR;
const std::filesystem::path support = source / "assets/forms/support_request";
const std::filesystem::path every_type = source / "tests/kiosk/form/fixtures/every_type";

Outcome run(const app::Options& options) {
    const test::File out = test::file_of();
    const test::File problems = test::file_of();
    const int status = app::run_form_command(options, out.get(), problems.get());
    return {status, test::content(out.get()), test::content(problems.get())};
}

Outcome check(std::vector<std::filesystem::path> files) {
    app::Options options;
    options.command = Command::form_check;
    options.forms = std::move(files);
    return run(options);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A form of one folder, good unless the survey is not.
std::filesystem::path written(const std::filesystem::path& folder, const std::string& survey,
                              const std::string& choices = {}) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "survey.csv") << survey;
    if (!choices.empty())
        std::ofstream(folder / "choices.csv") << choices;
    std::ofstream(folder / "settings.csv")
        << "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
           "small,1,نموذج,Small,English (en)\n";
    return folder;
}

const std::string header = "type,name,label::Arabic (ar),label::English (en),relevant,required\n";

} // namespace

TEST_CASE("Good forms are told in a line each", "[form-command]") {
    const auto good = check({support, every_type});
    CHECK(good.status == 0);
    CHECK(good.problems.empty());
    CHECK(holds(good.out, support.string() + ": good, support_request 2026."));
    CHECK(holds(good.out, every_type.string() +
                              ": good, every_type 2026.11.1, 24 questions in 3 sections, 2 repeats\n"));
}

TEST_CASE("All faults of a form are told, and what to do", "[form-command]") {
    const test::Folder folder;
    const auto bad = written(folder / "bad", header + "text,first,أول,First,${nobody} = 1,\n"
                                                      "colour,second,ثان,Second,,\n");
    const auto outcome = check({bad, support, folder / "missing.xlsx", source / "tests"});
    CHECK(outcome.status == 1);
    CHECK(holds(outcome.problems,
                bad.string() + ": survey, row 2, column relevant: at character 1: there is no question "
                               "${nobody}; correct the name\n"));
    CHECK(holds(outcome.problems, bad.string() + ": survey, row 3, column type: the type \"colour\""));
    CHECK(holds(outcome.problems, bad.string() + ": not good: 2 faults to mend\n"));
    CHECK(holds(outcome.problems, (folder / "missing.xlsx").string() + ": there is no such file\n"));
    CHECK(holds(outcome.problems, (source / "tests").string() + ": there is no survey.csv in this folder"));
    // One that is bad does not hide one that is good.
    CHECK(holds(outcome.out, support.string() + ": good"));
}

TEST_CASE("What is seldom meant is hinted at", "[form-command]") {
    const test::Folder folder;
    const auto loose = written(folder / "loose",
                               header + "text,first,First name,First name,,\n"
                                        "select_one ways,second,كيف؟,How?,,\n",
                               "list_name,name,label::Arabic (ar),label::English (en)\n"
                               "ways,call,اتصال,Phone\nways,ring,مكالمة,Phone\n");
    const auto outcome = check({loose});
    CHECK(outcome.status == 0);
    CHECK(holds(outcome.out, "hint: survey, first, column label: the Arabic text has no Arabic letter"));
    CHECK(holds(outcome.out, "hint: survey: no question is required"));
    CHECK(holds(outcome.out, "hint: choices, list ways: call and ring read the same"));
    for (const auto& entry : std::filesystem::directory_iterator(source / "assets/forms")) {
        const auto form = form::load_form(entry.path());
        REQUIRE(form);
        for (const std::string& hint : app::form_hints(*form))
            CHECK_FALSE(holds(hint, "is it translated"));
    }
}

TEST_CASE("A form is shown as it will be asked, in either language", "[form-command]") {
    app::Options options;
    options.command = Command::form_show;
    options.forms = {every_type};
    options.form_language = "en";
    const auto english = run(options);
    REQUIRE(english.status == 0);
    const std::string& text = english.out;
    CHECK(text.rfind("Every type of question\nevery_type · 2026.11.1\n", 0) == 0);
    CHECK(holds(text, "  1. What is your full name?  [full_name]\n"));
    CHECK(holds(text, "must be: contains(., ' ')\n"));
    CHECK(holds(text, "if left empty it says: Please write your name.\n"));
    CHECK(holds(text, "must be answered when: ${age}>=18\n"));
    CHECK(holds(text, "• Arar  [arar]\n"));
    CHECK(holds(text, "a choice is offered when: region = ${region}\n"));
    CHECK(holds(text, "repeated as often as: ${members}\n"));
    CHECK(holds(text, "its questions stand on one page\n"));
    CHECK(holds(text, "worked out as: once(${region})\n"));
    CHECK(holds(text, "whenever this changes: region\n"));
    CHECK(text.find("[name]") < text.find("[member_age]"));

    options.form_language.clear(); // the form's own is Arabic
    const auto arabic = run(options);
    REQUIRE(arabic.status == 0);
    CHECK(holds(arabic.out, "  1. ما الاسم الكامل؟  [\u2066full_name\u2069]\n"));
    CHECK(holds(arabic.out, "يُسأل إذا: \u2066${age} >= 18\u2069\n"));
    CHECK(holds(arabic.out, "كم عمر \u2066${name}\u2069؟  [\u2066member_age\u2069]\n"));
    CHECK_FALSE(holds(arabic.out, "asked when"));
}

TEST_CASE("A form is exported to the output or whole to a file", "[form-command]") {
    const test::Folder folder;
    app::Options options;
    options.command = Command::form_export;
    options.forms = {every_type};
    const auto shown = run(options);
    CHECK(shown.status == 0);
    CHECK(shown.out.rfind("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<h:html", 0) == 0);
    CHECK(holds(shown.problems,
                "hint: other tools do not check person-name of full_name, saudi-id of national_id"));

    CHECK(holds(shown.problems,
                "hint: place_note: in its text, other tools show the name of the choice for ${city}"));

    options.form_output = folder / "form.xml";
    const auto outcome = run(options);
    CHECK(outcome.status == 0);
    CHECK(holds(outcome.out, "Written to " + (folder / "form.xml").string()));
    std::ifstream file(folder / "form.xml", std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == shown.out);
    CHECK_FALSE(std::filesystem::exists(folder / "form.xml.part"));

    options.form_output = folder / "no" / "form.xml";
    const auto nowhere = run(options);
    CHECK(nowhere.status == 1);
    CHECK(holds(nowhere.problems, "No such file or directory"));

    options.forms = {folder / "missing.csv"};
    CHECK(run(options).status == 1);
}

TEST_CASE("A form is put in use on a terminal, a faulty one is not", "[form-command]") {
    const test::Folder folder;
    app::Options options;
    options.command = Command::form_publish;
    options.assets = source / "assets";
    options.terminal = folder / "terminal";
    options.forms = {support};
    const auto nowhere = run(options);
    CHECK(nowhere.status == 1);
    CHECK(holds(nowhere.problems, "there is no terminal in " + options.terminal.string()));

    std::filesystem::create_directory(options.terminal);
    const auto bad = written(folder / "bad", header + "colour,second,ثان,Second,,\n");
    options.forms = {bad, folder / "missing.xlsx", support};
    const auto outcome = run(options);
    CHECK(outcome.status == 1);
    CHECK(holds(outcome.out, support.string() + ": support_request 2026."));
    CHECK(holds(outcome.out, " is in use from the terminal's next start on\n"));
    CHECK(holds(outcome.problems, bad.string() + ": survey, row 2, column type: "));
    CHECK(holds(outcome.problems, bad.string() + ": not published; what the terminal has stays in use\n"));
    CHECK(holds(outcome.problems, (folder / "missing.xlsx").string() + ": "));
    CHECK(std::filesystem::exists(options.terminal / "forms/support_request.csv"));
}
