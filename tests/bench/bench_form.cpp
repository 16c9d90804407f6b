// SPDX-License-Identifier: Apache-2.0
// A form of 500 questions, five times what anybody fills in standing: what it costs to load, to begin, to
// answer and to show, and how much memory it holds.
#include "kiosk/form/interview.hpp"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstdlib>
#include <string>

using namespace istiqbal::form;

namespace {

constexpr int question_count = 500;
constexpr int questions_in_group = 20;

/// As offices write: sections, half of the questions with a condition, a third with a rule, lists of choices,
/// every tenth a calculation over the ones before it.
Sheets large_form() {
    std::string survey =
        "type,name,label::Arabic (ar),label::English (en),hint::Arabic (ar),hint::English (en),"
        "required,relevant,constraint,constraint_message::Arabic (ar),"
        "constraint_message::English (en),calculation\n";
    for (int index = 0; index < question_count; ++index) {
        const std::string name = "q" + std::to_string(index);
        const std::string before = "${q" + std::to_string(index == 0 ? 0 : index - 1) + "}";
        if (index % questions_in_group == 0)
            survey += "begin_group,g" + std::to_string(index) + ",قسم من النموذج,A section,,,,,,,,\n";
        if (index % 10 == 9) {
            survey += "calculate," + name + ",,,,,,,,,,\"coalesce(${q" + std::to_string(index - 2) +
                      "}, 0) + " + std::to_string(index) + "\"\n";
        } else {
            const bool chosen = index % 4 == 1;
            const std::string relevant =
                index % 2 == 0 && index > 0 ? "string-length(" + before + ") >= 0" : "";
            const std::string rule =
                index % 3 == 0 ? ". >= 0 and . < 100000,يُرجى التحقق.,Please check." : ",,";
            survey += std::string(chosen ? "select_one answers," : "integer,") + name +
                      ",ما الإجابة عن هذا السؤال؟,What is the answer to this question?,كما هي في الوثيقة.,"
                      "As it stands in the document.,yes," +
                      (relevant.empty() ? "" : "\"" + relevant + "\"") + "," + rule + ",\n";
        }
        if (index % questions_in_group == questions_in_group - 1)
            survey += "end_group,,,,,,,,,,,\n";
    }
    std::string choices = "list_name,name,label::Arabic (ar),label::English (en)\n";
    for (int index = 0; index < 12; ++index)
        choices += "answers,a" + std::to_string(index) + ",إجابة,Answer\n";
    return {survey, choices,
            "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
            "large,1,نموذج كبير,A large form,Arabic (ar)\n"};
}

const Form& form() {
    static const Form parsed = [] {
        auto result = parse_form(large_form());
        if (!result)
            std::abort();
        return std::move(*result);
    }();
    return parsed;
}

Date today() {
    return *Date::from_iso("2026-11-22");
}

void load_500_questions(benchmark::State& state) {
    const Sheets sheets = large_form();
    for (auto _ : state)
        benchmark::DoNotOptimize(parse_form(sheets));
}

void begin_interview(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(Interview(form(), today));
}

/// An answer that others look at, changed back and forth.
void settle_change(benchmark::State& state) {
    Interview interview(form(), today);
    bool other = false;
    for (auto _ : state) {
        interview.set("q7", other ? "12" : "7");
        other = !other;
    }
}

/// What a frame asks after a change: the pages anew, and where one stands.
void pages_after_change(benchmark::State& state) {
    Interview interview(form(), today);
    bool other = false;
    for (auto _ : state) {
        interview.set("q7", other ? "12" : "7");
        other = !other;
        benchmark::DoNotOptimize(interview.position("q240"));
    }
}

void settle_everything(benchmark::State& state) {
    Interview interview(form(), today);
    for (auto _ : state)
        interview.settle_everything();
}

void check_everything(benchmark::State& state) {
    const Interview interview(form(), today);
    for (auto _ : state)
        benchmark::DoNotOptimize(interview.problems());
}

std::size_t held() {
    return mallinfo2().uordblks;
}

void memory(benchmark::State& state) {
    const Sheets sheets = large_form();
    for (auto _ : state) {
        const std::size_t before = held();
        auto loaded = parse_form(sheets);
        const std::size_t after_form = held();
        const Interview interview(*loaded, today);
        state.counters["form_kib"] = static_cast<double>(after_form - before) / 1024;
        state.counters["interview_kib"] = static_cast<double>(held() - after_form) / 1024;
    }
}

/// 200 members of a household with five questions each: adding one more, and answering in it.
void household_of_200(benchmark::State& state) {
    static const Form definition = [] {
        const std::string header = "type,name,label::ar,label::en,calculation\n";
        auto parsed =
            parse_form({header + "begin_repeat,member,س,M,\ntext,first_name,س,N,\ninteger,age,س,A,\n"
                                 "integer,income,س,I,\ncalculate,number,,,position(..)\nend_repeat,,,,\n"
                                 "calculate,total,,,sum(${income})\n",
                        "", "form_id,version,form_title::ar,form_title::en,default_language\nh,1,س,H,ar\n"});
        if (!parsed)
            std::abort();
        return std::move(*parsed);
    }();
    Interview interview(definition, today);
    for (int member = 0; member < 200; ++member)
        interview.add_entry("member");
    bool other = false;
    for (auto _ : state) {
        interview.set("member[100]/income", other ? "12" : "7");
        other = !other;
    }
}

BENCHMARK(load_500_questions)->Unit(benchmark::kMillisecond);
BENCHMARK(begin_interview)->Unit(benchmark::kMicrosecond);
BENCHMARK(settle_change)->Unit(benchmark::kMicrosecond);
BENCHMARK(pages_after_change)->Unit(benchmark::kMicrosecond);
BENCHMARK(settle_everything)->Unit(benchmark::kMicrosecond);
BENCHMARK(check_everything)->Unit(benchmark::kMicrosecond);
BENCHMARK(household_of_200)->Unit(benchmark::kMicrosecond);
BENCHMARK(memory)->Iterations(1);

} // namespace

BENCHMARK_MAIN();
