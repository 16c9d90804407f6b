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

Journal::Journal(std::unique_ptr<Database> database, std::filesystem::path file, const seal::VerifyKey& key)
    : database_(std::move(database))
    , file_(std::move(file))
    , terminal_(key.id()) {}

Journal::~Journal() = default;

Result<Opened> Journal::open(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    Result<Lock> lock = Lock::take(file.string() + ".lock");
    if (!lock)
        return tl::unexpected<seal::Error>(lock.error());
    Result<Recovered> store = open_or_recover(file, terminal);
    if (!store)
        return tl::unexpected<seal::Error>(store.error());
    auto database = std::make_unique<Database>(
        Database{std::move(*lock), std::move(store->store.connection), std::nullopt});
    database->insert = database->connection.prepare(
        "INSERT INTO record (epoch, sequence, hash, envelope) VALUES (?, ?, ?, ?)");
    if (!database->insert)
        return refuse(database->connection, database->connection.last());
    Opened opened = std::move(store->opened);
    opened.journal.reset(new Journal(std::move(database), file, terminal));
    const Result<seal::TerminalId> first = read_first_terminal(file, terminal.id());
    if (!first)
        return tl::unexpected<seal::Error>(first.error());
    opened.journal->first_terminal_ = *first;
    opened.journal->position_ = store->store.position;
    if (Result<void> counted = opened.journal->recount(); !counted)
        return tl::unexpected<seal::Error>(counted.error());
    return opened;
}

seal::Position Journal::position() const {
    const std::lock_guard guard(mutex_);
    return position_;
}

Result<void> Journal::append(ByteView bytes, const std::optional<TicketKey>& ticket) {
    const Result<seal::EnvelopeView> envelope = seal::parse_envelope(bytes);
    if (!envelope)
        return tl::unexpected<seal::Error>(envelope.error());
    if (envelope->terminal != terminal_)
        return fail(ErrorClass::wrong_key, "the envelope is of another terminal");
    const seal::Digest hash = seal::record_hash(*envelope);

    const std::lock_guard guard(mutex_);
    if (envelope->position != position_)
        return fail(ErrorClass::broken_chain, "the envelope does not stand at the end of the chain");
    Connection& connection = database_->connection;
    Transaction transaction(connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return refuse(connection, verdict);
    Statement& insert = *database_->insert;
    insert.bind(1, std::int64_t{position_.epoch}).bind(2, signed_number(position_.sequence));
    insert.bind(3, ByteView(hash)).bind(4, bytes);
    const Verdict verdict = insert.step();
    const tl::unexpected<seal::Error> error = refuse(connection, verdict);
    insert.reset();
    if (verdict != Verdict::done)
        return error;
    if (ticket)
        if (const Verdict kept = insert_ticket(connection, *ticket, position_); kept != Verdict::done)
            return refuse(connection, kept);
    if (const Verdict committed = transaction.commit(); committed != Verdict::done)
        return refuse(connection, committed);
    position_ = {position_.epoch, position_.sequence + 1, hash};
    ++counts_.unsent;
    return {};
}

Result<Unsent> Journal::unsent(std::size_t count_limit, std::size_t byte_limit) const {
    const std::lock_guard guard(mutex_);
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
    const std::lock_guard guard(mutex_);
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
    const std::lock_guard guard(mutex_);
    return stored_hash(database_->connection, epoch, sequence);
}

bool Journal::has_room(std::uint64_t reserve_bytes) const {
    std::error_code problem;
    const std::filesystem::space_info space = std::filesystem::space(file_, problem);
    return !problem && space.available >= reserve_bytes;
}

Result<std::optional<Bytes>> Journal::value(const std::string& name) const {
    const std::lock_guard guard(mutex_);
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
    const std::lock_guard guard(mutex_);
    Connection& connection = database_->connection;
    std::optional<Statement> statement = connection.prepare("INSERT OR REPLACE INTO value VALUES (?, ?)");
    if (!statement)
        return refuse(connection, connection.last());
    if (const Verdict verdict = statement->bind(1, name).bind(2, value).step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return {};
}

} // namespace istiqbal::journal
