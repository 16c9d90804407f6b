// SPDX-License-Identifier: Apache-2.0
#include "sync/store/database.hpp"

#include "sync/seal/keys.hpp"

#include <sqlite3.h>

#include <utility>

namespace istiqbal::store {

using seal::ErrorClass;

namespace {

seal::Error error_of(sqlite3* connection, int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorClass::in_use, "another process is using the database"};
    case SQLITE_FULL:
        return {ErrorClass::no_room, "the disk is full"};
    case SQLITE_NOTADB:
        return {ErrorClass::unsupported, "the file is not a database"};
    case SQLITE_CORRUPT:
        return {ErrorClass::io, "the database is damaged; restore it from a copy"};
    default:
        return {ErrorClass::io, connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code)};
    }
}

Result<std::int64_t> read_number(Database& database, const char* sql) {
    auto statement = database.prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    if (auto row = statement->step(); !row)
        return tl::unexpected(row.error());
    return statement->integer(0);
}

// What a file of `version` lacks.
std::string added_since(const Schema& schema, std::int64_t version) {
    std::string sql;
    for (const char* added : schema.added.subspan(static_cast<std::size_t>(version - 1)))
        sql += added;
    return sql + "PRAGMA user_version=" + std::to_string(schema.version()) + ";";
}

Result<void> create(Database& database, const Schema& schema) {
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const std::string sql = std::string(schema.create) +
                            "PRAGMA application_id=" + std::to_string(schema.application_id) + ";" +
                            added_since(schema, 1);
    if (auto done = database.execute(sql.c_str()); !done)
        return done;
    return transaction->commit();
}

Result<void> upgrade(Database& database, const Schema& schema) {
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    // Asked again under the lock: another command may have been at it.
    const auto version = read_number(database, "PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    if (*version == schema.version())
        return {};
    const std::string sql = added_since(schema, *version);
    if (auto done = database.execute(sql.c_str()); !done)
        return done;
    return transaction->commit();
}

Result<void> check_or_create(Database& database, const Schema& schema) {
    const auto application = read_number(database, "PRAGMA application_id");
    if (!application)
        return tl::unexpected(application.error());
    const auto version = read_number(database, "PRAGMA user_version");
    const auto tables = read_number(database, "SELECT count(*) FROM sqlite_schema");
    if (!version || !tables)
        return tl::unexpected(version ? tables.error() : version.error());
    if (*application == 0 && *version == 0 && *tables == 0)
        return create(database, schema);
    if (*application != schema.application_id)
        return seal::fail(ErrorClass::unsupported, "the database belongs to another program");
    if (*version >= 1 && *version < schema.version())
        return upgrade(database, schema);
    if (*version != schema.version())
        return seal::fail(ErrorClass::unsupported, "the database was written by another version");
    return {};
}

} // namespace

void CloseStatement::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::~Statement() {
    constexpr std::size_t idle_limit = 64;
    if (!statement_)
        return;
    reset();
    if (idle_->size() < idle_limit)
        idle_->try_emplace(sqlite3_sql(statement_.get()), std::move(statement_));
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    bind_error_ |= sqlite3_bind_int64(statement_.get(), parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
    bind_error_ |= sqlite3_bind_text64(statement_.get(), parameter, value.data(), value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int parameter, ByteView value) {
    // A null pointer would bind NULL where an empty blob is meant.
    static const std::uint8_t nothing = 0;
    const std::uint8_t* data = value.empty() ? &nothing : value.data();
    bind_error_ |= sqlite3_bind_blob64(statement_.get(), parameter, data, value.size(), SQLITE_STATIC);
    return *this;
}

Result<bool> Statement::step() {
    if (bind_error_ != 0)
        return seal::fail(ErrorClass::io, "a value could not be bound");
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return tl::unexpected(error_of(connection_, code));
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return data == nullptr ? std::string() : std::string(data, size);
}

ByteView Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    return {data,
            data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Result<Database> Database::open(const std::filesystem::path& file, const Schema& schema, Sharing sharing) {
    sqlite3* raw = nullptr;
    constexpr int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Database database(raw);
    if (code != SQLITE_OK)
        return tl::unexpected(error_of(raw, code));
    // SQLite opens for reading what it cannot open for writing, were it for a moment alone.
    if (sqlite3_db_readonly(raw, "main") != 0)
        return seal::fail(ErrorClass::io, "the database cannot be opened for writing");
    const bool exclusive = sharing == Sharing::exclusive;
    sqlite3_busy_timeout(raw, exclusive ? 0 : 10'000);
    // A rollback journal commits by being deleted: FULL does not sync the folder after that, so that the
    // journal could be there again after a power cut and take back what was committed. EXTRA does.
    const char* pragmas = exclusive ? "PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=WAL;"
                                      "PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                                    : "PRAGMA synchronous=EXTRA;PRAGMA foreign_keys=ON;";
    if (auto done = database.execute(pragmas); !done)
        return tl::unexpected(done.error());
    if (auto done = check_or_create(database, schema); !done)
        return tl::unexpected(done.error());
    // By now a WAL is there, for as long as the connection lives. SQLite syncs its name too, but goes on if
    // that fails, and what is committed to a file without a name is lost at a power cut.
    if (auto done = seal::sync_folder(file.parent_path()); exclusive && !done)
        return tl::unexpected(done.error());
    return database;
}

Result<Statement> Database::prepare(const char* sql) {
    if (const auto idle = idle_->find(std::string_view(sql)); idle != idle_->end())
        return Statement(connection_.get(), std::move(idle_->extract(idle).mapped()), *idle_);
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(connection_.get(), sql, -1, &raw, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error_of(connection_.get(), code));
    return Statement(connection_.get(), StatementHandle(raw), *idle_);
}

Result<void> Database::execute(const char* sql) {
    const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error_of(connection_.get(), code));
    return {};
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(connection_.get());
}

Result<Transaction> Transaction::begin(Database& database) {
    if (auto done = database.execute("BEGIN IMMEDIATE"); !done)
        return tl::unexpected(done.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ != nullptr)
        (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
    auto done = database_->execute("COMMIT");
    if (done)
        database_ = nullptr;
    return done;
}

} // namespace istiqbal::store
