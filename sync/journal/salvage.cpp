// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/store.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace istiqbal::journal {

namespace {

using Found = std::map<std::pair<std::uint32_t, std::uint64_t>, Salvaged>;

// How many rows between the damaged places are looked up one by one.
constexpr std::int64_t lookup_limit = 1'000'000;

// The envelope's own signature says whether it came through whole, so nothing else of the damaged file is
// believed.
void keep(Found& found, seal::ByteView bytes, const seal::VerifyKey& terminal) {
    const seal::Result<seal::EnvelopeView> envelope = seal::parse_envelope(bytes);
    if (!envelope || !seal::verify_envelope(*envelope, terminal))
        return;
    found.try_emplace({envelope->position.epoch, envelope->position.sequence},
                      Salvaged{envelope->position, seal::record_hash(*envelope),
                               seal::Bytes(envelope->bytes.begin(), envelope->bytes.end())});
}

// Reads rows until the damage stops it; gives the last id it saw.
std::int64_t scan(Connection& connection, const char* sql, Found& found, const seal::VerifyKey& terminal) {
    std::int64_t last = 0;
    std::optional<Statement> rows = connection.prepare(sql);
    while (rows && rows->step() == Verdict::row) {
        last = rows->number(0);
        keep(found, rows->blob(1), terminal);
    }
    return last;
}

void read_rows(Connection& connection, Found& found, const seal::VerifyKey& terminal) {
    // From both ends to the damage, then row by row between: each lookup touches only its own path in the
    // tree.
    const std::int64_t first =
        scan(connection, "SELECT id, envelope FROM record NOT INDEXED ORDER BY id", found, terminal);
    const std::int64_t last =
        scan(connection, "SELECT id, envelope FROM record NOT INDEXED ORDER BY id DESC", found, terminal);
    std::optional<Statement> row = connection.prepare("SELECT envelope FROM record NOT INDEXED WHERE id = ?");
    const std::int64_t end = std::min(last, first + lookup_limit);
    for (std::int64_t id = first + 1; row && id < end; ++id) {
        row->reset();
        if (row->bind(1, id).step() == Verdict::row)
            keep(found, row->blob(0), terminal);
    }
}

} // namespace

std::vector<Salvaged> salvage(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    const std::filesystem::path copy = file.string() + ".reading";
    const auto remove_copy = [&copy] {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(copy.string() + suffix, ignored);
    };
    remove_copy();
    Found found;
    std::error_code problem;
    std::filesystem::copy_file(file, copy, problem);
    std::error_code no_wal;
    std::filesystem::copy_file(file.string() + "-wal", copy.string() + "-wal", no_wal);
    if (!problem)
        if (std::optional<Connection> connection = Connection::open(copy, false))
            read_rows(*connection, found, terminal);
    remove_copy();
    std::vector<Salvaged> salvaged;
    salvaged.reserve(found.size());
    for (auto& [place, record] : found)
        salvaged.push_back(std::move(record));
    return salvaged;
}

} // namespace istiqbal::journal
