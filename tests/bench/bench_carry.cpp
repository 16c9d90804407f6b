// SPDX-License-Identifier: Apache-2.0
// A terminal's whole sync, for deploy/bench pouchdb: records from a journal to a hub that runs as its own
// process, by the courier and libcurl, as the kiosk does it.
//
//     bench_carry prepare FOLDER COUNT rating|request   office.json, a full journal, and its answers as JSON
//     lines bench_carry send FOLDER HUB_PUBLIC_FILE URL       a copy of that journal to the hub; prints the
//     seconds
#include "sync/hub/public_file.hpp"
#include "sync/journal/journal.hpp"
#include "sync/uplink/courier.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "tests/bench/filling.hpp"

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>

namespace {

using namespace istiqbal;
using namespace istiqbal::bench;
namespace fs = std::filesystem;

int fail(const std::string& what) {
    std::cerr << "bench_carry: " << what << "\n";
    return 1;
}

int prepare(const fs::path& folder, std::size_t count, const std::string& kind) {
    fs::create_directories(folder);
    const std::string office = hub::to_text(
        hub::OfficePublic{keys().office.verify_key(), keys().recipients[0], keys().recipients[1]});
    if (!seal::save_file(folder / "office.json", seal::view(office)))
        return fail("office.json cannot be written");
    const fs::path journal = folder / "journal";
    if (const auto made = journal::Journal::open(journal, keys().terminal.verify_key()); !made)
        return fail(made.error().message());
    seal::Submission submission = kind == "rating" ? sample_rating() : sample();
    std::ofstream documents(folder / "documents");
    fill_journal(journal, count, [&](const seal::Position& position) {
        submission.sequence = position.sequence;
        const auto json = seal::to_json(submission);
        documents << json->text() << "\n";
        const auto padded = seal::pad_plaintext(json->bytes());
        return *seal::seal_record(position, keys().terminal, keys().recipients, padded->bytes());
    });
    return documents ? 0 : fail("the documents cannot be written");
}

int send(const fs::path& folder, const fs::path& hub_file, const std::string& url) {
    const auto file = seal::load_file(hub_file, hub::public_file_limit);
    const auto hub = file ? hub::parse_hub_public(*file) : tl::unexpected(file.error());
    if (!hub)
        return fail(hub.error().message());
    const std::int64_t now = std::time(nullptr);
    const seal::Bytes certificate = *seal::issue_certificate(
        keys().office, {keys().terminal.verify_key(), "Bench", "lobby"}, now - 86'400, now + 86'400);
    const seal::Provision provision{*seal::parse_certificate(certificate, keys().office.verify_key()),
                                    certificate,
                                    keys().office.verify_key(),
                                    keys().recipients[0],
                                    keys().recipients[1],
                                    hub->recipient,
                                    hub->key,
                                    {url},
                                    now};
    const fs::path copy = folder / "sent";
    for (const fs::path& stale : {copy, fs::path(copy.string() + "-wal"), fs::path(copy.string() + ".epoch")})
        fs::remove(stale);
    fs::copy_file(folder / "journal", copy);
    fs::copy_file(folder / "journal.epoch", copy.string() + ".epoch");
    const auto opened = journal::Journal::open(copy, keys().terminal.verify_key());
    if (!opened)
        return fail(opened.error().message());

    uplink::CurlTransport transport({url});
    uplink::Courier courier(*opened->journal, keys().terminal, provision, transport);
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t start_on_cores = std::clock();
    for (;;) {
        const uplink::Step step = courier.step(std::time(nullptr));
        if (step.outcome == uplink::Outcome::quiet)
            break;
        if (step.outcome != uplink::Outcome::sent)
            return fail(step.problem);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double on_cores = static_cast<double>(std::clock() - start_on_cores) / CLOCKS_PER_SEC;
    const auto left = opened->journal->unsent(1, seal::batch_envelopes_limit);
    if (!left || !left->envelopes.empty())
        return fail("not all of it came to the hub");
    std::cout << seconds << " " << on_cores << "\n";
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 4 && words[0] == "prepare" && (words[3] == "rating" || words[3] == "request"))
        return prepare(words[1], std::strtoull(words[2].c_str(), nullptr, 10), words[3]);
    if (words.size() == 4 && words[0] == "send")
        return send(words[1], words[2], words[3]);
    return fail("prepare FOLDER COUNT rating|request, or send FOLDER HUB_PUBLIC_FILE URL");
}
