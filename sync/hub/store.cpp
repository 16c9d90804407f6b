// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/store.hpp"

#include "sync/seal/ack.hpp"
#include "sync/seal/pae.hpp"
#include "sync/store/terminals.hpp"

#include <algorithm>
#include <array>

namespace istiqbal::hub {

using seal::Digest;
using seal::Result;
using store::Transaction;

namespace {

constexpr const char* first_tables = R"(
CREATE TABLE terminals (
    terminal BLOB PRIMARY KEY,
    key      BLOB NOT NULL
) STRICT;
CREATE TABLE records (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    terminal BLOB NOT NULL REFERENCES terminals,
    epoch    INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash     BLOB NOT NULL,
    received INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    UNIQUE (terminal, epoch, sequence)
) STRICT;
CREATE TABLE quarantine (
    batch_hash     BLOB PRIMARY KEY,
    terminal       BLOB NOT NULL,
    epoch          INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    reason         TEXT NOT NULL,
    received       INTEGER NOT NULL,
    batch          BLOB NOT NULL
) STRICT;
CREATE INDEX quarantine_by_terminal ON quarantine (terminal);
CREATE TABLE alarms (
    terminal BLOB NOT NULL,
    epoch    INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    what     TEXT NOT NULL,
    noticed  INTEGER NOT NULL,
    PRIMARY KEY (terminal, epoch, sequence, what)
) STRICT;
CREATE TABLE acknowledgements (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    terminal BLOB NOT NULL,
    hash     BLOB NOT NULL UNIQUE,
    ack      BLOB NOT NULL
) STRICT;
CREATE INDEX acknowledgements_by_terminal ON acknowledgements (terminal, number);
)";

// Since version 2. Without `notice`: a reply that expired long ago, whose revision stays. `epoch` of a
// revoked terminal: closed up to this one; 0: the terminal itself is revoked.
constexpr const char* notice_tables = R"(
CREATE TABLE notices (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     INTEGER NOT NULL,
    scope    BLOB NOT NULL,
    subject  BLOB NOT NULL,
    revision INTEGER NOT NULL,
    expires  INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    notice   BLOB,
    UNIQUE (kind, scope, subject)
) STRICT;
CREATE INDEX notices_expiring ON notices (expires) WHERE kind = 1 AND notice IS NOT NULL;
CREATE TABLE revoked (
    terminal BLOB PRIMARY KEY,
    epoch    INTEGER NOT NULL
) STRICT;
)";

constexpr std::array added_tables{notice_tables};
constexpr store::Schema schema{0x49535148, first_tables, added_tables}; // "ISQH"

std::int64_t signed_number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

// SQLite's integers are signed; nothing that is stored bears a number above this.
std::int64_t clamp(std::uint64_t value) {
    constexpr std::uint64_t largest = INT64_MAX;
    return static_cast<std::int64_t>(value < largest ? value : largest);
}

Digest to_digest(seal::ByteView bytes) {
    return seal::Reader(bytes).array<32>();
}

std::string describe(const seal::Batch& batch, const std::string& what) {
    return what + " from terminal " + seal::hex(batch.certificate.terminal) + " (" + batch.certificate.name +
           "), epoch " + std::to_string(batch.epoch) + ", records " + std::to_string(batch.first_sequence) +
           " to " + std::to_string(batch.last_sequence());
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file, std::int64_t now) {
    auto database = store::Database::open(file, schema, store::Sharing::exclusive);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<Store> store(new Store(std::move(*database)));
    if (auto done = store->raise_numbers(now); !done)
        return tl::unexpected(done.error());
    return store;
}

// SQLite numbers the next row one above what sqlite_sequence holds, which has no row for a table that never
// had one.
Result<void> Store::raise_numbers(std::int64_t now) {
    const std::int64_t least = std::clamp<std::int64_t>(now, 0, UINT32_MAX) << 20;
    auto transaction = Transaction::begin(database_);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto add = database_.prepare("INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS "
                                 "(SELECT 1 FROM sqlite_sequence WHERE name = ?1)");
    auto raise = database_.prepare("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1");
    if (!add || !raise)
        return tl::unexpected(add ? raise.error() : add.error());
    for (const std::string_view table : {"records", "acknowledgements", "notices"}) {
        if (auto done = add->bind(1, table).step(); !done)
            return tl::unexpected(done.error());
        if (auto done = raise->bind(1, table).bind(2, least).step(); !done)
            return tl::unexpected(done.error());
        add->reset();
        raise->reset();
    }
    return transaction->commit();
}

Result<Ingested> Store::ingest(const seal::Batch& batch, seal::ByteView batch_bytes, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    if (batch.last_sequence() > INT64_MAX)
        return seal::fail(seal::ErrorClass::too_large, "the sequence is beyond what can be stored");
    auto transaction = Transaction::begin(database_);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = remember_terminal(batch.certificate); !done)
        return tl::unexpected(done.error());
    const auto comparison = compare(batch);
    if (!comparison)
        return tl::unexpected(comparison.error());

    const bool has_new =
        std::find(comparison->held.begin(), comparison->held.end(), false) != comparison->held.end();
    const auto revoked = is_revoked(batch.certificate.terminal, batch.epoch);
    if (!revoked)
        return tl::unexpected(revoked.error());

    Ingested result;
    std::string what;
    if (comparison->forked || (*revoked && has_new)) {
        result.verdict = comparison->forked ? Verdict::forked : Verdict::revoked;
        what = comparison->forked ? "fork" : "revoked";
        if (auto done = quarantine(batch, batch_bytes, what, now); !done)
            return tl::unexpected(done.error());
    } else {
        if (comparison->gap)
            what = "gap";
        if (auto done = insert_missing(batch, comparison->held, now); !done)
            return tl::unexpected(done.error());
        result.fresh =
            static_cast<std::uint64_t>(std::count(comparison->held.begin(), comparison->held.end(), false));
        result.duplicates = batch.records.size() - result.fresh;
    }
    if (!what.empty()) {
        const auto is_new = note_alarm(batch, what, now);
        if (!is_new)
            return tl::unexpected(is_new.error());
        if (*is_new)
            result.alarm = describe(batch, what);
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    if (records_)
        *records_ += result.fresh;
    return result;
}

// A fork: a record of the same place with another hash, or a neighbour that the chain does not join to.
Result<Store::Comparison> Store::compare(const seal::Batch& batch) {
    const auto& terminal = batch.certificate.terminal;
    Comparison comparison;
    comparison.held.resize(batch.records.size());
    auto statement =
        database_.prepare("SELECT sequence, hash FROM records WHERE terminal = ? AND epoch = ? AND "
                          "sequence BETWEEN ? AND ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal))
        .bind(2, std::int64_t{batch.epoch})
        .bind(3, signed_number(batch.first_sequence))
        .bind(4, signed_number(batch.last_sequence()));
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const auto index = static_cast<std::size_t>(statement->integer(0)) - batch.first_sequence;
        comparison.held[index] = true;
        if (to_digest(statement->blob(1)) != batch.records[index].hash)
            comparison.forked = true;
    }
    const auto after = hash_at(HashColumn::previous, terminal, batch.epoch, batch.last_sequence() + 1);
    if (!after)
        return tl::unexpected(after.error());
    if (*after && **after != batch.last_hash)
        comparison.forked = true;
    if (batch.first_sequence == 1)
        return comparison;
    auto before = hash_at(HashColumn::own, terminal, batch.epoch, batch.first_sequence - 1);
    if (before && !*before)
        before = acknowledged_hash(terminal, batch.epoch, batch.first_sequence - 1);
    if (!before)
        return tl::unexpected(before.error());
    comparison.gap = !*before;
    if (*before && **before != batch.previous)
        comparison.forked = true;
    return comparison;
}

Result<std::optional<Digest>> Store::hash_at(HashColumn column, const seal::TerminalId& terminal,
                                             std::uint32_t epoch, std::uint64_t sequence) {
    auto statement = database_.prepare(
        column == HashColumn::own
            ? "SELECT hash FROM records WHERE terminal = ? AND epoch = ? AND sequence = ?"
            : "SELECT previous FROM records WHERE terminal = ? AND epoch = ? AND sequence = ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal)).bind(2, std::int64_t{epoch}).bind(3, clamp(sequence));
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? std::optional(to_digest(statement->blob(0))) : std::nullopt;
}

// Asked only of a record that is not held: of the few terminals whose records go by stick now and then, once
// a time. What is stored was verified when it came.
Result<std::optional<Digest>> Store::acknowledged_hash(const seal::TerminalId& terminal, std::uint32_t epoch,
                                                       std::uint64_t sequence) {
    auto statement =
        database_.prepare("SELECT ack FROM acknowledgements WHERE terminal = ? ORDER BY number DESC");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal));
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return std::optional<Digest>();
        for (const seal::AcknowledgedRecord& record : seal::records_acknowledged(statement->blob(0), epoch))
            if (record.sequence == sequence)
                return std::optional(record.hash);
    }
}

Result<void> Store::insert_missing(const seal::Batch& batch, const std::vector<bool>& held,
                                   std::int64_t now) {
    auto insert =
        database_.prepare("INSERT INTO records (terminal, epoch, sequence, previous, hash, received, "
                          "envelope) VALUES (?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    for (std::size_t index = 0; index < batch.records.size(); ++index) {
        if (held[index])
            continue;
        const seal::BatchRecord& record = batch.records[index];
        insert->bind(1, seal::ByteView(batch.certificate.terminal))
            .bind(2, std::int64_t{batch.epoch})
            .bind(3, signed_number(record.envelope.position.sequence))
            .bind(4, seal::ByteView(record.envelope.position.previous))
            .bind(5, seal::ByteView(record.hash))
            .bind(6, now)
            .bind(7, record.envelope.bytes);
        if (auto done = insert->step(); !done)
            return tl::unexpected(done.error());
        insert->reset();
    }
    return {};
}

Result<void> Store::remember_terminal(const seal::Certificate& certificate) {
    auto insert =
        database_.prepare("INSERT INTO terminals (terminal, key) VALUES (?, ?) ON CONFLICT DO NOTHING");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, seal::ByteView(certificate.terminal)).bind(2, seal::ByteView(certificate.key.bytes()));
    if (auto done = insert->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<void> Store::quarantine(const seal::Batch& batch, seal::ByteView bytes, const std::string& reason,
                               std::int64_t now) {
    auto insert = database_.prepare(
        "INSERT INTO quarantine (batch_hash, terminal, epoch, first_sequence, reason, received, batch) "
        "SELECT ?, ?2, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM quarantine WHERE terminal = ?2) < ? "
        "ON CONFLICT DO NOTHING");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, seal::ByteView(batch.hash))
        .bind(2, seal::ByteView(batch.certificate.terminal))
        .bind(3, std::int64_t{batch.epoch})
        .bind(4, signed_number(batch.first_sequence))
        .bind(5, std::string_view(reason))
        .bind(6, now)
        .bind(7, bytes)
        .bind(8, quarantine_per_terminal);
    if (auto done = insert->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<bool> Store::note_alarm(const seal::Batch& batch, const std::string& what, std::int64_t now) {
    auto insert = database_.prepare("INSERT INTO alarms (terminal, epoch, sequence, what, noticed) "
                                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, seal::ByteView(batch.certificate.terminal))
        .bind(2, std::int64_t{batch.epoch})
        .bind(3, signed_number(batch.first_sequence))
        .bind(4, std::string_view(what))
        .bind(5, now);
    if (auto done = insert->step(); !done)
        return tl::unexpected(done.error());
    return database_.changes() > 0;
}

Result<std::optional<seal::VerifyKey>> Store::terminal_key(const seal::TerminalId& terminal) {
    const std::lock_guard lock(mutex_);
    return store::terminal_key(database_, terminal);
}

Result<std::optional<ChainHead>> Store::head(const seal::TerminalId& terminal,
                                             std::optional<std::uint32_t> epoch) {
    const std::lock_guard lock(mutex_);
    auto statement = database_.prepare(
        epoch ? "SELECT sequence, hash, epoch FROM records WHERE terminal = ? AND epoch = ? "
                "ORDER BY sequence DESC LIMIT 1"
              : "SELECT sequence, hash, epoch FROM records WHERE terminal = ? ORDER BY epoch DESC, sequence "
                "DESC LIMIT 1");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal));
    if (epoch)
        statement->bind(2, std::int64_t{*epoch});
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<ChainHead>();
    return std::optional(ChainHead{static_cast<std::uint32_t>(statement->integer(2)),
                                   static_cast<std::uint64_t>(statement->integer(0)),
                                   to_digest(statement->blob(1))});
}

Result<std::optional<ChainHead>> Store::run_end(const seal::TerminalId& terminal, std::uint32_t epoch,
                                                std::uint64_t after) {
    const std::lock_guard lock(mutex_);
    auto rows = database_.prepare("SELECT sequence FROM records WHERE terminal = ? AND epoch = ?"
                                  " AND sequence > ? ORDER BY sequence LIMIT ?");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, seal::ByteView(terminal)).bind(2, std::int64_t{epoch});
    rows->bind(3, clamp(after)).bind(4, clamp(run_limit));
    std::uint64_t last = after;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || static_cast<std::uint64_t>(rows->integer(0)) != last + 1)
            break;
        ++last;
    }
    if (last == after)
        return std::optional<ChainHead>();
    const auto hash = hash_at(HashColumn::own, terminal, epoch, last);
    if (!hash)
        return tl::unexpected(hash.error());
    return std::optional(ChainHead{epoch, last, **hash});
}

Result<std::vector<Listed>> Store::records_after(std::uint64_t after, std::size_t limit) {
    const std::lock_guard lock(mutex_);
    auto statement =
        database_.prepare("SELECT number, envelope FROM records WHERE number > ? ORDER BY number LIMIT ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, clamp(after)).bind(2, clamp(std::min(limit, record_list.count_limit)));
    return list(std::move(*statement), record_list);
}

Result<std::uint64_t> Store::add_acknowledgement(const seal::TerminalId& terminal, seal::ByteView ack) {
    const std::lock_guard lock(mutex_);
    auto insert = database_.prepare("INSERT INTO acknowledgements (terminal, hash, ack) VALUES (?, ?, ?) "
                                    "ON CONFLICT (hash) DO NOTHING");
    if (!insert)
        return tl::unexpected(insert.error());
    const Digest hash = seal::labelled_hash(seal::Label::content, {ack});
    insert->bind(1, seal::ByteView(terminal)).bind(2, seal::ByteView(hash)).bind(3, ack);
    if (auto done = insert->step(); !done)
        return tl::unexpected(done.error());
    auto number = database_.prepare("SELECT number FROM acknowledgements WHERE hash = ?");
    if (!number)
        return tl::unexpected(number.error());
    if (const auto row = number->bind(1, seal::ByteView(hash)).step(); !row)
        return tl::unexpected(row.error());
    return static_cast<std::uint64_t>(number->integer(0));
}

Result<std::uint64_t> Store::last_acknowledgement() {
    const std::lock_guard lock(mutex_);
    auto last = database_.prepare("SELECT coalesce(max(number), 0) FROM acknowledgements");
    if (!last)
        return tl::unexpected(last.error());
    if (const auto row = last->step(); !row)
        return tl::unexpected(row.error());
    return static_cast<std::uint64_t>(last->integer(0));
}

Result<std::vector<Listed>> Store::acknowledgements_after(const seal::TerminalId& terminal,
                                                          std::uint64_t after) {
    const std::lock_guard lock(mutex_);
    auto statement = database_.prepare(
        "SELECT number, ack FROM acknowledgements WHERE terminal = ? AND number > ? ORDER BY number LIMIT ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal)).bind(2, clamp(after)).bind(3, clamp(ack_list.count_limit));
    return list(std::move(*statement), ack_list);
}

Result<std::vector<Listed>> Store::list(store::Statement statement, const ListKind& kind) {
    std::vector<Listed> items;
    std::size_t bytes = 0;
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return items;
        const seal::ByteView content = statement.blob(1);
        bytes += content.size();
        if (!items.empty() && bytes > kind.size_limit)
            return items;
        items.push_back({static_cast<std::uint64_t>(statement.integer(0)), {content.begin(), content.end()}});
    }
}

Result<StoreCounts> Store::counts() {
    const std::lock_guard lock(mutex_);
    if (!records_) {
        auto records = database_.prepare("SELECT count(*) FROM records");
        if (!records)
            return tl::unexpected(records.error());
        if (const auto row = records->step(); !row)
            return tl::unexpected(row.error());
        records_ = static_cast<std::uint64_t>(records->integer(0));
    }
    auto others =
        database_.prepare("SELECT (SELECT count(*) FROM quarantine), (SELECT count(*) FROM alarms)");
    if (!others)
        return tl::unexpected(others.error());
    if (const auto row = others->step(); !row)
        return tl::unexpected(row.error());
    return StoreCounts{*records_, static_cast<std::uint64_t>(others->integer(0)),
                       static_cast<std::uint64_t>(others->integer(1))};
}

} // namespace istiqbal::hub
