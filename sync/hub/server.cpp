// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/server.hpp"

#include "sync/hub/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <thread>
#include <utility>

namespace istiqbal::hub {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using ErrorCode = boost::system::error_code;

namespace {

// One more client than `connections`: told so without reading a byte and without waiting for it.
void turn_away(tcp::socket socket) {
    static const std::string body = R"({"detail":"Too many connections; try again.","error":"busy"})";
    static const std::string answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
                                      "Retry-After: 5\r\nConnection: close\r\nContent-Length: " +
                                      std::to_string(body.size()) + "\r\n\r\n" + body;
    ErrorCode ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(answer), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    socket.close(ignored);
}

} // namespace

tl::expected<Endpoint, std::string> parse_endpoint(std::string_view text) {
    const auto colon = text.rfind(':');
    const std::string wrong = "'" + std::string(text) + "' is not ADDRESS:PORT, such as 127.0.0.1:8480";
    if (colon == std::string_view::npos)
        return tl::unexpected(wrong);
    Endpoint endpoint;
    std::string_view address = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
    if (error != std::errc{} || end != port.data() + port.size() || port.empty())
        return tl::unexpected(wrong);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    ErrorCode not_an_address;
    net::ip::make_address(std::string(address), not_an_address);
    if (not_an_address)
        return tl::unexpected(wrong);
    endpoint.address = std::string(address);
    return endpoint;
}

struct Server::Implementation {
    Implementation(Handler& handler, const ServerLimits& given)
        : limits(given)
        , workers(limits.workers)
        , acceptor(context)
        , accept_timer(context)
        , floor{handler, limits, workers, false, {}, net::steady_timer(context)} {}

    void accept() {
        acceptor.async_accept([this](ErrorCode error, tcp::socket socket) {
            if (!acceptor.is_open())
                return;
            if (error)
                return accept_later();
            if (floor.connections.size() >= limits.connections)
                turn_away(std::move(socket));
            else
                std::make_shared<Connection>(std::move(socket), context, floor)->serve();
            accept();
        });
    }

    // Out of file descriptors, most likely: spinning would not free one.
    void accept_later() {
        accept_timer.expires_after(std::chrono::milliseconds(100));
        accept_timer.async_wait([this](ErrorCode error) {
            if (!error && acceptor.is_open())
                accept();
        });
    }

    void begin_stop() {
        ErrorCode ignored;
        floor.stopping = true;
        acceptor.close(ignored);
        accept_timer.cancel();
        if (floor.connections.empty())
            return;
        floor.stop_timer.expires_after(limits.stop);
        floor.stop_timer.async_wait([this](ErrorCode error) {
            for (Connection* connection : floor.connections) {
                if (!error)
                    connection->close();
            }
        });
        for (Connection* connection : floor.connections)
            connection->wind_down();
    }

    ServerLimits limits;
    net::io_context context{1};
    net::thread_pool workers;
    tcp::acceptor acceptor;
    net::steady_timer accept_timer;
    Floor floor;
    std::uint16_t port = 0;
    std::thread thread;
};

tl::expected<std::unique_ptr<Server>, std::string> Server::start(Handler& handler, const Endpoint& endpoint,
                                                                 const ServerLimits& limits) {
    auto implementation = std::make_unique<Implementation>(handler, limits);
    ErrorCode error;
    const auto fail = [&] {
        return tl::unexpected("cannot listen on " + endpoint.address + ":" + std::to_string(endpoint.port) +
                              ": " + error.message());
    };
    const tcp::endpoint where(net::ip::make_address(endpoint.address, error), endpoint.port);
    if (error)
        return fail();
    auto& acceptor = implementation->acceptor;
    acceptor.open(where.protocol(), error);
    if (error)
        return fail();
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    acceptor.bind(where, error);
    if (error)
        return fail();
    acceptor.listen(net::socket_base::max_listen_connections, error);
    if (error)
        return fail();
    implementation->port = acceptor.local_endpoint(error).port();
    if (error)
        return fail();
    implementation->accept();
    implementation->thread = std::thread([raw = implementation.get()] { raw->context.run(); });
    return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return implementation_->port;
}

void Server::stop() {
    if (!implementation_->thread.joinable())
        return;
    net::post(implementation_->context, [this] { implementation_->begin_stop(); });
    implementation_->thread.join();
    implementation_->workers.join();
}

} // namespace istiqbal::hub
