// SPDX-License-Identifier: Apache-2.0
// A client that may misbehave: bytes on a loopback socket, as they are.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace istiqbal::test {

class RawClient {
public:
    explicit RawClient(std::uint16_t port)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{20, 0}; // a test that waits so long has failed
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            std::abort();
    }
    ~RawClient() { close(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // False when the other side does not take it any more.
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // One answer: its header and as much body as it announces.
    std::string receive() {
        std::size_t end = 0;
        while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more())
                return std::exchange(pending_, {});
        }
        const auto field = pending_.find("Content-Length: ");
        const std::size_t length = field < end ? std::strtoul(pending_.c_str() + field + 16, nullptr, 10) : 0;
        const std::size_t whole = end + 4 + length;
        while (pending_.size() < whole && read_more()) {
        }
        const std::string answer = pending_.substr(0, whole);
        pending_.erase(0, whole);
        return answer;
    }

    // Everything until the other side closes.
    std::string receive_all() {
        while (read_more()) {
        }
        return std::exchange(pending_, {});
    }

    void close() {
        if (socket_ >= 0)
            ::close(socket_);
        socket_ = -1;
    }

private:
    bool read_more() {
        std::array<char, 4096> piece{};
        const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
        if (got > 0)
            pending_.append(piece.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    int socket_;
    std::string pending_;
};

inline int status_of(const std::string& answer) {
    return answer.size() > 12 && answer.rfind("HTTP/1.1 ", 0) == 0 ? std::atoi(answer.c_str() + 9) : 0;
}

} // namespace istiqbal::test
