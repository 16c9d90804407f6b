// SPDX-License-Identifier: Apache-2.0
#include "sync/office/filing.hpp"

#include "sync/seal/submission.hpp"

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

Result<void> FilingClerk::take(seal::ByteView bytes) {
    const auto envelope = seal::parse_envelope(bytes);
    if (!envelope)
        return put_aside(bytes, "a record", envelope.error());
    const auto hash = seal::record_hash(*envelope);
    const auto& place = envelope->position;
    const auto held = store_.at(envelope->terminal, place.epoch, place.sequence);
    if (!held)
        return tl::unexpected(held.error());
    if (*held && (*held)->hash == hash) {
        ++filed_.already;
        return {};
    }
    if (*held)
        return put_aside(bytes, name_of(*envelope),
                         {ErrorClass::broken_chain, "another record is filed at the same place"});
    const auto carried = store_.was_carried(hash);
    if (!carried)
        return tl::unexpected(carried.error());
    if (*carried) {
        ++filed_.already;
        return {};
    }
    const auto key = store_.terminal_key(envelope->terminal);
    if (!key)
        return tl::unexpected(key.error());
    if (!*key)
        return put_aside(bytes, name_of(*envelope),
                         {ErrorClass::wrong_key, "this office never enrolled the terminal"});
    if (const auto* revoked = seal::find_revocation(revocations_, envelope->terminal, place.epoch))
        return put_aside(bytes, name_of(*envelope),
                         {ErrorClass::wrong_key, "the terminal is revoked: " + revoked->reason});
    return envelope->carries ? take_carrier(*envelope, hash, **key)
                             : open_and_file(*envelope, hash, {*envelope, **key});
}

Result<void> FilingClerk::take_carrier(const seal::EnvelopeView& carrier, const seal::Digest& hash,
                                       const seal::VerifyKey& key) {
    const auto record =
        seal::verify_envelope(carrier, key).and_then([&] { return seal::carried_record(carrier); });
    if (!record)
        return put_aside(carrier.bytes, name_of(carrier), record.error());
    const auto succeeds = store_.succeeds(carrier.terminal, record->terminal);
    const auto before = store_.terminal_key(record->terminal);
    if (!succeeds || !before)
        return tl::unexpected(succeeds ? before.error() : succeeds.error());
    if (!*succeeds || !*before)
        return put_aside(
            carrier.bytes, name_of(carrier),
            {ErrorClass::wrong_key, "it carries a record of a terminal that it is not in place of"});
    const auto record_hash = seal::record_hash(*record);
    const auto held = store_.at(record->terminal, record->position.epoch, record->position.sequence);
    const auto carried = store_.was_carried(record_hash);
    if (!held || !carried)
        return tl::unexpected(held ? carried.error() : held.error());
    if (*carried || (*held && (*held)->hash == record_hash))
        return file(carrier, hash, [&] {
            --filed_.filed;
            ++filed_.already;
            return store_.keep_carrier(hub_, carrier, hash, record_hash, false);
        });
    const std::uint64_t filed_before = filed_.filed;
    if (auto done = open_and_file(carrier, hash, {*record, **before}); !done)
        return done;
    return filed_.filed == filed_before ? Result<void>() // it was put aside
                                        : store_.keep_carrier(hub_, carrier, hash, record_hash, true);
}

Result<void> FilingClerk::open_and_file(const seal::EnvelopeView& envelope, const seal::Digest& hash,
                                        const SignedRecord& record) {
    auto submission = seal::open_submission(record.envelope, record.key, {&keys_.intake, 1});
    if (!submission)
        return put_aside(envelope.bytes, name_of(envelope), submission.error());
    Result<void> done;
    if (submission->kind == seal::SubmissionKind::rating) {
        // Opening checked it.
        auto rating = seal::read_rating(*submission);
        const RatingFiling filing{submission->language, submission->created,
                                  rating ? std::move(*rating) : seal::Rating()};
        done = file(envelope, hash, [&] { return store_.file_rating(hub_, envelope, hash, filing, now_); });
    } else {
        const Filing filing{submission->reference,
                            submission->form,
                            submission->language,
                            submission->created,
                            submission->committee ? submission->committee->date : std::string(),
                            submission->missing_documents,
                            submission->completes,
                            submission->brought_documents};
        done = file(envelope, hash, [&] { return store_.file_case(hub_, envelope, hash, filing, now_); });
    }
    seal::wipe(*submission);
    return done;
}

} // namespace istiqbal::office
