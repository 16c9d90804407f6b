// SPDX-License-Identifier: Apache-2.0
// What the journal keeps of the office's notices (seal/notice.hpp), and what becomes of one that comes.
//
// Invariants
//   * For one (kind, scope, subject) the revision never goes down, also across restarts. Of a dropped reply
//     the revision stays. What a damaged journal held is carried over where it can be read.
//   * What is kept was signed by the office when it came. A stored notice whose signature does not hold any
//     more, as after salvage, stands in nobody's way: the next one that holds replaces it. So readers verify
//     again (seal::open_notice).
#pragma once

#include "sync/seal/notice.hpp"

#include <string>
#include <vector>

namespace istiqbal::journal {

enum class NoticeOutcome {
    taken,       // new, or a higher revision: it is what holds now
    held,        // the very same is here already
    older,       // a higher revision is here: ignored
    dropped,     // a reply that has expired: not kept
    elsewhere,   // for another terminal: ignored
    conflicting, // another notice with the same revision is here: refused, and worth an alarm
    refused,     // not the office's, altered, or not as its kind should be
};

struct NoticeApplied {
    NoticeOutcome outcome = NoticeOutcome::refused;
    seal::NoticeKind kind = seal::NoticeKind::reply; // of all but refused
    std::string problem; // a line for a log and the operator; empty when there is none
};

// Where to go on asking the hub: kept in the same transaction as what was taken.
struct NoticeCursor {
    std::string name; // among Journal::value()
    std::uint64_t number = 0;
};

// A notice that is kept, without its body.
struct NoticeStanding {
    seal::NoticeHead head;
    bool expired(std::int64_t now) const { return head.expires <= now; }
};

} // namespace istiqbal::journal
