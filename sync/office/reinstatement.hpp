// SPDX-License-Identifier: Apache-2.0
// Believing a terminal again that was revoked, or whose epoch was closed.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/filing.hpp"
#include "sync/office/store.hpp"

namespace istiqbal::office {

// In one transaction: takes it from the list and issues that, and takes what was put aside of it as if it
// came now: what verifies is filed, the rest is put aside again with its reason. What the hubs put aside they
// take in with the list. `now`: seconds since 1970-01-01 UTC. not_found: nothing was said of that terminal;
// wrong_key: it was enrolled anew, and whoever holds the key of before stays out.
seal::Result<Filed> reinstate(Store& store, const OfficeKeys& keys, const seal::TerminalId& terminal,
                              std::int64_t now);

} // namespace istiqbal::office
