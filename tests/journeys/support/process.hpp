// SPDX-License-Identifier: Apache-2.0
// A program as a test runs it: its input and output on pipes, its errors kept, everything bounded in time. A
// program does not outlive the test that started it, whatever becomes of the test.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::journeys {

using std::chrono::milliseconds;

// Names and values on top of the test's own environment.
using Environment = std::vector<std::pair<std::string, std::string>>;

class Process {
public:
    // `words[0]` is found by PATH. One that cannot be started ends with status 127.
    explicit Process(const std::vector<std::string>& words, const Environment& environment = {});
    ~Process(); // kills it if it still runs
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // False: the program is gone, or took nothing for ten seconds.
    bool write(std::string_view text);
    void close_input();
    // The next line of its output, without the line's end; nothing when none came in time or none will come.
    std::optional<std::string> read_line(milliseconds patience);
    // What it wrote to standard error so far.
    std::string errors() const;

    void signal(int number) const;
    pid_t id() const { return process_; }
    // The exit status, 128 + N when signal N ended it; nothing while it runs on.
    std::optional<int> wait(milliseconds patience);

private:
    bool fill(std::chrono::steady_clock::time_point until);

    pid_t process_ = -1;
    int input_ = -1;
    int output_ = -1;
    int errors_ = -1;
    std::string buffer_;
    std::optional<int> status_;
};

struct Finished {
    int status = -1; // -1: it did not end in time
    std::string out;
    std::string errors;
};

// Runs a program to its end; it reads `input`.
Finished run(const std::vector<std::string>& words, const Environment& environment = {},
             milliseconds patience = milliseconds(60'000), std::string_view input = {});

} // namespace istiqbal::journeys
