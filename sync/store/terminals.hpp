// SPDX-License-Identifier: Apache-2.0
// What the hub's and the office's database both keep of a terminal: `terminals(terminal, key, …)`, the key
// that the office certified.
#pragma once

#include "sync/seal/keys.hpp"
#include "sync/store/database.hpp"

#include <optional>

namespace istiqbal::store {

// Nothing for a terminal that was never seen. The caller holds whatever lock guards the database.
seal::Result<std::optional<seal::VerifyKey>> terminal_key(Database& database,
                                                          const seal::TerminalId& terminal);

} // namespace istiqbal::store
