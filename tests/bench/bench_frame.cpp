// SPDX-License-Identifier: Apache-2.0
// Building a frame: from the finger's events to the finished draw lists, on one core, before anything is
// rasterised. Warm: every text was laid out and every glyph drawn before. The target is 0.5 ms on the
// heaviest screen.
#include "tests/kiosk/every_screen.hpp"
#include "tests/kiosk/probes.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace {

using namespace istiqbal;

void one_screen(benchmark::State& state, const std::string& name, bool large_text) {
    test::Headless screen;
    screen.presentation.large_text = large_text;
    test::EveryScreen every;
    const auto& scene = every.entry(name).scene;
    screen.settle(scene);
    for ([[maybe_unused]] const auto turn : state)
        screen.frame(scene);
    std::size_t bytes_told = 0;
    for (const ui::Node& node : screen.semantics.nodes())
        bytes_told += node.name.size() + node.value.size();
    state.counters["vertices"] = screen.vertices();
    state.counters["nodes"] = static_cast<double>(screen.semantics.nodes().size());
    state.counters["bytes_told"] = static_cast<double>(bytes_told);
    state.counters["frames_a_minute"] = test::frames_at_rest(screen, scene, std::chrono::minutes(1));
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

// A touch on every target of every screen in turn; `frames` is the most that passed until one showed it.
void touch_to_change(benchmark::State& state) {
    test::Headless screen;
    test::EveryScreen every;
    int most = 0;
    int touched = 0;
    for ([[maybe_unused]] const auto turn : state) {
        touched = 0;
        for (const auto& entry : every.entries()) {
            screen.memory.wipe();
            screen.settle(entry.scene);
            for (const test::Target& target : test::touchable(screen.semantics)) {
                most = std::max(most, test::frames_until_touch_shows(screen, entry.scene, target.visible));
                ++touched;
            }
        }
    }
    state.counters["frames"] = most;
    state.counters["targets"] = touched;
}

// As Google Benchmark and the script that reads its output can take it: without spaces.
std::string without_spaces(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

void register_screens() {
    constexpr double enough = 0.05; // seconds each: some hundred frames, and there are many screens
    const test::EveryScreen every;
    for (const auto& entry : every.entries())
        benchmark::RegisterBenchmark(
            ("screen/" + without_spaces(entry.name)).c_str(),
            [name = entry.name](benchmark::State& state) { one_screen(state, name, false); })
            ->Unit(benchmark::kMicrosecond)
            ->MinTime(enough);
    for (const char* name : {"welcome", "check your answers", "question need_description"})
        benchmark::RegisterBenchmark(("large_text/" + without_spaces(name)).c_str(),
                                     [name](benchmark::State& state) { one_screen(state, name, true); })
            ->Unit(benchmark::kMicrosecond)
            ->MinTime(enough);
}

BENCHMARK(typing)->Unit(benchmark::kMicrosecond);
BENCHMARK(every_screen_in_turn)->Unit(benchmark::kMicrosecond);
BENCHMARK(touch_to_change)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

int main(int argc, char** argv) {
    register_screens();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
