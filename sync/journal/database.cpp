// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/database.hpp"

namespace istiqbal::journal {

namespace {

Verdict verdict_of(int code) {
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
        return Verdict::done;
    case SQLITE_ROW:
        return Verdict::row;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Verdict::busy;
    case SQLITE_FULL:
        return Verdict::full;
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_INTERRUPT:
        return Verdict::failed;
    default: // CORRUPT, NOTADB, and ERROR or SCHEMA when a table is not what it should be
        return Verdict::damaged;
    }
}

} // namespace

Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(handle_.get(), index, value);
    return *this;
}

Statement& Statement::bind(int index, seal::ByteView blob) {
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    sqlite3_bind_blob64(handle_.get(), index, data, blob.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(int index, const std::string& text) {
    sqlite3_bind_text64(handle_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Verdict Statement::step() {
    return verdict_of(sqlite3_step(handle_.get()));
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

seal::ByteView Statement::blob(int column) const {
    const void* data = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return {static_cast<const std::uint8_t*>(data), data == nullptr ? 0 : static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::optional<Connection> Connection::open(const std::filesystem::path& file, bool writable) {
    const int flags =
        SQLITE_OPEN_NOMUTEX | (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Connection connection;
    connection.handle_.reset(handle);
    if (code != SQLITE_OK)
        return std::nullopt;
    sqlite3_extended_result_codes(handle, 1);
    // The file may be foreign: no functions or virtual tables of its schema run here, and no text is
    // double-quoted.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return connection;
}

Verdict Connection::execute(const char* sql) {
    return verdict_of(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr));
}

std::optional<Statement> Connection::prepare(const char* sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql, -1, &handle, nullptr) != SQLITE_OK)
        return std::nullopt;
    return Statement(handle);
}

std::optional<std::int64_t> Connection::number(const char* sql) {
    std::optional<Statement> statement = prepare(sql);
    if (!statement || statement->step() != Verdict::row)
        return std::nullopt;
    return statement->number(0);
}

std::optional<std::string> Connection::text(const char* sql) {
    std::optional<Statement> statement = prepare(sql);
    if (!statement || statement->step() != Verdict::row)
        return std::nullopt;
    return std::string(seal::text(statement->blob(0)));
}

void Connection::checkpoint_at_close(bool wanted) {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, wanted ? 0 : 1, nullptr);
}

Verdict Connection::last() const {
    return verdict_of(sqlite3_errcode(handle_.get()));
}

Transaction::~Transaction() {
    if (open_)
        connection_.execute("ROLLBACK");
}

Verdict Transaction::begin() {
    const Verdict verdict = connection_.execute("BEGIN IMMEDIATE");
    open_ = verdict == Verdict::done;
    return verdict;
}

Verdict Transaction::commit() {
    const Verdict verdict = connection_.execute("COMMIT");
    open_ = verdict != Verdict::done;
    return verdict;
}

seal::ErrorClass error_class(Verdict verdict) {
    if (verdict == Verdict::busy)
        return seal::ErrorClass::in_use;
    return verdict == Verdict::full ? seal::ErrorClass::no_room : seal::ErrorClass::io;
}

} // namespace istiqbal::journal
