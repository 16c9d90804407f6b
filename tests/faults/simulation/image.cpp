// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/image.hpp"

#include "tests/faults/simulation/trace.hpp"

#include <sqlite3.h>

#include <fstream>
#include <functional>
#include <memory>

namespace istiqbal::simulation {

namespace {

seal::Bytes blob(sqlite3_stmt* row, int column) {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
    return {data, data + sqlite3_column_bytes(row, column)};
}

std::uint64_t number(sqlite3_stmt* row, int column) {
    return static_cast<std::uint64_t>(sqlite3_column_int64(row, column));
}

template <std::size_t size>
seal::ByteArray<size> array(sqlite3_stmt* row, int column) {
    return seal::Reader(blob(row, column)).array<size>();
}

// terminal, epoch, sequence, previous, hash, envelope from `column` on.
StoredRecord record(sqlite3_stmt* row, int column) {
    return {{array<16>(row, column), static_cast<std::uint32_t>(number(row, column + 1)),
             number(row, column + 2)},
            array<32>(row, column + 3),
            array<32>(row, column + 4),
            blob(row, column + 5)};
}

} // namespace

struct Observer::Connection {
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle;

    bool rows(const char* sql, const std::function<void(sqlite3_stmt*)>& take) const {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle.get(), sql, -1, &statement, nullptr) != SQLITE_OK)
            return false;
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement))
            take(statement);
        sqlite3_finalize(statement);
        return code == SQLITE_DONE;
    }
};

std::string Place::text() const {
    return brief(terminal) + " " + std::to_string(epoch) + "/" + std::to_string(sequence);
}

Observer::Observer(std::filesystem::path folder)
    : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
}

std::optional<Observer::Connection> Observer::open(const Disk::Image& image, const std::string& name) {
    if (image.count(name) == 0)
        return std::nullopt;
    for (const char* suffix : {"", "-wal", "-journal", "-shm"}) {
        const auto found = image.find(name + suffix);
        if (found == image.end()) {
            std::filesystem::remove(folder_ / (name + suffix));
            continue;
        }
        std::ofstream out(folder_ / (name + suffix), std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(found->second.data()),
                  static_cast<std::streamsize>(found->second.size()));
    }
    Connection connection;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2((folder_ / name).c_str(), &raw, SQLITE_OPEN_READWRITE, "unix");
    connection.handle.reset(raw);
    // Exclusive, so that a WAL is read without shared memory; nothing is worth a sync here.
    if (code != SQLITE_OK || sqlite3_exec(raw, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF",
                                          nullptr, nullptr, nullptr) != SQLITE_OK)
        return std::nullopt;
    sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return connection;
}

std::optional<TerminalImage> Observer::terminal(const Disk::Image& image, const seal::TerminalId& id) {
    const auto connection = open(image, journal_name);
    TerminalImage found;
    const auto take_record = [&](sqlite3_stmt* row) {
        StoredRecord stored{{id, static_cast<std::uint32_t>(number(row, 0)), number(row, 1)},
                            {},
                            array<32>(row, 2),
                            blob(row, 3)};
        if (const auto envelope = seal::parse_envelope(stored.envelope))
            stored.previous = envelope->position.previous;
        found.records.push_back(std::move(stored));
    };
    if (!connection ||
        !connection->rows("SELECT epoch, sequence, hash, envelope FROM record ORDER BY epoch, sequence",
                          take_record) ||
        !connection->rows("SELECT number, spooled FROM epoch",
                          [&](sqlite3_stmt* row) {
                              found.spooled[static_cast<std::uint32_t>(number(row, 0))] = number(row, 1);
                          }) ||
        !connection->rows("SELECT CAST(name AS BLOB), value FROM value", [&](sqlite3_stmt* row) {
            found.values[std::string(seal::text(blob(row, 0)))] = blob(row, 1);
        }))
        return std::nullopt;
    return found;
}

std::optional<HubImage> Observer::hub(const Disk::Image& image) {
    const auto connection = open(image, hub_name);
    HubImage found;
    const auto take_evidence = [&](sqlite3_stmt* row) { ++found.evidence[array<16>(row, 0)]; };
    if (!connection ||
        !connection->rows("SELECT number, terminal, epoch, sequence, previous, hash, envelope FROM records",
                          [&](sqlite3_stmt* row) { found.records[number(row, 0)] = record(row, 1); }) ||
        !connection->rows(
            "SELECT number, ack FROM acknowledgements",
            [&](sqlite3_stmt* row) { found.acknowledgements[number(row, 0)] = blob(row, 1); }) ||
        !connection->rows("SELECT terminal FROM alarms UNION ALL SELECT terminal FROM quarantine",
                          take_evidence))
        return std::nullopt;
    return found;
}

std::optional<OfficeImage> Observer::office(const Disk::Image& image) {
    const auto connection = open(image, office_name);
    OfficeImage found;
    if (!connection ||
        !connection->rows(
            "SELECT terminal, epoch, sequence, previous, hash, envelope, CAST(reference AS BLOB)"
            " FROM cases UNION ALL"
            " SELECT terminal, epoch, sequence, previous, hash, envelope, x'' FROM ratings",
            [&](sqlite3_stmt* row) {
                found.filed.push_back({record(row, 0), std::string(seal::text(blob(row, 6)))});
            }) ||
        !connection->rows("SELECT key, cursor FROM hubs",
                          [&](sqlite3_stmt* row) { found.cursors[array<32>(row, 0)] = number(row, 1); }) ||
        !connection->rows("SELECT envelope FROM quarantine",
                          [&](sqlite3_stmt* row) { found.quarantine.push_back(blob(row, 0)); }))
        return std::nullopt;
    return found;
}

} // namespace istiqbal::simulation
