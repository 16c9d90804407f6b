// SPDX-License-Identifier: Apache-2.0
// What the office answers to a request (P7; PROTOCOL.md, "Reply"): JSON in an age file sealed to the
// request's claim key, padded as records are, in a notice of kind reply. Whoever has reference and claim code
// opens it, on any terminal; nobody else does, and the hub and the terminals carry it unread.
#pragma once

#include "sync/seal/notice.hpp"
#include "sync/seal/reference.hpp"

#include <optional>
#include <string>
#include <vector>

namespace istiqbal::seal {

inline constexpr std::size_t reply_note_limit = 4096;                   // bytes in one language
inline constexpr std::size_t reply_document_limit = 64;                 // how many
inline constexpr std::size_t reply_name_limit = 256;                    // bytes of a document's name or words
inline constexpr std::size_t reply_json_limit = std::size_t{64} * 1024; // padding included

// Where the request stands, in the order that it goes through (P5, P6).
enum class ReplyState {
    received,
    before_committee,
    accepted,
    refused,
    needs_completion, // `missing` says what is to come
    delivered,
};
std::string_view name(ReplyState state); // "before_committee"

struct LocalWords {
    std::string ar;
    std::string en;

    bool operator==(const LocalWords&) const = default;
};

struct MissingDocument {
    std::string document; // the choice's name in the form
    LocalWords shown;

    bool operator==(const MissingDocument&) const = default;
};

struct Reply {
    std::string reference; // as shown, "7KQ4-9M2X-C"
    ReplyState state = ReplyState::received;
    LocalWords note;                      // in both languages or in none
    std::vector<MissingDocument> missing; // with needs_completion only
    // yyyy-mm-dd. The day of the decision is there with accepted, refused and delivered, and not before the
    // decision; `next` is when to expect the next step, if that is known.
    std::optional<std::string> decided;
    std::optional<std::string> next;

    bool operator==(const Reply&) const = default;
};

// Overwrites every text in it.
void wipe(Reply& reply);

Result<SecretBuffer> to_json(const Reply& reply); // unpadded
Result<Reply> reply_from_json(ByteView json);     // malformed, unsupported, too_large

// The body of a notice for the reply. `claim_key` is the one of the request's submission.
Result<Bytes> seal_reply(const Reply& reply, const Recipient& claim_key,
                         const RandomSource& random = system_random);

// `claim`: seal::derive_claim_identity of what the person brought. wrong_key: the code is not the one that
// belongs to the reference, or the reply is to another reference than its notice says.
Result<Reply> open_reply(const NoticeView& notice, const Reference& reference, const Identity& claim);

} // namespace istiqbal::seal
