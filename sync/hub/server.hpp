// SPDX-License-Identifier: Apache-2.0
// The hub on a socket: HTTP/1.1 by Boost.Beast, made to outlive every client.
//
// Threads. One thread runs all sockets and timers; a small pool of workers runs the handler, so that opening
// a batch of 4 MiB or waiting for the disk never delays another client's timeout. Both belong to the Server.
//
// Limits, all of them enforced before memory is spent: connections (one more is told 503 and closed), header
// bytes (431), body bytes (413; a Content-Length above the limit is refused without reading, chunks are
// counted as they come), time for the header, between two pieces of a body, and for the whole request (408),
// and time to take the answer. Memory is so bounded by connections times the largest body.
//
// Completion handlers, not C++20 coroutines: clang 14, which the fuzzers and clang-tidy of Debian 12 use,
// cannot compile Asio's coroutines against libstdc++ 12.
#pragma once

#include "sync/hub/message.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace istiqbal::hub {

struct ServerLimits {
    std::size_t connections = 64;
    std::size_t header_bytes = std::size_t{16} << 10U;
    std::size_t body_bytes = std::size_t{5} << 20U; // the most that any request may bring; admit() narrows it
    std::chrono::milliseconds idle{60'000};         // a kept-alive connection without a request
    std::chrono::milliseconds header{10'000};       // from a request's first wait to its complete header
    std::chrono::milliseconds stall{15'000};        // between two pieces of a body
    std::chrono::milliseconds request{180'000};     // the whole body
    std::chrono::milliseconds response{30'000};     // the client takes our answer
    std::chrono::milliseconds linger{2'000}; // we go on reading what a refused client still sends, so it
                                             // meets our answer and not a reset
    std::chrono::milliseconds stop{5'000};   // requests under way at stop() may still be answered
    unsigned workers = 2;
};

struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: the system picks one, port() tells
};

// "127.0.0.1:8080" or "[::1]:8080".
tl::expected<Endpoint, std::string> parse_endpoint(std::string_view text);

class Server {
public:
    // Listens and serves from its own threads until stop(). `handler` must outlive the Server. The error is a
    // line that says what could not be listened on, and why.
    static tl::expected<std::unique_ptr<Server>, std::string>
    start(Handler& handler, const Endpoint& endpoint, const ServerLimits& limits = {});
    ~Server(); // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

    // Takes no new connection, answers what is under way, closes the idle ones, and returns when all is quiet
    // or `limits.stop` has passed. Any thread but the Server's own may call it; calling it twice is harmless.
    void stop();

private:
    struct Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

} // namespace istiqbal::hub
