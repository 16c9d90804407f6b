// SPDX-License-Identifier: Apache-2.0
// Pulling: sealed records come from a hub, those that verify become cases, those that do not are kept with
// the reason, and the hub gets the office's signed word on what is committed, on which the terminals purge,
// and the notices that it lacks.
//
// What becomes a case is for the clerk to say (filing.hpp). The hub is believed nothing.
//
// Each page of records is one transaction together with the cursor, and acknowledgements are signed from what
// is committed only; so a pull may be cut anywhere and simply run again.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/filing.hpp"
#include "sync/uplink/transport.hpp"

#include <string>
#include <vector>

namespace istiqbal::office {

struct Pulled : Filed {
    std::uint64_t acknowledged = 0; // records that the hub now has our word on
    std::uint64_t posted = 0;       // notices that the hub now has
};

// `now`: seconds since 1970-01-01 UTC. io: the hub is not reached, or does not answer as a hub; what was
// committed before stays.
seal::Result<Pulled> pull(Store& store, const OfficeKeys& keys, const Hub& hub, uplink::Transport& transport,
                          std::int64_t now);

} // namespace istiqbal::office
