// SPDX-License-Identifier: Apache-2.0
// A started program with all that it starts in turn, as Linux accounts for them in proc(5). A browser is a
// dozen processes; only their sum can be compared with one.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::bench {

// One in a process: it makes this process the reaper of whatever its program leaves behind.
class ProgramTree {
public:
    struct Start {
        std::vector<std::string> command; // found by PATH
        std::string input;                // what its standard input says before it falls silent
        std::filesystem::path output;     // its standard output and error
    };

    explicit ProgramTree(const Start& start);
    // Asks all of it to end, and after three seconds makes it.
    ~ProgramTree();
    ProgramTree(const ProgramTree&) = delete;
    ProgramTree& operator=(const ProgramTree&) = delete;

    // Every process that came of the program and is alive.
    std::vector<pid_t> processes() const;
    // Proportional set size of all of it: pages that several processes share are counted once.
    std::uint64_t pss_kib() const;
    // Time on a core since the start, of all its threads, those included that ended.
    double core_milliseconds() const;
    // The program itself has ended.
    bool ended();

private:
    void reap();

    pid_t program_ = -1;
    int input_ = -1; // kept open: a program that reads commands ends with its input
    bool ended_ = false;
};

} // namespace istiqbal::bench
