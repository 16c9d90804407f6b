// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/options.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <map>

namespace istiqbal::app {

namespace fs = std::filesystem;

namespace {

fs::path state_home() {
    if (const char* own = std::getenv("ISTIQBAL_HOME"); own != nullptr && *own != '\0')
        return own;
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/root") / ".local/state/istiqbal";
}

// The assets lie beside the sources for a program in build/<preset>/, and in share/istiqbal for an installed
// one.
fs::path find_assets() {
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& candidate : {program / "../../assets", program / "../share/istiqbal"})
        if (fs::is_directory(candidate / "forms", ignored))
            return fs::weakly_canonical(candidate, ignored);
    return "assets";
}

} // namespace

tl::expected<Options, ExitNow> parse_options(int argc, char** argv) {
    Options options;
    options.terminal = state_home() / "terminal";
    options.assets = find_assets();
    float density = 0;
    std::string size;
    std::string device;
    CLI::App program("Istiqbal: self-service intake and ratings on a touch terminal", "istiqbal-kiosk");
    program.set_version_flag("--version", ISTIQBAL_VERSION);
    program.add_option("--terminal", options.terminal, "the terminal's directory: keys, provision, journal")
        ->capture_default_str();
    program.add_option("--assets", options.assets, "forms, strings and theme")->capture_default_str();
    program.add_flag("--window", options.window, "in a window instead of full screen");
    program.add_option("--size", size, "of the window, WIDTHxHEIGHT in pixels (default 1080x1920)");
    program.add_option("--density", density, "pixels a millimetre of the display")
        ->check(CLI::Range(1.0, 40.0));
    program
        .add_option("--device", device, "kiosk (read standing) or tablet (held); follows the terminal's mode")
        ->check(CLI::IsMember({"kiosk", "tablet"}));
    long idle = options.idle_after.count();
    program
        .add_option("--idle", idle,
                    "seconds without a touch until the person is asked whether they are there")
        ->check(CLI::Range(5L, 3600L))
        ->capture_default_str();
    long warning = options.idle_warning.count();
    program
        .add_option("--idle-warning", warning, "seconds that this question waits before everything is wiped")
        ->check(CLI::Range(20L, 600L))
        ->capture_default_str();
    program.add_option("--printer", options.printer,
                       "an ESC/POS printer: its device or a file, or HOST:PORT on the network");
    program.add_option("--stick", options.stick,
                       "a folder to copy to in place of a memory stick that is plugged in");
    program.add_option("--rates", options.rates,
                       "what is rated at an exit terminal, by the catalogue: service:ID or department:ID, or "
                       "colleagues:ID where employees rate a department that serves them");
    program.add_flag("--reduced-motion", options.reduced_motion, "nothing on the screen moves by itself");
#ifdef ISTIQBAL_DRIVE
    program.add_flag("--drive", options.drive,
                     "take commands from standard input: tap, type, sign, expect, …");
#endif
    CLI::App* enrol = program.add_subcommand("enroll", "make this terminal one of an office's");
    enrol->require_subcommand(1);
    CLI::App* request = enrol->add_subcommand(
        "request", "answer the office's one-time code: make the terminal's key and write a request");
    request
        ->add_option("CODE", options.invitation,
                     "the file that 'istiqbal-office invite' wrote; - reads what is typed or scanned")
        ->required();
    request->add_option("file", options.file, "where to write the request")->required();
    CLI::App* install = enrol->add_subcommand("install", "take in what the office answered");
    install->add_option("file", options.file, "the office's provision file")
        ->required()
        ->check(CLI::ExistingFile);
    CLI::App* staff = program.add_subcommand("staff", "who works with this terminal");
    staff->require_subcommand(1);
    CLI::App* staff_add = staff->add_subcommand("add", "add a person; the PIN is read from standard input");
    staff_add->add_option("--name", options.staff_name, "as people know them")->required();
    staff_add->add_option("--role", options.staff_role, "representative or employee")
        ->required()
        ->check(CLI::IsMember({"representative", "employee"}));
    CLI::App* staff_list = staff->add_subcommand("list", "list the people: id, role, name");
    CLI::App* staff_remove =
        staff->add_subcommand("remove", "remove a person; nobody can open their drafts after that");
    staff_remove->add_option("ID", options.staff_id, "as the list says")->required();
    CLI::App* stick =
        program.add_subcommand("stick", "carry records to the office without the window, and its word back");
    stick->require_subcommand(1);
    CLI::App* stick_export = stick->add_subcommand(
        "export", "take the acknowledgements that are on it, and copy what is not acknowledged");
    CLI::App* stick_import = stick->add_subcommand("import", "take the acknowledgements only");
    for (CLI::App* command : {stick_export, stick_import})
        command->add_option("DIR", options.stick, "the memory stick, where it is mounted")->required();
    CLI::App* forms = program.add_subcommand(
        "form", "forms that the office writes: a folder of CSV sheets, a single .csv or an .xlsx");
    forms->require_subcommand(1);
    CLI::App* form_check = forms->add_subcommand("check", "say whether forms are good, or all that is wrong");
    const char* form_file = "a folder of CSV sheets, a .csv or an .xlsx";
    form_check->add_option("FILE", options.forms, form_file)->required();
    CLI::App* form_show = forms->add_subcommand("show", "the questions in the order in which they come");
    form_show->add_option("FILE", options.forms, form_file)->required()->expected(1);
    form_show->add_option("--language", options.form_language, "ar or en; otherwise the form's own")
        ->check(CLI::IsMember({"ar", "en"}));
    CLI::App* form_export = forms->add_subcommand(
        "export", "the form as Open XForms XML, for ODK Central, KoboToolbox and ODK Collect");
    form_export->add_option("FILE", options.forms, form_file)->required()->expected(1);
    form_export->add_option("--output", options.form_output,
                            "where to write it; otherwise to the standard output");
    CLI::App* form_publish =
        forms->add_subcommand("publish", "put good forms in use on this terminal, from its next start on");
    form_publish->add_option("FILE", options.forms, form_file)->required();
    CLI::App* content = program.add_subcommand("content", "what the office publishes for all terminals");
    content->require_subcommand(1);
    CLI::App* content_check = content->add_subcommand(
        "check", "say whether terminals will take a folder of forms/, catalogue/, strings/, theme/");
    content_check->add_option("FOLDER", options.file, "as istiqbal-office publish content takes it")
        ->required()
        ->check(CLI::ExistingDirectory);
    try {
        program.parse(argc, argv);
        if (!size.empty()) {
            char rest = 0;
            if (std::sscanf(size.c_str(), "%dx%d%c", &options.width, &options.height, &rest) != 2 ||
                options.width < 320 || options.height < 320 || options.width > 8192 || options.height > 8192)
                throw CLI::ValidationError("--size", "is WIDTHxHEIGHT, 320 to 8192 each");
        }
    } catch (const CLI::ParseError& fault) {
        return tl::unexpected(ExitNow{program.exit(fault)});
    }
    if (density > 0)
        options.density = density;
    if (!device.empty())
        options.device = device == "tablet" ? ui::Device::tablet : ui::Device::kiosk;
    options.idle_after = std::chrono::seconds(idle);
    options.idle_warning = std::chrono::seconds(warning);
    if (request->parsed())
        options.command = Command::enrol_request;
    if (install->parsed())
        options.command = Command::enrol_install;
    if (staff_add->parsed())
        options.command = Command::staff_add;
    if (staff_list->parsed())
        options.command = Command::staff_list;
    if (staff_remove->parsed())
        options.command = Command::staff_remove;
    if (form_check->parsed())
        options.command = Command::form_check;
    if (form_show->parsed())
        options.command = Command::form_show;
    if (form_export->parsed())
        options.command = Command::form_export;
    if (form_publish->parsed())
        options.command = Command::form_publish;
    if (stick_export->parsed())
        options.command = Command::stick_export;
    if (stick_import->parsed())
        options.command = Command::stick_import;
    if (content_check->parsed())
        options.command = Command::content_check;
    return options;
}

} // namespace istiqbal::app
