// SPDX-License-Identifier: Apache-2.0
// bench_watch --colour RRGGBB [OPTION…] -- COMMAND…: starts a program on the display, measures it from
// outside by the same means whatever it is, ends it, and prints one line of key=value.
#include "tests/bench/watch/processes.hpp"
#include "tests/bench/watch/screen.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

namespace {

using namespace istiqbal::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point then) {
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

} // namespace

int main(int argc, char** argv) {
    std::string colour;
    std::filesystem::path input;
    ProgramTree::Start start{{}, {}, "/dev/null"};
    double settle = 0;
    double rest = 0;
    double patience = 60;
    CLI::App program("Starts a program and measures it from outside", "bench_watch");
    program
        .add_option("--colour", colour,
                    "RRGGBB: the content is there once this fills a hundredth of the screen")
        ->required();
    program.add_option("--input", input,
                       "a file that the program reads as its standard input, which then stays open");
    program.add_option("--output", start.output, "where its output goes");
    program.add_option("--settle", settle, "seconds from the content to the measuring");
    program.add_option("--rest", rest, "seconds to measure at rest; without, only the start is measured");
    program.add_option("--patience", patience, "seconds until the content must be there");
    program.add_option("command", start.command)->required();
    CLI11_PARSE(program, argc, argv);
    if (!input.empty()) {
        std::ifstream file(input);
        start.input.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto marker = static_cast<std::uint32_t>(std::strtoul(colour.c_str(), nullptr, 16));
    auto screen = Screen::open();
    if (!screen) {
        std::fputs("bench_watch: no X display with the DAMAGE extension\n", stderr);
        return 1;
    }
    constexpr double enough = 0.01;
    if (screen->share_of(marker) >= enough) {
        std::fputs("bench_watch: the colour is there before the program is\n", stderr);
        return 1;
    }

    const auto began = Clock::now();
    ProgramTree tree(start);
    while (screen->share_of(marker) < enough) {
        if (tree.ended() || milliseconds_since(began) > patience * 1000) {
            std::fputs("bench_watch: the program showed nothing\n", stderr);
            return 1;
        }
        std::this_thread::sleep_for(2ms);
    }
    std::printf("content_ms=%.0f", milliseconds_since(began));
    if (rest > 0) {
        std::this_thread::sleep_for(std::chrono::duration<double>(settle));
        screen->drawings();
        const double before = tree.core_milliseconds();
        std::this_thread::sleep_for(std::chrono::duration<double>(rest));
        const double after = tree.core_milliseconds();
        std::printf(" cpu_ms=%.1f drawings=%d pss_kib=%llu processes=%zu", after - before, screen->drawings(),
                    static_cast<unsigned long long>(tree.pss_kib()), tree.processes().size());
    }
    std::printf("\n");
    if (tree.ended()) {
        std::fputs("bench_watch: the program ended by itself\n", stderr);
        return 1;
    }
    return 0;
}
