// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/submission.hpp"

#include "sync/seal/iso_date.hpp"
#include "sync/seal/rating.hpp"
#include "sync/seal/reference.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

Result<void> malformed(const char* detail) {
    return fail(ErrorClass::malformed, detail);
}

bool is_language(std::string_view text) {
    return text == "ar" || text == "en";
}

bool is_channel(std::string_view text) {
    return text == "kiosk" || (text.size() == 2 && text[0] == 'C' && text[1] >= '1' && text[1] <= '8');
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= submission_name_limit;
}

bool is_reference(std::string_view text) {
    const Result<Reference> reference = Reference::parse(text);
    return reference && reference->text() == text;
}

Result<void> check_claim(const Submission& submission) {
    if (!is_reference(submission.reference))
        return malformed("the reference is not one");
    const Result<Recipient> claim_key = Recipient::from_text(submission.claim_key);
    if (!claim_key || claim_key->text() != submission.claim_key)
        return malformed("the claim key is not a recipient");
    return {};
}

Result<void> check_signature(const DrawnSignature& signature) {
    std::size_t points = 0;
    for (const auto& stroke : signature.strokes)
        points += stroke.size();
    if (points == 0)
        return malformed("the signature has no points");
    if (signature.strokes.size() > submission_stroke_limit || points > submission_point_limit)
        return fail(ErrorClass::too_large, "the signature has too many strokes or points");
    return {};
}

Result<void> check_declaration(const Submission& submission) {
    if (submission.declaration && !submission.signature && !submission.witness)
        return malformed("a declaration has neither signature nor witness");
    if (submission.signature && submission.witness)
        return malformed("a signature and a witness exclude each other");
    if (!submission.declaration && (submission.signature || submission.witness))
        return malformed("what is signed or witnessed is missing");
    if (submission.witness && !is_name(submission.witness->name))
        return malformed("the witness has no name, or one that is too long");
    return submission.signature ? check_signature(*submission.signature) : Result<void>();
}

Result<void> check_taken_by(const TakenBy& taken, std::string_view channel) {
    if (channel == "kiosk")
        return malformed("somebody took in what came by self-service");
    if (!is_name(taken.representative))
        return malformed("the representative has no name, or one that is too long");
    if (!is_iso_date(taken.received))
        return malformed("the day of receipt is not yyyy-mm-dd");
    if (taken.documents_seen.size() > submission_document_limit)
        return fail(ErrorClass::too_large, "too many documents were seen");
    for (const SeenDocument& document : taken.documents_seen)
        if (!document.seen && (document.matches || document.unexpired))
            return malformed("a document that was not seen cannot match");
    if (const auto& asked = taken.asked_by;
        asked && (!is_name(asked->name) || !is_name(asked->relation) || asked->mobile.empty() ||
                  asked->mobile.size() > submission_mobile_limit))
        return malformed("who asked has no name, relation or number, or one that is too long");
    return {};
}

Result<void> check_documents(const std::vector<ListedDocument>& documents) {
    if (documents.size() > submission_document_limit)
        return fail(ErrorClass::too_large, "the submission lists too many documents");
    for (const ListedDocument& document : documents)
        if (document.document.size() > submission_name_limit)
            return malformed("a document's name is too long");
    return {};
}

Result<void> check_completion(const Submission& submission) {
    if (submission.completes.empty())
        return submission.brought_documents.empty()
                   ? Result<void>()
                   : malformed("documents were brought for a request that is not named");
    if (!is_reference(submission.completes))
        return malformed("the reference of what is completed is not one");
    if (!submission.missing_documents.empty())
        return malformed("what is still missing is the completed request's to say");
    return {};
}

Result<void> check_request(const Submission& submission) {
    if (submission.committee && !is_iso_date(submission.committee->date))
        return malformed("the committee's date is not yyyy-mm-dd");
    return check_claim(submission)
        .and_then([&] { return check_declaration(submission); })
        .and_then([&] { return check_documents(submission.missing_documents); })
        .and_then([&] { return check_documents(submission.brought_documents); })
        .and_then([&] { return check_completion(submission); })
        .and_then([&] {
            return submission.taken_by ? check_taken_by(*submission.taken_by, submission.channel)
                                       : Result<void>();
        });
}

Result<void> check_rating(const Submission& submission) {
    if (!submission.reference.empty() || !submission.claim_key.empty() || submission.declaration ||
        submission.signature || submission.witness || submission.committee || submission.taken_by ||
        !submission.missing_documents.empty() || !submission.completes.empty() ||
        !submission.brought_documents.empty())
        return malformed("a rating is anonymous and holds nothing but answers");
    if (const Result<Rating> rating = read_rating(submission); !rating)
        return tl::unexpected<Error>(rating.error());
    return {};
}

void wipe_texts(TakenBy& taken) {
    wipe(taken.representative);
    wipe(taken.received);
    for (SeenDocument& document : taken.documents_seen)
        wipe(document.document);
    if (taken.asked_by) {
        wipe(taken.asked_by->name);
        wipe(taken.asked_by->relation);
        wipe(taken.asked_by->mobile);
    }
}

void wipe_texts(std::vector<ListedDocument>& documents) {
    for (ListedDocument& document : documents) {
        wipe(document.document);
        wipe(document.shown);
    }
}

} // namespace

Result<void> check(const Submission& submission) {
    if (!is_language(submission.language))
        return malformed("language is neither ar nor en");
    if (!is_channel(submission.channel))
        return malformed("channel is neither kiosk nor C1 to C8");
    if (submission.epoch == 0 || submission.sequence == 0)
        return malformed("the submission has no place in the chain");
    if (!is_name(submission.form) || submission.form_version.size() > submission_name_limit)
        return malformed("the form has no name, or one that is too long");
    if (submission.created < 0)
        return malformed("created before 1970");
    if (submission.answers.size() > submission_answer_limit)
        return fail(ErrorClass::too_large, "the submission holds too many answers");
    return submission.kind == SubmissionKind::rating ? check_rating(submission) : check_request(submission);
}

Result<Submission> open_submission(const EnvelopeView& envelope, const VerifyKey& terminal,
                                   std::span<const Identity> identities) {
    const Result<SecretBuffer> plaintext = open_record(envelope, terminal, identities);
    if (!plaintext)
        return tl::unexpected<Error>(plaintext.error());
    Result<Submission> submission = submission_from_json(plaintext->bytes());
    if (submission &&
        (submission->terminal != envelope.terminal || submission->epoch != envelope.position.epoch ||
         submission->sequence != envelope.position.sequence))
        return fail(ErrorClass::wrong_key,
                    "the submission was sealed for another place than its envelope names");
    return submission;
}

void thin(DrawnSignature& signature, std::size_t point_limit) {
    std::size_t points = 0;
    for (const auto& stroke : signature.strokes)
        points += stroke.size();
    while (points > point_limit) {
        const std::size_t before = points;
        points = 0;
        for (auto& stroke : signature.strokes) {
            std::size_t kept = 0;
            for (std::size_t index = 0; index < stroke.size(); ++index)
                if (index % 2 == 0 || index + 1 == stroke.size())
                    stroke[kept++] = stroke[index];
            stroke.resize(kept);
            points += kept;
        }
        if (points == before)
            return;
    }
}

void wipe(Submission& submission) {
    for (ShownAnswer& answer : submission.answers) {
        wipe(answer.name);
        wipe(answer.question);
        wipe(answer.value);
        wipe(answer.shown);
    }
    if (submission.signature)
        for (auto& stroke : submission.signature->strokes)
            std::fill(stroke.begin(), stroke.end(), StrokePoint{});
    wipe_texts(submission.missing_documents);
    wipe_texts(submission.brought_documents);
    if (submission.declaration)
        wipe(*submission.declaration);
    if (submission.witness)
        wipe(submission.witness->name);
    if (submission.committee) {
        wipe(submission.committee->text);
        wipe(submission.committee->date);
    }
    if (submission.taken_by)
        wipe_texts(*submission.taken_by);
    wipe(submission.completes);
    wipe(submission.reference);
    wipe(submission.claim_key);
}

} // namespace istiqbal::seal
