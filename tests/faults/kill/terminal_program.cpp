// SPDX-License-Identifier: Apache-2.0
// The kiosk without its window, for tests that end it hundreds of times: the same intake, journal, uplink,
// transport and terminal's folder, and a person who files one record after another.
//
//     istiqbal-test-terminal FOLDER NAME file     files until it is ended
//     istiqbal-test-terminal FOLDER NAME drain    ends when the office has acknowledged everything,
//                                                 and its notices are here
//
// What it says, a line at a time, none of it earlier than it is true:
//
//     filing NUMBER                       a record is about to be sealed and stored; NUMBER is unique to it
//     receipt REFERENCE CODE EPOCH SEQUENCE NUMBER    what a person would take away
//     rated EPOCH SEQUENCE
//     carrying, carried                   a batch goes to the hub; it was answered, or the hub was lost
#include "sync/hub/wire.hpp"
#include "sync/journal/intake.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "sync/uplink/enrolment.hpp"
#include "sync/uplink/uplink.hpp"
#include "tests/sync/samples.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace istiqbal;

namespace {

// One write a line, so that a kill leaves whole lines only.
void say(const std::string& line) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const std::string whole = line + "\n";
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
        std::_Exit(1); // the test is gone
}

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "istiqbal-test-terminal: %s\n", what.c_str());
    std::_Exit(1);
}

// Tells when a batch is under way.
class ToldTransport final : public uplink::Transport {
public:
    ToldTransport(std::vector<std::string> urls, uplink::CurlTrust trust)
        : real_(std::move(urls), {}, std::move(trust)) {}

    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        const bool is_batch = request.path == hub::batches_path;
        if (is_batch)
            say("carrying");
        auto response = real_.send(request);
        if (is_batch)
            say("carried");
        if (response && request.path.find("/notices") != std::string::npos)
            ++notice_answers_;
        return response;
    }
    int notice_answers() const { return notice_answers_; }
    void cancel() override { real_.cancel(); }

private:
    uplink::CurlTransport real_;
    std::atomic<int> notice_answers_ = 0;
};

void file_one(journal::Intake& intake, const std::string& name, std::uint64_t turn) {
    const std::string number =
        name + "-" + std::to_string(::getpid()) + "-" + std::to_string(turn); // of no record before
    say("filing " + number);
    if (turn % 3 == 2) {
        seal::Submission rating = test::rating();
        rating.answers.back().value = rating.answers.back().shown = number;
        const auto filed = intake.file(std::move(rating));
        if (!filed)
            fail("a rating was not filed: " + filed.error().message());
        return say("rated " + std::to_string(filed->epoch) + " " + std::to_string(filed->sequence));
    }
    seal::Submission request = test::submission();
    request.answers.front().value = request.answers.front().shown = number;
    const auto receipt = intake.submit(std::move(request));
    if (!receipt)
        fail("a request was not filed: " + receipt.error().message());
    say("receipt " + receipt->reference.text() + " " + receipt->claim_code.text() + " " +
        std::to_string(receipt->epoch) + " " + std::to_string(receipt->sequence) + " " + number);
}

// In place of a back-off: a hub that was ended is there again at once, and the test waits for nobody.
void drain(const journal::Journal& journal, const ToldTransport& transport, uplink::Uplink& uplink) {
    int answers = transport.notice_answers();
    for (;;) {
        const journal::Counts counts = journal.counts();
        if (counts.unsent != 0 || counts.spooled != 0)
            answers = transport.notice_answers();
        // When the second is there, what the one before it brought was taken.
        else if (transport.notice_answers() >= answers + 2)
            return;
        uplink.hurry();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        fail("FOLDER NAME file|drain");
    const auto terminal = uplink::load_terminal(argv[1]);
    if (!terminal)
        fail("the terminal is not ready: " + terminal.error().message());
    // As the kiosk does.
    const auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key(),
                                               journal::BootCheck::later);
    if (!opened)
        fail("the journal cannot be opened: " + opened.error().message());
    const auto boot = opened->journal->check();
    if (!boot)
        fail("the journal cannot be checked: " + boot.error().message());
    if (boot->condition == journal::Condition::recovered || !boot->reason.empty())
        fail("the journal was taken for damaged: " + boot->reason);
    journal::Journal& journal = *opened->journal;
    journal::Intake intake(journal, terminal->key,
                           {terminal->provision.intake, terminal->provision.recovery});
    ToldTransport transport(terminal->provision.hub_urls, uplink::hub_trust(terminal->directory));
    uplink::Uplink uplink(journal, terminal->key, terminal->provision, transport);
    if (std::string_view(argv[3]) == "drain") {
        drain(journal, transport, uplink);
        return 0;
    }
    for (std::uint64_t turn = 0;; ++turn) {
        file_one(intake, argv[2], turn);
        uplink.hurry();
        // The person looks at the receipt.
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}
