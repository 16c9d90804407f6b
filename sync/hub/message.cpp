// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/message.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace istiqbal::hub {

namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

} // namespace

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_name(key, name))
            return value;
    }
    return {};
}

Response error_response(unsigned status, std::string_view error, std::string_view detail) {
    const nlohmann::json body = {{"error", error}, {"detail", detail}};
    const std::string text = body.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    Response response;
    response.status = status;
    response.body.assign(text.begin(), text.end());
    return response;
}

} // namespace istiqbal::hub
