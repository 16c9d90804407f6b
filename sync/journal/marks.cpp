// SPDX-License-Identifier: Apache-2.0
// What hub and office said of envelopes: how far the hub has them, what the office acknowledged, and what
// leaves when.
#include "sync/journal/journal_database.hpp"
#include "sync/seal/settings.hpp"

#include <algorithm>

namespace istiqbal::journal {

using seal::ErrorClass;
using seal::fail;

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

// How much of what the hub has is looked at in one go.
constexpr std::int64_t spooled_window = 65'536;

// How many envelopes of the epoch wait for the office with a sequence above the one and up to the other.
Result<std::uint64_t> count_due(Connection& connection, std::int64_t epoch, std::int64_t above,
                                std::int64_t up_to) {
    std::optional<Statement> row =
        connection.prepare("SELECT count(*) FROM record INDEXED BY record_due WHERE epoch = ?"
                           " AND sequence > ? AND sequence <= ? AND envelope IS NOT NULL"
                           " AND acknowledged IS NULL");
    if (!row)
        return refuse(connection, connection.last());
    if (const Verdict verdict = row->bind(1, epoch).bind(2, above).bind(3, up_to).step();
        verdict != Verdict::row)
        return refuse(connection, verdict);
    return static_cast<std::uint64_t>(row->number(0));
}

// Nothing: the epoch is not known.
Result<std::optional<std::int64_t>> spooled_mark(Connection& connection, std::int64_t epoch) {
    std::optional<Statement> row = connection.prepare("SELECT spooled FROM epoch WHERE number = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, epoch).step();
    if (verdict == Verdict::done)
        return std::optional<std::int64_t>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    return std::optional(row->number(0));
}

Result<void> set_spooled_mark(Connection& connection, std::int64_t epoch, std::int64_t sequence) {
    std::optional<Statement> update = connection.prepare("UPDATE epoch SET spooled = ? WHERE number = ?");
    if (!update)
        return refuse(connection, connection.last());
    if (const Verdict verdict = update->bind(1, sequence).bind(2, epoch).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return {};
}

// Gives the room back and leaves nothing of the purged in the -wal. The purge stands even if this fails: the
// next one tries again.
void give_room_back(Connection& connection) {
    connection.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
}

// One office acknowledgement within one transaction.
class Acknowledging {
public:
    Acknowledging(Connection& connection, const Retention& retention)
        : connection_(connection)
        , keeps_(retention.days > 0)
        , update_(connection.prepare(
              keeps_ ? "UPDATE record SET acknowledged = ?4 WHERE epoch = ?1 AND sequence = ?2 AND hash = ?3"
                       " AND envelope IS NOT NULL AND acknowledged IS NULL"
                     : "UPDATE record SET envelope = NULL WHERE epoch = ?1 AND sequence = ?2 AND hash = ?3"
                       " AND envelope IS NOT NULL AND acknowledged IS NULL"))
        , ticket_(connection.prepare("UPDATE ticket SET acknowledged = 1 WHERE epoch = ? AND sequence = ?"))
        , now_(retention.now) {}

    Result<void> take(std::uint32_t epoch, const seal::AcknowledgedRecord& record, Purged& purged,
                      std::uint64_t& spooled, std::int64_t mark) {
        if (!update_ || !ticket_)
            return refuse(connection_, connection_.last());
        update_->reset();
        update_->bind(1, std::int64_t{epoch}).bind(2, signed_number(record.sequence));
        update_->bind(3, ByteView(record.hash));
        if (keeps_)
            update_->bind(4, now_);
        if (const Verdict verdict = update_->step(); verdict != Verdict::done)
            return refuse(connection_, verdict);
        if (connection_.changes() == 0)
            return compare(epoch, record, purged);
        ++purged.purged;
        spooled += signed_number(record.sequence) <= mark ? 1 : 0;
        ticket_->reset();
        ticket_->bind(1, std::int64_t{epoch}).bind(2, signed_number(record.sequence));
        if (const Verdict verdict = ticket_->step(); verdict != Verdict::done)
            return refuse(connection_, verdict);
        return {};
    }

private:
    Result<void> compare(std::uint32_t epoch, const seal::AcknowledgedRecord& record, Purged& purged) {
        const Result<std::optional<seal::Digest>> hash = stored_hash(connection_, epoch, record.sequence);
        if (!hash)
            return tl::unexpected<seal::Error>(hash.error());
        ++(*hash && **hash == record.hash ? purged.already : purged.mismatched);
        return {};
    }

    Connection& connection_;
    bool keeps_;
    std::optional<Statement> update_;
    std::optional<Statement> ticket_;
    std::int64_t now_;
};

} // namespace

Result<void> Journal::mark_spooled(const seal::HubAck& ack) {
    if (ack.terminal != terminal_)
        return fail(ErrorClass::wrong_key, "the acknowledgement is for another terminal");
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    const Result<std::optional<seal::Digest>> hash = stored_hash(connection, ack.epoch, ack.sequence);
    if (!hash)
        return tl::unexpected<seal::Error>(hash.error());
    if (!*hash || **hash != ack.record_hash)
        return fail(ErrorClass::broken_chain,
                    "the hub acknowledges a record that this journal does not have");
    const auto mark = spooled_mark(connection, ack.epoch);
    if (!mark)
        return tl::unexpected<seal::Error>(mark.error());
    const std::int64_t sequence = signed_number(ack.sequence);
    if (!*mark || **mark >= sequence)
        return {};
    const auto due = count_due(connection, ack.epoch, **mark, sequence);
    if (!due)
        return tl::unexpected<seal::Error>(due.error());
    return set_spooled_mark(connection, ack.epoch, sequence).map([&] {
        database_->counts.unsent -= *due;
        database_->counts.spooled += *due;
    });
}

Result<void> Journal::unmark_spooled(std::uint32_t epoch, std::uint64_t sequence) {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    const auto mark = spooled_mark(connection, epoch);
    if (!mark)
        return tl::unexpected<seal::Error>(mark.error());
    if (!*mark || **mark <= signed_number(sequence))
        return {};
    const auto due = count_due(connection, epoch, signed_number(sequence), **mark);
    if (!due)
        return tl::unexpected<seal::Error>(due.error());
    return set_spooled_mark(connection, epoch, signed_number(sequence)).map([&] {
        database_->counts.unsent += *due;
        database_->counts.spooled -= *due;
    });
}

Result<std::vector<SpooledRun>> Journal::spooled_runs() const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> rows =
        connection.prepare("SELECT record.epoch, sequence FROM epoch CROSS JOIN record INDEXED BY record_due"
                           " ON record.epoch = epoch.number AND record.sequence <= epoch.spooled"
                           " WHERE envelope IS NOT NULL AND acknowledged IS NULL"
                           " ORDER BY epoch.number, record.sequence LIMIT ?");
    if (!rows)
        return refuse(connection, connection.last());
    rows->bind(1, spooled_window);
    std::vector<SpooledRun> runs;
    Verdict verdict = rows->step();
    for (; verdict == Verdict::row; verdict = rows->step()) {
        const auto epoch = static_cast<std::uint32_t>(rows->number(0));
        const auto sequence = static_cast<std::uint64_t>(rows->number(1));
        if (runs.empty() || runs.back().epoch != epoch || runs.back().last_sequence + 1 != sequence)
            runs.push_back({epoch, sequence, sequence});
        runs.back().last_sequence = sequence;
    }
    if (verdict != Verdict::done)
        return refuse(connection, verdict);
    return runs;
}

Result<Purged> Journal::purge(const seal::OfficeAck& ack, const Retention& retention) {
    if (ack.terminal != terminal_)
        return fail(ErrorClass::wrong_key, "the acknowledgement is for another terminal");
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    Purged purged;
    std::uint64_t spooled = 0; // of these, the hub has as many
    {
        Transaction transaction(connection);
        if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
            return refuse(connection, verdict);
        const auto mark = spooled_mark(connection, ack.epoch);
        if (!mark)
            return tl::unexpected<seal::Error>(mark.error());
        Acknowledging acknowledging(connection, retention);
        for (const seal::AcknowledgedRecord& record : ack.records)
            if (Result<void> taken =
                    acknowledging.take(ack.epoch, record, purged, spooled, mark->value_or(0));
                !taken)
                return tl::unexpected<seal::Error>(taken.error());
        if (const Verdict verdict = transaction.commit(); verdict != Verdict::done)
            return refuse(connection, verdict);
    }
    database_->counts.spooled -= spooled;
    database_->counts.unsent -= purged.purged - spooled;
    (retention.days > 0 ? database_->counts.kept : database_->counts.purged) += purged.purged;
    if (purged.purged > 0 && retention.days == 0)
        give_room_back(connection);
    return purged;
}

Result<std::uint64_t> Journal::purge_kept(const Retention& retention) {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    if (database_->counts.kept == 0)
        return 0;
    Connection& connection = database_->connection;
    std::optional<Statement> ahead =
        connection.prepare("UPDATE record INDEXED BY record_kept SET acknowledged = ?1"
                           " WHERE envelope IS NOT NULL AND acknowledged IS NOT NULL AND acknowledged > ?1");
    std::optional<Statement> purge =
        connection.prepare("UPDATE record INDEXED BY record_kept SET envelope = NULL, acknowledged = NULL"
                           " WHERE envelope IS NOT NULL AND acknowledged IS NOT NULL AND acknowledged <= ?");
    if (!ahead || !purge)
        return refuse(connection, connection.last());
    Transaction transaction(connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return refuse(connection, verdict);
    if (const Verdict verdict = ahead->bind(1, retention.now).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    if (const Verdict verdict =
            purge->bind(1, retention.now - std::int64_t{retention.days} * seconds_a_day).step();
        verdict != Verdict::done)
        return refuse(connection, verdict);
    const auto purged = static_cast<std::uint64_t>(connection.changes());
    if (const Verdict verdict = transaction.commit(); verdict != Verdict::done)
        return refuse(connection, verdict);
    database_->counts.kept -= purged;
    database_->counts.purged += purged;
    if (purged > 0)
        give_room_back(connection);
    return purged;
}

Result<Retention> Journal::retention(const seal::VerifyKey& office, std::int64_t now) const {
    const auto bytes = notice(seal::NoticeKind::settings, now);
    if (!bytes)
        return tl::unexpected<seal::Error>(bytes.error());
    if (!*bytes)
        return Retention{now, 0};
    const auto settings = seal::open_notice(**bytes, office).and_then([](const seal::NoticeView& opened) {
        return seal::settings_from_json(opened.body);
    });
    return Retention{now, settings ? settings->retention_days.value_or(0) : 0};
}

} // namespace istiqbal::journal
