// SPDX-License-Identifier: Apache-2.0
// A hub that was set up from an older copy of its disk is sent again what it forgot.
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using test::Centre;
using test::noon;

namespace {

namespace fs = std::filesystem;

void copy_hub(Centre& centre, const fs::path& to) {
    centre.hub.close();
    fs::remove_all(to);
    fs::copy(centre.hub.directory, to, fs::copy_options::recursive);
    centre.hub.start();
}

void bring_back(Centre& centre, const fs::path& from) {
    centre.hub.close();
    fs::remove_all(centre.hub.directory);
    fs::copy(from, centre.hub.directory, fs::copy_options::recursive);
    centre.hub.start();
}

struct Sync {
    explicit Sync(Centre& centre)
        : transport({centre.hub.url()})
        , courier(*centre.terminal.journal, centre.terminal.terminal->key,
                  centre.terminal.terminal->provision, transport) {}

    uplink::Step run(std::int64_t from = noon, int steps = 6) {
        uplink::Step step;
        for (int count = 0; count < steps; ++count)
            step = courier.step(from);
        return step;
    }

    uplink::CurlTransport transport;
    uplink::Courier courier;
};

} // namespace

TEST_CASE("a hub that forgot is sent again what it forgot, and nothing is lost") {
    Centre centre;
    const fs::path copy = centre.folder / "copy";
    Sync sync(centre);
    const std::uint64_t held = GENERATE(0U, 2U); // with 0, the terminal is forgotten too
    if (held == 0)
        copy_hub(centre, copy);
    centre.terminal.append(2);
    sync.run();
    if (held == 2)
        copy_hub(centre, copy);
    centre.terminal.append(3);
    sync.run();
    REQUIRE(centre.hub.counts().records == 5);
    bring_back(centre, copy);
    REQUIRE(centre.hub.counts().records == held);

    SECTION("the terminal has nothing new") {}
    SECTION("what is newer went there first, over the gap") {
        centre.terminal.append(1);
        REQUIRE(sync.courier.step(noon).spooled == 1);
        CHECK(centre.hub.counts().records == held + 1);
    }
    const std::uint64_t all = centre.terminal.journal->position().sequence - 1;
    // Not at once: it is asked after now and then.
    sync.run(noon + uplink::look_for_loss_every - 1);
    CHECK(centre.hub.counts().records < all);
    const auto step = sync.run(noon + uplink::look_for_loss_every);
    CHECK(step.outcome == uplink::Outcome::quiet);
    CHECK(step.standing == uplink::Standing::sound);
    CHECK(centre.hub.counts().records == all);
    CHECK(centre.hub.counts().quarantined == 0);

    CHECK(centre.office.pull()->filed == all);
    sync.run(noon + uplink::look_for_loss_every);
    CHECK(centre.terminal.journal->counts().purged == all);
}

TEST_CASE("a hub that has everything is asked, and sent nothing") {
    Centre centre;
    Sync sync(centre);
    centre.terminal.append(3);
    sync.run();
    const auto step = sync.run(noon + uplink::look_for_loss_every, 1);
    CHECK(step.wait == uplink::poll_when_due);
    CHECK(centre.terminal.journal->counts().spooled == 3);
}

TEST_CASE("the hub says how far it holds one record after another") {
    Centre centre;
    Sync sync(centre);
    const auto records = centre.terminal.make_chain(centre.terminal.journal->position(), 6);
    for (const auto& record : records)
        REQUIRE(centre.terminal.journal->append(record));
    const auto send = [&](std::size_t from, std::size_t count) {
        uplink::HttpRequest request;
        request.method = "POST";
        request.path = hub::batches_path;
        request.body = centre.terminal.wrapped(std::span(records).subspan(from, count));
        CHECK(sync.transport.send(request)->status == 200);
    };
    send(0, 2);
    send(3, 2);
    const auto& id = centre.terminal.id();
    CHECK(centre.hub.store->run_end(id, 1, 0).value()->sequence == 2);
    CHECK(centre.hub.store->run_end(id, 1, 1).value()->sequence == 2);
    CHECK_FALSE(centre.hub.store->run_end(id, 1, 2).value());
    CHECK(centre.hub.store->run_end(id, 1, 3).value()->sequence == 5);
    CHECK_FALSE(centre.hub.store->run_end(id, 1, 5).value());
    CHECK_FALSE(centre.hub.store->run_end(id, 2, 0).value());
    CHECK(centre.hub.store->run_end(id, 1, 3).value()->hash ==
          seal::record_hash(seal::parse_envelope(records[4]).value()));
}

TEST_CASE("an answer that is not the hub's own makes nobody send again") {
    Centre centre;
    class Portal final : public uplink::Transport {
    public:
        explicit Portal(const std::string& url)
            : network_({url}) {}
        tl::expected<uplink::HttpResponse, uplink::TransportError>
        send(const uplink::HttpRequest& request) override {
            if (request.path.find("/run?") == std::string::npos)
                return network_.send(request);
            ++asked;
            return answer;
        }
        void cancel() override {}
        uplink::HttpResponse answer;
        int asked = 0;

    private:
        uplink::CurlTransport network_;
    };
    Portal transport(centre.hub.url());
    uplink::Courier courier(*centre.terminal.journal, centre.terminal.terminal->key,
                            centre.terminal.terminal->provision, transport);
    centre.terminal.append(3);
    REQUIRE(courier.step(noon).spooled == 3);
    const auto text = [](std::string_view words) {
        return std::vector<std::uint8_t>(words.begin(), words.end());
    };
    SECTION("a page") {
        transport.answer = uplink::HttpResponse{404, text("<html>not found</html>"), {}};
    }
    SECTION("a hub of an older version") {
        transport.answer = uplink::HttpResponse{
            404, text(R"({"error":"unknown_path","detail":"There is nothing here."})"), {}};
    }
    SECTION("an acknowledgement of another key") {
        transport.answer = {
            200, seal::build_hub_ack(test::signing_key(9), {centre.terminal.id(), 1, 1, {}, {}}), {}};
    }
    CHECK(courier.step(noon).outcome == uplink::Outcome::quiet);
    CHECK(transport.asked == 1);
    CHECK(centre.terminal.journal->counts().spooled == 3);
}
