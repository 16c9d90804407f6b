// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/intake.hpp"

namespace istiqbal::journal {

namespace {

// Some 17 bytes a point: leaves more than half of 64 KiB, which most records fit, for the answers.
constexpr std::size_t signature_points = 1500;

// Wipes the submission however submit() ends.
class Wiped {
public:
    explicit Wiped(seal::Submission& submission)
        : submission_(submission) {}
    ~Wiped() { seal::wipe(submission_); }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;

private:
    seal::Submission& submission_;
};

} // namespace

Intake::Intake(Journal& journal, const seal::SigningKey& terminal, std::vector<seal::Recipient> recipients,
               seal::RandomSource random)
    : journal_(journal)
    , terminal_(terminal)
    , recipients_(std::move(recipients))
    , random_(std::move(random)) {}

Result<Receipt> Intake::submit(seal::Submission submission) {
    const Wiped wiped(submission);
    if (submission.kind != seal::SubmissionKind::request)
        return seal::fail(seal::ErrorClass::malformed, "a rating gets no receipt");
    const seal::Reference reference = seal::Reference::generate(random_);
    const seal::ClaimCode code = seal::ClaimCode::generate(random_);
    const Result<seal::Identity> claim = seal::derive_claim_identity(code, reference);
    if (!claim)
        return tl::unexpected<seal::Error>(claim.error());
    submission.reference = reference.text();
    submission.claim_key = claim->recipient().text();
    if (submission.signature)
        seal::thin(*submission.signature, signature_points);
    return store(submission, TicketKey{reference, claim->recipient()}).map([&](const Filed& filed) {
        return Receipt{reference, code, filed.epoch, filed.sequence};
    });
}

Result<Filed> Intake::file(seal::Submission rating) {
    const Wiped wiped(rating);
    if (rating.kind != seal::SubmissionKind::rating)
        return seal::fail(seal::ErrorClass::malformed, "a request is not filed without a receipt");
    return store(rating, std::nullopt);
}

Result<Filed> Intake::store(seal::Submission& submission, const std::optional<TicketKey>& ticket) {
    submission.terminal = terminal_.verify_key().id();
    const std::lock_guard guard(mutex_);
    const seal::Position position = journal_.position();
    submission.epoch = position.epoch;
    submission.sequence = position.sequence;
    const Result<void> stored =
        seal::to_json(submission)
            .and_then([](const seal::SecretBuffer& json) { return seal::pad_plaintext(json.bytes()); })
            .and_then([&](const seal::SecretBuffer& padded) {
                return seal::seal_record(position, terminal_, recipients_, padded.bytes(), random_);
            })
            .and_then([&](const Bytes& envelope) { return journal_.append(envelope, ticket); });
    if (!stored)
        return tl::unexpected<seal::Error>(stored.error());
    return Filed{position.epoch, position.sequence};
}

} // namespace istiqbal::journal
