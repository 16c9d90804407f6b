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

// Whether it was the machine that stopped the reading, and not the damage: another time may bring more.
bool may_read_later(Verdict verdict) {
    return verdict == Verdict::busy || verdict == Verdict::full || verdict == Verdict::failed;
}

struct Scanned {
    std::int64_t last = 0; // the last id that was seen
    Verdict end = Verdict::done;
};

// Reads rows until the damage stops it.
Scanned scan(Connection& connection, const char* sql, Found& found, const seal::VerifyKey& terminal) {
    Scanned scanned;
    std::optional<Statement> rows = connection.prepare(sql);
    scanned.end = rows ? rows->step() : connection.last();
    while (rows && scanned.end == Verdict::row) {
        scanned.last = rows->number(0);
        keep(found, rows->blob(1), terminal);
        scanned.end = rows->step();
    }
    return scanned;
}

seal::Result<void> read_rows(Connection& connection, Found& found, const seal::VerifyKey& terminal) {
    const auto failed = [&connection](Verdict verdict) {
        return seal::fail(error_class(verdict), "it cannot be read: " + connection.message());
    };
    // From both ends to the damage, then row by row between: each lookup touches only its own path in the
    // tree.
    const Scanned first =
        scan(connection, "SELECT id, envelope FROM record NOT INDEXED ORDER BY id", found, terminal);
    if (may_read_later(first.end))
        return failed(first.end);
    const Scanned last =
        scan(connection, "SELECT id, envelope FROM record NOT INDEXED ORDER BY id DESC", found, terminal);
    if (may_read_later(last.end))
        return failed(last.end);
    std::optional<Statement> row = connection.prepare("SELECT envelope FROM record NOT INDEXED WHERE id = ?");
    const std::int64_t end = std::min(last.last, first.last + lookup_limit);
    for (std::int64_t id = first.last + 1; row && id < end; ++id) {
        row->reset();
        const Verdict verdict = row->bind(1, id).step();
        if (may_read_later(verdict))
            return failed(verdict);
        if (verdict == Verdict::row)
            keep(found, row->blob(0), terminal);
    }
    return {};
}

// The file and its -wal, if it has one. One without the other would be another state of the journal.
seal::Result<void> copy_with_wal(const std::filesystem::path& file, const std::filesystem::path& copy) {
    std::error_code problem;
    std::filesystem::copy_file(file, copy, problem);
    if (!problem) {
        std::filesystem::copy_file(file.string() + "-wal", copy.string() + "-wal", problem);
        if (problem == std::errc::no_such_file_or_directory)
            problem.clear();
    }
    if (problem)
        return seal::fail(problem == std::errc::no_space_on_device ? seal::ErrorClass::no_room
                                                                   : seal::ErrorClass::io,
                          "it cannot be copied: " + problem.message());
    return {};
}

} // namespace

seal::Result<std::vector<Salvaged>> salvage(const std::filesystem::path& file,
                                            const seal::VerifyKey& terminal) {
    std::error_code problem;
    const std::filesystem::file_type type = std::filesystem::status(file, problem).type();
    if (type == std::filesystem::file_type::none)
        return seal::fail(seal::ErrorClass::io, "it cannot be read: " + problem.message());
    if (type != std::filesystem::file_type::regular)
        return std::vector<Salvaged>();
    const std::filesystem::path copy = file.string() + ".reading";
    const auto remove_copy = [&copy] {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(copy.string() + suffix, ignored);
    };
    remove_copy();
    Found found;
    seal::Result<void> read = copy_with_wal(file, copy);
    if (read) {
        std::optional<Connection> connection = Connection::open(copy, false);
        read = connection ? read_rows(*connection, found, terminal)
                          : seal::fail(seal::ErrorClass::io, "its copy cannot be opened");
    }
    remove_copy();
    if (!read)
        return tl::unexpected<seal::Error>(read.error());
    std::vector<Salvaged> salvaged;
    salvaged.reserve(found.size());
    for (auto& [place, record] : found)
        salvaged.push_back(std::move(record));
    return salvaged;
}

} // namespace istiqbal::journal
