// SPDX-License-Identifier: Apache-2.0
// What a record holds once opened (PROTOCOL.md, "Submission"): the answers with the words that were on the
// screen, so that what was seen is what is signed (P4, G10), the declaration with the finger signature or the
// witness who stands in for it, the committee notice and its date (P5), what is still missing, or which
// request is completed and with what (P6), the channel (C1–C8), who took it in, for whom, and which documents
// they saw (P3), and the key that the reply is sealed to (P7). Every journey makes a request; a rating (G5)
// is anonymous and has only answers.
//
// The JSON is UTF-8 with fixed key names. Reading is strict: valid UTF-8, no duplicate keys, no unknown keys
// (a newer writer raises the version; version 1 is read as well), depth ≤ 8, every list and text under its
// limit.
#pragma once

#include "sync/seal/envelope.hpp"

#include <optional>

namespace istiqbal::seal {

// One answered question, with what the person saw.
struct ShownAnswer {
    std::string name;     // the form's field, e.g. "national_id"; of a repeat "household[2]/member_name"
    std::string question; // the question as shown, in the language of the session
    std::string value;    // the machine value: ASCII digits, ISO dates, choice names
    std::string shown;    // the answer as shown

    bool operator==(const ShownAnswer&) const = default;
};

// One sample of the finger: fractions of the pad's width and height, 0 … 65535 from its left and top edge,
// and milliseconds since the first touch of the signature.
struct StrokePoint {
    std::uint16_t x = 0;
    std::uint16_t y = 0;
    std::uint32_t milliseconds = 0;

    bool operator==(const StrokePoint&) const = default;
};

struct DrawnSignature {
    std::uint32_t width_mm = 0; // of the pad on the glass
    std::uint32_t height_mm = 0;
    std::vector<std::vector<StrokePoint>> strokes;

    bool operator==(const DrawnSignature&) const = default;
};

// P5: that the committee studies the request and answers in not less than two weeks.
struct CommitteeNotice {
    std::string text; // as shown
    std::string date; // ISO yyyy-mm-dd, Gregorian: two weeks on
    bool acknowledged = false;

    bool operator==(const CommitteeNotice&) const = default;
};

// Stands in for the finger signature, under the name of the representative or employee who heard or read
// what the person declared.
struct Witness {
    enum class Reason { cannot_sign, by_telephone, on_paper };

    std::string name;
    Reason reason = Reason::cannot_sign;

    bool operator==(const Witness&) const = default;
};

// P3: a document as a representative found it.
struct SeenDocument {
    std::string document; // as shown
    bool seen = false;
    bool matches = false;   // the data given
    bool unexpired = false; // on the day it was seen

    bool operator==(const SeenDocument&) const = default;
};

// A document of a checklist, named so that the office can tell which one it is whatever the language was.
struct ListedDocument {
    std::string document; // the choice's name; empty in a record of version 1, which has none
    std::string shown;

    bool operator==(const ListedDocument&) const = default;
};

// Branch mode: somebody else who asks for the beneficiary (C2–C4, C8).
struct AskedBy {
    std::string name;
    std::string relation; // as shown
    std::string mobile;   // how to reach them

    bool operator==(const AskedBy&) const = default;
};

// How the person gave the consent (G10).
enum class Consent {
    in_person, // read on the terminal by the person, who was there
    read_out,  // was read out to them
    on_paper,  // they signed it on paper
};

// Branch mode: who took the request in, under their own name (P3).
struct TakenBy {
    std::string representative; // name
    std::string received;       // ISO yyyy-mm-dd: the day the request reached us (by letter, say)
    Consent consent = Consent::in_person;
    std::vector<SeenDocument> documents_seen;
    std::optional<AskedBy> asked_by{}; // nothing: the beneficiary asked

    bool operator==(const TakenBy&) const = default;
};

enum class SubmissionKind {
    request, // any journey: has a reference and a claim key
    rating,  // anonymous: has neither, nor anything below but answers (see rating.hpp)
};

// check() says what goes together: a declaration comes with a signature or a witness, exactly one, and
// neither comes without it; taken_by names a channel C1 … C8; what is brought belongs to what it completes.
struct Submission {
    SubmissionKind kind = SubmissionKind::request;
    std::string form;                 // e.g. "support_request"
    std::string form_version;         // as the form's settings sheet says
    std::string language;             // "ar" (shown right to left) or "en" (left to right)
    std::string channel;              // "kiosk" (self-service), or "C1" … "C8" as a representative says
    std::int64_t created = 0;         // seconds since 1970-01-01 UTC, by the terminal's clock
    std::vector<ShownAnswer> answers; // in the order they were asked
    std::optional<std::string> declaration; // as shown; an inquiry has none
    std::optional<DrawnSignature> signature;
    std::optional<Witness> witness;
    std::optional<CommitteeNotice> committee;
    std::optional<TakenBy> taken_by;
    std::vector<ListedDocument> missing_documents; // empty: complete
    std::string
        completes; // the reference "7KQ4-9M2X-C" of the request that this one completes (P6); or empty
    std::vector<ListedDocument> brought_documents; // only with `completes`; the note alone may complete, too

    // Set by Intake, not by the screens.
    std::string reference; // "7KQ4-9M2X-C"; empty in a rating
    std::string claim_key; // the recipient "age1…" of the claim code (reference.hpp); empty in a rating
    TerminalId terminal{}; // repeated from the envelope: a header stripped off and put on another shows
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;

    bool operator==(const Submission&) const = default;
};

inline constexpr std::size_t submission_answer_limit = 4096;
inline constexpr std::size_t submission_text_limit = std::size_t{32} * 1024; // bytes of UTF-8 in any one text
inline constexpr std::size_t submission_stroke_limit = 256;
inline constexpr std::size_t submission_point_limit = 8192;  // over all strokes
inline constexpr std::size_t submission_document_limit = 64; // missing, brought, seen
inline constexpr std::size_t submission_name_limit = 256;    // bytes of a form's, field's or person's name
inline constexpr std::size_t submission_mobile_limit = 32;

// What the types cannot say, asked on writing and on reading. malformed: what does not go together, or is not
// what it should be; too_large: a limit above.
Result<void> check(const Submission& submission);

// UTF-8 JSON without padding. malformed: a text is not UTF-8, or a field holds what from_json would refuse.
// too_large: a limit above; that it all fits 1 MiB is pad_plaintext's to say.
Result<SecretBuffer> to_json(const Submission& submission);

// Reads a plaintext, padding allowed behind it.
Result<Submission> submission_from_json(ByteView json);

// Opens an envelope all the way and checks that the inside repeats the outside (wrong_key when it does not).
Result<Submission> open_submission(const EnvelopeView& envelope, const VerifyKey& terminal,
                                   std::span<const Identity> identities);

// Halves the points of every stroke, ends kept, until at most `point_limit` are left: a long scribble still
// fits a record, and looks the same. Strokes are never dropped.
void thin(DrawnSignature& signature, std::size_t point_limit);

// Overwrites every text and stroke of it.
void wipe(Submission& submission);

} // namespace istiqbal::seal
