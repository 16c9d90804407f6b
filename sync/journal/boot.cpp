// SPDX-License-Identifier: Apache-2.0
// How a journal comes to be, and its boot check.
#include "sync/journal/journal_database.hpp"

namespace istiqbal::journal {

Journal::Journal(std::unique_ptr<Database> database, std::filesystem::path file, const seal::VerifyKey& key,
                 const seal::TerminalId& first_terminal)
    : database_(std::move(database))
    , file_(std::move(file))
    , key_(key)
    , terminal_(key.id())
    , first_terminal_(first_terminal) {}

Journal::~Journal() = default;

Result<Opened> Journal::open(const std::filesystem::path& file, const seal::VerifyKey& terminal,
                             BootCheck when) {
    Result<Lock> lock = Lock::take(file.string() + ".lock");
    if (!lock)
        return tl::unexpected<seal::Error>(lock.error());
    const Result<seal::TerminalId> first = read_first_terminal(file, terminal.id());
    if (!first)
        return tl::unexpected<seal::Error>(first.error());
    Opened opened;
    opened.journal.reset(
        new Journal(std::make_unique<Database>(Database{std::move(*lock)}), file, terminal, *first));
    if (when == BootCheck::later)
        if (std::optional<Connection> early = open_early(file, terminal)) {
            opened.journal->database_->connection = std::move(*early);
            return opened;
        }
    Result<Boot> boot = opened.journal->check();
    if (!boot)
        return tl::unexpected<seal::Error>(boot.error());
    static_cast<Boot&>(opened) = std::move(*boot);
    return opened;
}

Result<Boot> Journal::check() {
    return enter().map([this](const Guard&) { return database_->boot; });
}

Result<Journal::Guard> Journal::enter_early() const {
    Guard guard(mutex_);
    if (database_->failure)
        return tl::unexpected<seal::Error>(*database_->failure);
    return guard;
}

Result<Journal::Guard> Journal::enter() const {
    Result<Guard> guard = enter_early();
    if (guard && !database_->checked)
        if (Result<void> done = boot(); !done) {
            database_->connection = {};
            database_->failure = done.error();
            return tl::unexpected<seal::Error>(done.error());
        }
    return guard;
}

// The file is opened once more: what recovery does with it, it does from the beginning.
Result<void> Journal::boot() const {
    Database& database = *database_;
    database.connection = {};
    Result<Recovered> recovered = open_or_recover(file_, key_);
    if (!recovered)
        return tl::unexpected<seal::Error>(recovered.error());
    Connection& connection = recovered->store.connection;
    Result<Counts> counts = count_states(connection);
    if (!counts)
        return tl::unexpected<seal::Error>(counts.error());
    std::optional<Statement> insert =
        connection.prepare("INSERT INTO record (epoch, sequence, hash, envelope) VALUES (?, ?, ?, ?)");
    if (!insert)
        return refuse(connection, connection.last());
    database.connection = std::move(connection);
    database.insert = std::move(insert);
    database.position = recovered->store.position;
    database.counts = *counts;
    database.boot = std::move(recovered->boot);
    database.checked = true;
    checked_ = true;
    return {};
}

Counts Journal::counts() const {
    if (!checked_)
        return {};
    const std::lock_guard guard(mutex_);
    return database_->counts;
}

Result<Counts> count_states(Connection& connection) {
    std::optional<Statement> due =
        connection.prepare("SELECT count(*) FILTER (WHERE sequence > spooled),"
                           " count(*) FILTER (WHERE sequence <= spooled)"
                           " FROM record INDEXED BY record_due JOIN epoch ON epoch.number = record.epoch"
                           " WHERE envelope IS NOT NULL AND acknowledged IS NULL");
    std::optional<Statement> kept =
        connection.prepare("SELECT count(*) FROM record INDEXED BY record_kept"
                           " WHERE envelope IS NOT NULL AND acknowledged IS NOT NULL");
    std::optional<Statement> all = connection.prepare("SELECT count(*) FROM record");
    if (!due || !kept || !all)
        return refuse(connection, connection.last());
    for (Statement* each : {&*due, &*kept, &*all})
        if (const Verdict verdict = each->step(); verdict != Verdict::row)
            return refuse(connection, verdict);
    const auto number = [](const Statement& row, int column) {
        return static_cast<std::uint64_t>(row.number(column));
    };
    Counts counts{number(*due, 0), number(*due, 1), number(*kept, 0), 0};
    counts.purged = number(*all, 0) - counts.unsent - counts.spooled - counts.kept;
    return counts;
}

} // namespace istiqbal::journal
