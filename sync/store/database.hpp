// SPDX-License-Identifier: Apache-2.0
// SQLite for the centre, the hub and the office: a connection, statements and transactions whose failures are
// values. The terminal's journal has its own connection, with its own rules for damaged files; at the centre
// a damaged file is for a person to restore, so it is only said.
//
// Invariants: a file bears our application_id and a user_version that this program knows, or it is left
// alone; a commit is on disk when it returns (synchronous=FULL, or EXTRA where a
// journal's deletion commits). One thread at a time uses a Database and
// what it made, which does not outlive it.
#pragma once

#include "sync/seal/bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace istiqbal::store {

using seal::Bytes;
using seal::ByteView;
using seal::Result;

// What lies in a file, and how it came to be: version 1, and what each version since has added. A new file is
// made of all of them, an older one gets what it lacks, in one transaction.
struct Schema {
    std::int32_t application_id = 0;
    const char* create = "";
    std::span<const char* const> added{};

    std::int64_t version() const { return 1 + static_cast<std::int64_t>(added.size()); }
};

enum class Sharing {
    // One process for as long as it runs: WAL under an exclusive lock (SQLite before 3.51.3 has a WAL-reset
    // bug
    // with two connections). A second process gets in_use.
    exclusive,
    // Short commands of one user that may overlap: a rollback journal; they wait up to 10 s for each other.
    shared,
};

struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const;
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, CloseStatement>;

// Statements that are not in use, by their text: to prepare one takes several times as long as to run it.
using IdleStatements = std::map<std::string, StatementHandle, std::less<>>;

// Columns and parameters count from 0 and from 1, as SQLite does. A parameter that could not be bound fails
// the next step().
class Statement {
public:
    Statement(sqlite3* connection, StatementHandle statement, IdleStatements& idle)
        : connection_(connection)
        , statement_(std::move(statement))
        , idle_(&idle) {}
    Statement(Statement&&) = default;
    Statement& operator=(Statement&&) = delete;
    ~Statement(); // goes to the idle ones

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view value);
    Statement& bind(int parameter, ByteView value); // must live until the statement is reset or gone
    Result<bool> step();                            // true: there is a row
    void reset();                                   // to bind and step again
    // Steps to the end, and asks `take` to read each row on the way.
    template <class Take>
    Result<void> each_row(Take&& take) {
        Result<bool> row = step();
        for (; row && *row; row = step())
            take();
        return row.map([](bool) {});
    }

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    ByteView blob(int column) const; // until the next step

private:
    sqlite3* connection_;
    StatementHandle statement_;
    IdleStatements* idle_;
    int bind_error_ = 0;
};

class Database {
public:
    // unsupported: another program's file, or a version of ours that this program neither knows nor upgrades.
    // in_use, no_room, io.
    static Result<Database> open(const std::filesystem::path& file, const Schema& schema, Sharing sharing);

    Result<Statement> prepare(const char* sql);
    Result<void> execute(const char* sql);
    std::int64_t changes() const; // rows that the last statement changed

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    explicit Database(sqlite3* connection)
        : connection_(connection) {}
    std::unique_ptr<sqlite3, Close> connection_;
    std::unique_ptr<IdleStatements> idle_ = std::make_unique<IdleStatements>(); // where statements find it
};

// All or nothing: rolled back unless commit() succeeded.
class Transaction {
public:
    static Result<Transaction> begin(Database& database); // takes the write lock at once
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database& database)
        : database_(&database) {}
    Database* database_;
};

} // namespace istiqbal::store
