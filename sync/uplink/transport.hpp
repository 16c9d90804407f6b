// SPDX-License-Identifier: Apache-2.0
// How the terminal and the office reach the hub: one request, one answer, no state kept between them.
//
// The interface is apart from libcurl so that the courier can be driven by a simulated network with a seed.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace istiqbal::uplink {

// `path` begins with '/' and carries the query; it is appended to the hub's address as it is.
struct HttpRequest {
    std::string method = "GET";
    std::string path;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::uint8_t> body;
};

// Any status is an answer, 500 too: what a status means is the caller's to say.
struct HttpResponse {
    int status = 0;
    std::vector<std::uint8_t> body;
    std::optional<std::chrono::seconds> retry_after;
    // What the answer says of its sender's clock, seconds since 1970-01-01 UTC. Anyone may have written it:
    // good for a hint to a person, and for nothing else.
    std::optional<std::int64_t> date{};
};

// Why there is no answer. After any of these the hub may or may not have received the request.
enum class TransportFailure {
    unreachable, // no name, no route, connection refused or not answered
    untrusted, // TLS: the certificate is none that is trusted for the hub; also a network that wants a login
               // first
    untimely,  // TLS: the certificate is not valid yet, or no longer: one of both clocks may be wrong
    timed_out, // connected, and then too slow
    too_large, // the answer is larger than a hub's answer can be
    broken,    // cut, or not HTTP
    cancelled, // by cancel()
};

struct TransportError {
    TransportFailure failure = TransportFailure::broken;
    std::string detail; // one line for logs and for the operator's screen
};

class Transport {
public:
    virtual ~Transport() = default;

    virtual tl::expected<HttpResponse, TransportError> send(const HttpRequest& request) = 0;

    // Ends a send() that another thread is in, soon; every later send() ends at once. Any thread may call it.
    virtual void cancel() = 0;
};

} // namespace istiqbal::uplink
