// SPDX-License-Identifier: Apache-2.0
// Journals and hubs filled past their own ways in, which sync each record: a benchmark would wait for hours.
// What lies there is what they would have written, in a chain that holds; only the records' own signatures
// are zeros, which neither a journal nor a hub looks at.
#pragma once

#include "tests/bench/records.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <functional>

namespace istiqbal::bench {

// A record of 72 bytes of header, as many of content as asked for, and no signature.
inline seal::Bytes hollow_envelope(const seal::TerminalId& terminal, const seal::Position& position,
                                   std::size_t content = 64) {
    const seal::Bytes inside(content, 'x');
    seal::Writer writer;
    writer.reserve(seal::envelope_header_size + content + sizeof(seal::SignatureBytes));
    writer.raw(seal::view("ISTR")).u16(1).u16(0).raw(terminal);
    writer.u32(position.epoch).u64(position.sequence).raw(position.previous);
    writer.u32(static_cast<std::uint32_t>(content)).raw(inside).raw(seal::SignatureBytes{});
    return writer.finish();
}

// One connection beside the program's own, which is closed meanwhile; not synced until it is closed.
class Filler {
public:
    Filler(const std::filesystem::path& file, const char* insert) {
        if (sqlite3_open(file.c_str(), &connection_) != SQLITE_OK)
            std::abort();
        run("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-65536; BEGIN");
        if (sqlite3_prepare_v2(connection_, insert, -1, &insert_, nullptr) != SQLITE_OK)
            std::abort();
    }
    ~Filler() {
        sqlite3_finalize(insert_);
        run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        sqlite3_close(connection_);
    }
    Filler(const Filler&) = delete;
    Filler& operator=(const Filler&) = delete;

    // Numbers first, then blobs, in the order of the statement's parameters; a big transaction is cut now and
    // then.
    void insert(std::initializer_list<std::int64_t> numbers, std::initializer_list<seal::ByteView> blobs) {
        int index = 0;
        for (const std::int64_t number : numbers)
            sqlite3_bind_int64(insert_, ++index, number);
        for (const seal::ByteView blob : blobs)
            sqlite3_bind_blob64(insert_, ++index, blob.data(), blob.size(), SQLITE_STATIC);
        if (sqlite3_step(insert_) != SQLITE_DONE)
            std::abort();
        sqlite3_reset(insert_);
        if (++rows_ % 50'000 == 0)
            run("COMMIT; BEGIN");
    }
    void run(const std::string& sql) {
        if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            std::abort();
    }

private:
    sqlite3* connection_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    std::size_t rows_ = 0;
};

inline constexpr const char* journal_insert =
    "INSERT INTO record (epoch, sequence, hash, envelope) VALUES (?, ?, ?, ?)";

// Appends `count` records, made by `make`, to an epoch's chain; gives where the next one stands.
inline seal::Position fill_journal(const std::filesystem::path& file, std::size_t count,
                                   const std::function<seal::Bytes(const seal::Position&)>& make,
                                   seal::Position position = {}) {
    Filler filler(file, journal_insert);
    for (; count > 0; --count) {
        const seal::Bytes envelope = make(position);
        const seal::Position next = after(envelope);
        filler.insert({position.epoch, static_cast<std::int64_t>(position.sequence)},
                      {next.previous, envelope});
        position = next;
    }
    return position;
}

} // namespace istiqbal::bench
