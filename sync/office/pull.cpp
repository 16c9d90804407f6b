// SPDX-License-Identifier: Apache-2.0
#include "sync/office/pull.hpp"

#include "sync/hub/wire.hpp"
#include "sync/office/ask.hpp"
#include "sync/office/notices.hpp"
#include "sync/seal/submission.hpp"

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::size_t page = 256;

std::string name_of(const seal::EnvelopeView& envelope) {
    return "terminal " + seal::hex(envelope.terminal) + ", epoch " + std::to_string(envelope.position.epoch) +
           ", record " + std::to_string(envelope.position.sequence);
}

class FilingClerk {
public:
    FilingClerk(Store& store, const OfficeKeys& keys, const Hub& hub,
                std::vector<seal::Revocation> revocations, Pulled& pulled, std::int64_t now)
        : store_(store)
        , keys_(keys)
        , hub_(hub)
        , revocations_(std::move(revocations))
        , pulled_(pulled)
        , now_(now) {}

    // An error is the store's; a record that does not verify is none.
    Result<void> take(seal::ByteView bytes) {
        const auto envelope = seal::parse_envelope(bytes);
        if (!envelope)
            return put_aside(bytes, "a record", envelope.error());
        const auto hash = seal::record_hash(*envelope);
        const auto& place = envelope->position;
        const auto held = store_.at(envelope->terminal, place.epoch, place.sequence);
        if (!held)
            return tl::unexpected(held.error());
        if (*held && (*held)->hash == hash) {
            ++pulled_.already;
            return {};
        }
        if (*held)
            return put_aside(bytes, name_of(*envelope),
                             {ErrorClass::broken_chain, "another record is filed at the same place"});
        const auto key = store_.terminal_key(envelope->terminal);
        if (!key)
            return tl::unexpected(key.error());
        if (!*key)
            return put_aside(bytes, name_of(*envelope),
                             {ErrorClass::wrong_key, "this office never enrolled the terminal"});
        if (const auto* revoked = seal::find_revocation(revocations_, envelope->terminal, place.epoch))
            return put_aside(bytes, name_of(*envelope),
                             {ErrorClass::wrong_key, "the terminal is revoked: " + revoked->reason});
        auto submission = seal::open_submission(*envelope, **key, {&keys_.intake, 1});
        if (!submission)
            return put_aside(bytes, name_of(*envelope), submission.error());
        Result<void> done;
        if (submission->kind == seal::SubmissionKind::rating) {
            // Opening checked it.
            auto rating = seal::read_rating(*submission);
            const RatingFiling filing{submission->language, submission->created,
                                      rating ? std::move(*rating) : seal::Rating()};
            done = file(*envelope, hash,
                        [&] { return store_.file_rating(hub_, *envelope, hash, filing, now_); });
        } else {
            const Filing filing{submission->reference,
                                submission->form,
                                submission->language,
                                submission->created,
                                submission->committee ? submission->committee->date : std::string(),
                                submission->missing_documents,
                                submission->completes,
                                submission->brought_documents};
            done =
                file(*envelope, hash, [&] { return store_.file_case(hub_, *envelope, hash, filing, now_); });
        }
        seal::wipe(*submission);
        return done;
    }

private:
    template <class File>
    Result<void> file(const seal::EnvelopeView& envelope, const seal::Digest& hash, File&& file) {
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
            pulled_.warnings.push_back(name_of(envelope) + ": the record before it is missing");
        ++pulled_.filed;
        return file();
    }

    Result<void> put_aside(seal::ByteView bytes, const std::string& which, const seal::Error& error) {
        ++pulled_.quarantined;
        pulled_.warnings.push_back(which + " is put aside: " + error.message());
        return store_.quarantine(hub_, bytes, error.message(), now_);
    }

    Store& store_;
    const OfficeKeys& keys_;
    const Hub& hub_;
    std::vector<seal::Revocation> revocations_;
    Pulled& pulled_;
    std::int64_t now_;
};

// One page; the cursor after it.
Result<std::uint64_t> file_page(Store& store, const OfficeKeys& keys, const Hub& hub,
                                const std::vector<hub::Listed>& items, Pulled& pulled, std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto revocations = store.revocations();
    if (!revocations)
        return tl::unexpected(revocations.error());
    FilingClerk clerk(store, keys, hub, std::move(*revocations), pulled, now);
    for (const hub::Listed& item : items) {
        if (auto done = clerk.take(item.bytes); !done)
            return tl::unexpected(done.error());
    }
    const std::uint64_t cursor = items.back().number;
    if (auto done = store.set_cursor(hub, cursor); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return cursor;
}

Result<void> acknowledge(Store& store, const OfficeKeys& keys, const Hub& hub, uplink::Transport& transport,
                         Pulled& pulled, std::int64_t now) {
    const auto acks = store.unacknowledged(hub);
    if (!acks)
        return tl::unexpected(acks.error());
    for (const seal::OfficeAck& ack : *acks) {
        const auto bytes = seal::build_office_ack(keys.signing, ack);
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto answer =
            ask(transport, keys, {"POST", std::string(hub::office_acks_path), {}, *bytes}, now);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!hub::is_stored_answer(*answer, *bytes))
            return seal::fail(ErrorClass::io, "what answers is no hub, or speaks of another acknowledgement");
        if (auto done = store.mark_acknowledged(ack); !done)
            return done;
        pulled.acknowledged += ack.records.size();
    }
    return {};
}

} // namespace

Result<Pulled> pull(Store& store, const OfficeKeys& keys, const Hub& hub, uplink::Transport& transport,
                    std::int64_t now) {
    Pulled pulled;
    std::uint64_t cursor = hub.cursor;
    for (;;) {
        auto body = ask(transport, keys, {"GET", hub::office_records_target(cursor, page), {}, {}}, now);
        if (!body)
            return tl::unexpected(body.error());
        const auto items = hub::parse_list(hub::record_list, *body, cursor);
        if (!items)
            return tl::unexpected(items.error());
        if (items->empty())
            break;
        const auto next = file_page(store, keys, hub, *items, pulled, now);
        if (!next)
            return tl::unexpected(next.error());
        cursor = *next;
    }
    if (auto done = acknowledge(store, keys, hub, transport, pulled, now); !done)
        return tl::unexpected(done.error());
    auto posted = post_notices(store, keys, hub, transport, now);
    if (!posted)
        return tl::unexpected(posted.error());
    pulled.posted = posted->posted;
    for (std::string& warning : posted->warnings)
        pulled.warnings.push_back(std::move(warning));
    return pulled;
}

} // namespace istiqbal::office
