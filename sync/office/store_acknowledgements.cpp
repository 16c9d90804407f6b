// SPDX-License-Identifier: Apache-2.0
// The office's store: what each hub was told of the records that are filed.
#include "sync/office/store.hpp"

namespace istiqbal::office {

using seal::Result;

Result<std::vector<seal::OfficeAck>> Store::unacknowledged(const Hub& hub) {
    auto statement = database_.prepare("SELECT terminal, epoch, sequence, hash FROM filed WHERE hub = ? AND "
                                       "acknowledged = 0 ORDER BY terminal, epoch, sequence");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, hub.number);
    std::vector<seal::OfficeAck> acks;
    const auto take = [&] {
        const auto terminal = seal::Reader(statement->blob(0)).array<sizeof(seal::TerminalId)>();
        const auto epoch = static_cast<std::uint32_t>(statement->integer(1));
        if (acks.empty() || acks.back().terminal != terminal || acks.back().epoch != epoch ||
            acks.back().records.size() == seal::office_ack_record_limit)
            acks.push_back({terminal, epoch, {}});
        acks.back().records.push_back({static_cast<std::uint64_t>(statement->integer(2)),
                                       seal::Reader(statement->blob(3)).array<sizeof(seal::Digest)>()});
    };
    return statement->each_row(take).map([&acks] { return std::move(acks); });
}

Result<void> Store::mark_acknowledged(const Hub& hub, const seal::OfficeAck& ack, std::uint64_t number) {
    auto transaction = begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const char* sql :
         {"UPDATE cases SET acknowledged = 1 WHERE terminal = ? AND epoch = ? AND sequence = ? AND hash = ?",
          "UPDATE ratings SET acknowledged = 1 WHERE terminal = ? AND epoch = ? AND sequence = ? AND hash = "
          "?",
          "UPDATE carriers SET acknowledged = 1 WHERE terminal = ? AND epoch = ? AND sequence = ? AND hash = "
          "?"}) {
        auto update = database_.prepare(sql);
        if (!update)
            return tl::unexpected(update.error());
        for (const seal::AcknowledgedRecord& record : ack.records) {
            update->bind(1, seal::ByteView(ack.terminal))
                .bind(2, std::int64_t{ack.epoch})
                .bind(3, static_cast<std::int64_t>(record.sequence))
                .bind(4, seal::ByteView(record.hash));
            if (auto done = update->step(); !done)
                return tl::unexpected(done.error());
            update->reset();
        }
    }
    auto confirm = database_.prepare("INSERT INTO confirmed (hub, number) VALUES (?, ?) ON CONFLICT (hub) "
                                     "DO UPDATE SET number = max(number, excluded.number)");
    if (!confirm)
        return tl::unexpected(confirm.error());
    if (auto done = confirm->bind(1, hub.number).bind(2, static_cast<std::int64_t>(number)).step(); !done)
        return tl::unexpected(done.error());
    return transaction->commit();
}

Result<std::uint64_t> Store::last_confirmed(const Hub& hub) {
    auto row = database_.prepare("SELECT number FROM confirmed WHERE hub = ?");
    if (!row)
        return tl::unexpected(row.error());
    const auto found = row->bind(1, hub.number).step();
    if (!found)
        return tl::unexpected(found.error());
    return *found ? static_cast<std::uint64_t>(row->integer(0)) : 0;
}

Result<void> Store::forget_acknowledged(const Hub& hub) {
    auto transaction = begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const char* sql :
         {"UPDATE cases SET acknowledged = 0 WHERE hub = ?",
          "UPDATE ratings SET acknowledged = 0 WHERE hub = ?",
          "UPDATE carriers SET acknowledged = 0 WHERE hub = ?", "DELETE FROM confirmed WHERE hub = ?"}) {
        auto statement = database_.prepare(sql);
        if (!statement)
            return tl::unexpected(statement.error());
        if (auto done = statement->bind(1, hub.number).step(); !done)
            return tl::unexpected(done.error());
    }
    return transaction->commit();
}

} // namespace istiqbal::office
