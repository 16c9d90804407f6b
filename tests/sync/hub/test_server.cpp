// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.hpp"
#include "tests/catch.hpp"
#include "tests/sync/hub/raw_client.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace istiqbal;
using namespace std::chrono_literals;
using test::RawClient;
using test::status_of;

namespace {

// POST /echo gives the body back; /refused is refused by its header; /throws fails; /held waits for
// release().
class Echo final : public hub::Handler {
public:
    tl::expected<std::size_t, hub::Response> admit(std::string_view, std::string_view target) override {
        if (target == "/refused")
            return tl::unexpected(hub::error_response(404, "unknown_path", "Nothing here."));
        return 1000;
    }
    hub::Response handle(const hub::Request& request) override {
        ++handled;
        if (request.target == "/throws")
            throw std::runtime_error("the disk is gone");
        if (request.target == "/held") {
            std::unique_lock lock(mutex_);
            released_.wait(lock, [this] { return open_; });
        }
        hub::Response response;
        response.body = request.body;
        return response;
    }
    void release() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        released_.notify_all();
    }
    std::atomic<int> handled{0};

private:
    std::mutex mutex_;
    std::condition_variable released_;
    bool open_ = false;
};

struct Running {
    explicit Running(hub::ServerLimits limits = {})
        : server(hub::Server::start(echo, {}, limits).value()) {}
    RawClient client() const { return RawClient(server->port()); }

    Echo echo;
    std::unique_ptr<hub::Server> server;
};

std::string post(std::string_view body, std::string_view fields = "", std::string_view target = "/echo") {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: hub\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(fields) + "\r\n" + std::string(body);
}

bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

hub::ServerLimits impatient() {
    hub::ServerLimits limits;
    limits.idle = limits.header = limits.stall = 200ms;
    limits.request = 600ms;
    limits.linger = 200ms;
    return limits;
}

} // namespace

TEST_CASE("a connection is kept for many requests, pipelined ones too") {
    const Running running;
    auto client = running.client();
    REQUIRE(client.send(post("one")));
    CHECK(ends_with(client.receive(), "one"));
    REQUIRE(client.send(post("two") + post("three")));
    CHECK(ends_with(client.receive(), "two"));
    CHECK(ends_with(client.receive(), "three"));
    REQUIRE(client.send(post("last", "Connection: close\r\n")));
    CHECK(ends_with(client.receive_all(), "last"));
}

TEST_CASE("a client that waits for leave to send its body gets it") {
    const Running running;
    auto client = running.client();
    REQUIRE(
        client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    CHECK(status_of(client.receive()) == 100);
    REQUIRE(client.send("body"));
    CHECK(ends_with(client.receive(), "body"));
}

TEST_CASE("a body above the limit is refused") {
    const Running running;
    auto client = running.client();
    SECTION("announced as 1 GB: at once, nothing of it is read") {
        REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 1073741824\r\n\r\n"));
        CHECK(status_of(client.receive()) == 413);
    }
    SECTION("above what this path takes, though not above what any may") {
        REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 1001\r\n\r\n"));
        CHECK(status_of(client.receive()) == 413);
    }
    SECTION("in chunks without end") {
        REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n"));
        const std::string chunk = "64\r\n" + std::string(100, 'x') + "\r\n";
        for (int count = 0; count < 11; ++count)
            REQUIRE(client.send(chunk));
        CHECK(status_of(client.receive()) == 413);
    }
    SECTION("in one chunk of more than there are numbers for") {
        REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "fffffffffffffffff\r\n"));
        CHECK(status_of(client.receive()) == 400);
    }
    CHECK(running.echo.handled == 0);
}

TEST_CASE("a line without end is cut off") {
    const Running running;
    auto client = running.client();
    const std::string endless(200'000, 'a');
    SECTION("as the target") {
        client.send("GET /" + endless);
    }
    SECTION("as a header field") {
        client.send("GET /echo HTTP/1.1\r\nX: " + endless);
    }
    SECTION("as many header fields") {
        std::string fields;
        for (int count = 0; count < 10'000; ++count)
            fields += "Name: value\r\n";
        client.send("GET /echo HTTP/1.1\r\n" + fields);
    }
    CHECK(status_of(client.receive()) == 431);
    CHECK(running.echo.handled == 0);
}

TEST_CASE("a chunk's extension without end is cut off") {
    const Running running;
    auto client = running.client();
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n1;"));
    client.send(std::string(500'000, 'a'));
    const int status = status_of(client.receive());
    CHECK(status >= 400);
    CHECK(status < 500);
    CHECK(running.echo.handled == 0);
}

TEST_CASE("what is not HTTP is told so") {
    const Running running;
    for (const std::string text :
         {"hello\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
          "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
          "POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "GET /echo HTTP/9.9\r\n\r\n"}) {
        auto client = running.client();
        REQUIRE(client.send(text));
        CHECK(status_of(client.receive()) == 400);
    }
    CHECK(running.echo.handled == 0);
}

TEST_CASE("a refusal by the header spares the body") {
    const Running running;
    auto client = running.client();
    REQUIRE(client.send("POST /refused HTTP/1.1\r\nHost: hub\r\nContent-Length: 900\r\n\r\n"));
    const std::string answer = client.receive_all();
    CHECK(status_of(answer) == 404);
    CHECK(answer.find("unknown_path") != std::string::npos);
}

TEST_CASE("a refusal of HEAD bears no body, and the connection goes on") {
    const Running running;
    auto client = running.client();
    REQUIRE(client.send("HEAD /refused HTTP/1.1\r\nHost: hub\r\n\r\n" + post("next")));
    const std::string refused = client.receive();
    CHECK(status_of(refused) == 404);
    CHECK(ends_with(refused, "\r\n\r\n"));
    CHECK(ends_with(client.receive(), "next"));
}

TEST_CASE("a slow client is told 408 while others are served") {
    const Running running(impatient());
    auto slow_header = running.client();
    auto slow_body = running.client();
    auto silent = running.client();
    REQUIRE(slow_header.send("POST /echo HTTP/1.1\r\nHo"));
    REQUIRE(slow_body.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 10\r\n\r\nabc"));
    auto quick = running.client();
    REQUIRE(quick.send(post("quick")));
    CHECK(ends_with(quick.receive(), "quick"));
    CHECK(status_of(slow_header.receive_all()) == 408);
    CHECK(status_of(slow_body.receive_all()) == 408);
    CHECK(silent.receive_all().empty());
}

TEST_CASE("a client that sends byte by byte cannot stretch a request for ever") {
    const Running running(impatient());
    auto client = running.client();
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n"));
    std::thread dripping([&] {
        for (int count = 0; count < 200 && client.send("x"); ++count)
            std::this_thread::sleep_for(20ms);
    });
    const std::string answer = client.receive_all();
    dripping.join();
    CHECK(status_of(answer) == 408);
    CHECK(running.echo.handled == 0);
}

TEST_CASE("a connection cut in the middle of a body leaves the hub well") {
    const Running running;
    for (int count = 0; count < 50; ++count) {
        auto client = running.client();
        REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 900\r\n\r\nhalf"));
        client.close();
    }
    auto client = running.client();
    REQUIRE(client.send(post("well")));
    CHECK(ends_with(client.receive(), "well"));
    CHECK(running.echo.handled == 1);
}

TEST_CASE("one connection too many is told to come back") {
    hub::ServerLimits limits;
    limits.connections = 4;
    const Running running(limits);
    {
        std::deque<RawClient> held;
        for (int count = 0; count < 4; ++count) {
            held.emplace_back(running.server->port());
            REQUIRE(held.back().send(post("in")));
            REQUIRE(ends_with(held.back().receive(), "in"));
        }
        auto late = running.client();
        const std::string answer = late.receive_all();
        CHECK(status_of(answer) == 503);
        CHECK(answer.find("Retry-After: 5") != std::string::npos);
    }
    // Room again once the others are gone; the hub notices that in its own time.
    int status = 503;
    for (int attempt = 0; attempt < 200 && status != 200; ++attempt) {
        auto client = running.client();
        client.send(post("again"));
        status = status_of(client.receive());
    }
    CHECK(status == 200);
}

TEST_CASE("a handler that throws costs its request only") {
    const Running running;
    auto client = running.client();
    REQUIRE(client.send(post("", "", "/throws")));
    CHECK(status_of(client.receive()) == 500);
    REQUIRE(client.send(post("next")));
    CHECK(ends_with(client.receive(), "next"));
}

TEST_CASE("a stop answers what is under way and closes the rest") {
    Running running;
    auto idle = running.client();
    REQUIRE(idle.send(post("idle")));
    REQUIRE(ends_with(idle.receive(), "idle"));
    auto busy = running.client();
    REQUIRE(busy.send(post("busy", "", "/held")));
    while (running.echo.handled < 2)
        std::this_thread::yield();
    std::thread stopping([&] { running.server->stop(); });
    CHECK(idle.receive_all().empty());
    running.echo.release();
    CHECK(ends_with(busy.receive_all(), "busy"));
    stopping.join();
    running.server->stop();
}

TEST_CASE("what cannot be listened on is said") {
    const Running running;
    Echo other;
    const auto taken = hub::Server::start(other, {"127.0.0.1", running.server->port()});
    REQUIRE_FALSE(taken);
    CHECK(taken.error().find("cannot listen on 127.0.0.1:") == 0);
}

TEST_CASE("an address to listen on") {
    const auto plain = hub::parse_endpoint("127.0.0.1:8480");
    REQUIRE(plain);
    CHECK(plain->address == "127.0.0.1");
    CHECK(plain->port == 8480);
    const auto six = hub::parse_endpoint("[::1]:0");
    REQUIRE(six);
    CHECK(six->address == "::1");
    for (const char* wrong : {"", ":", "8480", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "hub:80"})
        CHECK_FALSE(hub::parse_endpoint(wrong));
}
