// SPDX-License-Identifier: Apache-2.0
// The terminal's side of a stick: what the office has not acknowledged goes onto it as sealed batches, and
// the office's acknowledgements come back from it (PROTOCOL.md, "Carriage").
//
// A copy is no acknowledgement: the journal keeps every record until the office has signed for it, whatever
// became of the stick. The same records may go by stick and by network, once or often; the office files them
// once.
//
// A batch counts as copied only when it was written, synced, and read back from the stick with every byte as
// it was written. What is sealed can be read back and not opened: it is verified before it is sealed.
//
// Threads: one at a time, and not the window's: a stick is slow. The journal is shared.
#pragma once

#include "sync/carriage/stick.hpp"
#include "sync/journal/journal.hpp"
#include "sync/seal/certificate.hpp"

#include <functional>

namespace istiqbal::carriage {

// What is on the way to the stick; all of it outlives the call.
struct Sender {
    journal::Journal& journal;
    const seal::SigningKey& terminal;
    const seal::Provision& provision;
    seal::RandomSource random = seal::system_random;
};

struct Progress {
    enum class Phase { writing, checking } phase = Phase::writing;
    std::uint64_t done = 0; // records
    std::uint64_t total = 0;
};
// Called again and again while a stick is worked on; false: give up.
using OnProgress = std::function<bool(const Progress&)>;

// Acknowledgements that were on a stick.
struct Taken {
    std::uint64_t acknowledged = 0; // records that the journal let go now
    // Names of files that bear this terminal's name and do not hold, or speak of records that it does not
    // have: left where they are, and worth a line in the log.
    std::vector<std::string> refused;
};

struct Copied {
    Taken taken;
    std::uint64_t records = 0; // that the stick holds for the office now
    std::uint64_t batches = 0;
};

// Takes the acknowledgements first, then writes and checks everything that is left, then removes from the
// stick what nobody needs any more: this terminal's batches whose records are in a new one or acknowledged,
// and acknowledgements that were taken. What is another terminal's, or nobody's, is left alone. On return
// the stick may be taken out.
Tried<Copied> copy_to_stick(const Sender& sender, const std::filesystem::path& stick,
                            const OnProgress& progress = {});

// Only the first of these. Nothing is written to the stick, apart from the removal of what was taken.
Tried<Taken> take_acknowledgements(journal::Journal& journal, const seal::Provision& provision,
                                   const std::filesystem::path& stick);

} // namespace istiqbal::carriage
