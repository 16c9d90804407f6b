// SPDX-License-Identifier: Apache-2.0
// The hub's router, without a socket: "METHOD TARGET\n", then the body. The first byte says whether the
// request is signed by the office (bit 0), whether the body is wrapped to the hub first (bit 1), so that
// mutations reach what lies behind both doors, and whether the next line is the value of the header that
// signs requests (bit 2).
#include "sync/hub/router.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

using namespace istiqbal;

namespace {

// Runs on, so that the hub forgets the nonces of long runs as it does in life.
std::int64_t now = 1'767'225'600'000;

std::int64_t seconds() {
    return now / 1000;
}

struct Hub {
    seal::SigningKey office = seal::SigningKey::generate();
    hub::HubKeys keys{seal::Identity::generate(), seal::SigningKey::generate(), office.verify_key()};
    std::unique_ptr<hub::Store> store = hub::Store::open(":memory:", 0).value();
    hub::Router router{*store, keys, seconds, [](const std::string&) {}};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Hub hub;
    now += 50;
    if (size == 0)
        return 0;
    const std::uint8_t doors = data[0];
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto line_end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, line_end);
    const auto space = std::min(line.find(' '), line.size());

    hub::Request request;
    request.method = line.substr(0, space);
    request.target = line.substr(std::min(space + 1, line.size()));
    std::string_view body = text.substr(std::min(line_end + 1, text.size()));
    if ((doors & 4U) != 0) {
        const auto end = std::min(body.find('\n'), body.size());
        request.headers.emplace_back(seal::request_header_name, body.substr(0, end));
        request.headers.emplace_back(hub::certificate_header_name, body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    request.body.assign(body.begin(), body.end());
    if ((doors & 2U) != 0) {
        if (auto wrapped = seal::wrap_batch(request.body, {&hub.keys.identity.recipient(), 1}))
            request.body = std::move(*wrapped);
    }
    if ((doors & 1U) != 0)
        request.headers.emplace_back(
            seal::request_header_name,
            seal::sign_request(hub.office, request.method, request.target, request.body, seconds()));
    const auto response = hub.router.handle(request);
    if (response.status < 200 || response.status > 503)
        std::abort();
    if (response.status == 503)
        std::abort(); // no request makes the store fail
    return 0;
}
