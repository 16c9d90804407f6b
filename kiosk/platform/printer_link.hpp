// SPDX-License-Identifier: Apache-2.0
// The line to a printer: a device, a file or a socket, for printer.cpp alone. Everything is non-blocking
// beneath and ends within the patience it is given, within the whole time, or a tenth of a second after it
// was given up.
#pragma once

#include "kiosk/platform/printer.hpp"

#include <csignal>

namespace istiqbal::platform {

enum class LinkFault {
    silent,   // took or said nothing for too long
    no_paper, // the kernel's driver says so (ENOSPC of usblp)
    gone      // hung up, unplugged, given up
};
PrintTrouble trouble_of(LinkFault fault);

class PrinterLink {
public:
    using Result = tl::expected<void, LinkFault>;

    struct Limits {
        std::chrono::milliseconds whole; // from here on
        const std::atomic<bool>* given_up;
    };
    explicit PrinterLink(const Limits& limits);
    ~PrinterLink();
    PrinterLink(const PrinterLink&) = delete;
    PrinterLink& operator=(const PrinterLink&) = delete;

    bool open(const std::string& printer, std::chrono::milliseconds patience);
    // A device or a socket; a file says nothing.
    bool may_answer() const { return may_answer_; }
    // All of it; `patience` is how long nothing may be taken.
    Result write(std::span<const std::uint8_t> bytes, std::chrono::milliseconds patience);
    tl::expected<std::uint8_t, LinkFault> read(std::chrono::milliseconds patience);
    void forget_unread();
    // Waits until the other side's machine has what was written: a socket takes more than the printer does.
    Result drain(std::chrono::milliseconds patience);

private:
    using Clock = std::chrono::steady_clock;

    int connect_to(const std::string& host, const std::string& port, std::chrono::milliseconds patience);
    int open_path(const std::string& path);
    Result wait(int descriptor, short events, Clock::time_point until) const;
    Clock::time_point end_of(std::chrono::milliseconds patience) const;
    bool given_up() const { return given_up_ != nullptr && *given_up_; }

    Clock::time_point ends_;
    const std::atomic<bool>* given_up_;
    int descriptor_ = -1;
    bool may_answer_ = false;
    bool socket_ = false;
    sigset_t signals_before_{};
};

} // namespace istiqbal::platform
