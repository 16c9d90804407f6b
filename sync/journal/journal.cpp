// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/journal.hpp"

#include "sync/journal/journal_database.hpp"
#include "sync/journal/store.hpp"

namespace istiqbal::journal {

using seal::ErrorClass;
using seal::fail;

Result<std::optional<seal::Digest>> stored_hash(Connection& connection, std::uint32_t epoch,
                                                std::uint64_t sequence) {
    std::optional<Statement> row =
        connection.prepare("SELECT hash FROM record WHERE epoch = ? AND sequence = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, std::int64_t{epoch}).bind(2, signed_number(sequence)).step();
    if (verdict == Verdict::done)
        return std::optional<seal::Digest>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    return std::optional(seal::Reader(row->blob(0)).array<32>());
}

namespace {

Verdict insert_ticket(Connection& connection, const TicketKey& ticket, const seal::Position& position) {
    std::optional<Statement> insert =
        connection.prepare("INSERT INTO ticket (reference, claim_key, epoch, sequence) VALUES (?, ?, ?, ?)");
    if (!insert)
        return connection.last();
    insert->bind(1, ticket.reference.canonical()).bind(2, ByteView(ticket.claim_key.bytes()));
    return insert->bind(3, std::int64_t{position.epoch}).bind(4, signed_number(position.sequence)).step();
}

// The first run of rows of (epoch, sequence, envelope): consecutive, and within the limits.
Result<Unsent> first_run(Connection& connection, Statement& rows, std::size_t count_limit,
                         std::size_t byte_limit) {
    Unsent run;
    std::size_t bytes = 0;
    while (run.envelopes.size() < count_limit) {
        const Verdict verdict = rows.step();
        if (verdict == Verdict::done)
            break;
        if (verdict != Verdict::row)
            return refuse(connection, verdict);
        const auto epoch = static_cast<std::uint32_t>(rows.number(0));
        const auto sequence = static_cast<std::uint64_t>(rows.number(1));
        const ByteView envelope = rows.blob(2);
        if (run.envelopes.empty()) {
            run.epoch = epoch;
            run.first_sequence = sequence;
        } else if (epoch != run.epoch || sequence != run.first_sequence + run.envelopes.size() ||
                   bytes + envelope.size() > byte_limit) {
            break;
        }
        bytes += envelope.size();
        run.envelopes.emplace_back(envelope.begin(), envelope.end());
    }
    return run;
}

} // namespace

seal::Position Journal::position() const {
    const auto entered = enter();
    return entered ? database_->position : seal::Position{};
}

Result<void> Journal::append(ByteView bytes, const std::optional<TicketKey>& ticket) {
    const Result<seal::EnvelopeView> envelope = seal::parse_envelope(bytes);
    if (!envelope)
        return tl::unexpected<seal::Error>(envelope.error());
    if (envelope->terminal != terminal_)
        return fail(ErrorClass::wrong_key, "the envelope is of another terminal");
    const seal::Digest hash = seal::record_hash(*envelope);

    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    seal::Position& position = database_->position;
    if (envelope->position != position)
        return fail(ErrorClass::broken_chain, "the envelope does not stand at the end of the chain");
    Connection& connection = database_->connection;
    Transaction transaction(connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return refuse(connection, verdict);
    Statement& insert = *database_->insert;
    insert.bind(1, std::int64_t{position.epoch}).bind(2, signed_number(position.sequence));
    insert.bind(3, ByteView(hash)).bind(4, bytes);
    const Verdict verdict = insert.step();
    const tl::unexpected<seal::Error> error = refuse(connection, verdict);
    insert.reset();
    if (verdict != Verdict::done)
        return error;
    if (ticket)
        if (const Verdict kept = insert_ticket(connection, *ticket, position); kept != Verdict::done)
            return refuse(connection, kept);
    if (const Verdict committed = transaction.commit(); committed != Verdict::done)
        return refuse(connection, committed);
    position = {position.epoch, position.sequence + 1, hash};
    ++database_->counts.unsent;
    return {};
}

Result<Unsent> Journal::unsent(std::size_t count_limit, std::size_t byte_limit) const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> rows = connection.prepare(
        "SELECT record.epoch, sequence, envelope FROM epoch CROSS JOIN record INDEXED BY record_due"
        " ON record.epoch = epoch.number AND record.sequence > epoch.spooled"
        " WHERE envelope IS NOT NULL AND acknowledged IS NULL"
        " ORDER BY epoch.number, record.sequence");
    if (!rows)
        return refuse(connection, connection.last());
    return first_run(connection, *rows, count_limit, byte_limit);
}

Result<Unsent> Journal::unacknowledged(std::uint32_t after_epoch, std::uint64_t after_sequence,
                                       std::size_t count_limit, std::size_t byte_limit) const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> rows =
        connection.prepare("SELECT epoch, sequence, envelope FROM record INDEXED BY record_due"
                           " WHERE (epoch, sequence) > (?, ?)"
                           " AND envelope IS NOT NULL AND acknowledged IS NULL ORDER BY epoch, sequence");
    if (!rows)
        return refuse(connection, connection.last());
    rows->bind(1, std::int64_t{after_epoch}).bind(2, signed_number(after_sequence));
    return first_run(connection, *rows, count_limit, byte_limit);
}

Result<std::optional<seal::Digest>> Journal::hash_at(std::uint32_t epoch, std::uint64_t sequence) const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    return stored_hash(database_->connection, epoch, sequence);
}

bool Journal::has_room(std::uint64_t reserve_bytes) const {
    std::error_code problem;
    const std::filesystem::space_info space = std::filesystem::space(file_, problem);
    return !problem && space.available >= reserve_bytes;
}

Result<std::optional<Bytes>> Journal::value(const std::string& name) const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> row = connection.prepare("SELECT value FROM value WHERE name = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, name).step();
    if (verdict == Verdict::done)
        return std::optional<Bytes>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    const ByteView blob = row->blob(0);
    return std::optional(Bytes(blob.begin(), blob.end()));
}

Result<void> Journal::set_value(const std::string& name, ByteView value) {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> statement = connection.prepare("INSERT OR REPLACE INTO value VALUES (?, ?)");
    if (!statement)
        return refuse(connection, connection.last());
    if (const Verdict verdict = statement->bind(1, name).bind(2, value).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return {};
}

} // namespace istiqbal::journal
