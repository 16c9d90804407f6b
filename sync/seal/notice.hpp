// SPDX-License-Identifier: Apache-2.0
// A notice (PROTOCOL.md, "Notices"): everything that the office says to terminals beside acknowledgements.
// Fixed-layout big-endian bytes with the office's Ed25519 signature at the end:
//
//     "ISTN", version 1 (2), kind (2), scope (16), subject (16), revision (8), issued (8), expires (8),
//     size (4), body, signature (64) over PAE(label of the kind, everything before the signature)
//
// For one (kind, scope, subject) only a higher revision replaces what a terminal holds; never a lower one,
// and never other bytes under the same revision. A writer takes as the next revision the greater of the last
// plus one and the seconds since 1970, so that an office restored from an older copy does not fall behind
// what it said itself.
//
// An expired notice is taken and used all the same, with an alarm for people: a terminal whose office went
// silent must go on taking requests. Only an expired reply is dropped.
//
// How the parts hook in. Following a request up: Journal::notice(reply, reply_subject(reference)) gives the
// bytes, open_reply() (reply.hpp) what they say. Unpacking content: parse_bundle() (bundle.hpp) of the body
// of Journal::notice(content). Settings: parse_settings() (settings.hpp). Announcements: the body is the
// catalogue's own file. A stick carries notices as they are, one file each: Journal::apply_notices() takes
// them by whichever way they came.
#pragma once

#include "sync/seal/keys.hpp"

#include <array>
#include <cstdint>

namespace istiqbal::seal {

class Reference;

enum class NoticeKind : std::uint16_t {
    reply = 1,         // to one request; sealed to its claim code (reply.hpp)
    content = 2,       // forms, catalogue, strings, theme (bundle.hpp)
    settings = 3,      // (settings.hpp)
    announcements = 4, // the catalogue's announcements file, verbatim
    revocations = 5,   // terminals that are no longer to be believed (revocations.hpp)
};
inline constexpr std::array notice_kinds{NoticeKind::reply, NoticeKind::content, NoticeKind::settings,
                                         NoticeKind::announcements, NoticeKind::revocations};

std::string_view name(NoticeKind kind);         // "reply", …
std::size_t notice_body_limit(NoticeKind kind); // bytes

inline constexpr std::size_t notice_head_size = 68;
inline constexpr std::size_t notice_overhead = notice_head_size + sizeof(SignatureBytes);
inline constexpr std::size_t content_limit = std::size_t{8} << 20U;
inline constexpr std::size_t notice_limit = notice_overhead + content_limit;
inline constexpr std::uint64_t revision_limit = INT64_MAX;

using NoticeSubject = ByteArray<16>;

// What a notice says before its body.
struct NoticeHead {
    NoticeKind kind = NoticeKind::reply;
    TerminalId scope{};         // zeros: every terminal; a reply and the revocations are for every one
    NoticeSubject subject{};    // of a reply: reply_subject(); of the others zeros
    std::uint64_t revision = 0; // 1 … revision_limit
    std::int64_t issued = 0;    // seconds since 1970-01-01 UTC
    std::int64_t expires = 0;   // later than issued; expired when expires <= now

    bool is_general() const { return scope == TerminalId{}; }
    bool operator==(const NoticeHead&) const = default;
};

// A parsed notice. Points into the bytes it was parsed from, which must outlive it.
struct NoticeView {
    NoticeHead head;
    ByteView body;
    ByteView signature; // 64 bytes
    ByteView bytes;     // all of it
};

// Signs. malformed: head or body are not as they should be (check_notice_body). too_large.
Result<Bytes> build_notice(const SigningKey& office, const NoticeHead& head, ByteView body);

// Exactly one notice, no bytes after it. Checks layout and limits; neither the signature nor the body.
// malformed, unsupported (version or kind), too_large.
Result<NoticeView> parse_notice(ByteView bytes);

// bad_signature: altered, or signed by another than `office`.
Result<void> verify_notice(const NoticeView& notice, const VerifyKey& office);

// Both.
Result<NoticeView> open_notice(ByteView bytes, const VerifyKey& office);

// Reads the body as its kind is read, and throws the outcome away: what a person publishes is refused before
// it is signed. Of a reply, which is sealed, only its size.
// unsupported: a newer program wrote it.
Result<void> check_notice_body(NoticeKind kind, ByteView body);

// The first 16 bytes of labelled_hash(reply, "reply-subject", reference.canonical()).
NoticeSubject reply_subject(const Reference& reference);

// The limits of an announcements file on its way; the catalogue reads the rest.
inline constexpr std::size_t announcements_limit = std::size_t{256} * 1024;
Result<void> check_announcements(ByteView json);

} // namespace istiqbal::seal
