// SPDX-License-Identifier: Apache-2.0
// The way of a record over real HTTP: terminal, hub, office, and the office's word back.
#include "tests/sync/centre.hpp"

#include <deque>

using namespace istiqbal;
using namespace std::chrono_literals;
using test::Centre;
using test::noon;
using uplink::Outcome;

namespace {

// Passes on to the real network, and lets a test lose, cut or replace what comes back.
class Meddler final : public uplink::Transport {
public:
    explicit Meddler(const std::string& url)
        : network_({url}) {}

    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        requests.push_back(request);
        if (lose_before > 0 && lose_before-- > 0)
            return tl::unexpected(
                uplink::TransportError{uplink::TransportFailure::broken, "cut before the hub"});
        auto answer = network_.send(request);
        if (lose_after > 0 && lose_after-- > 0)
            return tl::unexpected(
                uplink::TransportError{uplink::TransportFailure::broken, "cut on the way back"});
        if (answer && replace)
            replace(*answer);
        return answer;
    }
    void cancel() override { network_.cancel(); }

    int lose_before = 0;
    int lose_after = 0;
    std::function<void(uplink::HttpResponse&)> replace;
    std::vector<uplink::HttpRequest> requests;

private:
    uplink::CurlTransport network_;
};

// Answers from a list, without a network.
class Scripted final : public uplink::Transport {
public:
    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        // Nothing is acknowledged, unless a test says otherwise.
        if (!answers_lists && request.method == "GET")
            return uplink::HttpResponse{404, {}, {}};
        if (answers.empty())
            return tl::unexpected(
                uplink::TransportError{uplink::TransportFailure::unreachable, "no network"});
        auto answer = answers.front();
        answers.pop_front();
        return answer;
    }
    void cancel() override {}
    std::deque<uplink::HttpResponse> answers;
    bool answers_lists = false;
};

std::uint64_t unsent(const test::Terminal& terminal) {
    return terminal.journal->counts().unsent;
}
std::uint64_t purged(const test::Terminal& terminal) {
    return terminal.journal->counts().purged;
}

} // namespace

TEST_CASE("a request goes from the terminal to the office, and is purged on the office's word") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    const auto receipt = centre.terminal.submit();
    centre.terminal.submit();

    auto step = courier.step(noon);
    CHECK(step.problem.empty());
    CHECK(step.outcome == Outcome::sent);
    CHECK(step.spooled == 2);
    CHECK(step.wait == 0ms);
    step = courier.step(noon);
    CHECK(step.outcome == Outcome::quiet);
    CHECK(step.purged == 0);
    CHECK(step.wait == uplink::poll_when_due);

    const auto pulled = centre.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 2);
    CHECK(pulled->quarantined == 0);
    CHECK(pulled->acknowledged == 2);
    CHECK(pulled->warnings.empty());
    const auto cases = centre.office.store->cases_of(receipt.reference.text());
    REQUIRE(cases);
    REQUIRE(cases->size() == 1);
    CHECK(cases->front().form == "support_request");
    CHECK(cases->front().terminal_name == "بهو المدخل");
    CHECK(cases->front().status == "new");
    CHECK(cases->front().missing == 1);

    step = courier.step(noon);
    CHECK(step.purged == 2);
    CHECK(step.wait == 0ms);
    step = courier.step(noon);
    CHECK(step.purged == 0);
    CHECK(step.wait == uplink::poll_when_quiet);
    CHECK(purged(centre.terminal) == 2);

    const auto again = centre.office.pull();
    REQUIRE(again);
    CHECK(again->filed == 0);
    CHECK(again->acknowledged == 0);
}

TEST_CASE("more than a batch holds goes in several") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(300);
    CHECK(courier.step(noon).spooled == 256);
    CHECK(courier.step(noon).spooled == 44);
    CHECK(unsent(centre.terminal) == 0);
    const auto pulled = centre.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 300);
    CHECK(pulled->acknowledged == 300);
    CHECK(courier.step(noon).purged == 300);
}

TEST_CASE("a hub that was restored from an older copy still lists what is new") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    const auto file = hub::database_file(centre.hub.directory);
    const auto copy = centre.folder / "copy.db";
    const auto carry = [&](std::size_t count) {
        centre.terminal.append(count);
        CHECK(courier.step(noon).spooled == count);
        CHECK(centre.office.pull()->filed == count);
        CHECK(courier.step(noon).purged == count);
    };
    carry(1);
    centre.hub.close();
    std::filesystem::copy_file(file, copy);
    centre.hub.start();
    carry(2);
    carry(3);
    centre.hub.close();
    std::filesystem::remove(file.string() + "-wal");
    std::filesystem::copy_file(copy, file, std::filesystem::copy_options::overwrite_existing);
    centre.hub.now = noon + 1;
    centre.hub.start();
    CHECK(centre.hub.counts().records == 1);
    carry(1);
    CHECK(centre.hub.counts().records == 2);
}

TEST_CASE("a hub that is down is tried again later, and nothing is lost") {
    Centre centre;
    centre.hub.stop();
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(3);
    auto ceiling = uplink::backoff_base;
    for (int attempt = 0; attempt < 14; ++attempt) {
        const auto step = courier.step(noon);
        CHECK(step.outcome == Outcome::offline);
        CHECK_FALSE(step.problem.empty());
        CHECK(step.wait >= uplink::backoff_floor);
        CHECK(step.wait <= ceiling);
        ceiling = std::min(ceiling * 2, uplink::backoff_limit);
    }
    CHECK(unsent(centre.terminal) == 3);
    CHECK_FALSE(centre.office.pull());
    centre.hub.start();
    CHECK(courier.step(noon).spooled == 3);
    CHECK(centre.office.pull()->filed == 3);
}

TEST_CASE("an answer that was lost is asked for, not sent again") {
    Centre centre;
    Meddler transport(centre.hub.url());
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(4);
    transport.lose_after = 1;
    CHECK(courier.step(noon).outcome == Outcome::offline);
    CHECK(unsent(centre.terminal) == 4);
    CHECK(centre.hub.counts().records == 4);
    const auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::sent);
    CHECK(step.spooled == 4);
    REQUIRE(transport.requests.size() == 2);
    CHECK(transport.requests.back().method == "GET");
    CHECK(centre.hub.counts().records == 4);
}

TEST_CASE("a hub that does not say how far it came is sent the batch again") {
    Centre centre;
    Meddler transport(centre.hub.url());
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(4);
    transport.lose_after = 1;
    CHECK(courier.step(noon).outcome == Outcome::offline);
    SECTION("because our clock is wrong") {
        centre.hub.now = noon + 10'000;
    }
    SECTION("because it lies") {
        transport.replace = [](uplink::HttpResponse& response) {
            if (response.body.size() == seal::hub_ack_size)
                response.body.back() ^= 1;
        };
        CHECK(courier.step(noon).outcome == Outcome::refused);
        transport.replace = nullptr;
    }
    CHECK(courier.step(noon).spooled == 2);
    CHECK(courier.step(noon).spooled == 2);
    CHECK(centre.hub.counts().records == 4);
}

TEST_CASE("a batch that was cut is sent again in smaller pieces") {
    Centre centre;
    Meddler transport(centre.hub.url());
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(8);
    transport.lose_before = 1;
    CHECK(courier.step(noon).outcome == Outcome::offline);
    CHECK(courier.step(noon).spooled == 4);
    CHECK(courier.step(noon).spooled == 4);
    CHECK(unsent(centre.terminal) == 0);
}

TEST_CASE("a batch that is too large or too slow for the way is sent again in smaller pieces") {
    Centre centre;
    Meddler transport(centre.hub.url());
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(8);
    const int status = GENERATE(408, 413);
    transport.replace = [&](uplink::HttpResponse& response) { response.status = status; };
    CHECK(courier.step(noon).outcome == Outcome::refused);
    transport.replace = nullptr;
    CHECK(courier.step(noon).spooled == 4);
    CHECK(courier.step(noon).spooled == 4);
}

TEST_CASE("an acknowledgement of the hub that does not hold leaves everything unsent") {
    Centre centre;
    Meddler transport(centre.hub.url());
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(2);
    const auto records = centre.terminal.journal->unsent(10, 1 << 20)->envelopes;
    const auto ack_by = [&](const seal::SigningKey& key, auto change) {
        seal::HubAck ack{centre.terminal.id(), 1, 2,
                         seal::record_hash(seal::parse_envelope(records.back()).value()),
                         seal::batch_hash(centre.terminal.batch_of(records)).value()};
        change(ack);
        return seal::build_hub_ack(key, ack);
    };
    const auto& hub_key = centre.hub.keys->signing;
    seal::Bytes answer;
    SECTION("signed by another") {
        answer = ack_by(test::signing_key(66), [](seal::HubAck&) {});
    }
    SECTION("for another terminal") {
        answer = ack_by(hub_key, [](seal::HubAck& ack) { ack.terminal[0] ^= 1; });
    }
    SECTION("for other records") {
        answer = ack_by(hub_key, [](seal::HubAck& ack) { ack.record_hash[0] ^= 1; });
    }
    SECTION("for another batch") {
        answer = ack_by(hub_key, [](seal::HubAck& ack) { ack.batch_hash[0] ^= 1; });
    }
    SECTION("for records beyond") {
        answer = ack_by(hub_key, [](seal::HubAck& ack) { ack.sequence = 9; });
    }
    SECTION("garbage") {
        answer = {1, 2, 3};
    }
    transport.replace = [&](uplink::HttpResponse& response) { response.body = answer; };
    const auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::refused);
    CHECK_FALSE(step.problem.empty());
    CHECK(unsent(centre.terminal) == 2);
    transport.replace = nullptr;
    CHECK(courier.step(noon).spooled == 2);
}

TEST_CASE("an office acknowledgement that is forged purges nothing") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(2);
    const auto records = centre.terminal.journal->unsent(10, 1 << 20)->envelopes;
    REQUIRE(courier.step(noon).spooled == 2);
    const auto hash = seal::record_hash(seal::parse_envelope(records[0]).value());
    const seal::OfficeAck ack{centre.terminal.id(), 1, {{1, hash}}};
    // A hub that was taken over puts it among the real ones.
    const auto plant = [&](const seal::Bytes& bytes) {
        REQUIRE(centre.hub.store->add_acknowledgement(centre.terminal.id(), bytes));
    };
    SECTION("signed by another") {
        plant(seal::build_office_ack(test::signing_key(66), ack).value());
    }
    SECTION("altered") {
        auto bytes = seal::build_office_ack(centre.office.keys->signing, ack).value();
        bytes[40] ^= 1;
        plant(bytes);
    }
    SECTION("of another terminal") {
        auto other = ack;
        other.terminal[0] ^= 1;
        plant(seal::build_office_ack(centre.office.keys->signing, other).value());
    }
    const auto step = courier.step(noon);
    CHECK(step.purged == 0);
    CHECK(step.problem == "an acknowledgement that is not our office's was ignored");
    CHECK(purged(centre.terminal) == 0);
    REQUIRE(centre.office.pull());
    CHECK(courier.step(noon).purged == 2);
}

TEST_CASE("an office acknowledgement of a record with another hash purges nothing") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(1);
    REQUIRE(courier.step(noon).spooled == 1);
    const seal::OfficeAck ack{centre.terminal.id(), 1, {{1, seal::Digest{5}}}};
    const auto bytes = seal::build_office_ack(centre.office.keys->signing, ack).value();
    REQUIRE(centre.hub.store->add_acknowledgement(centre.terminal.id(), bytes));
    const auto step = courier.step(noon);
    CHECK(step.purged == 0);
    CHECK_FALSE(step.problem.empty());
}

TEST_CASE("a refusal of the hub is waited out, as long as it asks") {
    Centre centre;
    Scripted transport;
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(1);
    const auto text = [](std::string_view words) { return seal::Bytes(words.begin(), words.end()); };
    transport.answers = {{503, text(R"({"error":"no_room","detail":"The disk is full."})"), 120s},
                         {409, text("{\"detail\":\"\\u001b[2Jfork\"}"), {}},
                         {200, text("<html>a hotel's login page</html>"), {}},
                         {302, {}, {}},
                         {503, {}, std::chrono::seconds(1'000'000)}};
    auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::refused);
    CHECK(step.problem == "the hub answered 503: The disk is full.");
    CHECK(step.wait >= 120s);
    step = courier.step(noon);
    CHECK(step.problem == "the hub answered 409: [2Jfork");
    CHECK(courier.step(noon).outcome == Outcome::refused);
    CHECK(courier.step(noon).outcome == Outcome::refused);
    CHECK(courier.step(noon).wait == uplink::backoff_limit);
    CHECK(unsent(centre.terminal) == 1);
}

TEST_CASE("a refusal that is longer than any hub's is not read") {
    Centre centre;
    Scripted transport;
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(1);
    const std::string words =
        R"({"error":"revoked","detail":"No.","more":")" + std::string(5000, 'x') + "\"}";
    transport.answers = {{403, seal::Bytes(words.begin(), words.end()), {}},
                         {500, seal::Bytes(std::size_t{8} << 20U, '['), {}}};
    auto step = courier.step(noon);
    CHECK(step.problem == "the hub answered 403");
    CHECK(step.standing == uplink::Standing::sound);
    step = courier.step(noon);
    CHECK(step.problem == "the hub answered 500");
    CHECK(unsent(centre.terminal) == 1);
}

TEST_CASE("what the office acknowledged is purged also while the hub refuses the rest") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(2);
    REQUIRE(courier.step(noon).spooled == 2);
    // A clone of the terminal was faster: what comes next is a fork.
    const auto clone = centre.terminal.make_chain(centre.terminal.journal->position(), 1, "clone");
    REQUIRE(centre.hub.router->handle({"POST", "/v1/batches", {}, centre.terminal.wrapped(clone)}).status ==
            200);
    centre.terminal.append(1);
    REQUIRE(centre.office.pull());
    const auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::refused);
    CHECK(step.problem.find("the hub answered 409") == 0);
    CHECK(step.wait >= uplink::backoff_floor);
    CHECK(step.purged == 2);
    CHECK(purged(centre.terminal) == 2);
    CHECK(unsent(centre.terminal) == 1);
}

TEST_CASE("a list of acknowledgements that does not hold changes nothing") {
    Centre centre;
    Scripted transport;
    auto courier = centre.terminal.courier(transport);
    transport.answers_lists = true;
    transport.answers = {{200, seal::Bytes(100, 'x'), {}}};
    CHECK(courier.step(noon).outcome == Outcome::refused);
    // Acknowledgements, then notices.
    transport.answers = {{404, {}, {}}, {404, {}, {}}};
    CHECK(courier.step(noon).outcome == Outcome::quiet);
    CHECK(transport.answers.empty());
}

TEST_CASE("a courier asks nothing of the journal before its first step") {
    Centre centre;
    Scripted network;
    centre.terminal.submit();
    centre.terminal.journal.reset();
    const auto& terminal = *centre.terminal.terminal;
    auto opened =
        journal::Journal::open(terminal.journal_file(), terminal.key.verify_key(), journal::BootCheck::later);
    REQUIRE(opened);
    uplink::Courier courier(*opened->journal, terminal.key, terminal.provision, network);
    // Its maker would wait for the boot check.
    CHECK(opened->journal->counts().unsent == 0);
    CHECK(courier.step(noon).outcome == Outcome::offline);
    CHECK(opened->journal->counts().unsent == 1);
}
