// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace istiqbal::journeys {

using Clock = std::chrono::steady_clock;

namespace {

std::vector<std::string> merged(const Environment& changes) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view line(*entry);
        const std::string_view name = line.substr(0, line.find('='));
        const bool changed = std::any_of(changes.begin(), changes.end(),
                                         [&](const auto& change) { return change.first == name; });
        if (!changed)
            all.emplace_back(line);
    }
    for (const auto& [name, value] : changes)
        all.push_back(name + "=" + value);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts)
        list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

int milliseconds_until(Clock::time_point when) {
    const auto left = std::chrono::ceil<milliseconds>(when - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
}

} // namespace

Process::Process(const std::vector<std::string>& words, const Environment& environment) {
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> argument_texts = words;
    std::vector<std::string> environment_texts = merged(environment);
    const std::vector<char*> arguments = pointers(argument_texts);
    const std::vector<char*> variables = pointers(environment_texts);
    std::array<int, 2> to{};
    std::array<int, 2> from{};
    errors_ = ::memfd_create("errors", MFD_CLOEXEC);
    if (errors_ < 0 || ::pipe2(to.data(), O_CLOEXEC) != 0 || ::pipe2(from.data(), O_CLOEXEC) != 0)
        std::abort();
    const pid_t test = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != test)
            ::_exit(127);
        ::signal(SIGPIPE, SIG_DFL);
        ::dup2(to[0], STDIN_FILENO);
        ::dup2(from[1], STDOUT_FILENO);
        ::dup2(errors_, STDERR_FILENO);
        ::execvpe(arguments[0], arguments.data(), variables.data());
        ::_exit(127);
    }
    ::close(to[0]);
    ::close(from[1]);
    if (process_ < 0)
        std::abort();
    input_ = to[1];
    output_ = from[0];
    ::fcntl(input_, F_SETFL, O_NONBLOCK);
    ::fcntl(output_, F_SETFL, O_NONBLOCK);
}

Process::~Process() {
    if (!status_) {
        signal(SIGKILL);
        wait(milliseconds(10'000));
    }
    close_input();
    ::close(output_);
    ::close(errors_);
}

bool Process::write(std::string_view text) {
    const auto until = Clock::now() + std::chrono::seconds(10);
    while (!text.empty()) {
        pollfd waits{input_, POLLOUT, 0};
        if (::poll(&waits, 1, milliseconds_until(until)) <= 0 || (waits.revents & POLLERR) != 0)
            return false;
        const ssize_t written = ::write(input_, text.data(), text.size());
        if (written < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, written)));
    }
    return true;
}

void Process::close_input() {
    if (input_ >= 0)
        ::close(input_);
    input_ = -1;
}

// Takes in what there is. False: nothing more came, or will come.
bool Process::fill(Clock::time_point until) {
    pollfd waits{output_, POLLIN, 0};
    if (::poll(&waits, 1, milliseconds_until(until)) <= 0)
        return false;
    std::array<char, 65536> bytes{};
    const ssize_t count = ::read(output_, bytes.data(), bytes.size());
    if (count <= 0)
        return count < 0 && (errno == EAGAIN || errno == EINTR);
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Process::read_line(milliseconds patience) {
    const auto until = Clock::now() + patience;
    std::size_t end = buffer_.find('\n');
    while (end == std::string::npos) {
        if (!fill(until))
            return std::nullopt;
        end = buffer_.find('\n');
    }
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    return line;
}

std::string Process::errors() const {
    std::string text;
    std::array<char, 4096> bytes{};
    ssize_t count = 0;
    while ((count = ::pread(errors_, bytes.data(), bytes.size(), static_cast<off_t>(text.size()))) > 0)
        text.append(bytes.data(), static_cast<std::size_t>(count));
    return text;
}

void Process::signal(int number) const {
    if (!status_)
        ::kill(process_, number);
}

std::optional<int> Process::wait(milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (!status_) {
        int status = 0;
        if (::waitpid(process_, &status, WNOHANG) == process_)
            status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        else if (Clock::now() >= until)
            return std::nullopt;
        else
            std::this_thread::sleep_for(milliseconds(2));
    }
    return status_;
}

Finished run(const std::vector<std::string>& words, const Environment& environment, milliseconds patience,
             std::string_view input) {
    const auto until = Clock::now() + patience;
    Process process(words, environment);
    if (!input.empty())
        process.write(input);
    process.close_input();
    Finished finished;
    while (const auto line = process.read_line(milliseconds(milliseconds_until(until))))
        finished.out += *line + "\n";
    finished.status = process.wait(milliseconds(milliseconds_until(until))).value_or(-1);
    finished.errors = process.errors();
    return finished;
}

} // namespace istiqbal::journeys
