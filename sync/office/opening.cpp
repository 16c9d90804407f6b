// SPDX-License-Identifier: Apache-2.0
#include "sync/office/opening.hpp"

#include "sync/office/all_cores.hpp"

#include <map>

namespace istiqbal::office {

using seal::Result;

namespace {

// Terminals whose records come together are few.
class KnownKeys {
public:
    explicit KnownKeys(Store& store)
        : store_(store) {}

    Result<std::optional<seal::VerifyKey>> of(const seal::TerminalId& terminal) {
        const auto found = known_.find(terminal);
        if (found != known_.end())
            return found->second;
        auto key = store_.terminal_key(terminal);
        if (key)
            known_.emplace(terminal, *key);
        return key;
    }

private:
    Store& store_;
    std::map<seal::TerminalId, std::optional<seal::VerifyKey>> known_;
};

// What the store has to say: the keys, and whether the place is taken.
Result<bool> look_up(Store& store, KnownKeys& keys, OpenedRecord& record) {
    record.envelope = seal::parse_envelope(record.bytes);
    if (!record.envelope)
        return false;
    const auto held = store.at(record.envelope->terminal, record.envelope->position.epoch,
                               record.envelope->position.sequence);
    const auto key = keys.of(record.envelope->terminal);
    if (!held || !key)
        return tl::unexpected(held ? key.error() : held.error());
    record.key = *key;
    if (record.envelope->carries) {
        if (const auto carried = seal::carried_record(*record.envelope)) {
            const auto carried_key = keys.of(carried->terminal);
            if (!carried_key)
                return tl::unexpected(carried_key.error());
            record.carried_key = *carried_key;
        }
    }
    return !*held && *key;
}

void open(const OfficeKeys& keys, OpenedRecord& record) {
    const seal::EnvelopeView& envelope = *record.envelope;
    if (!envelope.carries) {
        record.submission.emplace(seal::open_submission(envelope, *record.key, {&keys.intake, 1}));
        return;
    }
    record.carried =
        seal::verify_envelope(envelope, *record.key).and_then([&] { return seal::carried_record(envelope); });
    if (record.carried && record.carried_key)
        record.submission.emplace(
            seal::open_submission(*record.carried, *record.carried_key, {&keys.intake, 1}));
}

} // namespace

OpenedRecord::~OpenedRecord() {
    if (submission && *submission)
        seal::wipe(**submission);
}

Result<std::vector<OpenedRecord>> open_records(Store& store, const OfficeKeys& keys,
                                               std::span<const seal::ByteView> records) {
    std::vector<OpenedRecord> opened(records.size());
    std::vector<char> wanted(records.size());
    KnownKeys known(store);
    for (std::size_t index = 0; index < records.size(); ++index) {
        opened[index].bytes = records[index];
        const auto to_open = look_up(store, known, opened[index]);
        if (!to_open)
            return tl::unexpected(to_open.error());
        wanted[index] = *to_open ? 1 : 0;
    }
    on_all_cores(records.size(), [&](std::size_t index) {
        if (!opened[index].envelope)
            return;
        opened[index].hash = seal::record_hash(*opened[index].envelope);
        if (wanted[index] != 0)
            open(keys, opened[index]);
    });
    return opened;
}

} // namespace istiqbal::office
