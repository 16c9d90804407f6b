// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/memory_search.hpp"

#include "tests/catch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace istiqbal::journeys {

namespace {

std::string widened(const std::string& text, std::size_t bytes) {
    std::string wide;
    for (const char letter : text) {
        wide.push_back(letter);
        wide.append(bytes - 1, '\0');
    }
    return wide;
}

} // namespace

std::vector<std::string> in_all_widths(const std::vector<std::string>& parts) {
    std::vector<std::string> needles;
    for (const std::string& part : parts)
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{2}, std::size_t{4}})
            needles.push_back(widened(part, bytes));
    return needles;
}

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

} // namespace istiqbal::journeys
