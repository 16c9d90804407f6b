// SPDX-License-Identifier: Apache-2.0
// Between terminals, hubs and the office: what a bad network, and whoever sits in it, does to a request and
// its answer.
//
// A request may be lost, delivered twice, cut, altered, or delivered much later, after others, when its
// sender has given up; an answer may be lost, cut, altered, replaced by one of before, by a captive portal's
// page, or by an acknowledgement that nobody signed. Between two machines that are parted nothing passes.
#pragma once

#include "tests/faults/simulation/machines.hpp"

#include <deque>
#include <functional>

namespace istiqbal::simulation {

// How often what happens, in a thousand exchanges.
struct Weather {
    std::uint64_t lost_request = 0;
    std::uint64_t lost_answer = 0;
    std::uint64_t twice = 0;
    std::uint64_t late = 0;
    std::uint64_t cut = 0;
    std::uint64_t altered = 0;
    std::uint64_t portal = 0;
    std::uint64_t stale = 0;
    std::uint64_t forged = 0;
};

class Network {
public:
    explicit Network(Surroundings& around)
        : around_(around) {}

    using Answer = tl::expected<uplink::HttpResponse, uplink::TransportError>;
    Answer carry(const Machine& client, Hub& hub, const uplink::HttpRequest& request);

    // One of the requests that were held up arrives; their answers go nowhere.
    void deliver_late();
    void deliver_all();

    void part(const Machine& left, const Machine& right) { parted_.insert({&left, &right}); }
    void join_all() { parted_.clear(); }
    bool parted(const Machine& left, const Machine& right) const {
        return parted_.count({&left, &right}) > 0;
    }

    Weather weather;
    // Makes an answer out of thin air, as whoever holds none of the keys can.
    std::function<seal::Bytes(const Machine& client, const hub::Request& request)> forge;

private:
    struct Late {
        Hub* hub;
        hub::Request request;
    };
    std::optional<Answer> before_hub(const Machine& client, Hub& hub, hub::Request& request);
    Answer after_hub(const Machine& client, const hub::Request& request, uplink::HttpResponse answer);
    void damage(seal::Bytes& bytes, std::size_t most);

    Surroundings& around_;
    std::deque<Late> late_;
    // The last few answers, by client and path.
    std::map<std::pair<const Machine*, std::string>, std::deque<uplink::HttpResponse>> last_;
    std::set<std::pair<const Machine*, const Machine*>> parted_;
};

// One client's way to one hub. `leaves` sees every request that goes out.
class Link final : public uplink::Transport {
public:
    Link(Network& network, const Machine& client, Hub& hub,
         std::function<void(const uplink::HttpRequest&)> leaves = {})
        : network_(network)
        , client_(client)
        , hub_(hub)
        , leaves_(std::move(leaves)) {}

    Network::Answer send(const uplink::HttpRequest& request) override {
        if (leaves_ && !client_.disk.dead())
            leaves_(request);
        return network_.carry(client_, hub_, request);
    }
    void cancel() override {}

private:
    Network& network_;
    const Machine& client_;
    Hub& hub_;
    std::function<void(const uplink::HttpRequest&)> leaves_;
};

} // namespace istiqbal::simulation
