// SPDX-License-Identifier: Apache-2.0
// An office, a hub and an enrolled terminal under one ISTIQBAL_HOME, set up by the programs' own commands as
// a person would. The hub runs; it can be stopped and another put in its place.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/seal/submission.hpp"
#include "tests/journeys/support/process.hpp"
#include "tests/sync/folder.hpp"

#include <filesystem>
#include <memory>

namespace istiqbal::journeys {

std::string program(const std::string& name); // where the build put it

// What `istiqbal-office pull` said.
struct Pulled {
    int filed = 0;
    int already = 0;
    int aside = 0;
    int acknowledged = 0;
};

class Centre {
public:
    // A terminal of that mode: lobby, branch or exit.
    explicit Centre(const std::string& mode = "lobby");

    std::filesystem::path home() const { return folder_ / "."; }
    std::filesystem::path terminal() const { return folder_ / "terminal"; }
    std::filesystem::path path(const std::string& name) const { return folder_ / name; }
    // One more, enrolled, in that directory of path(); gives its folder.
    std::filesystem::path add_terminal(const std::string& directory, const std::string& name,
                                       const std::string& mode = "lobby") const;

    // Somebody who works with the terminal: "representative" or "employee".
    void add_person(const std::string& name, const std::string& role, const std::string& pin) const;

    void stop_hub();
    void kill_hub(); // kill -9; start_hub() begins another
    std::string hub_errors() const { return hub_ ? hub_->errors() : std::string(); } // its log
    std::string hub_url() const { return "http://127.0.0.1:" + port_; }
    // On the port where terminals look for it. `directory` of path(); made with make_hub() if not the first.
    void start_hub(const std::string& directory = "hub");
    void make_hub(const std::string& directory, const std::string& office = "office");
    void make_office(const std::string& directory);

    // The command line of istiqbal-office for this office, and a run of it that goes on beside the test.
    std::vector<std::string> office_words(const std::vector<std::string>& words) const;
    std::unique_ptr<Process> start_office(const std::vector<std::string>& words) const;
    // `istiqbal-office import` of a stick, or of a file.
    Finished import(const std::filesystem::path& stick) const;
    Pulled pull() const; // a pull that fails ends the test
    // Pulls until the office has filed `count` cases, or half a minute is over.
    void pull_until(std::size_t count) const;
    // Of all cases, newest first; a reference that came twice is there twice.
    std::vector<std::string> references() const;
    // What a person at the office reads: the list, and one case.
    std::string list() const;
    std::string show(const std::string& reference) const;
    // `istiqbal-office decide` with those words; nobody is there to be asked.
    Finished decide(const std::vector<std::string>& words) const;
    // Every record of that reference.
    std::vector<seal::Submission> records(const std::string& reference) const;
    // The one record of that reference.
    seal::Submission record(const std::string& reference) const;

    // What `istiqbal-office ratings` tells, with further words of its command line.
    std::string ratings(const std::vector<std::string>& words = {}) const;

    // Of the terminal's journal, which no kiosk may have open at the time.
    journal::Opened open_journal() const;
    journal::Counts journal_counts() const;

private:
    Finished office(const std::vector<std::string>& words) const;
    void must(const std::vector<std::string>& words) const;

    test::Folder folder_;
    std::string port_;
    std::unique_ptr<Process> hub_;
};

} // namespace istiqbal::journeys
