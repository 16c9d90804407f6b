// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/uplink/tls_listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
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
    // Where one listened before if `at` is its address.
    explicit Mute(std::string words = {}, int backlog = 8, const std::string& at = {})
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const int yes = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (!at.empty())
            address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(at.substr(at.rfind(':') + 1))));
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
        ::listen(socket_, backlog);
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

    // Who has begun to connect, and waits.
    class Caller {
    public:
        explicit Caller(const Mute& mute)
            : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            address.sin_port = htons(mute.port_);
            (void)::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        }
        ~Caller() { ::close(socket_); }
        Caller(const Caller&) = delete;
        Caller& operator=(const Caller&) = delete;

    private:
        int socket_;
    };

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
    SECTION("it is like HTTP, and has no status") {
        const Mute mute("HTTP/2222222222222222221.1 302 Found\r\nContent-Length: 0\r\n\r\n");
        CurlTransport transport({mute.url()}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}).error().failure == TransportFailure::broken);
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

TEST_CASE("a network that swallows what is sent to the first address does not keep from the second") {
    // The queue is full with two connections: the kernel then drops what further ones begin with.
    const Mute full({}, 0);
    const Mute::Caller first(full);
    const Mute::Caller second(full);
    const Running running;
    uplink::CurlLimits limits;
    limits.connect = std::chrono::seconds(1);
    CurlTransport alone({full.url()}, limits);
    CHECK(alone.send({"GET", "/", {}, {}}).error().failure == TransportFailure::unreachable);
    CurlTransport transport({full.url(), running.url()}, limits);
    CHECK(transport.send({"GET", "/", {}, {}}));
    CHECK(running.handler.handled == 1);
}

TEST_CASE("the preferred address is come back to") {
    const Running other;
    uplink::CurlLimits limits;
    auto closed = std::make_unique<Mute>();
    const std::string url = closed->url();
    closed.reset();
    SECTION("once the other was kept to for a while") {
        limits.preference = std::chrono::seconds(0);
        CurlTransport transport({url, other.url()}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}));
        const Mute back("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", 8, url);
        CHECK(transport.send({"GET", "/", {}, {}})->status == 204);
    }
    SECTION("and not with every request until then") {
        CurlTransport transport({url, other.url()}, limits);
        CHECK(transport.send({"GET", "/", {}, {}}));
        const Mute back({}, 8, url);
        CHECK(transport.send({"GET", "/", {}, {}})->status == 200);
        CHECK(other.handler.handled == 2);
    }
}

TEST_CASE("with TLS a hub is taken at its word with the certificate that the terminal pins, or none") {
    const test::Folder folder;
    const auto pin = [&](const std::string& certificate) {
        std::ofstream(folder / "hub.pem") << certificate;
        return uplink::hub_trust(folder / ".");
    };
    const uplink::HttpRequest request{"GET", "/", {}, {}};
    const test::TlsListener hub(-1, 1);
    SECTION("pinned") {
        CurlTransport transport({hub.url()}, {}, pin(hub.certificate()));
        const auto answer = transport.send(request);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->date == std::int64_t{1'795'348'800});
        CHECK(hub.answered() == 1);
    }
    SECTION("nothing pinned: it is not of the system's authorities") {
        CurlTransport transport({hub.url()}, {}, uplink::hub_trust(folder / "."));
        CHECK(transport.send(request).error().failure == TransportFailure::untrusted);
        CHECK(hub.answered() == 0);
    }
    SECTION("another's certificate, as on a network that wants a login first") {
        const test::TlsListener portal(-1, 1);
        CurlTransport transport({portal.url()}, {}, pin(hub.certificate()));
        CHECK(transport.send(request).error().failure == TransportFailure::untrusted);
        CHECK(portal.answered() == 0);
    }
    SECTION("what is pinned is no certificate: nobody is trusted") {
        CurlTransport transport({hub.url()}, {}, pin("rubbish"));
        CHECK_FALSE(transport.send(request));
        CHECK(hub.answered() == 0);
    }
    SECTION("out of its time: one of both clocks is wrong") {
        const bool past = GENERATE(true, false);
        const test::TlsListener late(past ? -3 : 1, past ? -1 : 3);
        CurlTransport transport({late.url()}, {}, pin(late.certificate()));
        CHECK(transport.send(request).error().failure == TransportFailure::untimely);
        CHECK(late.answered() == 0);
    }
    SECTION("one that is not trusted makes way for the next address") {
        const test::TlsListener portal(-1, 1);
        CurlTransport transport({portal.url(), hub.url()}, {}, pin(hub.certificate()));
        CHECK(transport.send(request));
        CHECK(hub.answered() == 1);
    }
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
