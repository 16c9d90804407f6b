// SPDX-License-Identifier: Apache-2.0
// One client's connection, inside the Server: reads a request within the limits, has it handled by a worker,
// writes the answer, and begins again while the client keeps the connection.
//
// All members run on the Server's one socket thread; only the handler's call runs on a worker. A connection
// keeps itself alive through the operations it has under way and is gone when it has none.
#pragma once

#include "sync/hub/message.hpp"
#include "sync/hub/server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <unordered_set>

namespace istiqbal::hub {

class Connection;

// What the connections of one Server share.
struct Floor {
    Handler& handler;
    const ServerLimits& limits;
    boost::asio::thread_pool& workers;
    bool stopping = false;
    std::unordered_set<Connection*> connections;
    boost::asio::steady_timer stop_timer; // ends a stop() that takes too long; the last connection cancels it
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(boost::asio::ip::tcp::socket socket, boost::asio::io_context& context, Floor& floor);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void serve();
    // The server stops: an idle connection closes now, a busy one after its answer.
    void wind_down();
    // At once, whatever it is doing.
    void close();

private:
    using Error = boost::system::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::vector_body<std::uint8_t>>;
    using Reply = boost::beast::http::response<boost::beast::http::vector_body<std::uint8_t>>;
    enum class Phase { idle, reading, handling, writing, lingering };

    void await_request();
    void read_header();
    void after_header(Error error);
    void send_continue();
    void read_body();
    void after_body_piece(Error error);
    void handle();
    // `keep`: the request was read to its end, and the client may send another.
    void respond(Response response, bool keep);
    void after_response(Error error, bool keep);
    void linger();
    void fail_reading(Error error);
    void arm(std::chrono::steady_clock::duration duration);
    void on_timer();

    boost::asio::ip::tcp::socket socket_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::io_context& context_;
    Floor& floor_;
    boost::asio::steady_timer timer_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Reply reply_;
    boost::beast::http::response<boost::beast::http::empty_body> continue_;
    std::array<char, 8192> discarded_{};
    std::chrono::steady_clock::time_point request_deadline_;
    Phase phase_ = Phase::idle;
    bool first_request_ = true;
    bool timed_out_ = false;
};

} // namespace istiqbal::hub
