// SPDX-License-Identifier: Apache-2.0
// The real network: libcurl over http and https, nothing else, and no redirects: a hub that has moved is
// enrolled anew, since its address is part of what the office signed.
//
// TLS only hides who talks to whom. What travels is sealed and signed already, so a hub over plain http on a
// branch's own network loses nothing of the records' secrecy.
#pragma once

#include "sync/uplink/transport.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::uplink {

struct CurlLimits {
    std::chrono::seconds connect{10};
    std::chrono::seconds total{300};
    // A transfer slower than this for `stall` is given up: a dead mobile link looks just so.
    long bytes_per_second = 64;
    std::chrono::seconds stall{20};
    // The largest answer is a list with one content bundle of 8 MiB.
    std::size_t response_bytes = std::size_t{9} << 20U;
    // How long an address further down the list is kept to before the first is tried again.
    std::chrono::seconds preference{600};
};

// Which certificates are a hub's, for https.
struct CurlTrust {
    // A PEM file of authorities, or of the hub's own certificate, which are trusted in place of the system's.
    // Empty: the system's.
    std::filesystem::path authorities;
};

// What a terminal's folder pins: `hub.pem` in it, if it is there. Whoever sets up the terminal puts it there.
CurlTrust hub_trust(const std::filesystem::path& terminal_directory);

// One connection that is kept open between requests. send() belongs to one thread at a time; cancel() to any.
class CurlTransport final : public Transport {
public:
    // Each address is http://host[:port] or https://host[:port], in order of preference. One that cannot be
    // reached, or is not trusted, makes way for the next within the same send(). The one that answered is
    // kept to for a while, so that a preferred one that is down does not delay every request.
    explicit CurlTransport(std::vector<std::string> hub_urls, CurlLimits limits = {}, CurlTrust trust = {});
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    // Other addresses from the next send() on, in order of preference. Any thread.
    void use(std::vector<std::string> hub_urls);

    tl::expected<HttpResponse, TransportError> send(const HttpRequest& request) override;
    void cancel() override;

private:
    struct Handle;
    tl::expected<HttpResponse, TransportError> send_to(const std::string& hub_url,
                                                       const HttpRequest& request);

    std::mutex mutex_;
    std::optional<std::vector<std::string>> next_urls_; // set by use()
    std::vector<std::string> hub_urls_;
    std::size_t preferred_ = 0;
    std::chrono::steady_clock::time_point preferred_until_;
    CurlLimits limits_;
    CurlTrust trust_;
    std::unique_ptr<Handle> handle_;
    std::atomic<bool> cancelled_{false};
};

} // namespace istiqbal::uplink
