// SPDX-License-Identifier: Apache-2.0
// An office, a hub on a real socket and an enrolled terminal, each in its own folder and made the way a
// person makes them.
#pragma once

#include "sync/hub/router.hpp"
#include "sync/hub/server.hpp"
#include "sync/journal/intake.hpp"
#include "sync/office/enrolment.hpp"
#include "sync/office/pull.hpp"
#include "sync/uplink/courier.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <atomic>

namespace istiqbal::test {

inline constexpr std::int64_t noon = 1'767'225'600;

struct Office {
    explicit Office(std::filesystem::path where)
        : directory(std::move(where)) {
        REQUIRE(office::init_directory(directory));
        keys.emplace(office::load_directory(directory).value());
        store = office::Store::open(office::database_file(directory)).value();
    }
    seal::Result<office::Pulled> pull(std::int64_t now = noon) {
        const auto hubs = store->hubs();
        REQUIRE(hubs);
        REQUIRE(hubs->size() == 1);
        uplink::CurlTransport transport(hubs->front().urls);
        return office::pull(*store, *keys, hubs->front(), transport, now);
    }

    std::filesystem::path directory;
    std::optional<office::OfficeKeys> keys;
    std::unique_ptr<office::Store> store;
};

// Opens at once; serves between start() and stop(), always on the same port.
struct Hub {
    Hub(std::filesystem::path where, const Office& office)
        : directory(std::move(where)) {
        REQUIRE(hub::init_directory(directory));
        REQUIRE(hub::trust_office(directory, office::public_file(office.directory)));
        keys.emplace(hub::load_directory(directory).value());
        start();
    }
    void start() {
        if (!store) {
            store = hub::Store::open(hub::database_file(directory), now).value();
            router.emplace(
                *store, *keys, [this] { return now.load(); }, [](const std::string&) {});
        }
        auto started = hub::Server::start(*router, {"127.0.0.1", port});
        REQUIRE(started);
        server = std::move(*started);
        port = server->port();
    }
    void stop() { server.reset(); }
    // As when the process ends: start() opens the file anew.
    void close() {
        stop();
        router.reset();
        store.reset();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }
    hub::HubPublic shown() const { return {keys->identity.recipient(), keys->signing.verify_key()}; }
    hub::StoreCounts counts() const { return store->counts().value(); }

    std::filesystem::path directory;
    std::optional<hub::HubKeys> keys;
    std::unique_ptr<hub::Store> store;
    std::optional<hub::Router> router;
    std::atomic<std::int64_t> now{noon};
    std::uint16_t port = 0;
    std::unique_ptr<hub::Server> server; // last: it stops before what it serves from goes
};

struct Terminal {
    Terminal(std::filesystem::path where, Office& office, const hub::HubPublic& hub, const std::string& url) {
        const auto invitation =
            office::invite(*office.store, *office.keys, {"بهو المدخل", "lobby", hub, {url}, {}}, noon);
        REQUIRE(invitation);
        const auto request = uplink::create_enrolment_request(where, *invitation, noon);
        REQUIRE(request);
        const auto file = seal::load_file(request->file, seal::enrolment_file_limit);
        REQUIRE(file);
        const auto enrolled = office::enroll(*office.store, *office.keys, *file, noon);
        REQUIRE(enrolled);
        const auto answer = where / "answer.json";
        REQUIRE(seal::save_file(answer, enrolled->provision_file));
        terminal.emplace(uplink::install_provision(where, answer).value());
        auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key());
        REQUIRE(opened);
        journal = std::move(opened->journal);
    }
    const seal::TerminalId& id() const { return terminal->provision.certificate.terminal; }

    // A person's request by the real intake, claim code and all.
    journal::Receipt submit() {
        const auto& provision = terminal->provision;
        journal::Intake intake(*journal, terminal->key, {provision.intake, provision.recovery});
        return intake.submit(test::submission()).value();
    }
    // Records that open at the office, without the tenth of a second that a claim code takes.
    seal::Bytes make_record(const seal::Position& position, const std::string& marker = "") const {
        auto filled = test::submission();
        filled.terminal = id();
        filled.epoch = position.epoch;
        filled.sequence = position.sequence;
        filled.declaration.value() += marker;
        const auto json = seal::to_json(filled);
        const auto padded = seal::pad_plaintext(json->bytes());
        const auto& provision = terminal->provision;
        return seal::seal_record(position, terminal->key,
                                 std::vector<seal::Recipient>{provision.intake, provision.recovery},
                                 padded->bytes())
            .value();
    }
    std::vector<seal::Bytes> make_chain(seal::Position position, std::size_t count,
                                        const std::string& marker = "") const {
        std::vector<seal::Bytes> records;
        for (std::size_t index = 0; index < count; ++index) {
            records.push_back(make_record(position, marker));
            position.previous = seal::record_hash(seal::parse_envelope(records.back()).value());
            ++position.sequence;
        }
        return records;
    }
    void append(std::size_t count) {
        for (const auto& record : make_chain(journal->position(), count))
            REQUIRE(journal->append(record));
    }
    seal::Bytes batch_of(std::span<const seal::Bytes> records) const {
        return seal::build_batch(terminal->key, terminal->provision.certificate_file, records).value();
    }
    seal::Bytes wrapped(std::span<const seal::Bytes> records) const {
        return seal::wrap_batch(batch_of(records), {&terminal->provision.hub, 1}).value();
    }
    uplink::Courier courier(uplink::Transport& transport) {
        return uplink::Courier(*journal, terminal->key, terminal->provision, transport, test::seeded(7));
    }

    std::optional<uplink::Terminal> terminal;
    std::unique_ptr<journal::Journal> journal;
};

struct Centre {
    Folder folder;
    Office office{folder / "office"};
    Hub hub{folder / "hub", office};
    Terminal terminal{folder / "terminal", office, hub.shown(), hub.url()};
};

// {"error": …} of an answer; empty when there is none.
template <class Body>
std::string error_word(const Body& body) {
    const std::string text(body.begin(), body.end());
    const auto at = text.find("\"error\":\"");
    return at == std::string::npos ? std::string() : text.substr(at + 9, text.find('"', at + 9) - at - 9);
}

} // namespace istiqbal::test
