// SPDX-License-Identifier: Apache-2.0
#include "sync/office/ask.hpp"

#include "sync/seal/request.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

Result<uplink::HttpResponse> ask_any(uplink::Transport& transport, const OfficeKeys& keys,
                                     uplink::HttpRequest request, std::int64_t now) {
    request.headers.emplace_back(
        seal::request_header_name,
        seal::sign_request(keys.signing, request.method, request.path, request.body, now));
    auto response = transport.send(request);
    if (!response)
        return seal::fail(ErrorClass::io, "the hub is not reached: " + response.error().detail);
    return std::move(*response);
}

Result<seal::Bytes> ask(uplink::Transport& transport, const OfficeKeys& keys, uplink::HttpRequest request,
                        std::int64_t now) {
    auto response = ask_any(transport, keys, std::move(request), now);
    if (!response)
        return tl::unexpected(response.error());
    if (response->status != 200)
        return refused_by(*response);
    return std::move(response->body);
}

std::optional<std::uint64_t> number_in(const seal::Bytes& answer, const char* key) {
    constexpr std::size_t answer_limit = 4'096; // bounds how deep the parser can be led, too
    if (answer.size() > answer_limit)
        return std::nullopt;
    const auto parsed = nlohmann::json::parse(answer.begin(), answer.end(), nullptr, false);
    if (!parsed.is_object() || !parsed.contains(key) || !parsed[key].is_number_unsigned())
        return std::nullopt;
    const auto number = parsed[key].get<std::uint64_t>();
    return number <= INT64_MAX ? std::optional(number) : std::nullopt;
}

tl::unexpected<seal::Error> no_hub() {
    return seal::fail(ErrorClass::io, "the hub does not answer as a hub");
}

tl::unexpected<seal::Error> refused_by(const uplink::HttpResponse& response) {
    if (response.status == 401)
        return seal::fail(ErrorClass::io,
                          "the hub does not take our signature: it serves another office, or one "
                          "of the two clocks is wrong");
    return seal::fail(ErrorClass::io, "the hub answered " + std::to_string(response.status));
}

} // namespace istiqbal::office
