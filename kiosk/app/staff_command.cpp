// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/staff_command.hpp"

#include "sync/seal/keys.hpp"
#include "sync/seal/staff.hpp"

#include <termios.h>
#include <unistd.h>

#include <string>

namespace istiqbal::app {

namespace {

constexpr std::size_t line_limit = 256;

// Switches the echo off for as long as it lives, where the input is a terminal.
class NoEcho {
public:
    explicit NoEcho(int descriptor)
        : descriptor_(descriptor)
        , active_(::isatty(descriptor) == 1 && ::tcgetattr(descriptor, &before_) == 0) {
        if (!active_)
            return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        quiet.c_lflag |= ECHONL;
        ::tcsetattr(descriptor_, TCSAFLUSH, &quiet);
    }
    ~NoEcho() {
        if (active_)
            ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    bool active() const { return active_; }

private:
    int descriptor_;
    termios before_{};
    bool active_;
};

// One line, without its end. Read unbuffered, so that no copy of the PIN stays in a buffer of the library.
seal::SecretBuffer read_line(int descriptor) {
    seal::SecretBuffer line;
    std::uint8_t letter = 0;
    while (line.size() < line_limit && ::read(descriptor, &letter, 1) == 1 && letter != '\n')
        if (letter != '\r')
            line.append({&letter, 1});
    return line;
}

int fail(std::FILE* problems, const std::string& reason) {
    std::fprintf(problems, "istiqbal-kiosk: %s\n", reason.c_str());
    return 1;
}

int add(const Options& options, seal::Staff& staff, std::FILE* in, std::FILE* out, std::FILE* problems) {
    const NoEcho quiet(::fileno(in));
    if (quiet.active()) {
        std::fprintf(problems, "PIN of 6 to 12 digits: ");
        std::fflush(problems);
    }
    const seal::SecretBuffer pin = read_line(::fileno(in));
    const auto role = options.staff_role == seal::name(seal::StaffRole::employee)
                          ? seal::StaffRole::employee
                          : seal::StaffRole::representative;
    const auto person = staff.add(options.staff_name, role, pin.text());
    if (!person)
        return fail(problems, person.error().detail);
    std::fprintf(out, "%s\n", person->id.c_str());
    return 0;
}

} // namespace

int run_staff_command(const Options& options, std::FILE* in, std::FILE* out, std::FILE* problems) {
    if (auto folder = seal::make_private_folder(options.terminal); !folder)
        return fail(problems, folder.error().detail);
    seal::Staff staff(options.terminal / "staff.json");
    if (options.command == Command::staff_add)
        return add(options, staff, in, out, problems);
    if (options.command == Command::staff_remove) {
        const auto removed = staff.remove(options.staff_id);
        return removed ? 0 : fail(problems, removed.error().detail);
    }
    const auto people = staff.people();
    if (!people)
        return fail(problems, people.error().detail);
    for (const seal::Person& person : *people)
        std::fprintf(out, "%s  %-14s  %s\n", person.id.c_str(), std::string(seal::name(person.role)).c_str(),
                     person.name.c_str());
    return 0;
}

} // namespace istiqbal::app
