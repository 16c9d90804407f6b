// SPDX-License-Identifier: Apache-2.0
// Building a frame: from the finger's events to the finished draw lists, on one core, before anything is
// rasterised. Warm: every text was laid out and every glyph drawn before. The target is 0.5 ms on the
// heaviest screen.
#include "tests/kiosk/every_screen.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace istiqbal;

void build(benchmark::State& state, test::Headless& screen, const test::Headless::Scene& scene) {
    for ([[maybe_unused]] const auto turn : state)
        screen.frame(scene);
    std::size_t glyphs_told = 0;
    for (const ui::Node& node : screen.semantics.nodes())
        glyphs_told += node.name.size() + node.value.size();
    state.counters["vertices"] = screen.vertices();
    state.counters["nodes"] = static_cast<double>(screen.semantics.nodes().size());
    state.counters["bytes_told"] = static_cast<double>(glyphs_told);
}

void one_screen(benchmark::State& state, const char* name, bool large_text) {
    test::Headless screen;
    screen.presentation.large_text = large_text;
    test::EveryScreen every;
    const auto& scene = every.entry(name).scene;
    screen.settle(scene);
    build(state, screen, scene);
}

// Each typed letter changes one text, which is laid out anew: what a person feels while typing.
void typing(benchmark::State& state) {
    test::Headless screen;
    test::EveryScreen every;
    const auto& scene = every.entry("question need_description").scene;
    screen.settle(scene);
    for ([[maybe_unused]] const auto turn : state) {
        screen.type("س");
        screen.frame(scene);
        if (screen.memory.editor.text.size() > 1000) {
            screen.memory.editor.text.resize(200);
            screen.memory.editor.caret = 200;
        }
    }
}

void every_screen_in_turn(benchmark::State& state) {
    test::Headless screen;
    test::EveryScreen every;
    const auto show_all = [&] {
        for (const auto& entry : every.entries()) {
            screen.memory.wipe();
            screen.frame(entry.scene);
        }
    };
    show_all();
    for ([[maybe_unused]] const auto turn : state)
        show_all();
    const auto screens = static_cast<double>(every.entries().size());
    state.counters["screens"] = screens;
    state.counters["a_screen"] = benchmark::Counter(screens, benchmark::Counter::kIsIterationInvariantRate |
                                                                 benchmark::Counter::kInvert);
}

BENCHMARK_CAPTURE(one_screen, check_answers, "check your answers", false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_screen, check_answers_large_text, "check your answers", true)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_screen, question_with_keyboard, "question need_description", false)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_screen, welcome, "welcome", false)->Unit(benchmark::kMicrosecond);
BENCHMARK(typing)->Unit(benchmark::kMicrosecond);
BENCHMARK(every_screen_in_turn)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
