// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/enrol_command.hpp"

#include "kiosk/app/civil_time.hpp"
#include "sync/uplink/enrolment.hpp"

#include <filesystem>
#include <string>
#include <system_error>

namespace istiqbal::app {

namespace {

int fail(std::FILE* problems, const std::string& reason) {
    std::fprintf(problems, "istiqbal-kiosk: %s\n", reason.c_str());
    return 1;
}

int write_request(const Options& options, std::FILE* out, std::FILE* problems) {
    const auto request =
        uplink::create_enrolment_request(options.terminal, options.name, options.mode, unix_now());
    if (!request)
        return fail(problems, request.error().detail);
    std::error_code error;
    std::filesystem::copy_file(request->file, options.file, std::filesystem::copy_options::overwrite_existing,
                               error);
    if (error)
        return fail(problems, "cannot write " + options.file.string() + ": " + error.message());
    std::fprintf(out,
                 "Request written to %s\nThe terminal's fingerprint, to be compared at the office:\n  %s\n",
                 options.file.c_str(), request->fingerprint.c_str());
    return 0;
}

int install_provision(const Options& options, std::FILE* out, std::FILE* problems) {
    const auto terminal = uplink::install_provision(options.terminal, options.file);
    if (!terminal)
        return fail(problems, terminal.error().detail);
    std::fprintf(
        out, "Enrolled as \"%s\" (%s). The office's fingerprint, to be compared at the office:\n  %s\n",
        terminal->name().c_str(), terminal->mode().c_str(), terminal->provision.office.fingerprint().c_str());
    return 0;
}

} // namespace

int run_enrol_command(const Options& options, std::FILE* out, std::FILE* problems) {
    return options.command == Command::enrol_request ? write_request(options, out, problems)
                                                     : install_provision(options, out, problems);
}

} // namespace istiqbal::app
