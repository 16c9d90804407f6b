// SPDX-License-Identifier: Apache-2.0
// The notices' part of the hub's store, and who is revoked.
#include "sync/hub/store.hpp"
#include "sync/seal/pae.hpp"

#include <algorithm>

namespace istiqbal::hub {

using seal::Digest;
using seal::NoticeKind;
using seal::Result;
using store::Transaction;

namespace {

// A reply is emptied so long after it expired: a hub's clock that is a day or a week ahead loses none.
constexpr std::int64_t reply_grace_seconds = std::int64_t{30} * 86'400;

std::int64_t number_of(NoticeKind kind) {
    return static_cast<std::int64_t>(kind);
}

std::int64_t clamp(std::uint64_t value) {
    return static_cast<std::int64_t>(std::min<std::uint64_t>(value, INT64_MAX));
}

Result<void> run(store::Statement& statement) {
    if (auto done = statement.step(); !done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace

Result<NoticeStored> Store::add_notice(const seal::NoticeView& notice,
                                       const std::vector<seal::Revocation>& revocations, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    auto transaction = Transaction::begin(database_);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const Digest hash = seal::labelled_hash(seal::Label::content, {notice.bytes});
    const auto compared = compare(notice, hash);
    if (!compared)
        return tl::unexpected(compared.error());
    if (*compared)
        return **compared;
    if (auto done = replace_notice(notice, hash); !done)
        return tl::unexpected(done.error());
    const auto stored = number("SELECT last_insert_rowid()");
    if (!stored)
        return tl::unexpected(stored.error());
    if (notice.head.kind == NoticeKind::revocations)
        if (auto done = replace_revocations(revocations); !done)
            return tl::unexpected(done.error());
    auto empty = database_.prepare(
        "UPDATE notices SET notice = NULL WHERE kind = 1 AND notice IS NOT NULL AND expires <= ?");
    if (!empty)
        return tl::unexpected(empty.error());
    empty->bind(1, now - reply_grace_seconds);
    if (auto done = run(*empty); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return NoticeStored{NoticeVerdict::stored, *stored};
}

// Nothing: it is later than what is held, or nothing is.
Result<std::optional<NoticeStored>> Store::compare(const seal::NoticeView& notice, const Digest& hash) {
    auto row = database_.prepare(
        "SELECT number, revision, hash FROM notices WHERE kind = ? AND scope = ? AND subject = ?");
    if (!row)
        return tl::unexpected(row.error());
    const seal::NoticeHead& head = notice.head;
    row->bind(1, number_of(head.kind)).bind(2, seal::ByteView(head.scope));
    const auto found = row->bind(3, seal::ByteView(head.subject)).step();
    if (!found)
        return tl::unexpected(found.error());
    const auto held = static_cast<std::uint64_t>(*found ? row->integer(1) : 0);
    if (!*found || held < head.revision)
        return std::optional<NoticeStored>();
    NoticeStored stored{NoticeVerdict::older, static_cast<std::uint64_t>(row->integer(0))};
    if (held == head.revision)
        stored.verdict = seal::equal(row->blob(2), hash) ? NoticeVerdict::held : NoticeVerdict::conflicting;
    return std::optional(stored);
}

// Under a new number, so that whoever has the one before sees it.
Result<void> Store::replace_notice(const seal::NoticeView& notice, const Digest& hash) {
    auto insert =
        database_.prepare("INSERT OR REPLACE INTO notices (kind, scope, subject, revision, expires, "
                          "hash, notice) VALUES (?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    const seal::NoticeHead& head = notice.head;
    insert->bind(1, number_of(head.kind))
        .bind(2, seal::ByteView(head.scope))
        .bind(3, seal::ByteView(head.subject))
        .bind(4, clamp(head.revision))
        .bind(5, head.expires)
        .bind(6, seal::ByteView(hash))
        .bind(7, notice.bytes);
    return run(*insert);
}

Result<void> Store::replace_revocations(const std::vector<seal::Revocation>& revocations) {
    if (auto done = database_.execute("DELETE FROM revoked"); !done)
        return done;
    auto insert = database_.prepare("INSERT INTO revoked (terminal, epoch) VALUES (?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    for (const seal::Revocation& each : revocations) {
        insert->bind(1, seal::ByteView(each.terminal)).bind(2, std::int64_t{each.epoch.value_or(0)});
        if (auto done = run(*insert); !done)
            return done;
        insert->reset();
    }
    return {};
}

Result<bool> Store::is_revoked(const seal::TerminalId& terminal, std::uint32_t epoch) {
    auto row = database_.prepare("SELECT 1 FROM revoked WHERE terminal = ? AND (epoch = 0 OR epoch >= ?)");
    if (!row)
        return tl::unexpected(row.error());
    return row->bind(1, seal::ByteView(terminal)).bind(2, std::int64_t{epoch}).step();
}

Result<std::optional<Store::Released>> Store::released_after(std::int64_t after) {
    const std::lock_guard lock(mutex_);
    auto row = database_.prepare("SELECT rowid, received, batch FROM quarantine WHERE rowid > ? AND reason = "
                                 "'revoked' AND NOT EXISTS (SELECT "
                                 "1 FROM revoked WHERE revoked.terminal = quarantine.terminal AND "
                                 "(revoked.epoch = 0 OR revoked.epoch >= "
                                 "quarantine.epoch)) ORDER BY rowid LIMIT 1");
    if (!row)
        return tl::unexpected(row.error());
    const auto found = row->bind(1, after).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<Released>();
    const seal::ByteView batch = row->blob(2);
    return std::optional(Released{row->integer(0), row->integer(1), {batch.begin(), batch.end()}});
}

Result<void> Store::forget_released(const Released& released) {
    const std::lock_guard lock(mutex_);
    auto remove = database_.prepare("DELETE FROM quarantine WHERE rowid = ?");
    if (!remove)
        return tl::unexpected(remove.error());
    return run(remove->bind(1, released.number));
}

Result<std::vector<Listed>> Store::notices_after(const seal::TerminalId& terminal, std::uint64_t after,
                                                 std::int64_t now) {
    const std::lock_guard lock(mutex_);
    // By number, not by an index over scopes: what is for others alone is little, and the rest comes in
    // order.
    auto rows = database_.prepare(
        "SELECT number, notice FROM notices NOT INDEXED WHERE number > ?1 AND scope IN (?2, zeroblob(16)) "
        "AND notice IS NOT NULL AND (kind <> 1 OR expires > ?3) "
        "AND (kind = 5 OR NOT EXISTS (SELECT 1 FROM revoked WHERE terminal = ?2 AND epoch = 0)) "
        "ORDER BY number LIMIT ?4");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, clamp(after))
        .bind(2, seal::ByteView(terminal))
        .bind(3, now)
        .bind(4, clamp(notice_list.count_limit));
    return list(std::move(*rows), notice_list);
}

Result<std::uint64_t> Store::last_notice() {
    const std::lock_guard lock(mutex_);
    return number("SELECT coalesce(max(number), 0) FROM notices");
}

Result<std::uint64_t> Store::notice_numbers() {
    const std::lock_guard lock(mutex_);
    return number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'notices'");
}

Result<std::uint64_t> Store::number(const char* sql) {
    auto row = database_.prepare(sql);
    if (!row)
        return tl::unexpected(row.error());
    if (const auto found = row->step(); !found)
        return tl::unexpected(found.error());
    return static_cast<std::uint64_t>(row->integer(0));
}

} // namespace istiqbal::hub
