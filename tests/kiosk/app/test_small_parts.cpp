// SPDX-License-Identifier: Apache-2.0
// Civil time, the command line, the driver's lines.
#include "kiosk/app/civil_time.hpp"
#include "kiosk/app/driver.hpp"
#include "kiosk/app/options.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/files.hpp"

#include <cstdlib>
#include <initializer_list>

using namespace istiqbal::app;
using istiqbal::form::Date;

namespace {

// 2026-11-22 20:59:59 UTC, one second before midnight in Riyadh.
constexpr std::int64_t last_second = 1'795'381'199;

tl::expected<Options, ExitNow> parse(std::initializer_list<const char*> arguments) {
    std::vector<std::string> kept{"istiqbal-kiosk"};
    kept.insert(kept.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& argument : kept)
        pointers.push_back(argument.data());
    return parse_options(static_cast<int>(pointers.size()), pointers.data());
}

} // namespace

TEST_CASE("The civil day is Riyadh's: it changes three hours before UTC's", "[civil-time]") {
    CHECK(civil_date(last_second).iso() == "2026-11-22");
    CHECK(civil_date(last_second + 1).iso() == "2026-11-23");
    CHECK(civil_date(last_second + 86'400).iso() == "2026-11-23");
    CHECK(civil_clock(last_second) == "23:59");
    CHECK(civil_clock(last_second + 1) == "00:00");
    CHECK(civil_clock(last_second + 61) == "00:01");
    CHECK(civil_moment(last_second).iso() == "2026-11-22T23:59:59+03:00");
    CHECK(civil_moment(last_second + 1).iso() == "2026-11-23T00:00:00+03:00");
    CHECK(civil_date(0).iso() == "1970-01-01");
    CHECK(civil_clock(0) == "03:00");
}

TEST_CASE("A clock that is set wrong still gives a day and an hour", "[civil-time]") {
    for (const std::int64_t time : {std::int64_t{-1}, std::int64_t{-10'801}, std::int64_t{-86'400 * 365},
                                    std::int64_t{4'000'000'000'000}}) {
        INFO(time);
        CHECK_FALSE(civil_date(time).iso().empty());
        const std::string clock = civil_clock(time);
        REQUIRE(clock.size() == 5);
        CHECK(clock[2] == ':');
        CHECK(clock.find('-') == std::string::npos);
        const int left = seconds_to_next_minute(time);
        CHECK(left >= 1);
        CHECK(left <= 60);
    }
    CHECK(civil_clock(-10'801) == "23:59"); // a second before 1970 in Riyadh
    CHECK(civil_date(-10'801).iso() == "1969-12-31");
}

TEST_CASE("The next minute is at most a minute away", "[civil-time]") {
    CHECK(seconds_to_next_minute(120) == 60);
    CHECK(seconds_to_next_minute(121) == 59);
    CHECK(seconds_to_next_minute(179) == 1);
}

TEST_CASE("Nothing said means a full screen with defaults under the state folder", "[options]") {
    ::setenv("ISTIQBAL_HOME", "/somewhere/state", 1);
    const auto options = parse({});
    ::unsetenv("ISTIQBAL_HOME");
    REQUIRE(options);
    CHECK(options->command == Command::run);
    CHECK_FALSE(options->window);
    CHECK(options->terminal == "/somewhere/state/terminal");
    CHECK_FALSE(options->density);
    CHECK_FALSE(options->device);
    CHECK(options->idle_warning >= std::chrono::seconds(20));
    CHECK_FALSE(options->drive);
    CHECK_FALSE(options->assets.empty());
}

TEST_CASE("Window, size, density, device and times are taken", "[options]") {
    const auto options =
        parse({"--window", "--size", "1280x800", "--density", "5.9", "--device", "tablet", "--idle", "60",
               "--idle-warning", "45", "--terminal", "/t", "--assets", "/a"});
    REQUIRE(options);
    CHECK(options->window);
    CHECK(options->width == 1280);
    CHECK(options->height == 800);
    CHECK(options->density == Approx(5.9));
    CHECK(options->device == istiqbal::ui::Device::tablet);
    CHECK(options->idle_after == std::chrono::seconds(60));
    CHECK(options->idle_warning == std::chrono::seconds(45));
    CHECK(options->terminal == "/t");
    CHECK(options->assets == "/a");
}

TEST_CASE("What is wrong on the command line is refused with a status", "[options]") {
    for (const char* size : {"", "1280", "1280x", "x800", "1280x800x", "1280x800 ", "100x800", "1280x99999",
                             "-1x-1", "axb", "99999999999999999999x800"}) {
        INFO(size);
        const auto options = parse({"--size", size});
        const bool refused_or_default = !options || std::string(size).empty();
        CHECK(refused_or_default);
        if (!options)
            CHECK(options.error().status != 0);
    }
    const std::vector<std::string> wrong[] = {{"--density", "0"},
                                              {"--density", "x"},
                                              {"--device", "watch"},
                                              {"--idle", "1"},
                                              {"--idle-warning", "5"},
                                              {"--no-such"},
                                              {"something"},
                                              {"enroll"},
                                              {"enroll", "request"},
                                              {"enroll", "install", "/no/such/file"},
                                              {"enroll", "request", "only-one-file"},
                                              {"form"},
                                              {"form", "check"},
                                              {"form", "show", "a", "b"},
                                              {"form", "show", "--language", "fr", "a"}};
    for (const auto& line : wrong) {
        std::vector<std::string> kept{"istiqbal-kiosk"};
        kept.insert(kept.end(), line.begin(), line.end());
        std::vector<char*> pointers;
        for (std::string& argument : kept)
            pointers.push_back(argument.data());
        const auto options = parse_options(static_cast<int>(pointers.size()), pointers.data());
        INFO(line.front());
        REQUIRE_FALSE(options);
        CHECK(options.error().status != 0);
    }
}

TEST_CASE("Help and version end well", "[options]") {
    for (const char* asked : {"--help", "--version"}) {
        const auto options = parse({asked});
        REQUIRE_FALSE(options);
        CHECK(options.error().status == 0);
    }
}

TEST_CASE("Forms are checked, shown and exported by commands of their own", "[options]") {
    const auto check = parse({"form", "check", "one", "two"});
    REQUIRE(check);
    CHECK(check->command == Command::form_check);
    CHECK(check->forms == std::vector<std::filesystem::path>{"one", "two"});
    const auto show = parse({"form", "show", "one", "--language", "ar"});
    REQUIRE(show);
    CHECK(show->command == Command::form_show);
    CHECK(show->form_language == "ar");
    const auto written = parse({"form", "export", "one", "--output", "one.xml"});
    REQUIRE(written);
    CHECK(written->command == Command::form_export);
    CHECK(written->form_output == "one.xml");
}

TEST_CASE("Enrolment is a command of its own", "[options]") {
    const auto request =
        parse({"--terminal", "/t", "enroll", "request", "invitation.txt", "out.req"});
    REQUIRE(request);
    CHECK(request->command == Command::enrol_request);
    CHECK(request->invitation == "invitation.txt");
    CHECK(request->file == "out.req");

    const istiqbal::test::Folder folder;
    istiqbal::test::write_text(folder / "provision", "{}");
    const auto install = parse({"enroll", "install", (folder / "provision").c_str()});
    REQUIRE(install);
    CHECK(install->command == Command::enrol_install);
    CHECK(install->file == folder / "provision");
}

#ifdef ISTIQBAL_DRIVE

namespace {

void check_line(std::string_view line, const std::string& verb, const std::string& argument) {
    const DriveCommand command = parse_drive_command(line);
    INFO(line);
    CHECK(command.verb == verb);
    CHECK(command.argument == argument);
}

} // namespace

TEST_CASE("A driver's line is a verb and an argument, in quotes or not", "[drive]") {
    check_line("tap \"Continue\"", "tap", "Continue");
    check_line("tap Continue", "tap", "Continue");
    check_line("tap \"Start again\"", "tap", "Start again");
    check_line("shot 01 welcome.png", "shot", "01 welcome.png");
    check_line("  \ttap\t \"متابعة\" \r", "tap", "متابعة");
    check_line("sign", "sign", "");
    check_line("wait 0.5\r", "wait", "0.5");
    check_line("type \"\"", "type", "");
}

TEST_CASE("Quotes, backslashes and line breaks are escaped within quotes", "[drive]") {
    check_line(R"(type "say \"hello\"")", "type", "say \"hello\"");
    check_line(R"(type "one\ntwo")", "type", "one\ntwo");
    check_line(R"(type "back\\slash")", "type", "back\\slash");
    check_line(R"(type back\nslash)", "type", "back\\nslash");
    check_line(R"(type "unfinished)", "type", "unfinished");
    check_line(R"(type ")", "type", "");
    check_line(R"(type "ends at "the quote" that is not escaped")", "type", "ends at ");
    check_line(R"(type "ends in \")", "type", "ends in \"");
}

TEST_CASE("Empty lines and comments are no commands", "[drive]") {
    check_line("", "", "");
    check_line("   \t\r", "", "");
    CHECK(parse_drive_command("# a comment").verb.front() == '#');
    CHECK(parse_drive_command("#comment").verb.front() == '#');
}

#endif
