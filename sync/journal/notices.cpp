// SPDX-License-Identifier: Apache-2.0
// The notices' part of the journal.
#include "sync/journal/journal_database.hpp"
#include "sync/seal/pae.hpp"

namespace istiqbal::journal {

namespace {

using seal::NoticeKind;

struct Held {
    std::uint64_t revision = 0;
    seal::Digest hash{};
    bool dropped = false;
    bool holds = false; // its signature does, or it was dropped and there is nothing left to ask
};

// One transaction's work. Errors are the database's.
class Clerk {
public:
    Clerk(Connection& connection, const seal::TerminalId& terminal, const seal::VerifyKey& office,
          std::int64_t now)
        : connection_(connection)
        , terminal_(terminal)
        , office_(office)
        , now_(now) {}

    Result<NoticeApplied> take(ByteView bytes) {
        const auto notice = seal::open_notice(bytes, office_);
        if (!notice)
            return NoticeApplied{
                NoticeOutcome::refused, {}, "a notice was refused: " + notice.error().message()};
        const seal::NoticeHead& head = notice->head;
        const std::string what =
            std::string(seal::name(head.kind)) + ", revision " + std::to_string(head.revision);
        if (!head.is_general() && head.scope != terminal_)
            return NoticeApplied{NoticeOutcome::elsewhere, head.kind,
                                 "a notice for another terminal was ignored: " + what};
        // What a newer program wrote is kept for the day when this one is renewed.
        if (const auto checked = seal::check_notice_body(head.kind, notice->body);
            !checked && checked.error().kind != seal::ErrorClass::unsupported)
            return NoticeApplied{NoticeOutcome::refused, head.kind,
                                 "a notice was refused: " + what + ": " + checked.error().message()};
        const Result<std::optional<Held>> held = find(head);
        if (!held)
            return tl::unexpected<seal::Error>(held.error());
        const bool expired = head.kind == NoticeKind::reply && head.expires <= now_;
        if (*held && (*held)->holds) {
            if (head.revision < (*held)->revision)
                return NoticeApplied{NoticeOutcome::older, head.kind, {}};
            if (head.revision == (*held)->revision && notice_hash(bytes) != (*held)->hash)
                return NoticeApplied{NoticeOutcome::conflicting, head.kind,
                                     "the office signed two notices with the same revision: " + what};
            if (head.revision == (*held)->revision && !((*held)->dropped && !expired))
                return NoticeApplied{
                    (*held)->dropped ? NoticeOutcome::dropped : NoticeOutcome::held, head.kind, {}};
        }
        if (Result<void> kept = keep(*notice, expired); !kept)
            return tl::unexpected<seal::Error>(kept.error());
        return NoticeApplied{expired ? NoticeOutcome::dropped : NoticeOutcome::taken, head.kind, {}};
    }

private:
    Result<std::optional<Held>> find(const seal::NoticeHead& head) {
        std::optional<Statement> row = connection_.prepare(
            "SELECT revision, hash, bytes FROM notice WHERE kind = ? AND scope = ? AND subject = ?");
        if (!row)
            return refuse(connection_, connection_.last());
        row->bind(1, static_cast<std::int64_t>(head.kind)).bind(2, ByteView(head.scope));
        const Verdict verdict = row->bind(3, ByteView(head.subject)).step();
        if (verdict == Verdict::done)
            return std::optional<Held>();
        if (verdict != Verdict::row)
            return refuse(connection_, verdict);
        Held held;
        held.revision = static_cast<std::uint64_t>(row->number(0));
        held.hash = seal::Reader(row->blob(1)).array<32>();
        held.dropped = row->is_null(2);
        held.holds = held.dropped || seal::open_notice(row->blob(2), office_).has_value();
        return std::optional(held);
    }

    Result<void> keep(const seal::NoticeView& notice, bool dropped) {
        std::optional<Statement> insert = connection_.prepare(
            dropped ? "INSERT OR REPLACE INTO notice (kind, scope, subject, revision, issued, expires, hash)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)"
                    : "INSERT OR REPLACE INTO notice (kind, scope, subject, revision, issued, expires, hash,"
                      " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        if (!insert)
            return refuse(connection_, connection_.last());
        const seal::NoticeHead& head = notice.head;
        insert->bind(1, static_cast<std::int64_t>(head.kind)).bind(2, ByteView(head.scope));
        insert->bind(3, ByteView(head.subject)).bind(4, signed_number(head.revision));
        insert->bind(5, head.issued).bind(6, head.expires).bind(7, ByteView(notice_hash(notice.bytes)));
        if (!dropped)
            insert->bind(8, notice.bytes);
        if (const Verdict verdict = insert->step(); verdict != Verdict::done)
            return refuse(connection_, verdict);
        return {};
    }

    Connection& connection_;
    const seal::TerminalId& terminal_;
    const seal::VerifyKey& office_;
    std::int64_t now_;
};

Verdict keep_cursor(Connection& connection, const NoticeCursor& cursor) {
    std::optional<Statement> statement = connection.prepare("INSERT OR REPLACE INTO value VALUES (?, ?)");
    if (!statement)
        return connection.last();
    seal::Writer writer;
    return statement->bind(1, cursor.name).bind(2, writer.u64(cursor.number).bytes()).step();
}

bool frees_room(const std::vector<NoticeApplied>& applied) {
    for (const NoticeApplied& each : applied)
        if (each.outcome == NoticeOutcome::taken && each.kind == NoticeKind::content)
            return true;
    return false;
}

} // namespace

seal::Digest notice_hash(ByteView notice) {
    return seal::labelled_hash(seal::Label::content, {seal::view("notice"), notice});
}

Result<std::vector<NoticeApplied>> Journal::apply_notices(std::span<const Bytes> notices,
                                                          const seal::VerifyKey& office, std::int64_t now,
                                                          const std::optional<NoticeCursor>& cursor) {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::vector<NoticeApplied> applied;
    {
        Transaction transaction(connection);
        if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
            return refuse(connection, verdict);
        Clerk clerk(connection, terminal_, office, now);
        for (const Bytes& notice : notices) {
            Result<NoticeApplied> one = clerk.take(notice);
            if (!one)
                return tl::unexpected<seal::Error>(one.error());
            applied.push_back(std::move(*one));
        }
        if (cursor)
            if (const Verdict verdict = keep_cursor(connection, *cursor); verdict != Verdict::done)
                return refuse(connection, verdict);
        if (const Verdict verdict = transaction.commit(); verdict != Verdict::done)
            return refuse(connection, verdict);
    }
    // The bundle before it may have been as large as this one. What is taken stands even if this fails.
    if (frees_room(applied))
        connection.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
    return applied;
}

Result<std::optional<Bytes>> Journal::notice(NoticeKind kind, std::int64_t now,
                                             const seal::NoticeSubject& subject) const {
    const auto entered = enter_early();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> row = connection.prepare(
        "SELECT bytes FROM notice WHERE kind = ?1 AND subject = ?2 AND scope IN (?3, zeroblob(16))"
        " AND bytes IS NOT NULL ORDER BY expires > ?4 DESC, scope = ?3 DESC LIMIT 1");
    if (!row)
        return refuse(connection, connection.last());
    row->bind(1, static_cast<std::int64_t>(kind)).bind(2, ByteView(subject));
    const Verdict verdict = row->bind(3, ByteView(terminal_)).bind(4, now).step();
    if (verdict == Verdict::done)
        return std::optional<Bytes>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    const ByteView bytes = row->blob(0);
    return std::optional(Bytes(bytes.begin(), bytes.end()));
}

Result<std::vector<NoticeStanding>> Journal::notices() const {
    const auto entered = enter_early();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> rows = connection.prepare(
        "SELECT kind, scope, revision, issued, expires FROM notice WHERE kind > ? ORDER BY kind, scope");
    if (!rows)
        return refuse(connection, connection.last());
    static_assert(static_cast<int>(NoticeKind::reply) == 1, "the kinds above it are all the others");
    std::vector<NoticeStanding> standing;
    Verdict verdict = rows->bind(1, static_cast<std::int64_t>(NoticeKind::reply)).step();
    for (; verdict == Verdict::row; verdict = rows->step()) {
        seal::NoticeHead head;
        head.kind = static_cast<NoticeKind>(rows->number(0));
        head.scope = seal::Reader(rows->blob(1)).array<16>();
        head.revision = static_cast<std::uint64_t>(rows->number(2));
        head.issued = rows->number(3);
        head.expires = rows->number(4);
        standing.push_back({head});
    }
    if (verdict != Verdict::done)
        return refuse(connection, verdict);
    return standing;
}

Result<std::uint64_t> Journal::drop_expired_replies(std::int64_t now) {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> update = connection.prepare(
        "UPDATE notice SET bytes = NULL WHERE kind = 1 AND bytes IS NOT NULL AND expires <= ?");
    if (!update)
        return refuse(connection, connection.last());
    if (const Verdict verdict = update->bind(1, now).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return static_cast<std::uint64_t>(connection.changes());
}

} // namespace istiqbal::journal
