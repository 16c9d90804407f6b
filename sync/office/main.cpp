// SPDX-License-Identifier: Apache-2.0
// istiqbal-office: opens what the terminals sealed, and files it as cases.
#include "sync/office/cli.hpp"
#include "sync/office/directory.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <iostream>
#include <string>

namespace {

// Anything but a clear yes is no.
bool ask_person(const std::string& question) {
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    return std::getline(std::cin, answer) && (answer == "y" || answer == "Y" || answer == "yes");
}

} // namespace

int main(int argc, char** argv) {
    namespace office = istiqbal::office;
    const office::cli::Streams streams{std::cout, std::cerr};

    CLI::App app("Opens what the terminals sealed, and files it as cases.");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", ISTIQBAL_VERSION);
    std::string directory = office::default_directory().string();
    app.add_option("--dir", directory, "The office's directory (default: $ISTIQBAL_HOME/office)")
        ->capture_default_str();

    auto* init = app.add_subcommand("init", "Make the office's keys and database");
    init->add_option("DIR", directory, "The office's directory, instead of --dir");

    office::cli::InviteOptions invite_options;
    auto* invite = app.add_subcommand("invite", "Issue a one-time code for a terminal, good for 15 minutes");
    invite->add_option("DIR", directory, "The office's directory, instead of --dir");
    invite->add_option("--name", invite_options.name, "The terminal's name, for people");
    invite->add_option("--mode", invite_options.mode, "lobby (the default), branch or exit")
        ->check(CLI::IsMember({"lobby", "branch", "exit"}));
    invite->add_option(
        "--renew", invite_options.renews,
        "Give this terminal of ours a new key, by its id or name: to rotate it, or because it was restored "
        "from a copy or cloned. What the other options do not say stays as it was");
    invite->add_option("--hub", invite_options.hub_public_file, "The hub's hub.json");
    invite->add_option("--hub-url", invite_options.hub_urls,
                       "Where terminals reach the hub, http:// or https://; repeatable");
    invite->add_option("--out", invite_options.out_file, "Write the code to this file, for a stick");
    invite->add_option("--qr", invite_options.qr_file,
                       "Write it as a QR code to this SVG file, for a scanner");

    office::cli::EnrollOptions enroll_options;
    std::vector<std::string> enroll_files;
    auto* enroll = app.add_subcommand(
        "enroll", "Certify a terminal that asks with a one-time code, and write the answer for it");
    enroll->add_option("files", enroll_files, "The terminal's request")
        ->option_text("[DIR] REQUEST_FILE")
        ->required()
        ->expected(1, 2);
    enroll->add_option("--out", enroll_options.out_file, "The answer, for 'istiqbal-kiosk enroll install'")
        ->required();

    auto* pull = app.add_subcommand("pull", "Fetch new records from the hub, file and acknowledge them");
    pull->add_option("DIR", directory, "The office's directory, instead of --dir");

    std::vector<std::filesystem::path> import_paths;
    auto* import = app.add_subcommand("import", "File records that came on a stick, and write the "
                                                "acknowledgements beside them");
    import->add_option("PATH", import_paths, "A stick, a folder of batches, or a batch file; repeatable")
        ->required();

    auto* list = app.add_subcommand("list", "List the cases, newest first");
    list->add_option("DIR", directory, "The office's directory, instead of --dir");

    office::cli::ListOptions list_options;
    list->add_flag("--due", list_options.due,
                   "Those without a decision whose fourteenth day has come, most late first");

    office::cli::DecideOptions decide_options;
    auto* decide = app.add_subcommand("decide", "Move a case on, and tell the person");
    decide->add_option("REFERENCE", decide_options.reference, "As on the receipt, such as 7KQ4-9M2X-C")
        ->required();
    decide
        ->add_option(
            "STEP", decide_options.step,
            "checked, committee (it is before it), accept, refuse, complete (something is missing) or "
            "delivered")
        ->required()
        ->check(CLI::IsMember({"checked", "committee", "accept", "refuse", "complete", "delivered"}));
    decide->add_option("--note-ar", decide_options.note_ar, "What the person reads, in Arabic");
    decide->add_option("--note-en", decide_options.note_en, "The same in English; both or none");
    decide->add_option("--missing", decide_options.missing,
                       "With complete: a document that is to come, by its name in the form, or as "
                       "NAME=ARABIC=ENGLISH; repeatable (default: those that the case lacks)");
    decide->add_option("--next", decide_options.next, "When to expect the next step, yyyy-mm-dd");
    decide->add_flag("--yes", decide_options.yes,
                     "A decision before the fourteenth day is meant; nothing is asked");

    office::cli::ShowOptions show_options;
    auto* show = app.add_subcommand("show", "Show one case");
    show->add_option("REFERENCE", show_options.reference, "As on the receipt, such as 7KQ4-9M2X-C")
        ->required();
    show->add_flag("--json", show_options.json, "The record's own JSON");
    show->add_option("--signature", show_options.signature_file,
                     "Write the finger signature to this SVG file");

    office::cli::RatingsOptions ratings_options;
    auto* ratings = app.add_subcommand("ratings", "Tell how satisfied people are");
    ratings->add_flag("--flagged", ratings_options.flagged, "Count those that may be misuse, too");
    ratings
        ->add_option("--by", ratings_options.by,
                     "service, department, rater (visitors and colleagues) or day")
        ->check(CLI::IsMember({"service", "department", "rater", "day"}));

    office::cli::PublishOptions publish_options;
    auto* publish =
        app.add_subcommand("publish", "Give the terminals new content, settings or announcements");
    publish->require_subcommand(1);
    const auto add_publish = [&](const char* name, const char* what, const char* path, const char* path_is) {
        auto* command = publish->add_subcommand(name, what);
        command->add_option(path, publish_options.path, path_is)->required();
        command->add_option("--days", publish_options.days, "After how many days it is said to have expired")
            ->check(CLI::Range(1, 3650));
        return command;
    };
    auto* content = add_publish("content", "Forms, catalogue, strings and theme", "DIR",
                                "Holds forms/, catalogue/, strings/ or theme/");
    auto* settings = add_publish("settings", "What a terminal is told about itself", "FILE", "JSON");
    auto* announcements =
        add_publish("announcements", "What is announced", "FILE", "As the catalogue's announcements.json");
    for (auto* command : {content, settings, announcements})
        command->add_option("--terminal", publish_options.terminal,
                            "For this terminal alone, by its id or name (default: every terminal)");

    office::cli::RevokeOptions revoke_options;
    auto* revoke = app.add_subcommand("revoke", "No longer believe a terminal; what it sends is put aside");
    revoke->add_option("TERMINAL", revoke_options.terminal, "Its id or name")->required();
    revoke->add_option("--reason", revoke_options.reason, "For people, in a few words")->required();
    revoke->add_option("--epoch", revoke_options.epoch,
                       "Close the epochs up to this one only, as of a tablet that was lost and replaced");

    office::cli::CloseEpochOptions close_options;
    auto* close_epoch =
        app.add_subcommand("close-epoch", "Put aside what comes later of a terminal's journal that was lost");
    close_epoch->add_option("TERMINAL", close_options.terminal, "Its id or name")->required();
    close_epoch->add_option("--reason", close_options.reason, "For people, in a few words")->required();

    std::string reinstated;
    auto* reinstate = app.add_subcommand(
        "reinstate",
        "Believe a revoked terminal, or a closed epoch, again; file what was put aside and verifies");
    reinstate->add_option("TERMINAL", reinstated, "Its id or name")->required();

    office::cli::UnsealOptions unseal_options;
    auto* unseal = app.add_subcommand("unseal", "Open an age X25519 file, ours or another's");
    unseal->add_option("-i,--identity", unseal_options.identity_file, "The age identity file")->required();
    unseal->add_option("FILE", unseal_options.file, "The sealed file; - reads standard input")->required();
    unseal->add_option("-o,--output", unseal_options.out_file, "Default: standard output");

    CLI11_PARSE(app, argc, argv);
    if (init->parsed())
        return office::cli::init(directory, streams);
    if (invite->parsed())
        return office::cli::invite(directory, invite_options, streams);
    if (enroll->parsed()) {
        enroll_options.request_file = enroll_files.back();
        return office::cli::enroll(enroll_files.size() == 2 ? enroll_files.front() : directory,
                                   enroll_options, streams);
    }
    if (pull->parsed())
        return office::cli::pull(directory, streams);
    if (import->parsed())
        return office::cli::import(directory, import_paths, streams);
    if (list->parsed())
        return office::cli::list(directory, list_options, streams);
    if (decide->parsed()) {
        if (::isatty(STDIN_FILENO) != 0)
            decide_options.ask = ask_person;
        return office::cli::decide(directory, decide_options, streams);
    }
    if (show->parsed())
        return office::cli::show(directory, show_options, streams);
    if (ratings->parsed())
        return office::cli::ratings(directory, ratings_options, streams);
    if (content->parsed())
        return office::cli::publish_content(directory, publish_options, streams);
    if (settings->parsed())
        return office::cli::publish_settings(directory, publish_options, streams);
    if (announcements->parsed())
        return office::cli::publish_announcements(directory, publish_options, streams);
    if (revoke->parsed())
        return office::cli::revoke(directory, revoke_options, streams);
    if (close_epoch->parsed())
        return office::cli::close_epoch(directory, close_options, streams);
    if (reinstate->parsed())
        return office::cli::reinstate(directory, reinstated, streams);
    return office::cli::unseal(unseal_options, streams);
}
