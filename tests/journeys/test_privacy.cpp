// SPDX-License-Identifier: Apache-2.0
// When a person has gone, nothing of them is left: not on the screen, and not in the process's memory, of
// which every readable byte is searched for what they typed.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/display.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

// Told apart from anything that a form, a font or a library holds.
const std::string canary = "Qxvzkwj Wqzpxfb";

// As UTF-16 and UTF-32 keep it in memory.
std::string widened(const std::string& text, std::size_t bytes) {
    std::string wide;
    for (const char letter : text) {
        wide.push_back(letter);
        wide.append(bytes - 1, '\0');
    }
    return wide;
}

// Where a readable, writable mapping of the process holds the needle: the mapping's line in /proc/PID/maps.
std::vector<std::string> find_in_memory(pid_t process, const std::vector<std::string>& needles) {
    std::vector<std::string> found;
    const std::string folder = "/proc/" + std::to_string(process);
    std::ifstream maps(folder + "/maps");
    const int memory = open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(memory >= 0);
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0;
        unsigned long end = 0;
        char access[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access) != 3 ||
            std::string_view(access).substr(0, 2) != "rw")
            continue;
        std::string bytes(end - begin, '\0');
        const ssize_t got = pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(begin));
        if (got <= 0)
            continue; // a device's, say
        bytes.resize(static_cast<std::size_t>(got));
        for (const std::string& needle : needles)
            for (std::size_t at = bytes.find(needle); at != std::string::npos;
                 at = bytes.find(needle, at + 1)) {
                std::ostringstream place;
                place << line << " at +" << std::hex << at << ": ";
                for (std::size_t near = at < 32 ? 0 : at - 32; near < std::min(bytes.size(), at + 48); ++near)
                    place << (bytes[near] >= ' ' && bytes[near] < 127 ? bytes[near] : '.');
                found.push_back(place.str());
            }
    }
    close(memory);
    return found;
}

std::vector<std::string> find_canary(const Kiosk& kiosk) {
    // Parts of it too: a text that was cut or laid out piece by piece tells as much.
    std::vector<std::string> needles;
    for (const std::string& part : {canary, canary.substr(0, 7), canary.substr(8)})
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{2}, std::size_t{4}})
            needles.push_back(widened(part, bytes));
    return find_in_memory(kiosk.process().id(), needles);
}

void check_gone(Kiosk& kiosk) {
    // The driver itself had the words; a few other commands go through where it kept them.
    for (int turn = 0; turn < 3; ++turn)
        kiosk.command("wait 0.3");
    CHECK_FALSE(kiosk.tree().shows(canary));
    for (const std::string& place : find_canary(kiosk))
        FAIL_CHECK(place);
}

} // namespace

TEST_CASE("nothing of a person is in memory after they left") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    Visitor visitor(kiosk, Assets::repository(), Language::english);
    visitor.begin();
    kiosk.expect(visitor.label("full_name"));
    kiosk.type(canary);
    kiosk.command("wait 0.3");
    // The search finds it where it is: this test can fail.
    REQUIRE_FALSE(find_canary(kiosk).empty());

    SECTION("by start again") {
        visitor.go_on();
        visitor.tap("back");
        visitor.tap("tools.again");
        visitor.tap("again.leave");
        kiosk.expect(visitor.words("welcome.greeting.ar"));
        check_gone(kiosk);
    }
    SECTION("by sending and finishing") {
        kiosk.key("backspace", static_cast<int>(canary.size()));
        visitor.tap("back");
        visitor.tap("back");
        kiosk.expect(visitor.words("home.title"));
        visitor.tap("back");
        visitor.fill_in_sample("We need " + canary + " for the children.");
        kiosk.expect(canary);
        visitor.sign_and_send();
        visitor.finish();
        check_gone(kiosk);
    }
}

TEST_CASE("nothing of a person is in memory after nobody was there") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .options = {"--idle", "5", "--idle-warning", "20"}});
    Visitor visitor(kiosk, Assets::repository(), Language::english);
    visitor.begin();
    kiosk.expect(visitor.label("full_name"));
    kiosk.type(canary);
    kiosk.expect(visitor.words("idle.title"));
    kiosk.expect(visitor.words("ended.title"));
    check_gone(kiosk);
}
