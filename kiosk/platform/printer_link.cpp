// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/printer_link.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>

// Of <linux/sockios.h>: bytes written that the other side has not acknowledged.
#ifndef SIOCOUTQ
#define SIOCOUTQ TIOCOUTQ
#endif

namespace istiqbal::platform {

namespace {

constexpr std::chrono::milliseconds slice{100};

// Bytes of a picture are no lines of text: a serial line must not turn a line feed into two characters.
void make_raw(int terminal) {
    termios settings{};
    if (tcgetattr(terminal, &settings) != 0)
        return;
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL;
    tcsetattr(terminal, TCSANOW, &settings);
}

sigset_t only_broken_pipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    return signals;
}

bool is_pending(int signal) {
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, signal) == 1;
}

} // namespace

PrintTrouble trouble_of(LinkFault fault) {
    switch (fault) {
    case LinkFault::silent:
        return PrintTrouble::stuck;
    case LinkFault::no_paper:
        return PrintTrouble::no_paper;
    case LinkFault::gone:
        break;
    }
    return PrintTrouble::failed;
}

// Whoever hangs up must not end the program by a signal: held back on this thread meanwhile.
PrinterLink::PrinterLink(const Limits& limits)
    : ends_(Clock::now() + limits.whole)
    , given_up_(limits.given_up) {
    const sigset_t signals = only_broken_pipe();
    pthread_sigmask(SIG_BLOCK, &signals, &signals_before_);
}

PrinterLink::~PrinterLink() {
    if (descriptor_ >= 0)
        close(descriptor_);
    const sigset_t signals = only_broken_pipe();
    const timespec at_once{};
    if (sigismember(&signals_before_, SIGPIPE) == 0 && is_pending(SIGPIPE))
        sigtimedwait(&signals, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &signals_before_, nullptr);
}

PrinterLink::Clock::time_point PrinterLink::end_of(std::chrono::milliseconds patience) const {
    return std::min(ends_, Clock::now() + patience);
}

PrinterLink::Result PrinterLink::wait(int descriptor, short events, Clock::time_point until) const {
    for (;;) {
        if (given_up())
            return tl::unexpected(LinkFault::gone);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0)
            return tl::unexpected(LinkFault::silent);
        pollfd waiting{descriptor, events, 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::min(left, slice).count()));
        if (ready == 1 && (waiting.revents & events) != 0)
            return {};
        if (ready == 1 && (waiting.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
            return tl::unexpected(LinkFault::gone);
        if (ready < 0 && errno != EINTR)
            return tl::unexpected(LinkFault::gone);
    }
}

int PrinterLink::connect_to(const std::string& host, const std::string& port,
                            std::chrono::milliseconds patience) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        return -1;
    int connected = -1;
    for (const addrinfo* each = found; each != nullptr && connected < 0; each = each->ai_next) {
        const int tried =
            socket(each->ai_family, each->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, each->ai_protocol);
        if (tried < 0)
            continue;
        int trouble = 0;
        socklen_t size = sizeof trouble;
        const bool reached = connect(tried, each->ai_addr, each->ai_addrlen) == 0 ||
                             (errno == EINPROGRESS && wait(tried, POLLOUT, end_of(patience)) &&
                              getsockopt(tried, SOL_SOCKET, SO_ERROR, &trouble, &size) == 0 && trouble == 0);
        if (reached)
            connected = tried;
        else
            close(tried);
    }
    freeaddrinfo(found);
    return connected;
}

int PrinterLink::open_path(const std::string& path) {
    constexpr int always = O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
    struct stat about {};
    const bool exists = stat(path.c_str(), &about) == 0;
    if (!exists || S_ISREG(about.st_mode))
        return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | always, 0600);
    // Read from too, to hear about the paper; some devices only take.
    const int both = ::open(path.c_str(), O_RDWR | always);
    may_answer_ = both >= 0 && S_ISCHR(about.st_mode);
    return both >= 0 ? both : ::open(path.c_str(), O_WRONLY | always);
}

bool PrinterLink::open(const std::string& printer, std::chrono::milliseconds patience) {
    const std::size_t colon = printer.rfind(':');
    socket_ = printer.find('/') == std::string::npos && colon != std::string::npos;
    if (socket_) {
        std::string host = printer.substr(0, colon);
        if (host.size() > 2 && host.front() == '[' && host.back() == ']')
            host = host.substr(1, host.size() - 2);
        descriptor_ = connect_to(host, printer.substr(colon + 1), patience);
        may_answer_ = true;
    } else {
        descriptor_ = open_path(printer);
    }
    if (descriptor_ >= 0 && isatty(descriptor_) == 1)
        make_raw(descriptor_);
    return descriptor_ >= 0;
}

PrinterLink::Result PrinterLink::write(std::span<const std::uint8_t> bytes,
                                       std::chrono::milliseconds patience) {
    while (!bytes.empty()) {
        if (const auto ready = wait(descriptor_, POLLOUT, end_of(patience)); !ready)
            return ready;
        const ssize_t taken = ::write(descriptor_, bytes.data(), bytes.size());
        if (taken < 0 && errno == ENOSPC)
            return tl::unexpected(LinkFault::no_paper);
        if (taken < 0 && errno != EAGAIN && errno != EINTR)
            return tl::unexpected(LinkFault::gone);
        bytes = bytes.subspan(taken > 0 ? static_cast<std::size_t>(taken) : 0);
    }
    return {};
}

tl::expected<std::uint8_t, LinkFault> PrinterLink::read(std::chrono::milliseconds patience) {
    const auto until = end_of(patience);
    for (;;) {
        if (const auto ready = wait(descriptor_, POLLIN, until); !ready)
            return tl::unexpected(ready.error());
        std::uint8_t byte = 0;
        const ssize_t got = ::read(descriptor_, &byte, 1);
        if (got == 1)
            return byte;
        // A device that is ready and has nothing (usblp, /dev/null) is not gone.
        if (got == 0)
            return tl::unexpected(socket_ ? LinkFault::gone : LinkFault::silent);
        if (errno != EAGAIN && errno != EINTR)
            return tl::unexpected(LinkFault::gone);
    }
}

void PrinterLink::forget_unread() {
    std::uint8_t unread[64];
    constexpr int most_reads = 64; // a device may have something to say for ever
    for (int reads = 0; reads < most_reads; ++reads)
        if (::read(descriptor_, unread, sizeof unread) != static_cast<ssize_t>(sizeof unread))
            return;
}

PrinterLink::Result PrinterLink::drain(std::chrono::milliseconds patience) {
    if (!socket_)
        return {};
    int before = -1;
    for (auto until = end_of(patience);;) {
        int trouble = 0;
        socklen_t size = sizeof trouble;
        int waiting = 0;
        if (getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &trouble, &size) != 0 || trouble != 0 || given_up())
            return tl::unexpected(LinkFault::gone);
        if (ioctl(descriptor_, SIOCOUTQ, &waiting) != 0 || waiting == 0)
            return {};
        if (waiting != before)
            until = end_of(patience);
        before = waiting;
        if (Clock::now() >= until)
            return tl::unexpected(LinkFault::silent);
        constexpr timespec a_moment{0, 10'000'000};
        nanosleep(&a_moment, nullptr);
    }
}

} // namespace istiqbal::platform
