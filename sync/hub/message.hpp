// SPDX-License-Identifier: Apache-2.0
// What the hub's server hands to its router, and back: one HTTP request and one answer, free of sockets, so
// that the router runs in tests and under the fuzzer as a plain function.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::hub {

struct Request {
    std::string method;
    std::string target; // path and query as they came
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::uint8_t> body;

    // The first header of that name, in any letter case; empty when there is none.
    std::string_view header(std::string_view name) const;
};

struct Response {
    unsigned status = 200;
    std::string content_type = "application/json";
    std::vector<std::uint8_t> body;
    std::optional<unsigned> retry_after; // seconds
    std::string allow;                   // the methods, for 405
};

// {"error": error, "detail": detail}: `error` is a stable word for programs, `detail` a sentence for people.
// `detail` never repeats what the client sent.
Response error_response(unsigned status, std::string_view error, std::string_view detail);

// What answers requests. The server calls both from several threads at once.
class Handler {
public:
    virtual ~Handler() = default;

    // Called when only the request line and headers are known: how many bytes of body this request may bring,
    // or the answer that spares the client from sending it.
    virtual tl::expected<std::size_t, Response> admit(std::string_view method, std::string_view target) = 0;

    virtual Response handle(const Request& request) = 0;
};

} // namespace istiqbal::hub
