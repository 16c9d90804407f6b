// SPDX-License-Identifier: Apache-2.0
// What a client sends to the hub's socket, read by the hub's own connection: any bytes end in answers and a
// closed connection, and no body goes past what was admitted.
#include "sync/hub/connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

using namespace istiqbal;

namespace {

class Handler final : public hub::Handler {
public:
    tl::expected<std::size_t, hub::Response> admit(std::string_view method,
                                                   std::string_view target) override {
        if (method == "PUT")
            return tl::unexpected(hub::error_response(405, "method", "Not this."));
        admitted_ = target == "/large" ? 512 : 16;
        return admitted_;
    }
    hub::Response handle(const hub::Request& request) override {
        if (request.body.size() > admitted_ || request.method.empty() || request.target.empty())
            std::abort();
        (void)request.header("Istiqbal-Signature");
        return {};
    }

private:
    std::size_t admitted_ = 0; // one connection at a time
};

struct Hub {
    Handler handler;
    hub::ServerLimits limits;
    boost::asio::io_context context;
    boost::asio::thread_pool workers{1};
    hub::Floor floor{handler, limits, workers, false, {}, boost::asio::steady_timer(context)};

    Hub() { limits.header_bytes = 1024; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most = 4096; // its answers then fit the socket, and nobody waits
    if (size > most)
        return 0;
    static Hub hub;
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0 ||
        ::write(ends[0], data, size) != static_cast<ssize_t>(size) || ::shutdown(ends[0], SHUT_WR) != 0)
        std::abort();
    hub.context.restart();
    boost::asio::ip::tcp::socket socket(hub.context);
    socket.assign(boost::asio::ip::tcp::v4(), ends[1]);
    std::make_shared<hub::Connection>(std::move(socket), hub.context, hub.floor)->serve();
    hub.context.run();
    if (!hub.floor.connections.empty())
        std::abort();
    std::array<char, 16> answer{};
    const ssize_t got = ::read(ends[0], answer.data(), answer.size());
    if (got > 0 && std::string_view(answer.data(), 9) != "HTTP/1.1 ")
        std::abort();
    ::close(ends[0]);
    return 0;
}
