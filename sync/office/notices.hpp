// SPDX-License-Identifier: Apache-2.0
// The office's notices (seal/notice.hpp): issuing them, and bringing each hub what it lacks.
//
// Issuing writes to the office's database only; post_notices() carries on from there, in a pull and after a
// command that issues, so that an office without network loses nothing. A decision calls issue_reply() in the
// transaction that moves the case.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"
#include "sync/seal/reply.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/uplink/transport.hpp"

#include <string>
#include <vector>

namespace istiqbal::office {

// Content, settings and announcements that nobody renews are said to have expired after so many days, and a
// reply is gone.
inline constexpr std::int64_t notice_days = 400;

struct NoticeIssue {
    seal::NoticeKind kind = seal::NoticeKind::settings;
    seal::TerminalId scope{}; // zeros: every terminal
    seal::NoticeSubject subject{};
    std::int64_t expires = 0; // seconds since 1970-01-01 UTC
    seal::Bytes body;
};

// Checks, numbers, signs and stores it; gives the revision. Within a transaction of the caller's, so that two
// commands at once do not take the same number. `now`: seconds since 1970-01-01 UTC.
seal::Result<std::uint64_t> issue_notice(Store& store, const OfficeKeys& keys, const NoticeIssue& issue,
                                         std::int64_t now);

// The same for a reply. `claim_key` is the one that the request's submission bears.
seal::Result<std::uint64_t> issue_reply(Store& store, const OfficeKeys& keys, const seal::Reply& reply,
                                        const seal::Recipient& claim_key, std::int64_t now);

// In a transaction of its own: adds one to the list, or replaces what it says of that terminal, and issues
// the whole list. A terminal that this office never certified is refused (not_found).
seal::Result<std::uint64_t> revoke(Store& store, const OfficeKeys& keys, const seal::Revocation& revocation,
                                   std::int64_t now);

// Issues the list as the store has it. Within a transaction of the caller's.
seal::Result<std::uint64_t> issue_revocations(Store& store, const OfficeKeys& keys, std::int64_t now);

// What was said to one terminal alone, and has not expired, is said to another too. Within a transaction of
// the caller's.
seal::Result<void> say_again(Store& store, const OfficeKeys& keys, const seal::TerminalId& said_to,
                             const seal::TerminalId& say_to, std::int64_t now);

struct Posted {
    std::uint64_t posted = 0;          // notices that the hub has now and had not before
    std::vector<std::string> warnings; // a line each: what the hub refused
};

// Brings the hub every notice that it lacks; all of them if it was restored from a copy that is older than
// what it had confirmed. io: the hub is not reached, or does not answer as a hub.
seal::Result<Posted> post_notices(Store& store, const OfficeKeys& keys, const Hub& hub,
                                  uplink::Transport& transport, std::int64_t now);

} // namespace istiqbal::office
