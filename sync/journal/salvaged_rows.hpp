// SPDX-License-Identifier: Apache-2.0
// Writing what was salvaged into a journal. Used by the journal alone.
#pragma once

#include "sync/journal/store.hpp"

namespace istiqbal::journal {

// Within the caller's transaction. Gives how many records were not there before. Should the hub have a later
// record of the epoch, the epoch is sent again from the new one on: sending twice is harmless, not sending is
// not. A ticket that is there already stays; of two drafts of one id the later one does.
tl::expected<std::uint64_t, Verdict> insert_salvaged(Connection& connection, const Salvaged& salvaged);

} // namespace istiqbal::journal
