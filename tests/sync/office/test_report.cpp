// SPDX-License-Identifier: Apache-2.0
#include "sync/office/report.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <sstream>

using namespace istiqbal;

namespace {

office::Case sample(const std::string& terminal) {
    office::Case shown;
    shown.reference = "7KQ4-9M2X-C";
    shown.form = "support_request";
    shown.terminal_name = terminal;
    shown.status = "new";
    shown.committee_date = "2026-01-15";
    return shown;
}

} // namespace

TEST_CASE("text is made fit to be printed") {
    CHECK(office::printable("نورة 5") == "نورة 5");
    CHECK(office::printable("a\x1b[2Jb\nc\x7f") == "a\uFFFD[2Jb\uFFFDc\uFFFD");
    CHECK(office::printable("\u202Eabc\u2066\u2069\u2028") == "\uFFFDabc\uFFFD");
    // An identifier that was shown isolated is stored so; the whole value is isolated here anyway.
    CHECK(office::printable("\u20661000000008\u2069") == "1000000008");
    CHECK(office::printable("\xff\xfe") == "\uFFFD\uFFFD");
    CHECK(office::printable("").empty());
}

TEST_CASE("width on a terminal") {
    CHECK(office::display_width("abc") == 3);
    CHECK(office::display_width("مُحَمَّد") == 4);
    CHECK(office::display_width("漢字") == 4);
    CHECK(office::display_width("\u2068a\u2069") == 1);
}

TEST_CASE("columns stay aligned whatever the script") {
    const auto table = office::case_table({sample("بوّابة"), sample("Lobby, main gate"), sample("x")});
    std::istringstream lines(table);
    std::string line;
    std::vector<std::size_t> columns;
    while (std::getline(lines, line))
        columns.push_back(office::display_width(line.substr(0, line.rfind("  ") + 2)));
    REQUIRE(columns.size() == 4);
    CHECK(columns[0] == columns[1]);
    CHECK(columns[1] == columns[2]);
    CHECK(columns[2] == columns[3]);
    // Plain ASCII bears no marks, so that a reference can be searched for and copied.
    CHECK(table.find("7KQ4-9M2X-C  ") != std::string::npos);
    CHECK(table.find("\u2068بوّابة\u2069") != std::string::npos);
    CHECK(office::case_table({}) == "no cases yet\n");
    auto missing = sample("x");
    missing.missing = 2;
    CHECK(office::case_table({missing}).find("incomplete (2)") != std::string::npos);
}

TEST_CASE("a case is told whole") {
    const auto submission = test::submission();
    const auto report = office::case_report(sample("x"), submission);
    for (const char* part : {"7KQ4-9M2X-C", "ما اسمك الكامل؟", "نورة \"أم خالد\"", "كم عدد الأبناء؟", "٣",
                             "[", "أقر بصحة البيانات.", "2 strokes, 3 points", "120 x 60 mm", "2026-01-15",
                             "صورة الهوية", "acknowledged by the requester"})
        CHECK(report.find(part) != std::string::npos);
}

TEST_CASE("a case tells who took it in, what they saw, and who witnessed; and nothing that is not there") {
    auto submission = test::submission();
    submission.channel = "C2";
    submission.signature.reset();
    submission.witness = seal::Witness{"سالم", seal::Witness::Reason::by_telephone};
    submission.taken_by = seal::TakenBy{"سالم",
                                        "2026-01-02",
                                        seal::Consent::on_paper,
                                        {{"صورة الهوية", true, true, false}, {"عقد", false, false, false}},
                                        seal::AskedBy{"خالد", "ابن", "0551234567"}};
    const auto report = office::case_report(sample("x"), submission);
    for (const char* part :
         {"witnessed by \u2068سالم\u2069: declared by telephone", "received 2026-01-02",
          "the consent was signed on paper", "by \u2068خالد\u2069 (\u2068ابن\u2069), mobile 0551234567",
          "\u2068صورة الهوية\u2069: seen, matches, expired", "\u2068عقد\u2069: not seen"})
        CHECK(report.find(part) != std::string::npos);
    CHECK(report.find("signed:") == std::string::npos);
    submission.declaration.reset();
    submission.witness.reset();
    submission.taken_by.reset();
    submission.committee.reset();
    const auto inquiry = office::case_report(sample("x"), submission);
    for (const char* part : {"Declaration", "Committee", "Taken in", "witnessed"})
        CHECK(inquiry.find(part) == std::string::npos);
    CHECK(inquiry.find("ما اسمك الكامل؟") != std::string::npos);
}

TEST_CASE("the answers of a repeat stand under the number of their entry") {
    auto submission = test::submission();
    submission.answers = {{"dependants", "كم تعولون؟", "2", "2"},
                          {"members[1]/member_name", "ما الاسم؟", "سارة", "سارة"},
                          {"members[1]/notes[2]/note", "ملاحظة", "سطر\nثان", "سطر\nثان"},
                          {"members[2]/member_name", "ما الاسم؟", "هيا", "هيا"},
                          {"members[2]/relation", "القرابة", "parent", "أم"},
                          {"city", "المدينة", "أبها", "أبها"}};
    const auto report = office::case_report(sample("x"), submission);
    const auto isolated = [](const std::string& text) { return "\u2068" + text + "\u2069"; };
    const std::string expected =
        "\nAnswers\n  " + isolated("كم تعولون؟") + "\n    2\n  members 1\n    " + isolated("ما الاسم؟") +
        "\n      " + isolated("سارة") + "\n  members 1, notes 2\n    " + isolated("ملاحظة") + "\n      " +
        isolated("سطر") + "\n      " + isolated("ثان") + "\n  members 2\n    " + isolated("ما الاسم؟") +
        "\n      " + isolated("هيا") + "\n    " + isolated("القرابة") + "\n      " + isolated("أم") +
        "  [parent]\n  " + isolated("المدينة") + "\n    " + isolated("أبها") + "\n";
    CHECK(report.find(expected) != std::string::npos);
}

TEST_CASE("an answer of several lines keeps them") {
    auto submission = test::submission();
    submission.answers[0].shown = "سطر أول\nسطر ثان";
    const auto report = office::case_report(sample("x"), submission);
    CHECK(report.find("    \u2068سطر أول\u2069\n    \u2068سطر ثان\u2069") != std::string::npos);
}

TEST_CASE("a signature is drawn to scale") {
    const auto svg = office::signature_svg({120, 60, {{{0, 0, 0}, {65535, 65535, 9}}, {{0, 65535, 20}}, {}}});
    CHECK(svg.find("width=\"120mm\" height=\"60mm\" viewBox=\"0 0 120 60\"") != std::string::npos);
    CHECK(svg.find("d=\"M0.00 0.00L120.00 60.00\"") != std::string::npos);
    CHECK(svg.find("d=\"M0.00 60.00l0 0\"") != std::string::npos);
    CHECK(svg.find("</svg>") != std::string::npos);
}
