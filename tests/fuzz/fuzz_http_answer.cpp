// SPDX-License-Identifier: Apache-2.0
// What answers a terminal's request, whoever it is: read by the terminal's own transport, over a loopback
// socket, into a status, a bounded body and times that are times.
#include "sync/uplink/curl_transport.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

using namespace istiqbal;

namespace {

constexpr std::size_t body_limit = 2048;

// Answers each connection with what it is given, and closes.
class Impostor {
public:
    Impostor() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            std::abort();
        url = "http://127.0.0.1:" + std::to_string(::ntohs(address.sin_port));
        std::thread([this] { serve(); }).detach();
    }
    void set_answer(const std::uint8_t* data, std::size_t size) {
        const std::lock_guard lock(mutex_);
        answer_.assign(reinterpret_cast<const char*>(data), size);
    }

    std::string url;

private:
    void serve() {
        for (;;) {
            const int connection = ::accept(listener_, nullptr, nullptr);
            std::array<char, 4096> request{};
            (void)!::read(connection, request.data(), request.size());
            {
                const std::lock_guard lock(mutex_);
                (void)!::send(connection, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            }
            // Without a reset, which would take the answer with it. No TIME_WAIT, of which there are only so
            // many.
            ::shutdown(connection, SHUT_WR);
            while (::read(connection, request.data(), request.size()) > 0) {
            }
            ::close(connection);
        }
    }

    int listener_ = -1;
    std::mutex mutex_;
    std::string answer_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Impostor& impostor = *new Impostor; // its thread never ends
    impostor.set_answer(data, size);
    uplink::CurlLimits limits;
    limits.response_bytes = body_limit;
    limits.total = std::chrono::seconds(5);
    uplink::CurlTransport transport({impostor.url}, limits);
    const auto response = transport.send({"GET", "/v1/health", {}, {}});
    if (!response) {
        if (response.error().detail.empty())
            std::abort();
        if (response.error().failure == uplink::TransportFailure::unreachable)
            std::this_thread::sleep_for(std::chrono::milliseconds(10)); // no port is free at the moment
        return 0;
    }
    if (response->status < 100 || response->status > 999 || response->body.size() > body_limit)
        std::abort();
    if (response->retry_after && response->retry_after->count() <= 0)
        std::abort();
    if (response->date && *response->date < 0)
        std::abort();
    return 0;
}
