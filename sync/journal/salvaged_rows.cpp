// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/salvaged_rows.hpp"

namespace istiqbal::journal {

using seal::ErrorClass;

namespace {

tl::expected<std::uint64_t, Verdict> insert_records(Connection& connection,
                                                    const std::vector<SalvagedRecord>& salvaged) {
    std::optional<Statement> epochs = connection.prepare("INSERT OR IGNORE INTO epoch (number) VALUES (?)");
    std::optional<Statement> records = connection.prepare(
        "INSERT OR IGNORE INTO record (epoch, sequence, hash, envelope) VALUES (?, ?, ?, ?)");
    std::optional<Statement> spooled =
        connection.prepare("UPDATE epoch SET spooled = ?2 - 1 WHERE number = ?1 AND spooled >= ?2");
    if (!epochs || !records || !spooled)
        return tl::unexpected<Verdict>(connection.last());
    std::uint64_t fresh = 0;
    for (const SalvagedRecord& record : salvaged) {
        const auto epoch = static_cast<std::int64_t>(record.position.epoch);
        const auto sequence = static_cast<std::int64_t>(record.position.sequence);
        epochs->reset();
        records->reset();
        spooled->reset();
        Verdict verdict = epochs->bind(1, epoch).step();
        if (verdict != Verdict::done)
            return tl::unexpected<Verdict>(verdict);
        records->bind(1, epoch).bind(2, sequence);
        records->bind(3, seal::ByteView(record.hash)).bind(4, seal::ByteView(record.envelope));
        if ((verdict = records->step()) != Verdict::done)
            return tl::unexpected<Verdict>(verdict);
        if (connection.changes() == 0)
            continue;
        ++fresh;
        if ((verdict = spooled->bind(1, epoch).bind(2, sequence).step()) != Verdict::done)
            return tl::unexpected<Verdict>(verdict);
    }
    return fresh;
}

Verdict insert_tickets(Connection& connection, const std::vector<SalvagedTicket>& tickets) {
    std::optional<Statement> insert = connection.prepare(
        "INSERT INTO ticket (reference, claim_key, epoch, sequence, acknowledged) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (reference) DO UPDATE SET acknowledged = max(acknowledged, excluded.acknowledged)");
    if (!insert)
        return connection.last();
    for (const SalvagedTicket& ticket : tickets) {
        insert->reset();
        insert->bind(1, ticket.reference).bind(2, seal::ByteView(ticket.claim_key)).bind(3, ticket.epoch);
        insert->bind(4, ticket.sequence).bind(5, std::int64_t{ticket.acknowledged});
        if (const Verdict verdict = insert->step(); verdict != Verdict::done)
            return verdict;
    }
    return Verdict::done;
}

Verdict insert_drafts(Connection& connection, const std::vector<SalvagedDraft>& drafts) {
    std::optional<Statement> insert = connection.prepare(
        "INSERT INTO draft (id, representative, updated, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO "
        "UPDATE"
        " SET representative = excluded.representative, updated = excluded.updated, sealed = excluded.sealed"
        " WHERE excluded.updated > updated");
    if (!insert)
        return connection.last();
    for (const SalvagedDraft& draft : drafts) {
        insert->reset();
        insert->bind(1, draft.id).bind(2, draft.representative).bind(3, draft.updated);
        if (const Verdict verdict = insert->bind(4, seal::ByteView(draft.sealed)).step();
            verdict != Verdict::done)
            return verdict;
    }
    return Verdict::done;
}

// Only upwards, as ever. Should a notice not hold its signature, the next one that comes replaces it.
Verdict insert_notices(Connection& connection, const std::vector<SalvagedNotice>& notices) {
    std::optional<Statement> insert = connection.prepare(
        "INSERT INTO notice (kind, scope, subject, revision, issued, expires, hash, bytes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, scope, subject) DO UPDATE"
        " SET revision = excluded.revision, issued = excluded.issued, expires = excluded.expires,"
        " hash = excluded.hash, bytes = excluded.bytes WHERE excluded.revision > revision");
    if (!insert)
        return connection.last();
    for (const SalvagedNotice& notice : notices) {
        const seal::NoticeHead& head = notice.head;
        insert->reset();
        insert->bind(1, static_cast<std::int64_t>(head.kind)).bind(2, seal::ByteView(head.scope));
        insert->bind(3, seal::ByteView(head.subject)).bind(4, static_cast<std::int64_t>(head.revision));
        insert->bind(5, head.issued).bind(6, head.expires).bind(7, seal::ByteView(notice.hash));
        if (const Verdict verdict = insert->bind(8, seal::ByteView(notice.bytes)).step();
            verdict != Verdict::done)
            return verdict;
    }
    return Verdict::done;
}

} // namespace

tl::expected<std::uint64_t, Verdict> insert_salvaged(Connection& connection, const Salvaged& salvaged) {
    const tl::expected<std::uint64_t, Verdict> fresh = insert_records(connection, salvaged.records);
    if (!fresh)
        return fresh;
    if (const Verdict verdict = insert_tickets(connection, salvaged.tickets); verdict != Verdict::done)
        return tl::unexpected<Verdict>(verdict);
    if (const Verdict verdict = insert_drafts(connection, salvaged.drafts); verdict != Verdict::done)
        return tl::unexpected<Verdict>(verdict);
    if (const Verdict verdict = insert_notices(connection, salvaged.notices); verdict != Verdict::done)
        return tl::unexpected<Verdict>(verdict);
    return fresh;
}

seal::Result<std::uint64_t> carry_over(Store& store, const Salvaged& salvaged) {
    for (const SalvagedRecord& record : salvaged.records)
        if (record.position.epoch >= store.position.epoch)
            return seal::fail(ErrorClass::unsupported, "it has records of an epoch that is not past");
    const auto failed = [&store](Verdict verdict) {
        return seal::fail(error_class(verdict), store.connection.message());
    };
    Transaction transaction(store.connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return failed(verdict);
    const tl::expected<std::uint64_t, Verdict> fresh = insert_salvaged(store.connection, salvaged);
    if (!fresh)
        return failed(fresh.error());
    if (const Verdict verdict = transaction.commit(); verdict != Verdict::done)
        return failed(verdict);
    return *fresh;
}

} // namespace istiqbal::journal
