// SPDX-License-Identifier: Apache-2.0
// The notices' part of the office's store, and who is revoked.
#include "sync/office/store.hpp"

namespace istiqbal::office {

using seal::Result;

namespace {

std::int64_t stored_number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::int64_t number_of(seal::NoticeKind kind) {
    return static_cast<std::int64_t>(kind);
}

Result<void> run(Result<store::Statement>& statement) {
    if (auto done = statement->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<std::vector<IssuedNotice>> listed(store::Statement& rows) {
    std::vector<IssuedNotice> found;
    const auto take = [&] {
        const seal::ByteView bytes = rows.blob(1);
        found.push_back({rows.integer(0), {bytes.begin(), bytes.end()}});
    };
    return rows.each_row(take).map([&found] { return std::move(found); });
}

} // namespace

Result<std::vector<TerminalEntry>> Store::terminals() {
    auto rows = database_.prepare(
        "SELECT terminal, name, EXISTS (SELECT 1 FROM invitations WHERE succeeds = terminals.terminal AND "
        "used > 0) FROM terminals ORDER BY name, terminal");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<TerminalEntry> found;
    const auto take = [&] {
        found.push_back({seal::Reader(rows->blob(0)).array<16>(), rows->text(1), rows->integer(2) != 0});
    };
    return rows->each_row(take).map([&found] { return std::move(found); });
}

// The first column of the first row; 0: there is no row.
Result<std::uint64_t> Store::one_number(Result<store::Statement> statement) {
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? static_cast<std::uint64_t>(statement->integer(0)) : 0;
}

Result<std::uint64_t> Store::revision(seal::NoticeKind kind, const seal::TerminalId& scope,
                                      const seal::NoticeSubject& subject) {
    auto row = database_.prepare("SELECT revision FROM notices WHERE kind = ? AND scope = ? AND subject = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, number_of(kind)).bind(2, seal::ByteView(scope)).bind(3, seal::ByteView(subject));
    return one_number(std::move(row));
}

Result<void> Store::keep_notice(const seal::NoticeView& notice) {
    auto insert =
        database_.prepare("INSERT OR REPLACE INTO notices (kind, scope, subject, revision, expires, "
                          "notice) VALUES (?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    const seal::NoticeHead& head = notice.head;
    insert->bind(1, number_of(head.kind))
        .bind(2, seal::ByteView(head.scope))
        .bind(3, seal::ByteView(head.subject))
        .bind(4, stored_number(head.revision))
        .bind(5, head.expires)
        .bind(6, notice.bytes);
    return run(insert);
}

Result<std::vector<IssuedNotice>> Store::notices_to_post(const Hub& hub, std::int64_t now,
                                                         std::size_t limit) {
    auto rows = database_.prepare("SELECT number, notice FROM notices WHERE number > coalesce((SELECT notice "
                                  "FROM posted WHERE hub = ?2), 0) "
                                  "AND (kind <> 1 OR expires > ?1) ORDER BY number LIMIT ?3");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, now).bind(2, hub.number).bind(3, stored_number(limit));
    return listed(*rows);
}

Result<std::vector<IssuedNotice>> Store::notices_for(const seal::TerminalId& terminal, std::int64_t now) {
    auto rows = database_.prepare(
        "SELECT number, notice FROM notices WHERE scope = ? AND expires > ? ORDER BY number");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, seal::ByteView(terminal)).bind(2, now);
    return listed(*rows);
}

Result<void> Store::mark_posted(const Hub& hub, const IssuedNotice& notice, std::uint64_t number) {
    // Two commands at once: the one that came further stands.
    auto insert = database_.prepare(
        "INSERT INTO posted (hub, notice, number) VALUES (?, ?, ?) ON CONFLICT (hub) DO UPDATE SET "
        "notice = max(notice, excluded.notice), number = max(number, excluded.number)");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, hub.number).bind(2, notice.number).bind(3, stored_number(number));
    return run(insert);
}

Result<std::uint64_t> Store::last_posted(const Hub& hub) {
    auto row = database_.prepare("SELECT number FROM posted WHERE hub = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, hub.number);
    return one_number(std::move(row));
}

Result<void> Store::forget_posted(const Hub& hub) {
    auto remove = database_.prepare("DELETE FROM posted WHERE hub = ?");
    if (!remove)
        return tl::unexpected(remove.error());
    remove->bind(1, hub.number);
    return run(remove);
}

Result<void> Store::keep_revocation(const seal::Revocation& revocation) {
    auto insert = database_.prepare(
        "INSERT OR REPLACE INTO revocations (terminal, since, reason, epoch) VALUES (?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, seal::ByteView(revocation.terminal))
        .bind(2, revocation.since)
        .bind(3, std::string_view(revocation.reason))
        .bind(4, std::int64_t{revocation.epoch.value_or(0)});
    return run(insert);
}

Result<void> Store::remove_revocation(const seal::TerminalId& terminal) {
    auto remove = database_.prepare("DELETE FROM revocations WHERE terminal = ?");
    if (!remove)
        return tl::unexpected(remove.error());
    remove->bind(1, seal::ByteView(terminal));
    return run(remove);
}

Result<std::uint64_t> Store::last_epoch(const seal::TerminalId& terminal) {
    auto row = database_.prepare("SELECT coalesce(max(epoch), 0) FROM filed WHERE terminal = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, seal::ByteView(terminal));
    return one_number(std::move(row));
}

// By the envelope's own layout: terminal at 8, epoch and sequence behind it.
Result<std::vector<PutAside>> Store::take_back(const seal::TerminalId& terminal) {
    auto rows =
        database_.prepare("SELECT hub, envelope FROM quarantine WHERE substr(envelope, 9, 16) = ? ORDER BY "
                          "substr(envelope, 25, 12)");
    auto remove = database_.prepare("DELETE FROM quarantine WHERE substr(envelope, 9, 16) = ?");
    if (!rows || !remove)
        return tl::unexpected(rows ? remove.error() : rows.error());
    rows->bind(1, seal::ByteView(terminal));
    std::vector<PutAside> taken;
    const auto take = [&] {
        const seal::ByteView bytes = rows->blob(1);
        taken.push_back({rows->integer(0), {bytes.begin(), bytes.end()}});
    };
    if (auto read = rows->each_row(take); !read)
        return tl::unexpected(read.error());
    rows->reset();
    remove->bind(1, seal::ByteView(terminal));
    return run(remove).map([&taken] { return std::move(taken); });
}

Result<std::vector<seal::Revocation>> Store::revocations() {
    auto rows = database_.prepare("SELECT terminal, since, reason, epoch FROM revocations ORDER BY terminal");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<seal::Revocation> found;
    const auto take = [&] {
        seal::Revocation revocation{seal::Reader(rows->blob(0)).array<16>(), rows->integer(1), rows->text(2),
                                    std::nullopt};
        if (const auto epoch = rows->integer(3); epoch > 0)
            revocation.epoch = static_cast<std::uint32_t>(epoch);
        found.push_back(std::move(revocation));
    };
    return rows->each_row(take).map([&found] { return std::move(found); });
}

} // namespace istiqbal::office
