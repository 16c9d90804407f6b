// SPDX-License-Identifier: Apache-2.0
// What stands between a terminal and its hub is told apart, for the words that its staff read.
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using test::Centre;
using test::noon;
using uplink::HttpResponse;
using uplink::TransportFailure;
using uplink::Trouble;

namespace {

HttpResponse answer(int status, std::string_view body) {
    return {status, {body.begin(), body.end()}, {}};
}

// Gives one answer to everything.
class Somebody final : public uplink::Transport {
public:
    tl::expected<HttpResponse, uplink::TransportError> send(const uplink::HttpRequest& /*request*/) override {
        return answer;
    }
    void cancel() override {}
    tl::expected<HttpResponse, uplink::TransportError> answer;
};

} // namespace

TEST_CASE("an answer tells what is in the way") {
    CHECK(trouble_of(answer(302, "")) == Trouble::login_page);
    CHECK(trouble_of(answer(511, "")) == Trouble::login_page);
    CHECK(trouble_of(answer(200, " \n<!DOCTYPE html>")) == Trouble::login_page);
    CHECK(trouble_of(answer(200, "\xef\xbb\xbf<html>")) == Trouble::login_page);
    CHECK(trouble_of(answer(403, "<html>")) == Trouble::login_page);
    CHECK(trouble_of(answer(502, "<html>bad gateway")) == Trouble::busy);
    CHECK(trouble_of(answer(503, R"({"error":"busy","detail":"…"})")) == Trouble::busy);
    CHECK(trouble_of(answer(429, "")) == Trouble::busy);
    CHECK(trouble_of(answer(401, R"({"error":"expired","detail":"…"})")) == Trouble::clock);
    CHECK(trouble_of(answer(401, R"({"error":"wrong_key","detail":"…"})")) == Trouble::refused);
    CHECK(trouble_of(answer(409, R"({"error":"broken_chain","detail":"…"})")) == Trouble::refused);
    CHECK(trouble_of(answer(200, "")) == Trouble::refused);
    CHECK(trouble_of(TransportFailure::unreachable) == Trouble::unreachable);
    CHECK(trouble_of(TransportFailure::untrusted) == Trouble::untrusted);
    CHECK(trouble_of(TransportFailure::untimely) == Trouble::clock);
    CHECK(trouble_of(TransportFailure::timed_out) == Trouble::slow);
}

TEST_CASE("only a short object of texts is a refusal; nothing else is looked into") {
    const auto class_of = [](std::string_view body) { return refusal_class(answer(400, body)); };
    CHECK(class_of(R"({"error":"malformed","detail":"The\u0007 body"})") == "malformed");
    CHECK(words_of(answer(400, R"({"error":"malformed","detail":"The\u0007 body ☺"})")) == "The body ");
    CHECK(words_of(answer(400, R"({"detail":")" + std::string(900, 'x') + "\"}")).size() == 200);
    CHECK(class_of("").empty());
    CHECK(class_of("[]").empty());
    CHECK(class_of(R"({"error":7})").empty());
    CHECK(class_of(R"({"error":"a)").empty());
    CHECK(class_of(std::string(3'000, '[')).empty());
    CHECK(class_of(R"({"error":"malformed","detail":")" + std::string(5'000, 'x') + "\"}").empty());
}

TEST_CASE("the courier says the trouble, and how far the clocks are apart") {
    Centre centre;
    Somebody somebody;
    auto courier = centre.terminal.courier(somebody);
    centre.terminal.append(1);
    somebody.answer = answer(200, "<html>Welcome, please log in</html>");
    auto step = courier.step(noon);
    CHECK(step.outcome == uplink::Outcome::refused);
    CHECK(step.trouble == Trouble::login_page);
    CHECK(centre.terminal.journal->counts().unsent == 1);

    somebody.answer = answer(503, R"({"error":"busy","detail":"Too many connections."})");
    somebody.answer->date = noon + 7'200;
    step = courier.step(noon);
    CHECK(step.trouble == Trouble::busy);
    CHECK(step.clock_difference == 7'200);

    somebody.answer =
        tl::unexpected(uplink::TransportError{TransportFailure::untrusted, "self-signed certificate"});
    CHECK(courier.step(noon).trouble == Trouble::untrusted);

    uplink::CurlTransport network({centre.hub.url()});
    auto real = centre.terminal.courier(network);
    step = real.step(noon);
    CHECK(step.outcome == uplink::Outcome::sent);
    CHECK(step.trouble == Trouble::none);
    // The hub's own clock in its answers is the machine's.
    REQUIRE(step.clock_difference);
    CHECK(*step.clock_difference > 86'400);
}

TEST_CASE("requests that a hub takes for old ones are told as a matter of the clock") {
    Centre centre;
    uplink::CurlTransport network({centre.hub.url()});
    auto courier = centre.terminal.courier(network);
    centre.hub.now = noon + 86'400;
    const auto step = courier.step(noon);
    CHECK(step.outcome == uplink::Outcome::refused);
    CHECK(step.trouble == Trouble::clock);
}
