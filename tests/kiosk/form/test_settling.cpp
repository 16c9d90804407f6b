// SPDX-License-Identifier: Apache-2.0
// Property: whatever was entered in whatever order, evaluating only what a change touches leaves the same
// state as evaluating everything. Forms and answers are drawn from a seed that is printed when a check fails.
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

#include <random>
#include <string>
#include <vector>

using namespace istiqbal::form;
using namespace istiqbal::form::tests;

namespace {

Date today() {
    return *Date::from_iso("2026-11-22");
}

using Random = std::mt19937_64;

std::string name_of(std::size_t question) {
    return "q" + std::to_string(question);
}

std::string random_expression(std::size_t below, Random& random) {
    const auto reference = [&] { return "${" + name_of(random() % below) + "}"; };
    switch (random() % 6) {
    case 0:
        return reference() + " > " + std::to_string(random() % 5);
    case 1:
        return "if(" + reference() + " = " + reference() + ", " + reference() + ", 3)";
    case 2:
        return reference() + " + " + reference();
    case 3:
        return "coalesce(" + reference() + ", " + reference() + ", 1) != 2";
    case 4:
        return "not(" + reference() + " < 2 and " + reference() + " > 0)";
    default:
        return "round(" + reference() + " div " + reference() + ")";
    }
}

/// Questions depend on earlier names only, so there are no circles; the sheet shuffles them, so that the
/// order of evaluation is not the order of the sheet.
std::string random_survey(Random& random) {
    const std::size_t count = 4 + random() % 20;
    std::vector<std::string> rows;
    for (std::size_t index = 0; index < count; ++index) {
        const bool computed = index > 1 && random() % 3 == 0;
        const std::string relevant = index > 0 && random() % 2 == 0 ? random_expression(index, random) : "";
        const std::string calculation = computed ? random_expression(index, random) : "";
        rows.push_back(std::string(computed ? "calculate" : "integer") + "," + name_of(index) + ",س,Q,,\"" +
                       relevant + "\",,,,\"" + calculation + "\",,,\n");
    }
    std::shuffle(rows.begin(), rows.end(), random);
    std::string survey;
    for (const std::string& row : rows)
        survey += row;
    return survey;
}

struct Seen {
    std::vector<std::string> values;
    std::vector<bool> relevant;
    friend bool operator==(const Seen&, const Seen&) = default;
};

Seen seen(const Interview& interview) {
    Seen result;
    for (const Question& question : interview.form().questions) {
        result.values.emplace_back(interview.value(question.name));
        result.relevant.push_back(interview.relevant(question.name));
    }
    return result;
}

} // namespace

TEST_CASE("evaluation by dependency equals evaluation of everything") {
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    Random random(seed);
    for (int round = 0; round < 150; ++round) {
        const std::string survey = random_survey(random);
        CAPTURE(survey);
        const Form definition = form(survey);
        Interview interview(definition, today);
        Interview fresh(definition, today);
        for (int change = 0; change < 30; ++change) {
            const Question& question = definition.questions[random() % definition.questions.size()];
            const std::vector<std::string> answers = {"", "0", "1", "2", "3", "x"};
            const std::string answer = answers[random() % answers.size()];
            interview.set(question.name, answer);
            fresh.set(question.name, answer);
            const Seen by_dependency = seen(interview);
            fresh.settle_everything();
            REQUIRE(by_dependency == seen(fresh));
        }
        // And from nothing at all: the same answers entered into a new interview in the order of the sheet.
        Interview again(definition, today);
        for (const Question& question : definition.questions)
            again.set(question.name, interview.typed(question.name));
        again.settle_everything();
        REQUIRE(seen(interview) == seen(again));
    }
}

namespace {

/// Questions of three homes: the form, a repeat that the person adds to, and one that a count runs.
std::string random_nested_survey(Random& random) {
    const auto plain = [&] { return "${q" + std::to_string(random() % 4) + "}"; };
    const auto inner = [&] { return "${i" + std::to_string(random() % 3) + "}"; };
    const auto counted = [&] { return "${c" + std::to_string(random() % 2) + "}"; };
    const auto condition = [&](const std::string& one, const std::string& other) {
        switch (random() % 4) {
        case 0:
            return one + " > " + std::to_string(random() % 3);
        case 1:
            return one + " != " + other;
        case 2:
            return std::string();
        default:
            return "not(" + other + " = 2)";
        }
    };
    const auto row = [](const std::string& type, const std::string& name, const std::string& relevant,
                        const std::string& calculation, const std::string& count) {
        return type + "," + name + ",س,Q,\"" + relevant + "\",\"" + calculation + "\",\"" + count + "\"\n";
    };
    std::string survey = "type,name,label::ar,label::en,relevant,calculation,repeat_count\n";
    for (int index = 0; index < 4; ++index)
        survey += row("integer", "q" + std::to_string(index), "", "", "");
    survey += row("begin_repeat", "r", condition(plain(), plain()), "", "");
    for (int index = 0; index < 3; ++index)
        survey += row("integer", "i" + std::to_string(index), index == 0 ? "" : condition(plain(), "${i0}"),
                      "", "");
    survey += row("calculate", "i_sum", condition(inner(), plain()), inner() + " + " + plain(), "");
    survey += row("calculate", "i_place", "", "concat(position(..), '/', count(${r}))", "");
    survey += row("calculate", "i_other", "", "sum(../../r/i" + std::to_string(random() % 3) + ")", "");
    survey += "end_repeat,,,,,,\n";
    survey += row("begin_group", "g", condition(plain(), "count(${r})"), "", "");
    survey +=
        row("begin_repeat", "k", condition("sum(" + inner() + ")", plain()), "", plain() + " + count(${r})");
    for (int index = 0; index < 2; ++index)
        survey += row("integer", "c" + std::to_string(index), "", "", "");
    survey +=
        row("calculate", "c_all", condition(counted(), plain()), "sum(" + inner() + ") + " + counted(), "");
    survey += "end_repeat,,,,,,\nend_group,,,,,,\n";
    survey += row("calculate", "total", "", "sum(" + inner() + ") + sum(" + counted() + ")", "");
    survey += row("calculate", "most", "", "max(${i_sum})", "");
    survey += row("calculate", "all", "", "join(' ', ${i_place}, ${c_all})", "");
    survey += row("calculate", "some", "", "count(${r}[i0 > " + plain() + "])", "");
    survey += row("calculate", "second", "", "indexed-repeat(${i1}, ${r}, 1 + " + plain() + ")", "");
    survey += row("integer", "after", condition("${total}", "${most}"), "", "");
    return survey;
}

/// Everything that a person or the office would see.
std::vector<std::string> everything(const Interview& interview) {
    std::vector<std::string> all;
    for (const Page& page : interview.pages())
        all.push_back(page.id);
    for (const SubmittedAnswer& answer : interview.submission())
        all.push_back(answer.name + " = " + answer.value);
    return all;
}

void change(Interview& interview, std::uint64_t choice) {
    const std::vector<std::string> answers = {"", "0", "1", "2", "3", "x"};
    const std::string& answer = answers[choice / 64 % answers.size()];
    const std::string run = "[" + std::to_string(1 + choice / 512 % 4) + "]";
    switch (choice % 8) {
    case 0:
        interview.add_entry("r");
        break;
    case 1:
        interview.remove_entry("r" + run);
        break;
    case 2:
    case 3:
        interview.set("q" + std::to_string(choice / 8 % 4), answer);
        break;
    case 4:
        interview.set("k" + run + "/c" + std::to_string(choice / 8 % 2), answer);
        break;
    default:
        interview.set("r" + run + "/i" + std::to_string(choice / 8 % 3), answer);
    }
}

} // namespace

TEST_CASE("evaluation by dependency equals evaluation of everything, through repeats") {
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    Random random(seed);
    for (int round = 0; round < 80; ++round) {
        const std::string survey = random_nested_survey(random);
        CAPTURE(survey);
        const auto parsed = parse_form({survey, good_choices, good_settings});
        if (!parsed)
            UNSCOPED_INFO(describe(parsed.error().front()));
        REQUIRE(parsed);
        Interview interview(*parsed, today);
        Interview whole(*parsed, today);
        for (int step = 0; step < 60; ++step) {
            const std::uint64_t choice = random();
            change(interview, choice);
            change(whole, choice);
            const auto by_dependency = everything(interview);
            whole.settle_everything();
            REQUIRE(by_dependency == everything(whole));
        }
        // And from what was typed alone, as a draft brings it back.
        Interview again(*parsed, today);
        again.restore(interview.typed_answers());
        REQUIRE(everything(again) == everything(interview));
    }
}

TEST_CASE("a change goes down a chain as long as the form") {
    std::string survey = "integer,q0,س,Q,,,,,,,,,\n";
    for (int index = 1; index < 1500; ++index)
        survey +=
            "calculate,q" + std::to_string(index) + ",,,,,,,,${q" + std::to_string(index - 1) + "} + 1,,,\n";
    const Form definition = form(survey);
    Interview interview(definition, today);
    interview.set("q0", "1");
    CHECK(interview.value("q1499") == "1500");
}
