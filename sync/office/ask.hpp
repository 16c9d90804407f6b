// SPDX-License-Identifier: Apache-2.0
// One signed request of the office to a hub.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/uplink/transport.hpp"

namespace istiqbal::office {

// Any answer of the hub. io: it was not reached. `now`: seconds since 1970-01-01 UTC.
seal::Result<uplink::HttpResponse> ask_any(uplink::Transport& transport, const OfficeKeys& keys,
                                           uplink::HttpRequest request, std::int64_t now);

// The body of an answer that is 200; any other is io, in words for a person.
seal::Result<seal::Bytes> ask(uplink::Transport& transport, const OfficeKeys& keys,
                              uplink::HttpRequest request, std::int64_t now);

// {"KEY": NUMBER, …}, as a hub answers; nothing: it is none of a hub's.
std::optional<std::uint64_t> number_in(const seal::Bytes& answer, const char* key);
tl::unexpected<seal::Error> no_hub();

// What an answer that is not 200 means, in words for a person.
tl::unexpected<seal::Error> refused_by(const uplink::HttpResponse& response);

} // namespace istiqbal::office
