// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/network.hpp"

namespace istiqbal::simulation {

using uplink::TransportFailure;

namespace {

// A network that asks whoever joins it to log in first.
constexpr std::string_view login_page = "<html><head><title>Welcome</title></head><body>Log in</body></html>";

tl::unexpected<uplink::TransportError> failure(TransportFailure kind) {
    return tl::unexpected(uplink::TransportError{kind, "simulated"});
}

} // namespace

Network::Answer Network::carry(const Machine& client, Hub& hub, const uplink::HttpRequest& sent) {
    if (client.disk.dead())
        return failure(TransportFailure::unreachable);
    hub::Request request{sent.method, sent.path, sent.headers, sent.body};
    if (auto answer = before_hub(client, hub, request))
        return std::move(*answer);
    if (around_.choices.chance(weather.twice)) {
        around_.say("a request of " + client.name() + " is sent twice");
        late_.push_back({&hub, request});
        if (around_.choices.chance(500))
            (void)hub.handle(request);
    }
    const auto response = hub.handle(request);
    if (!response)
        return failure(TransportFailure::broken);
    uplink::HttpResponse answer;
    answer.status = static_cast<int>(response->status);
    answer.body = response->body;
    if (response->retry_after)
        answer.retry_after = std::chrono::seconds(*response->retry_after);
    return after_hub(client, request, std::move(answer));
}

// What happens on the way there; nothing: it arrives, though perhaps not as it was sent.
std::optional<Network::Answer> Network::before_hub(const Machine& client, Hub& hub, hub::Request& request) {
    Generator& choices = around_.choices;
    const auto say = [&](const std::string& what) { around_.say("the request of " + client.name() + what); };
    if (parted(client, hub) || !hub.up()) {
        say(" does not reach " + hub.name());
        return failure(choices.chance(500) ? TransportFailure::unreachable : TransportFailure::timed_out);
    }
    if (choices.chance(weather.portal)) {
        say(" meets a login page");
        uplink::HttpResponse page;
        page.status = choices.chance(500) ? 200 : 302;
        page.body.assign(login_page.begin(), login_page.end());
        return page;
    }
    if (choices.chance(weather.lost_request)) {
        say(" is lost");
        return failure(TransportFailure::timed_out);
    }
    if (choices.chance(weather.late)) {
        say(" is held up");
        late_.push_back({&hub, request});
        return failure(TransportFailure::timed_out);
    }
    if (choices.chance(weather.cut)) {
        say(" is cut");
        request.body.resize(choices.below(request.body.size() + 1));
    } else if (choices.chance(weather.altered)) {
        say(" is altered");
        damage(request.body, 0);
    }
    return std::nullopt;
}

Network::Answer Network::after_hub(const Machine& client, const hub::Request& request,
                                   uplink::HttpResponse answer) {
    Generator& choices = around_.choices;
    const auto say = [&](const std::string& what) { around_.say("the answer to " + client.name() + what); };
    const bool records = request.target.find(hub::office_records_path) == 0;
    if (choices.chance(weather.lost_answer)) {
        say(" is lost");
        return failure(choices.chance(500) ? TransportFailure::broken : TransportFailure::timed_out);
    }
    auto& before = last_[{&client, request.target.substr(0, request.target.find('?'))}];
    uplink::HttpResponse stale = before.empty() ? answer : before[choices.below(before.size())];
    // A record list is neither altered nor repeated: over TLS nobody can, and the office cannot tell it from
    // a hub that alters records, which it puts aside.
    constexpr std::size_t kept = 4;
    before.push_back(answer);
    if (before.size() > kept)
        before.pop_front();
    if (choices.chance(weather.stale) && !records) {
        say(" is one of before");
        return stale;
    }
    if (choices.chance(weather.cut)) {
        say(" is cut");
        answer.body.resize(choices.below(answer.body.size() + 1));
    } else if (choices.chance(weather.altered) && !records) {
        say(" is altered");
        damage(answer.body,
               request.target.find("/acks?") == std::string::npos ? 0 : sizeof(seal::SignatureBytes));
    } else if (choices.chance(weather.forged) && !records) {
        say(" is forged");
        answer.status = 200;
        answer.body = forge(client, request);
    }
    return answer;
}

// The numbers of a list are the hub's own and not signed: whoever alters them can be a hub that holds back.
// Of a list of acknowledgements only the last signature is altered, which is `most` bytes long.
void Network::damage(seal::Bytes& bytes, std::size_t most) {
    const std::size_t first = most == 0 || bytes.size() < most ? 0 : bytes.size() - most;
    if (!bytes.empty())
        bytes[first + around_.choices.below(bytes.size() - first)] ^=
            static_cast<std::uint8_t>(1U << around_.choices.below(8));
}

void Network::deliver_late() {
    if (late_.empty())
        return;
    const std::size_t index = around_.choices.below(late_.size());
    const Late late = std::move(late_[index]);
    late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(index));
    around_.say("a request arrives late at " + late.hub->name());
    (void)late.hub->handle(late.request);
}

void Network::deliver_all() {
    while (!late_.empty())
        deliver_late();
}

} // namespace istiqbal::simulation
