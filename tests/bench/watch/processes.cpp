// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/watch/processes.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

namespace istiqbal::bench {

namespace {

using namespace std::chrono_literals;

struct Stat {
    pid_t parent = 0;
    double waited_for_ms = 0; // of children that ended and were waited for, and theirs
};

// proc(5), /proc/PID/stat: the name in parentheses may hold anything.
bool read_stat(pid_t process, Stat& stat) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    // By the stream, not its buffer: a process that is gone by now fails the reading, where the buffer would throw.
    std::string text;
    std::getline(file, text, '\0');
    const std::size_t name_ends = text.rfind(')');
    if (name_ends == std::string::npos)
        return false;
    std::istringstream fields(text.substr(name_ends + 1));
    char state = 0;
    fields >> state >> stat.parent;
    std::string skipped;
    for (int field = 5; field <= 15; ++field)
        fields >> skipped;
    long long user = 0;
    long long system = 0;
    fields >> user >> system; // fields 16 and 17
    stat.waited_for_ms =
        static_cast<double>(user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<bool>(fields);
}

[[noreturn]] void become(const ProgramTree::Start& start, int input) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM); // the measuring was broken off
    dup2(input, STDIN_FILENO);
    const int output = open(start.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : start.command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    std::perror(arguments.front());
    _exit(127);
}

} // namespace

ProgramTree::ProgramTree(const Start& start) {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        std::perror("pipe");
        std::exit(1);
    }
    program_ = fork();
    if (program_ == 0)
        become(start, ends[0]);
    close(ends[0]);
    input_ = ends[1];
    // A pipe holds 64 KiB: more than any script of commands.
    if (write(input_, start.input.data(), start.input.size()) != static_cast<ssize_t>(start.input.size()))
        std::perror("the program's input");
}

ProgramTree::~ProgramTree() {
    for (const int signal : {SIGTERM, SIGKILL}) {
        for (const pid_t process : processes())
            kill(process, signal);
        for (int tries = 0; tries < 300 && !processes().empty(); ++tries) {
            reap();
            std::this_thread::sleep_for(10ms);
        }
    }
    reap();
    close(input_);
}

std::vector<pid_t> ProgramTree::processes() const {
    std::map<pid_t, pid_t> parents;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const pid_t process = std::atoi(entry.path().filename().c_str());
        Stat stat;
        if (process > 0 && read_stat(process, stat))
            parents[process] = stat.parent;
    }
    std::vector<pid_t> all;
    const pid_t self = getpid();
    for (const auto& [process, direct] : parents) {
        // A chain that changed while it was read has an end nevertheless.
        pid_t ancestor = direct;
        for (int depth = 0; depth < 64 && ancestor > 1 && ancestor != self; ++depth) {
            const auto next = parents.find(ancestor);
            ancestor = next == parents.end() ? 0 : next->second;
        }
        if (ancestor == self)
            all.push_back(process);
    }
    return all;
}

std::uint64_t ProgramTree::pss_kib() const {
    std::uint64_t sum = 0;
    for (const pid_t process : processes()) {
        std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
        std::string line;
        while (std::getline(file, line))
            if (line.rfind("Pss:", 0) == 0)
                sum += std::strtoull(line.c_str() + std::strlen("Pss:"), nullptr, 10);
    }
    return sum;
}

double ProgramTree::core_milliseconds() const {
    rusage left_behind{}; // what this process had to wait for
    getrusage(RUSAGE_CHILDREN, &left_behind);
    const auto in_ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    double sum = in_ms(left_behind.ru_utime) + in_ms(left_behind.ru_stime);
    for (const pid_t process : processes()) {
        clockid_t clock{};
        timespec time{};
        Stat stat;
        // Finer than the ticks of stat.
        if (clock_getcpuclockid(process, &clock) == 0 && clock_gettime(clock, &time) == 0)
            sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
        if (read_stat(process, stat))
            sum += stat.waited_for_ms;
    }
    return sum;
}

bool ProgramTree::ended() {
    reap();
    return ended_;
}

void ProgramTree::reap() {
    for (pid_t child = waitpid(-1, nullptr, WNOHANG); child > 0; child = waitpid(-1, nullptr, WNOHANG))
        ended_ = ended_ || child == program_;
}

} // namespace istiqbal::bench
