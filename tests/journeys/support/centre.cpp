// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/centre.hpp"

#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"

#include <csignal>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

namespace istiqbal::journeys {

namespace fs = std::filesystem;

std::string program(const std::string& name) {
    return std::string(ISTIQBAL_BINARY_DIR) + "/" + name;
}

Centre::Centre(const std::string& mode) {
    make_office("office");
    make_hub("hub");
    start_hub();
    add_terminal("terminal", "Main lobby", mode);
}

fs::path Centre::add_terminal(const std::string& directory, const std::string& name,
                              const std::string& mode) const {
    const std::string kiosk = program("istiqbal-kiosk");
    must({program("istiqbal-office"), "invite", path("office"), "--name", name, "--mode", mode, "--hub",
          path("hub/hub.json"), "--hub-url", hub_url(), "--out", path("invitation.txt")});
    must({kiosk, "--terminal", path(directory), "enroll", "request", path("invitation.txt"),
          path("request.json")});
    must({program("istiqbal-office"), "enroll", path("office"), path("request.json"), "--out",
          path("provision.json")});
    must({kiosk, "--terminal", path(directory), "enroll", "install", path("provision.json")});
    return path(directory);
}

void Centre::must(const std::vector<std::string>& words) const {
    const Finished done = run(words);
    if (done.status != 0) {
        std::string line;
        for (const std::string& word : words)
            line += word + " ";
        FAIL(line << "ended with " << done.status << ": " << done.errors);
    }
}

void Centre::add_person(const std::string& name, const std::string& role, const std::string& pin) const {
    const Finished done = run(
        {program("istiqbal-kiosk"), "--terminal", terminal(), "staff", "add", "--name", name, "--role", role},
        {}, milliseconds(60'000), pin + "\n");
    if (done.status != 0)
        FAIL("staff add ended with " << done.status << ": " << done.errors);
}

void Centre::make_office(const std::string& directory) {
    must({program("istiqbal-office"), "init", path(directory)});
}

void Centre::make_hub(const std::string& directory, const std::string& office) {
    must({program("istiqbal-hub"), "init", path(directory), "--office", path(office + "/office.json")});
}

void Centre::stop_hub() {
    if (!hub_)
        return;
    hub_->signal(SIGTERM);
    if (!hub_->wait(milliseconds(20'000)))
        FAIL("the hub does not stop: " << hub_->errors());
    hub_.reset();
}

void Centre::kill_hub() {
    REQUIRE(hub_);
    hub_->signal(SIGKILL);
    REQUIRE(hub_->wait(milliseconds(20'000)) == 128 + SIGKILL);
    hub_.reset();
}

void Centre::start_hub(const std::string& directory) {
    stop_hub();
    const fs::path port_file = path(directory + ".port");
    fs::remove(port_file);
    const std::string listen = "127.0.0.1:" + (port_.empty() ? "0" : port_);
    hub_ = std::make_unique<Process>(std::vector<std::string>{program("istiqbal-hub"), "run", path(directory),
                                                              "--listen", listen, "--port-file", port_file});
    for (int tries = 0; tries < 6000 && !fs::exists(port_file); ++tries) {
        if (hub_->wait(milliseconds(5)))
            break;
    }
    std::ifstream(port_file) >> port_;
    if (!fs::exists(port_file) || port_.empty())
        FAIL("the hub does not start: " << hub_->errors());
}

std::vector<std::string> Centre::office_words(const std::vector<std::string>& words) const {
    std::vector<std::string> line{program("istiqbal-office"), "--dir", path("office")};
    line.insert(line.end(), words.begin(), words.end());
    return line;
}

std::unique_ptr<Process> Centre::start_office(const std::vector<std::string>& words) const {
    return std::make_unique<Process>(office_words(words), Environment{{"no_proxy", "*"}});
}

Finished Centre::office(const std::vector<std::string>& words) const {
    return run(office_words(words), {{"no_proxy", "*"}});
}

Finished Centre::import(const fs::path& stick) const {
    return office({"import", stick});
}

Pulled Centre::pull() const {
    const Finished done = office({"pull"});
    Pulled pulled;
    const int read = std::sscanf(done.out.c_str(), "%d new, %d already filed, %d put aside, %d acknowledged",
                                 &pulled.filed, &pulled.already, &pulled.aside, &pulled.acknowledged);
    if (done.status != 0 || read != 4)
        FAIL("pull ended with " << done.status << ": " << done.out << done.errors);
    return pulled;
}

void Centre::pull_until(std::size_t count) const {
    std::size_t filed = 0;
    for (int tries = 0; tries < 150; ++tries) {
        pull();
        filed = references().size();
        if (filed >= count)
            return;
        std::this_thread::sleep_for(milliseconds(100));
    }
    FAIL("the office has " << filed << " cases and not " << count);
}

std::vector<std::string> Centre::references() const {
    const Finished done = office({"list"});
    if (done.status != 0 || !done.errors.empty())
        FAIL("list ended with " << done.status << ": " << done.errors);
    // Each line begins with its own; further on may stand that of a request which it completes.
    const std::regex reference("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z*~$=]");
    std::vector<std::string> found;
    std::istringstream lines(done.out);
    for (std::string line; std::getline(lines, line);)
        if (std::smatch match; std::regex_search(line, match, reference))
            found.push_back(match.str());
    return found;
}

std::string Centre::list() const {
    const Finished done = office({"list"});
    if (done.status != 0)
        FAIL("list ended with " << done.status << ": " << done.errors);
    return done.out;
}

std::string Centre::show(const std::string& reference) const {
    const Finished done = office({"show", reference});
    if (done.status != 0)
        FAIL("show " << reference << " ended with " << done.status << ": " << done.errors);
    return done.out;
}

Finished Centre::decide(const std::vector<std::string>& words) const {
    std::vector<std::string> line{"decide"};
    line.insert(line.end(), words.begin(), words.end());
    return office(line);
}

std::vector<seal::Submission> Centre::records(const std::string& reference) const {
    const Finished done = office({"show", reference, "--json"});
    if (done.status != 0)
        FAIL("show " << reference << " ended with " << done.status << ": " << done.errors);
    std::vector<seal::Submission> records;
    std::istringstream lines(done.out);
    for (std::string line; std::getline(lines, line);) {
        auto record = seal::submission_from_json(seal::view(line));
        if (!record)
            FAIL("show " << reference << " printed what is no record: " << record.error().message());
        records.push_back(std::move(*record));
    }
    return records;
}

seal::Submission Centre::record(const std::string& reference) const {
    const auto found = records(reference);
    REQUIRE(found.size() == 1);
    return found.front();
}

std::string Centre::ratings(const std::vector<std::string>& words) const {
    std::vector<std::string> line{"ratings"};
    line.insert(line.end(), words.begin(), words.end());
    const Finished done = office(line);
    if (done.status != 0)
        FAIL("ratings ended with " << done.status << ": " << done.errors);
    return done.out;
}

journal::Opened Centre::open_journal() const {
    const auto enrolled = uplink::load_terminal(terminal());
    REQUIRE(enrolled);
    auto opened = journal::Journal::open(enrolled->journal_file(), enrolled->key.verify_key());
    if (!opened)
        FAIL("the journal cannot be opened: " << opened.error().message());
    return std::move(*opened);
}

journal::Counts Centre::journal_counts() const {
    const auto opened = open_journal();
    CHECK(opened.condition != journal::Condition::recovered);
    return opened.journal->counts();
}

} // namespace istiqbal::journeys
