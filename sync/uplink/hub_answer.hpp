// SPDX-License-Identifier: Apache-2.0
// What can be learnt of an answer that is not the one that was asked for: whether it is the hub's at all,
// which class of refusal it names, and what stands in the way. Nothing of it is signed, so that it serves for
// words and for trying again, and for nothing that could lose a record.
#pragma once

#include "sync/uplink/transport.hpp"

#include <string>

namespace istiqbal::uplink {

// What stands between a terminal and its hub, as its staff need to know it.
enum class Trouble {
    none,
    unreachable, // no network, no such name, nobody answers
    slow,        // reached, and then cut or too slow
    login_page,  // somebody else answers: most likely a network that wants a login first
    untrusted,   // TLS: a certificate that is not the hub's
    clock,   // one of both clocks is wrong: a certificate outside its time, or requests taken for old ones
    busy,    // the hub cannot take anything at the moment
    refused, // the hub answered, and not as it should
    own,     // this terminal's journal or keys
};

// The class of a refusal, as PROTOCOL.md names it; empty: it is not the hub's.
std::string refusal_class(const HttpResponse& response);

// The hub's own words for a refusal. They go to a log and an operator's screen: cut short, control characters
// taken out, since a hub may be anyone.
std::string words_of(const HttpResponse& response);

// Of an answer that could not be used; never none.
Trouble trouble_of(const HttpResponse& response);
Trouble trouble_of(TransportFailure failure);

} // namespace istiqbal::uplink
