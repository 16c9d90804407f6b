// SPDX-License-Identifier: Apache-2.0
// istiqbal-gallery DIR: every screen of the kiosk as a picture, and a page to look at them with. Run by
// deploy/gallery; a tool of development that is not installed.
#include "tests/gallery/index.hpp"
#include "tests/gallery/painter.hpp"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <thread>

namespace {

using namespace istiqbal;
using namespace istiqbal::gallery;

// Those of `all` whose key was named; all if none was.
template <class Choice>
std::vector<Choice> chosen(const std::vector<Choice>& all, const std::vector<std::string>& keys) {
    std::vector<Choice> some;
    for (const Choice& choice : all)
        if (keys.empty() || std::find(keys.begin(), keys.end(), choice.key) != keys.end())
            some.push_back(choice);
    return some;
}

template <class Choice>
std::vector<std::string> keys_of(const std::vector<Choice>& all) {
    std::vector<std::string> keys;
    for (const Choice& choice : all)
        keys.emplace_back(choice.key);
    return keys;
}

std::vector<std::string> screens_named(const std::vector<std::string>& all,
                                       const std::vector<std::string>& parts) {
    std::vector<std::string> some;
    for (const std::string& screen : all)
        if (parts.empty() || std::any_of(parts.begin(), parts.end(), [&screen](const std::string& part) {
                return screen.find(part) != std::string::npos;
            }))
            some.push_back(screen);
    return some;
}

// What a child process does with its order.
[[noreturn]] void work(const Order& order) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    const auto began = std::chrono::steady_clock::now();
    const auto painted = paint(order);
    if (!painted)
        std::fprintf(stderr, "istiqbal-gallery: %s\n", painted.error().c_str());
    else
        std::printf("%-16s %s  %4d pictures in %.1f s\n", std::string(order.size.key).c_str(),
                    std::string(order.language.key).c_str(), *painted,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    std::fflush(nullptr);
    _exit(painted ? 0 : 1);
}

bool reap_one() {
    int status = 0;
    return wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// A process for each order, as many at once as `jobs`: each has a window and a Dear ImGui of its own.
bool work_side_by_side(const std::vector<Order>& orders, unsigned jobs) {
    // The processes fill the cores; threads of the rasteriser would only stand in each other's way.
    setenv("LP_NUM_THREADS", "1", 0);
    bool good = true;
    unsigned running = 0;
    for (const Order& order : orders) {
        if (running == jobs) {
            good = reap_one() && good;
            --running;
        }
        std::fflush(nullptr);
        const pid_t child = fork();
        if (child == 0)
            work(order);
        if (child < 0)
            return false;
        ++running;
    }
    for (; running > 0; --running)
        good = reap_one() && good;
    return good;
}

} // namespace

int main(int argc, char** argv) {
    std::filesystem::path folder;
    std::vector<std::string> only;
    std::vector<std::string> wanted_sizes;
    std::vector<std::string> wanted_languages;
    std::vector<std::string> wanted_looks;
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    bool sheets = false;
    bool list = false;
    CLI::App program("Every screen of the kiosk as a picture", "istiqbal-gallery");
    program.add_option("folder", folder, "where to write");
    program.add_option("--only", only, "screens whose names hold this")->allow_extra_args(false);
    program.add_option("--size", wanted_sizes, "displays")
        ->check(CLI::IsMember(keys_of(sizes())))
        ->allow_extra_args(false);
    program.add_option("--language", wanted_languages, "languages")
        ->check(CLI::IsMember(keys_of(languages())))
        ->allow_extra_args(false);
    program.add_option("--look", wanted_looks, "looks")
        ->check(CLI::IsMember(keys_of(looks())))
        ->allow_extra_args(false);
    program.add_option("--jobs", jobs, "pictures made side by side")->check(CLI::Range(1, 64));
    program.add_flag("--sheets", sheets, "contact sheets besides, in DIR/sheets");
    program.add_flag("--list", list, "only say the names of the screens");
    CLI11_PARSE(program, argc, argv);

    std::vector<std::string> screens;
    std::set<std::string> files;
    const test::EveryScreen every;
    for (const auto& entry : every.entries()) {
        screens.push_back(entry.name);
        if (!files.insert(file_name(entry.name)).second) {
            std::fprintf(stderr, "istiqbal-gallery: two screens are called %s\n", entry.name.c_str());
            return 1;
        }
    }
    const std::vector<std::string> some = screens_named(screens, only);
    if (list) {
        for (const std::string& screen : some)
            std::puts(screen.c_str());
        return 0;
    }
    if (folder.empty() || some.empty()) {
        std::fprintf(stderr, folder.empty() ? "istiqbal-gallery: where to? name a folder\n"
                                            : "istiqbal-gallery: no screen is called so; --list says them\n");
        return 2;
    }
    std::vector<Order> orders;
    for (const Size& size : chosen(sizes(), wanted_sizes))
        for (const Language& language : chosen(languages(), wanted_languages))
            orders.push_back({folder, size, language, chosen(looks(), wanted_looks), some, sheets});
    const bool good = work_side_by_side(orders, jobs);
    if (const auto written = write_index(folder, screens); !written) {
        std::fprintf(stderr, "istiqbal-gallery: %s\n", written.error().c_str());
        return 1;
    }
    return good ? 0 : 1;
}
