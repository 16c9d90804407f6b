// SPDX-License-Identifier: Apache-2.0
// What the command line says.
#pragma once

#include "kiosk/ui/theme.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::app {

enum class Command {
    run,
    enrol_request,
    enrol_install,
    staff_add,
    staff_list,
    staff_remove,
    form_check,
    form_show,
    form_export,
    form_publish,
    stick_export,
    stick_import,
    content_check
};

struct Options {
    Command command = Command::run;
    std::filesystem::path terminal; // the terminal's directory
    std::filesystem::path assets;
    bool window = false;
    int width = 1080; // of the window
    int height = 1920;
    std::optional<float> density; // pixels a millimetre, where the display does not know its own
    std::optional<ui::Device> device;
    std::chrono::seconds idle_after{120}; // without a touch, until "are you still here?"
    std::chrono::seconds idle_warning{30};
    std::string printer;         // ESC/POS: a device or file by its path, or HOST:PORT; empty: none
    std::filesystem::path stick; // a folder that stands for a memory stick; empty: whatever is plugged in
    std::string rates; // exit mode: what is rated here, "service:ID", "department:ID", "colleagues:ID"
    bool reduced_motion = false; // nothing moves by itself
    bool drive = false;
    // Enrolment.
    std::filesystem::path invitation; // the office's one-time code; "-": typed, or scanned, on standard input
    std::filesystem::path file; // the request to write, or the provision to install; content: its folder
    // Staff.
    std::string staff_name;
    std::string staff_role; // "representative" or "employee"
    std::string staff_id;
    // Forms.
    std::vector<std::filesystem::path> forms; // one, except for checking and publishing
    std::string form_language;                // "ar" or "en"; empty: the form's own
    std::filesystem::path form_output;        // empty: the standard output
};

// Nothing to run: --help, --version or a wrong command line; the text was printed and the status is to be
// returned.
struct ExitNow {
    int status;
};

tl::expected<Options, ExitNow> parse_options(int argc, char** argv);

} // namespace istiqbal::app
