// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/drafts.hpp"
#include "sync/journal/store.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace istiqbal::journal {

namespace {

// By place, by reference and by id, since a row may be met from both ends.
struct Found {
    std::map<std::pair<std::uint32_t, std::uint64_t>, SalvagedRecord> records;
    std::map<std::string, SalvagedTicket> tickets;
    std::map<std::string, SalvagedDraft> drafts;
    std::map<std::tuple<seal::NoticeKind, seal::TerminalId, seal::NoticeSubject>, SalvagedNotice> notices;
};

// How many rows between the damaged places are looked up one by one.
constexpr std::int64_t lookup_limit = 1'000'000;

// The envelope's own signature says whether it came through whole, so nothing else of the damaged file is
// believed.
void keep(Found& found, seal::ByteView bytes, const seal::VerifyKey& terminal) {
    const seal::Result<seal::EnvelopeView> envelope = seal::parse_envelope(bytes);
    if (!envelope || !seal::verify_envelope(*envelope, terminal))
        return;
    found.records.try_emplace({envelope->position.epoch, envelope->position.sequence},
                              SalvagedRecord{envelope->position, seal::record_hash(*envelope),
                                             seal::Bytes(envelope->bytes.begin(), envelope->bytes.end())});
}

// What no ticket or draft of ours can be is left; so is a text that was torn.
void keep_ticket(Found& found, const Statement& row) {
    SalvagedTicket ticket{std::string(seal::text(row.blob(1))),
                          seal::Bytes(row.blob(2).begin(), row.blob(2).end()), row.number(3), row.number(4),
                          row.number(5) == 1};
    if (ticket.reference.size() == 8 && seal::is_utf8(ticket.reference) && ticket.claim_key.size() == 32 &&
        ticket.epoch > 0 && ticket.epoch <= UINT32_MAX && ticket.sequence > 0)
        found.tickets.try_emplace(ticket.reference, ticket);
}

void keep_draft(Found& found, const Statement& row) {
    SalvagedDraft draft{std::string(seal::text(row.blob(1))), std::string(seal::text(row.blob(2))),
                        row.number(3), seal::Bytes(row.blob(4).begin(), row.blob(4).end())};
    const auto is_id = [](const std::string& id) {
        return !id.empty() && id.size() <= draft_id_limit && seal::is_utf8(id);
    };
    if (is_id(draft.id) && is_id(draft.representative) && draft.sealed.size() >= seal::box_overhead &&
        draft.sealed.size() <= draft_limit + seal::box_overhead && found.drafts.size() < draft_count_limit)
        found.drafts.try_emplace(draft.id, draft);
}

// A row and the notice in it must agree; the index may be what is damaged.
void keep_notice(Found& found, const Statement& row) {
    const seal::Result<seal::NoticeView> notice = seal::parse_notice(row.blob(2));
    if (!notice || static_cast<std::int64_t>(notice->head.revision) != row.number(1))
        return;
    const seal::NoticeHead& head = notice->head;
    found.notices.try_emplace({head.kind, head.scope, head.subject},
                              SalvagedNotice{head, notice_hash(notice->bytes),
                                             seal::Bytes(notice->bytes.begin(), notice->bytes.end())});
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

// One of the small tables, from both ends to the damage. A file of an older version may not have it.
seal::Result<void> read_table(Connection& connection, const std::string& select, Found& found,
                              void (*keep_row)(Found&, const Statement&)) {
    for (const char* order : {" ORDER BY rowid", " ORDER BY rowid DESC"}) {
        std::optional<Statement> rows = connection.prepare((select + order).c_str());
        Verdict verdict = rows ? rows->step() : connection.last();
        while (rows && verdict == Verdict::row) {
            keep_row(found, *rows);
            verdict = rows->step();
        }
        if (may_read_later(verdict))
            return seal::fail(error_class(verdict), "it cannot be read: " + connection.message());
    }
    return {};
}

seal::Result<void> read_all(Connection& connection, Found& found, const seal::VerifyKey& terminal) {
    return read_rows(connection, found, terminal)
        .and_then([&] {
            return read_table(connection,
                              "SELECT rowid, reference, claim_key, epoch, sequence, acknowledged FROM ticket"
                              " NOT INDEXED",
                              found, keep_ticket);
        })
        .and_then([&] {
            return read_table(connection,
                              "SELECT rowid, id, representative, updated, sealed FROM draft NOT INDEXED",
                              found, keep_draft);
        })
        .and_then([&] {
            return read_table(connection,
                              "SELECT rowid, revision, bytes FROM notice NOT INDEXED WHERE bytes IS NOT NULL",
                              found, keep_notice);
        });
}

// std::filesystem::copy_file says nothing of a copy that a failing or full disk ended after its beginning.
void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to,
                std::error_code& problem) {
    std::filesystem::copy_file(from, to, problem);
    if (problem)
        return;
    const std::uintmax_t copied = std::filesystem::file_size(to, problem);
    if (!problem && copied != std::filesystem::file_size(from, problem) && !problem)
        problem = std::make_error_code(std::errc::io_error);
}

// The file and its -wal, if it has one. One without the other would be another state of the journal.
seal::Result<void> copy_with_wal(const std::filesystem::path& file, const std::filesystem::path& copy) {
    std::error_code problem;
    copy_whole(file, copy, problem);
    if (!problem) {
        copy_whole(file.string() + "-wal", copy.string() + "-wal", problem);
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

seal::Result<Salvaged> salvage(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    std::error_code problem;
    const std::filesystem::file_type type = std::filesystem::status(file, problem).type();
    if (type == std::filesystem::file_type::none)
        return seal::fail(seal::ErrorClass::io, "it cannot be read: " + problem.message());
    if (type != std::filesystem::file_type::regular)
        return Salvaged();
    const std::filesystem::path copy = file.string() + ".reading";
    const auto remove_copy = [&copy] {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(copy.string() + suffix, ignored);
    };
    remove_copy();
    Found found;
    seal::Result<void> read = copy_with_wal(file, copy);
    // Twice, and what is found either time is kept: a read that failed once looks like damage.
    for (int round = 0; read && round < 2; ++round) {
        std::optional<Connection> connection = Connection::open(copy, false);
        read = connection ? read_all(*connection, found, terminal)
                          : seal::fail(seal::ErrorClass::io, "its copy cannot be opened");
    }
    const std::filesystem::path wal = copy.string() + "-wal";
    if (read && (!is_readable(copy) || (std::filesystem::exists(wal, problem) && !is_readable(wal))))
        read = seal::fail(seal::ErrorClass::io, "its copy cannot be read");
    remove_copy();
    if (!read)
        return tl::unexpected<seal::Error>(read.error());
    Salvaged salvaged;
    salvaged.records.reserve(found.records.size());
    for (auto& [place, record] : found.records)
        salvaged.records.push_back(std::move(record));
    for (auto& [reference, ticket] : found.tickets)
        salvaged.tickets.push_back(std::move(ticket));
    for (auto& [id, draft] : found.drafts)
        salvaged.drafts.push_back(std::move(draft));
    for (auto& [key, notice] : found.notices)
        salvaged.notices.push_back(std::move(notice));
    return salvaged;
}

} // namespace istiqbal::journal
