// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/enrol_command.hpp"

#include "kiosk/app/civil_time.hpp"
#include "sync/uplink/enrolment.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>

namespace istiqbal::app {

namespace {

int fail(std::FILE* problems, const std::string& reason) {
    std::fprintf(problems, "istiqbal-kiosk: %s\n", reason.c_str());
    return 1;
}

// A scanner ends what it types with a line feed, and a person with the same key.
seal::Result<seal::SecretBuffer> typed_line(std::FILE* in) {
    seal::SecretBuffer line;
    for (int letter = std::fgetc(in); letter != EOF && letter != '\n'; letter = std::fgetc(in)) {
        if (line.size() == seal::invitation_file_limit)
            return seal::fail(seal::ErrorClass::too_large, "that is too long for a one-time code");
        const auto byte = static_cast<std::uint8_t>(letter);
        line.append({&byte, 1});
    }
    return line;
}

seal::Result<seal::Invitation> read_invitation(const Options& options, std::FILE* in) {
    seal::SecretBuffer text;
    if (options.invitation == "-") {
        auto line = typed_line(in);
        if (!line)
            return tl::unexpected(line.error());
        text = std::move(*line);
    } else {
        auto file = seal::load_file(options.invitation, seal::invitation_file_limit);
        if (!file)
            return tl::unexpected(file.error());
        text = seal::SecretBuffer(*file);
        seal::wipe(*file);
    }
    return seal::parse_invitation(text.text());
}

int write_request(const Options& options, std::FILE* in, std::FILE* out, std::FILE* problems) {
    const auto invitation = read_invitation(options, in);
    if (!invitation)
        return fail(problems, "the one-time code: " + invitation.error().message());
    const std::int64_t now = unix_now();
    const auto request = uplink::create_enrolment_request(options.terminal, *invitation, now);
    if (!request)
        return fail(problems, request.error().message());
    std::error_code error;
    std::filesystem::copy_file(request->file, options.file, std::filesystem::copy_options::overwrite_existing,
                               error);
    if (error)
        return fail(problems, "cannot write " + options.file.string() + ": " + error.message());
    if (now >= invitation->expires)
        std::fprintf(problems, "istiqbal-kiosk: warning: by this terminal's clock the code's time is over\n");
    std::fprintf(out,
                 "Request written to %s\nTo be compared with what the office's screen shows:\n"
                 "  this terminal: %s\n  the office:    %s\n",
                 options.file.c_str(), request->fingerprint.c_str(), request->office_fingerprint.c_str());
    return 0;
}

int install_provision(const Options& options, std::FILE* out, std::FILE* problems) {
    const auto terminal = uplink::install_provision(options.terminal, options.file);
    if (!terminal)
        return fail(problems, terminal.error().message());
    std::fprintf(out,
                 "Enrolled as \"%s\" (%s). To be compared with what the office's screen shows:\n"
                 "  this terminal: %s\n  the office:    %s\n",
                 terminal->name().c_str(), terminal->mode().c_str(),
                 terminal->key.verify_key().fingerprint().c_str(),
                 terminal->provision.office.fingerprint().c_str());
    return 0;
}

} // namespace

int run_enrol_command(const Options& options, std::FILE* in, std::FILE* out, std::FILE* problems) {
    return options.command == Command::enrol_request ? write_request(options, in, out, problems)
                                                     : install_provision(options, out, problems);
}

} // namespace istiqbal::app
