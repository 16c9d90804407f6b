// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/canary.hpp"

#include "sync/seal/bytes.hpp"
#include "tests/catch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace istiqbal::journeys {

namespace {

template <class Unit>
std::string bytes_of(const std::basic_string<Unit>& units) {
    return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(Unit)};
}

std::u32string code_points(const std::string& text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = size == 1 ? lead : lead & (0x7FU >> size);
        for (std::size_t next = 1; next < size; ++next)
            point = point << 6U | (static_cast<unsigned char>(text[at + next]) & 0x3FU);
        points.push_back(point);
        at += size;
    }
    return points;
}

// What canaries are made of has one unit a letter.
std::u16string units(const std::u32string& points) {
    std::u16string found;
    for (const char32_t point : points) {
        REQUIRE(point < 0x10000);
        found.push_back(static_cast<char16_t>(point));
    }
    return found;
}

std::string escaped(const std::u32string& points) {
    std::string text;
    for (const char32_t point : points) {
        char escape[8] = {};
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(point));
        text += point < 0x80 ? std::string(1, static_cast<char>(point)) : std::string(escape);
    }
    return text;
}

// The characters that come from the text alone when it stands behind so many other bytes.
std::string base64_behind(const std::string& text, std::size_t bytes) {
    const std::string whole = seal::base64(seal::view(std::string(bytes, '\0') + text));
    const std::size_t first = (bytes * 8 + 5) / 6;
    const std::size_t last = (bytes + text.size()) * 8 / 6;
    return whole.substr(first, last - first);
}

std::string around(const std::string& bytes, std::size_t at) {
    std::ostringstream place;
    place << " at +" << std::hex << at << ": ";
    for (std::size_t near = at < 32 ? 0 : at - 32; near < std::min(bytes.size(), at + 48); ++near)
        place << (bytes[near] >= ' ' && bytes[near] < 127 ? bytes[near] : '.');
    return place.str();
}

void search(const std::string& bytes, const std::vector<std::string>& needles, const std::string& where,
            std::vector<std::string>& found) {
    for (const std::string& needle : needles)
        for (std::size_t at = bytes.find(needle); at != std::string::npos; at = bytes.find(needle, at + 1))
            found.push_back(where + around(bytes, at));
}

struct Mapping {
    std::string line;
    unsigned long begin = 0;
    unsigned long end = 0;
    bool was_written = false;
};

std::vector<Mapping> mappings(pid_t process) {
    std::vector<Mapping> found;
    std::ifstream maps("/proc/" + std::to_string(process) + "/smaps");
    for (std::string line; std::getline(maps, line);) {
        Mapping mapping;
        char access[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &mapping.begin, &mapping.end, access) == 3) {
            mapping.line = line;
            mapping.was_written = access[1] == 'w';
            found.push_back(mapping);
            continue;
        }
        for (const char* name : {"Anonymous:", "Private_Dirty:", "Shared_Dirty:", "Swap:"}) {
            unsigned long kilobytes = 0;
            if (line.rfind(name, 0) == 0 &&
                std::sscanf(line.c_str() + std::char_traits<char>::length(name), "%lu", &kilobytes) == 1 &&
                kilobytes > 0)
                found.back().was_written = true;
        }
    }
    REQUIRE_FALSE(found.empty());
    return found;
}

} // namespace

std::vector<std::string> in_all_widths(const std::vector<std::string>& parts) {
    std::vector<std::string> needles;
    for (const std::string& part : parts) {
        const std::u32string points = code_points(part);
        needles.insert(needles.end(), {part, bytes_of(units(points)), bytes_of(points)});
    }
    return needles;
}

std::vector<std::string> in_all_forms(const std::vector<std::string>& parts) {
    std::vector<std::string> needles = in_all_widths(parts);
    for (const std::string& part : parts) {
        const std::string escape = escaped(code_points(part));
        if (escape != part)
            needles.push_back(escape);
        needles.push_back(seal::hex(seal::view(part)));
        for (std::size_t bytes = 0; bytes < 3; ++bytes)
            needles.push_back(base64_behind(part, bytes));
    }
    return needles;
}

std::vector<std::string> find_in_memory(pid_t process, const std::vector<std::string>& needles) {
    std::vector<std::string> found;
    const int memory = open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(memory >= 0);
    for (const Mapping& mapping : mappings(process)) {
        if (!mapping.was_written)
            continue;
        std::string bytes(mapping.end - mapping.begin, '\0');
        const ssize_t got = pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(mapping.begin));
        if (got <= 0)
            continue; // a device's, say
        bytes.resize(static_cast<std::size_t>(got));
        search(bytes, needles, mapping.line, found);
    }
    close(memory);
    return found;
}

std::vector<std::string> find_in_files(const std::filesystem::path& folder,
                                       const std::vector<std::string>& needles) {
    std::vector<std::string> found;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        search(entry.path().string(), needles, "the name " + entry.path().string(), found);
        if (!entry.is_regular_file())
            continue;
        ++files;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        search(bytes, needles, entry.path().string(), found);
    }
    CHECK(files > 0);
    return found;
}

std::vector<std::string> find_in_text(const std::string& text, const std::vector<std::string>& needles) {
    std::vector<std::string> found;
    search(text, needles, "the text", found);
    return found;
}

} // namespace istiqbal::journeys
