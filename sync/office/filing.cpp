// SPDX-License-Identifier: Apache-2.0
#include "sync/office/filing.hpp"

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

std::string name_of(const seal::EnvelopeView& envelope) {
    return "terminal " + seal::hex(envelope.terminal) + ", epoch " + std::to_string(envelope.position.epoch) +
           ", record " + std::to_string(envelope.position.sequence);
}

} // namespace

FilingClerk::FilingClerk(Store& store, const OfficeKeys& keys, const Hub& hub,
                         std::vector<seal::Revocation> revocations, Filed& filed, std::int64_t now)
    : store_(store)
    , keys_(keys)
    , hub_(hub)
    , revocations_(std::move(revocations))
    , filed_(filed)
    , now_(now) {}

Result<FilingClerk> FilingClerk::open(Store& store, const OfficeKeys& keys, const Hub& hub, Filed& filed,
                                      std::int64_t now) {
    auto revocations = store.revocations();
    if (!revocations)
        return tl::unexpected(revocations.error());
    return FilingClerk(store, keys, hub, std::move(*revocations), filed, now);
}

template <class File>
Result<void> FilingClerk::file(const seal::EnvelopeView& envelope, const seal::Digest& hash, File&& file) {
    const auto& place = envelope.position;
    const auto before = place.sequence > 1
                            ? store_.at(envelope.terminal, place.epoch, place.sequence - 1)
                            : Result<std::optional<Store::Place>>(std::optional<Store::Place>());
    const auto after = store_.at(envelope.terminal, place.epoch, place.sequence + 1);
    if (!before || !after)
        return tl::unexpected(before ? after.error() : before.error());
    if ((*before && (*before)->hash != place.previous) || (*after && (*after)->previous != hash))
        return put_aside(envelope.bytes, name_of(envelope),
                         {ErrorClass::broken_chain, "it does not join the records beside it"});
    if (place.sequence > 1 && !*before)
        filed_.warnings.push_back(name_of(envelope) + ": the record before it is missing");
    ++filed_.filed;
    return file();
}

Result<void> FilingClerk::put_aside(seal::ByteView bytes, const std::string& which,
                                    const seal::Error& error) {
    ++filed_.quarantined;
    filed_.warnings.push_back(which + " is put aside: " + error.message());
    return store_.quarantine(hub_, bytes, error.message(), now_);
}

Result<void> FilingClerk::take(std::span<const seal::ByteView> records) {
    const auto opened = open_records(store_, keys_, records);
    if (!opened)
        return tl::unexpected(opened.error());
    for (const OpenedRecord& record : *opened)
        if (auto done = take(record); !done)
            return done;
    return {};
}

Result<void> FilingClerk::take(const OpenedRecord& record) {
    if (!record.envelope)
        return put_aside(record.bytes, "a record", record.envelope.error());
    const seal::EnvelopeView& envelope = *record.envelope;
    const auto& place = envelope.position;
    const auto held = store_.at(envelope.terminal, place.epoch, place.sequence);
    if (!held)
        return tl::unexpected(held.error());
    if (*held && (*held)->hash == record.hash) {
        ++filed_.already;
        return {};
    }
    if (*held)
        return put_aside(record.bytes, name_of(envelope),
                         {ErrorClass::broken_chain, "another record is filed at the same place"});
    const auto carried = store_.was_carried(record.hash);
    if (!carried)
        return tl::unexpected(carried.error());
    if (*carried) {
        ++filed_.already;
        return {};
    }
    if (!record.key)
        return put_aside(record.bytes, name_of(envelope),
                         {ErrorClass::wrong_key, "this office never enrolled the terminal"});
    if (const auto* revoked = seal::find_revocation(revocations_, envelope.terminal, place.epoch))
        return put_aside(record.bytes, name_of(envelope),
                         {ErrorClass::wrong_key, "the terminal is revoked: " + revoked->reason});
    return envelope.carries ? take_carrier(record) : file_opened(record);
}

Result<void> FilingClerk::take_carrier(const OpenedRecord& carrier) {
    const seal::EnvelopeView& envelope = *carrier.envelope;
    const auto& record = carrier.carried;
    if (!record)
        return put_aside(carrier.bytes, name_of(envelope), record.error());
    const auto succeeds = store_.succeeds(envelope.terminal, record->terminal);
    if (!succeeds)
        return tl::unexpected(succeeds.error());
    if (!*succeeds || !carrier.carried_key)
        return put_aside(
            carrier.bytes, name_of(envelope),
            {ErrorClass::wrong_key, "it carries a record of a terminal that it is not in place of"});
    const auto record_hash = seal::record_hash(*record);
    const auto held = store_.at(record->terminal, record->position.epoch, record->position.sequence);
    const auto carried = store_.was_carried(record_hash);
    if (!held || !carried)
        return tl::unexpected(held ? carried.error() : held.error());
    if (*carried || (*held && (*held)->hash == record_hash))
        return file(envelope, carrier.hash, [&] {
            --filed_.filed;
            ++filed_.already;
            return store_.keep_carrier(hub_, envelope, carrier.hash, record_hash, false);
        });
    const std::uint64_t filed_before = filed_.filed;
    if (auto done = file_opened(carrier); !done)
        return done;
    return filed_.filed == filed_before
               ? Result<void>() // it was put aside
               : store_.keep_carrier(hub_, envelope, carrier.hash, record_hash, true);
}

Result<void> FilingClerk::file_opened(const OpenedRecord& record) {
    const seal::EnvelopeView& envelope = *record.envelope;
    if (!*record.submission)
        return put_aside(record.bytes, name_of(envelope), record.submission->error());
    const seal::Submission& submission = **record.submission;
    if (submission.kind == seal::SubmissionKind::rating) {
        // Opening checked it.
        auto rating = seal::read_rating(submission);
        const RatingFiling filing{submission.language, submission.created,
                                  rating ? std::move(*rating) : seal::Rating()};
        return file(envelope, record.hash,
                    [&] { return store_.file_rating(hub_, envelope, record.hash, filing, now_); });
    }
    const Filing filing{submission.reference,
                        submission.form,
                        submission.language,
                        submission.created,
                        submission.committee ? submission.committee->date : std::string(),
                        submission.missing_documents,
                        submission.completes,
                        submission.brought_documents};
    return file(envelope, record.hash,
                [&] { return store_.file_case(hub_, envelope, record.hash, filing, now_); });
}

} // namespace istiqbal::office
