// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/hub_answer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace istiqbal::uplink {

namespace {

// A refusal is an object of two short texts; the limit bounds how deep the parser can be led, too.
constexpr std::size_t refusal_limit = 4'096;

std::string member(const HttpResponse& response, const char* name) {
    if (response.body.size() > refusal_limit)
        return {};
    const auto document = nlohmann::json::parse(response.body.begin(), response.body.end(), nullptr, false);
    if (!document.is_object())
        return {};
    const auto found = document.find(name);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Portals answer with a page whatever was asked for.
bool is_page(const HttpResponse& response) {
    const auto first = std::find_if(response.body.begin(), response.body.end(), [](std::uint8_t byte) {
        return byte > 0x20 && byte != 0xef && byte != 0xbb && byte != 0xbf; // spaces, a byte order mark
    });
    return first != response.body.end() && *first == '<';
}

} // namespace

std::string refusal_class(const HttpResponse& response) {
    return member(response, "error");
}

std::string words_of(const HttpResponse& response) {
    constexpr std::size_t longest = 200;
    std::string words = member(response, "detail");
    words.erase(std::remove_if(words.begin(), words.end(),
                               [](unsigned char letter) { return letter < 0x20 || letter > 0x7e; }),
                words.end());
    return words.substr(0, longest);
}

Trouble trouble_of(const HttpResponse& response) {
    constexpr int login_required = 511; // RFC 6585, 6
    if (response.status == login_required || (response.status >= 300 && response.status < 400))
        return Trouble::login_page;
    if (response.status >= 500 || response.status == 429)
        return Trouble::busy;
    if (response.status == 401 && refusal_class(response) == "expired")
        return Trouble::clock;
    return is_page(response) ? Trouble::login_page : Trouble::refused;
}

Trouble trouble_of(TransportFailure failure) {
    switch (failure) {
    case TransportFailure::unreachable:
    case TransportFailure::cancelled:
        return Trouble::unreachable;
    case TransportFailure::untrusted:
        return Trouble::untrusted;
    case TransportFailure::untimely:
        return Trouble::clock;
    case TransportFailure::timed_out:
    case TransportFailure::broken:
        return Trouble::slow;
    case TransportFailure::too_large: // no hub says so much
        return Trouble::login_page;
    }
    return Trouble::slow;
}

} // namespace istiqbal::uplink
