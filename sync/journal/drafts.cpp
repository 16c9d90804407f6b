// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/drafts.hpp"

#include "sync/journal/journal_database.hpp"

namespace istiqbal::journal {

using seal::ErrorClass;
using seal::fail;

namespace {

bool is_id(const std::string& id) {
    return !id.empty() && id.size() <= draft_id_limit;
}

Result<std::uint64_t> count(Connection& connection) {
    const std::optional<std::int64_t> rows = connection.number("SELECT count(*) FROM draft");
    if (!rows)
        return refuse(connection, connection.last());
    return static_cast<std::uint64_t>(*rows);
}

// Whose draft has the id; nothing: nobody's.
Result<std::optional<std::string>> owner_of(Connection& connection, const std::string& id) {
    std::optional<Statement> row = connection.prepare("SELECT representative FROM draft WHERE id = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, id).step();
    if (verdict == Verdict::done)
        return std::optional<std::string>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    return std::optional(std::string(seal::text(row->blob(0))));
}

Bytes time_bytes(std::int64_t updated) {
    return seal::Writer().u64(static_cast<std::uint64_t>(updated)).finish();
}

} // namespace

Result<void> Drafts::put(const std::string& id, const std::string& representative, std::int64_t updated,
                         ByteView plaintext, ByteView key) {
    if (!is_id(id) || !is_id(representative))
        return fail(ErrorClass::malformed, "a draft's ids have 1 to 64 bytes");
    if (plaintext.size() > draft_limit)
        return fail(ErrorClass::too_large, "the draft is too large");
    const Bytes time = time_bytes(updated);
    const Result<Bytes> sealed = seal::seal_box(
        key, seal::Label::draft,
        {journal_.first_terminal(), seal::view(id), seal::view(representative), time}, plaintext, random_);
    if (!sealed)
        return tl::unexpected<seal::Error>(sealed.error());

    const auto entered = journal_.enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = journal_.database_->connection;
    Transaction transaction(connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return refuse(connection, verdict);
    const Result<std::optional<std::string>> owner = owner_of(connection, id);
    const Result<std::uint64_t> there = count(connection);
    if (!owner || !there)
        return tl::unexpected<seal::Error>(owner ? there.error() : owner.error());
    if (*owner && **owner != representative)
        return fail(ErrorClass::wrong_key, "the draft is another representative's");
    if (!*owner && *there >= draft_count_limit)
        return fail(ErrorClass::too_large, "there are too many drafts");
    std::optional<Statement> insert = connection.prepare(
        "INSERT OR REPLACE INTO draft (id, representative, updated, sealed) VALUES (?, ?, ?, ?)");
    if (!insert)
        return refuse(connection, connection.last());
    insert->bind(1, id).bind(2, representative).bind(3, updated).bind(4, ByteView(*sealed));
    if (const Verdict verdict = insert->step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    if (const Verdict verdict = transaction.commit(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return {};
}

Result<std::vector<DraftEntry>> Drafts::list() const {
    const auto entered = journal_.enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = journal_.database_->connection;
    std::optional<Statement> rows = connection.prepare(
        "SELECT id, representative, updated, length(sealed) FROM draft ORDER BY updated DESC, id");
    if (!rows)
        return refuse(connection, connection.last());
    std::vector<DraftEntry> entries;
    Verdict verdict = rows->step();
    for (; verdict == Verdict::row; verdict = rows->step()) {
        const auto size = static_cast<std::size_t>(rows->number(3));
        entries.push_back({std::string(seal::text(rows->blob(0))), std::string(seal::text(rows->blob(1))),
                           rows->number(2), size < seal::box_overhead ? 0 : size - seal::box_overhead});
    }
    if (verdict != Verdict::done)
        return refuse(connection, verdict);
    return entries;
}

Result<seal::SecretBuffer> Drafts::open(const std::string& id, ByteView key) const {
    const auto entered = journal_.enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = journal_.database_->connection;
    std::optional<Statement> row =
        connection.prepare("SELECT representative, updated, sealed FROM draft WHERE id = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, id).step();
    if (verdict == Verdict::done)
        return fail(ErrorClass::not_found, "there is no such draft");
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    const Bytes time = time_bytes(row->number(1));
    return seal::open_box(key, seal::Label::draft,
                          {journal_.first_terminal(), seal::view(id), row->blob(0), time}, row->blob(2));
}

Result<void> Drafts::remove(const std::string& id) {
    const auto entered = journal_.enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = journal_.database_->connection;
    std::optional<Statement> statement = connection.prepare("DELETE FROM draft WHERE id = ?");
    if (!statement)
        return refuse(connection, connection.last());
    if (const Verdict verdict = statement->bind(1, id).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    // Also what the WAL still has of it. The removal stands even if this fails.
    statement.reset();
    connection.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
}

} // namespace istiqbal::journal
