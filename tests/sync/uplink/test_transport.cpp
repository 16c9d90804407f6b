// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "tests/catch.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace istiqbal;
using uplink::CurlTransport;
using uplink::TransportFailure;

namespace {

class Answering final : public hub::Handler {
public:
    tl::expected<std::size_t, hub::Response> admit(std::string_view, std::string_view) override {
        return 1 << 20;
    }
    hub::Response handle(const hub::Request& request) override {
        ++handled;
        hub::Response response;
        if (request.target == "/large")
            response.body.resize(100'000);
        else if (request.target == "/later") {
            response.status = 503;
            response.retry_after = 7;
        } else if (request.target == "/moved") {
            response.status = 302;
        } else
            response.body = request.body;
        return response;
    }
    std::atomic<int> handled{0};
};

struct Running {
    Answering handler;
    std::unique_ptr<hub::Server> server = hub::Server::start(handler, {}).value();
    std::string url() const { return "http://127.0.0.1:" + std::to_string(server->port()); }
};

// A listener that takes connections and says nothing, or `words` and no more.
class Mute {
public:
    explicit Mute(std::string words = {})
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
        ::listen(socket_, 8);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        if (!words.empty())
            thread_ = std::thread([this, words = std::move(words)] {
                const int peer = ::accept(socket_, nullptr, nullptr);
                ::send(peer, words.data(), words.size(), MSG_NOSIGNAL);
                ::shutdown(peer, SHUT_WR);
                char ignored[4096];
                while (::recv(peer, ignored, sizeof ignored, 0) > 0) {
                }
                ::close(peer);
            });
    }
    ~Mute() {
        if (thread_.joinable())
            thread_.join();
        ::close(socket_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    int socket_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

} // namespace

TEST_CASE("requests and answers pass whole") {
    const Running running;
    CurlTransport transport({running.url() + "/"});
    const std::vector<std::uint8_t> body(50'000, 0x00);
    const auto answer = transport.send({"POST", "/echo", {}, body});
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == body);
    CHECK(transport.send({"POST", "/echo", {}, {}})->body.empty());
    const auto later = transport.send({"GET", "/later", {}, {}});
    REQUIRE(later);
    CHECK(later->status == 503);
    CHECK(later->retry_after == std::chrono::seconds(7));
    CHECK(transport.send({"GET", "/moved", {}, {}})->status == 302);
}

TEST_CASE("an answer that is too large is cut off") {
    const Running running;
    uplink::CurlLimits limits;
    limits.response_bytes = 99'999;
    CurlTransport transport({running.url()}, limits);
    CHECK(transport.send({"GET", "/large", {}, {}}).error().failure == TransportFailure::too_large);
}

TEST_CASE("a hub that is not there, silent or broken") {
    uplink::CurlLimits limits;
    limits.total = std::chrono::seconds(1);
    SECTION("nobody listens") {
        std::string url;
        {
            const Mute gone;
            url = gone.url();
        }
        CurlTransport transport({url}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::unreachable);
    }
    SECTION("no address at all") {
        CurlTransport transport({}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::unreachable);
    }
    SECTION("it takes the connection and says nothing") {
        const Mute mute;
        CurlTransport transport({mute.url()}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::timed_out);
    }
    SECTION("it stops in the middle") {
        const Mute mute("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        CurlTransport transport({mute.url()}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::broken);
    }
    SECTION("it is not HTTP") {
        const Mute mute("SSH-2.0-OpenSSH\r\n");
        CurlTransport transport({mute.url()}, limits);
        CHECK_FALSE(transport.send({"GET", "/", {}, {}}));
    }
    SECTION("another scheme") {
        CurlTransport transport({"file:///etc"}, limits);
        CHECK(transport.send({"GET", "/hostname", {}, {}}).error().failure == TransportFailure::unreachable);
    }
}

TEST_CASE("the next address is tried when one is not reached") {
    const Running running;
    CurlTransport transport({"http://127.0.0.1:1", running.url()});
    CHECK(transport.send({"GET", "/", {}, {}}));
    CHECK(transport.send({"GET", "/", {}, {}}));
    CHECK(running.handler.handled == 2);
}

TEST_CASE("a transfer under way is cancelled from another thread") {
    const Mute mute;
    CurlTransport transport({mute.url()});
    std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        transport.cancel();
    });
    CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::cancelled);
    canceller.join();
    CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::cancelled);
}
