// SPDX-License-Identifier: Apache-2.0
// Drafts of branch mode: requests that a representative has begun and that must outlive a dead battery. Each
// is a named blob in the journal's database, sealed under the representative's key (seal/staff.hpp); what is
// in it is the kiosk's business. Without the PIN they say when they were last saved and how long they are.
//
// put() returns only once the draft is on disk. A damaged journal's drafts are carried over as envelopes are.
// secure_delete is on: what is removed or replaced is overwritten in the database.
//
// All functions may be called from any thread.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/seal/secret_box.hpp"

namespace istiqbal::journal {

inline constexpr std::size_t draft_limit = std::size_t{512} * 1024; // bytes of plaintext
inline constexpr std::size_t draft_count_limit = 500;
inline constexpr std::size_t draft_id_limit = 64; // bytes of a draft's id, and of a representative's

struct DraftEntry {
    std::string id;
    std::string representative; // Person::id
    std::int64_t updated = 0;   // seconds since 1970 by the terminal's clock
    std::size_t size = 0;       // bytes of plaintext
};

class Drafts {
public:
    // `journal` outlives it.
    explicit Drafts(Journal& journal, seal::RandomSource random = seal::system_random)
        : journal_(journal)
        , random_(std::move(random)) {}

    // Replaces the representative's draft of that id. `key`: 32 bytes. malformed: an id that is empty or too
    // long. too_large: draft_limit, draft_count_limit. wrong_key: another representative's draft has the id.
    // no_room, io: what was there before is there still.
    Result<void> put(const std::string& id, const std::string& representative, std::int64_t updated,
                     ByteView plaintext, ByteView key);

    // Latest first.
    Result<std::vector<DraftEntry>> list() const;

    // not_found. bad_signature: another representative's key, or altered.
    Result<seal::SecretBuffer> open(const std::string& id, ByteView key) const;

    // One that is not there is removed already.
    Result<void> remove(const std::string& id);

private:
    Journal& journal_;
    seal::RandomSource random_;
};

} // namespace istiqbal::journal
