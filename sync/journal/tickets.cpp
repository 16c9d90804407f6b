// SPDX-License-Identifier: Apache-2.0
// The tickets' part of the journal.
#include "sync/journal/journal_database.hpp"

namespace istiqbal::journal {

using seal::ErrorClass;
using seal::fail;

namespace {

// A tombstone, or a ticket that outlived its tombstone, is with the office; without a record and without
// that, it was lost.
TicketState state_of(bool acknowledged, bool has_record, bool has_envelope, bool spooled) {
    if (acknowledged || (has_record && !has_envelope))
        return TicketState::with_office;
    if (!has_record)
        return TicketState::unknown;
    return spooled ? TicketState::on_its_way : TicketState::waiting;
}

} // namespace

Result<std::optional<Ticket>> Journal::ticket(const seal::Reference& reference) const {
    const auto entered = enter();
    if (!entered)
        return tl::unexpected<seal::Error>(entered.error());
    Connection& connection = database_->connection;
    std::optional<Statement> row = connection.prepare(
        "SELECT claim_key, ticket.epoch, ticket.sequence, ticket.acknowledged, record.id IS NOT NULL,"
        " record.envelope IS NOT NULL, coalesce(ticket.sequence <= epoch.spooled, 0) FROM ticket"
        " LEFT JOIN record ON record.epoch = ticket.epoch AND record.sequence = ticket.sequence"
        " LEFT JOIN epoch ON epoch.number = ticket.epoch WHERE reference = ?");
    if (!row)
        return refuse(connection, connection.last());
    const Verdict verdict = row->bind(1, reference.canonical()).step();
    if (verdict == Verdict::done)
        return std::optional<Ticket>();
    if (verdict != Verdict::row)
        return refuse(connection, verdict);
    const Result<seal::Recipient> claim_key = seal::Recipient::from_bytes(row->blob(0));
    if (!claim_key)
        return fail(ErrorClass::io, "the journal: a ticket has no claim key");
    return Ticket{
        *claim_key, static_cast<std::uint32_t>(row->number(1)), static_cast<std::uint64_t>(row->number(2)),
        state_of(row->number(3) != 0, row->number(4) != 0, row->number(5) != 0, row->number(6) != 0)};
}

} // namespace istiqbal::journal
