// SPDX-License-Identifier: Apache-2.0
// The journal of a terminal that is enrolled anew, and how one is noticed that should be.
#include "sync/journal/journal_database.hpp"
#include "sync/seal/keys.hpp"

namespace istiqbal::journal {

using seal::ErrorClass;
using seal::fail;

namespace {

std::filesystem::path first_file(const std::filesystem::path& file) {
    return file.string() + ".first";
}

struct Held {
    std::int64_t id = 0;
    std::int64_t epoch = 0;
    std::int64_t sequence = 0;
};

Result<std::vector<Held>> all_held(Connection& connection) {
    std::optional<Statement> rows = connection.prepare(
        "SELECT id, epoch, sequence FROM record WHERE envelope IS NOT NULL AND acknowledged IS NULL"
        " ORDER BY epoch, sequence");
    if (!rows)
        return refuse(connection, connection.last());
    std::vector<Held> held;
    Verdict verdict = rows->step();
    for (; verdict == Verdict::row; verdict = rows->step())
        held.push_back({rows->number(0), rows->number(1), rows->number(2)});
    if (verdict != Verdict::done)
        return refuse(connection, verdict);
    return held;
}

Result<Bytes> envelope_of(Connection& connection, std::int64_t id) {
    std::optional<Statement> row = connection.prepare("SELECT envelope FROM record WHERE id = ?");
    if (!row)
        return refuse(connection, connection.last());
    if (const Verdict verdict = row->bind(1, id).step(); verdict != Verdict::row)
        return refuse(connection, verdict);
    const ByteView bytes = row->blob(0);
    return Bytes(bytes.begin(), bytes.end());
}

Result<void> run(Connection& connection, std::optional<Statement> statement) {
    if (!statement)
        return refuse(connection, connection.last());
    if (const Verdict verdict = statement->step(); verdict != Verdict::done)
        return refuse(connection, verdict);
    return {};
}

// Puts the carrier in the record's place, and gives the position behind it.
Result<seal::Position> carry(Connection& connection, const Held& held, const seal::Position& position,
                             const seal::SigningKey& successor) {
    const Result<Bytes> envelope = envelope_of(connection, held.id);
    if (!envelope)
        return tl::unexpected<seal::Error>(envelope.error());
    const auto carrier = seal::parse_envelope(*envelope).and_then(
        [&](const seal::EnvelopeView& parsed) { return seal::carry_record(position, successor, parsed); });
    if (!carrier)
        return tl::unexpected<seal::Error>(carrier.error());
    const seal::Digest hash = seal::record_hash(seal::parse_envelope(*carrier).value());
    std::optional<Statement> update =
        connection.prepare("UPDATE record SET epoch = ?, sequence = ?, hash = ?, envelope = ? WHERE id = ?");
    std::optional<Statement> ticket =
        connection.prepare("UPDATE ticket SET epoch = ?, sequence = ? WHERE epoch = ? AND sequence = ?");
    if (!update || !ticket)
        return refuse(connection, connection.last());
    update->bind(1, std::int64_t{position.epoch}).bind(2, signed_number(position.sequence));
    update->bind(3, ByteView(hash)).bind(4, ByteView(*carrier)).bind(5, held.id);
    ticket->bind(1, std::int64_t{position.epoch}).bind(2, signed_number(position.sequence));
    ticket->bind(3, held.epoch).bind(4, held.sequence);
    return run(connection, std::move(update))
        .and_then([&] { return run(connection, std::move(ticket)); })
        .map([&] {
            return seal::Position{position.epoch, position.sequence + 1, hash};
        });
}

Result<void> change_owner(Connection& connection, const seal::TerminalId& before,
                          const seal::TerminalId& after, std::uint32_t epoch) {
    std::optional<Statement> owner = connection.prepare("UPDATE meta SET value = ? WHERE name = 'terminal'");
    std::optional<Statement> number = connection.prepare("INSERT INTO epoch (number) VALUES (?)");
    // What was said to the terminal of before alone does not hold for this one.
    std::optional<Statement> notices = connection.prepare("DELETE FROM notice WHERE scope = ?");
    std::optional<Statement> values = connection.prepare("DELETE FROM value WHERE name LIKE 'uplink.%'");
    std::optional<Statement> kept = connection.prepare(
        "UPDATE record SET envelope = NULL, acknowledged = NULL WHERE acknowledged IS NOT NULL");
    if (!owner || !number || !notices || !values || !kept)
        return refuse(connection, connection.last());
    owner->bind(1, ByteView(after));
    number->bind(1, std::int64_t{epoch});
    notices->bind(1, ByteView(before));
    return run(connection, std::move(owner))
        .and_then([&] { return run(connection, std::move(number)); })
        .and_then([&] { return run(connection, std::move(notices)); })
        .and_then([&] { return run(connection, std::move(values)); })
        .and_then([&] { return run(connection, std::move(kept)); });
}

} // namespace

Result<seal::TerminalId> read_first_terminal(const std::filesystem::path& file,
                                             const seal::TerminalId& present) {
    const Result<Bytes> text = seal::load_file(first_file(file), 64);
    if (!text && text.error().kind == ErrorClass::not_found)
        return present;
    if (!text)
        return tl::unexpected<seal::Error>(text.error());
    const Result<Bytes> id = seal::from_hex(seal::text(*text).substr(0, 2 * sizeof(seal::TerminalId)));
    if (!id || id->size() != sizeof(seal::TerminalId))
        return present; // drafts of before are lost with it; requests are not
    return seal::Reader(*id).array<sizeof(seal::TerminalId)>();
}

Result<HeadFit> Journal::compare_head(const seal::HubAck& head) const {
    if (head.terminal != terminal_)
        return fail(ErrorClass::wrong_key, "the hub speaks of another terminal");
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    const seal::Position& position = database_->position;
    if (head.epoch > position.epoch || (head.epoch == position.epoch && head.sequence >= position.sequence))
        return HeadFit::behind;
    const auto hash = stored_hash(database_->connection, head.epoch, head.sequence);
    if (!hash)
        return tl::unexpected<seal::Error>(hash.error());
    // Of an earlier epoch, a damaged journal may have lost it.
    return *hash && **hash != head.record_hash ? HeadFit::forked : HeadFit::joins;
}

Result<std::uint64_t> Journal::hand_over(const seal::SigningKey& successor) {
    const seal::TerminalId after = successor.verify_key().id();
    if (after == terminal_)
        return fail(ErrorClass::wrong_key, "the terminal has that key already");
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    const std::string first = seal::hex(first_terminal_) + "\n";
    if (Result<void> saved = seal::save_file(first_file(file_), seal::view(first)); !saved)
        return tl::unexpected<seal::Error>(saved.error());
    Connection& connection = database_->connection;
    Transaction transaction(connection);
    if (const Verdict verdict = transaction.begin(); verdict != Verdict::done)
        return refuse(connection, verdict);
    const Result<std::vector<Held>> held = all_held(connection);
    if (!held)
        return tl::unexpected<seal::Error>(held.error());
    seal::Position position{database_->position.epoch + 1, 1, {}};
    if (Result<void> changed = change_owner(connection, terminal_, after, position.epoch); !changed)
        return tl::unexpected<seal::Error>(changed.error());
    for (const Held& each : *held) {
        const Result<seal::Position> next = carry(connection, each, position, successor);
        if (!next)
            return tl::unexpected<seal::Error>(next.error());
        position = *next;
    }
    if (const Verdict committed = transaction.commit(); committed != Verdict::done)
        return refuse(connection, committed);
    terminal_ = after;
    database_->position = position;
    const Result<Counts> counted = count_states(connection);
    if (!counted)
        return tl::unexpected<seal::Error>(counted.error());
    database_->counts = *counted;
    // Nothing was signed in the new epoch that has left, so that it may be said after it began.
    if (Result<void> written = write_epoch(file_, position.epoch); !written)
        return tl::unexpected<seal::Error>(written.error());
    return held->size();
}

} // namespace istiqbal::journal
