// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/application.hpp"
#include "kiosk/app/content_command.hpp"
#include "kiosk/app/enrol_command.hpp"
#include "kiosk/app/form_command.hpp"
#include "kiosk/app/staff_command.hpp"
#include "kiosk/app/stick_command.hpp"
#include "kiosk/platform/closed_memory.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

using namespace istiqbal;

namespace {

int fail(const std::string& reason) {
    std::fprintf(stderr, "istiqbal-kiosk: %s\n", reason.c_str());
    return 1;
}

// A core dump or a debugger of the same user would show what a person types. A development build stays open:
// its tests look into the process's memory themselves.
void close_memory() {
#ifndef ISTIQBAL_DRIVE
    if (!platform::close_memory_to_others())
        spdlog::warn("core dumps cannot be switched off: {}", std::strerror(errno));
#endif
}

int run(const app::Options& options, char** argv) {
    app::Application::Ended ended;
    {
        auto application = app::Application::create(options);
        if (!application)
            return fail(application.error());
        ended = (*application)->run();
    }
    if (ended.restart) {
        // A new process, so that nothing of this one is left, whatever is wrong with it.
        execv("/proc/self/exe", argv);
        return fail(std::string("cannot begin anew: ") + std::strerror(errno));
    }
    return ended.status;
}

} // namespace

int main(int argc, char** argv) {
    // Standard output belongs to the driver's answers.
    spdlog::set_default_logger(spdlog::stderr_logger_mt("istiqbal-kiosk"));
    close_memory();
    const auto options = app::parse_options(argc, argv);
    if (!options)
        return options.error().status;
    switch (options->command) {
    case app::Command::run:
        return run(*options, argv);
    case app::Command::enrol_request:
    case app::Command::enrol_install:
        return app::run_enrol_command(*options, stdin, stdout, stderr);
    case app::Command::staff_add:
    case app::Command::staff_list:
    case app::Command::staff_remove:
        return app::run_staff_command(*options, stdin, stdout, stderr);
    case app::Command::form_check:
    case app::Command::form_show:
    case app::Command::form_export:
    case app::Command::form_publish:
        return app::run_form_command(*options, stdout, stderr);
    case app::Command::stick_export:
    case app::Command::stick_import:
        return app::run_stick_command(*options, stdout, stderr);
    case app::Command::content_check:
        return app::run_content_command(*options, stdout, stderr);
    }
    return 1;
}
