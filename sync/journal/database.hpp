// SPDX-License-Identifier: Apache-2.0
// A thin cover over one SQLite connection: statements that finalise themselves and results as errors. Used by
// the journal alone.
#pragma once

#include "sync/seal/bytes.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace istiqbal::journal {

// What SQLite's answer means for a journal.
enum class Verdict {
    done,    // SQLITE_OK, SQLITE_DONE
    row,     // a row is there to read
    damaged, // the file is not what a journal should be
    busy,    // another process has it
    full,    // the disk is full
    failed,  // reading or writing failed; the file itself may be whole
};

class Statement {
public:
    explicit Statement(sqlite3_stmt* handle)
        : handle_(handle) {}

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, seal::ByteView blob); // copied at once; never null
    Statement& bind(int index, const std::string& text);
    Verdict step();
    void reset(); // ready to be bound and stepped again
    std::int64_t number(int column) const;
    seal::ByteView blob(int column) const; // valid until the next step
    bool is_null(int column) const;

private:
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalise> handle_;
};

class Connection {
public:
    // `writable`: makes the file when it is missing.
    static std::optional<Connection> open(const std::filesystem::path& file, bool writable);

    Verdict execute(const char* sql);
    // Nothing: the SQL does not fit the file's tables; `last()` says what that means.
    std::optional<Statement> prepare(const char* sql);
    // One number from one row, e.g. of a pragma.
    std::optional<std::int64_t> number(const char* sql);
    std::optional<std::string> text(const char* sql);
    // Whether closing brings the -wal into the file, as it does unless told otherwise.
    void checkpoint_at_close(bool wanted);
    Verdict last() const;
    std::string message() const { return sqlite3_errmsg(handle_.get()); }
    std::int64_t changes() const { return sqlite3_changes64(handle_.get()); }
    sqlite3* handle() { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Connection& connection)
        : connection_(connection) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Verdict begin();
    Verdict commit();

private:
    Connection& connection_;
    bool open_ = false;
};

seal::ErrorClass error_class(Verdict verdict); // of busy, full, failed; damaged: io

} // namespace istiqbal::journal
