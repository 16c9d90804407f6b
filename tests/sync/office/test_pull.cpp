// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using test::Centre;
using test::noon;

namespace {

// Puts a batch into the hub as it is, past the courier.
void send(Centre& centre, const test::Terminal& terminal, std::span<const seal::Bytes> records) {
    const auto answer = centre.hub.router->handle({"POST", "/v1/batches", {}, terminal.wrapped(records)});
    REQUIRE(answer.status == 200);
}

seal::Position after(const seal::Bytes& record) {
    const auto last = seal::parse_envelope(record).value();
    return {last.position.epoch, last.position.sequence + 1, seal::record_hash(last)};
}

// A hub that is in other hands: it answers the office with records of its own making.
class Lying final : public uplink::Transport {
public:
    explicit Lying(std::vector<hub::Listed> records)
        : records_(std::move(records)) {}
    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        if (request.method == "POST") {
            acknowledged.push_back(request.body);
            return uplink::HttpResponse{200, hub::stored_answer(request.body, 1), {}};
        }
        return uplink::HttpResponse{200, hub::build_list(hub::record_list, std::exchange(records_, {})), {}};
    }
    void cancel() override {}
    std::vector<seal::Bytes> acknowledged;

private:
    std::vector<hub::Listed> records_;
};

} // namespace

TEST_CASE("what does not verify is put aside with its reason, and the rest is filed") {
    Centre centre;
    test::Office other(centre.folder / "other");
    const test::Terminal stranger(centre.folder / "stranger", other, centre.hub.shown(), centre.hub.url());
    const auto records = centre.terminal.make_chain({}, 4);
    auto altered = records[1];
    altered[100] ^= 1;
    const auto office_hub = centre.office.store->hubs()->front();

    // Sealed to the office and signed by the terminal, but what is inside names another place.
    auto elsewhere = test::submission();
    elsewhere.terminal = centre.terminal.id();
    elsewhere.sequence = 7;
    const auto padded = seal::pad_plaintext(seal::to_json(elsewhere)->bytes()).value();
    const auto& provision = centre.terminal.terminal->provision;
    const auto moved =
        seal::seal_record({1, 9, {}}, centre.terminal.terminal->key, {&provision.intake, 1}, padded.bytes())
            .value();
    // Signed by the terminal, sealed to somebody else.
    const auto foreign_key = test::identity(70).recipient();
    const auto unreadable =
        seal::seal_record({1, 12, {}}, centre.terminal.terminal->key, {&foreign_key, 1}, padded.bytes())
            .value();

    Lying transport({{1, records[0]},
                     {2, altered},
                     {3, seal::Bytes(50, 'x')},
                     {4, stranger.make_record({})},
                     {5, moved},
                     {6, unreadable},
                     {7, records[1]},
                     {8, centre.terminal.make_record({1, 2, after(records[0]).previous}, "clone")},
                     {9, centre.terminal.make_record({1, 3, seal::Digest{1}}, "fork")},
                     {10, records[3]}});
    const auto pulled = office::pull(*centre.office.store, *centre.office.keys, office_hub, transport, noon);
    REQUIRE(pulled);
    CHECK(pulled->filed == 3);
    CHECK(pulled->quarantined == 7);
    CHECK(centre.office.store->quarantined().value() == 7);
    REQUIRE(pulled->warnings.size() == 8);
    CHECK(pulled->warnings[0].find("bad_signature") != std::string::npos);
    CHECK(pulled->warnings[1].find("malformed") != std::string::npos);
    CHECK(pulled->warnings[2].find("never enrolled") != std::string::npos);
    CHECK(pulled->warnings[3].find("wrong_key") != std::string::npos);
    CHECK(pulled->warnings[4].find("wrong_key") != std::string::npos);
    CHECK(pulled->warnings[5].find("another record") != std::string::npos);
    CHECK(pulled->warnings[6].find("does not join") != std::string::npos);
    CHECK(pulled->warnings[7].find("the record before it is missing") != std::string::npos);

    // Only what was filed is acknowledged.
    REQUIRE(transport.acknowledged.size() == 1);
    const auto ack = seal::parse_office_ack(transport.acknowledged[0], centre.office.keys->shown.key);
    REQUIRE(ack);
    REQUIRE(ack->records.size() == 3);
    CHECK(ack->records[0].sequence == 1);
    CHECK(ack->records[1].sequence == 2);
    CHECK(ack->records[1].hash == seal::record_hash(seal::parse_envelope(records[1]).value()));
    CHECK(ack->records[2].sequence == 4);
    CHECK(centre.office.store->hubs()->front().cursor == 10);
}

TEST_CASE("a pull that was cut is simply run again") {
    Centre centre;
    send(centre, centre.terminal, centre.terminal.make_chain({}, 5));
    class Cut final : public uplink::Transport {
    public:
        explicit Cut(const std::string& url)
            : network_({url}) {}
        tl::expected<uplink::HttpResponse, uplink::TransportError>
        send(const uplink::HttpRequest& request) override {
            if (request.method == "POST")
                return tl::unexpected(uplink::TransportError{uplink::TransportFailure::broken, "cut"});
            return network_.send(request);
        }
        void cancel() override {}

    private:
        uplink::CurlTransport network_;
    } transport(centre.hub.url());
    const auto office_hub = centre.office.store->hubs()->front();
    CHECK_FALSE(office::pull(*centre.office.store, *centre.office.keys, office_hub, transport, noon));
    CHECK(centre.office.store->cases()->size() == 5);

    SECTION("the acknowledgements are made up for") {
        const auto pulled = centre.office.pull();
        REQUIRE(pulled);
        CHECK(pulled->filed == 0);
        CHECK(pulled->acknowledged == 5);
        CHECK(centre.office.pull()->acknowledged == 0);
    }
    SECTION("records that come twice are one case") {
        uplink::CurlTransport network({centre.hub.url()});
        const auto pulled =
            office::pull(*centre.office.store, *centre.office.keys, office_hub, network, noon);
        REQUIRE(pulled);
        CHECK(pulled->already == 5);
        CHECK(centre.office.store->cases()->size() == 5);
    }
}

TEST_CASE("an acknowledgement is sent until the hub says that it stored this one") {
    // A login page answers 200 to everything; something between may repeat an answer of before.
    class Page final : public uplink::Transport {
    public:
        explicit Page(const std::string& url)
            : network_({url}) {}
        tl::expected<uplink::HttpResponse, uplink::TransportError>
        send(const uplink::HttpRequest& request) override {
            if (request.method == "POST" && answer)
                return uplink::HttpResponse{200, *answer, {}};
            return network_.send(request);
        }
        void cancel() override { network_.cancel(); }
        std::optional<seal::Bytes> answer;

    private:
        uplink::CurlTransport network_;
    };
    Centre centre;
    send(centre, centre.terminal, centre.terminal.make_chain({}, 2));
    Page page(centre.hub.url());
    const auto pull = [&] {
        return office::pull(*centre.office.store, *centre.office.keys, centre.office.store->hubs()->front(),
                            page, noon);
    };
    const std::string login = "<html>Log in</html>";
    page.answer = GENERATE_COPY(seal::Bytes{}, seal::Bytes(login.begin(), login.end()),
                                hub::stored_answer(seal::Bytes{1, 2, 3}, 1));
    const auto cut = pull();
    REQUIRE_FALSE(cut);
    CHECK(cut.error().kind == seal::ErrorClass::io);
    page.answer.reset();
    const auto pulled = pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 0);
    CHECK(pulled->acknowledged == 2);
    CHECK(centre.hub.store->acknowledgements_after(centre.terminal.id(), 0)->size() == 1);
}

TEST_CASE("a hub that does not know the office, or is no hub, is said") {
    Centre centre;
    centre.hub.now = noon + 10'000;
    const auto late = centre.office.pull();
    REQUIRE_FALSE(late);
    CHECK(late.error().detail.find("clocks") != std::string::npos);
    centre.hub.stop();
    const auto down = centre.office.pull();
    REQUIRE_FALSE(down);
    CHECK(down.error().detail.find("the hub is not reached") == 0);
}

TEST_CASE("answers and claim codes are not in the office's files") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    const auto receipt = centre.terminal.submit();
    REQUIRE(courier.step(noon).spooled == 1);
    REQUIRE(centre.office.pull()->filed == 1);
    centre.office.store.reset();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(centre.office.directory)) {
        if (!entry.is_regular_file())
            continue;
        const auto bytes = seal::load_file(entry.path(), std::size_t{64} << 20U);
        REQUIRE(bytes);
        const std::string text(bytes->begin(), bytes->end());
        CHECK(text.find("نورة") == std::string::npos);
        CHECK(text.find(receipt.claim_code.text()) == std::string::npos);
        CHECK(text.find(receipt.claim_code.canonical()) == std::string::npos);
    }
}
