// SPDX-License-Identifier: Apache-2.0
// Carriers in the office's store: records that a terminal took under its key of before.
#include "sync/office/store.hpp"

namespace istiqbal::office {

using seal::Result;

Result<void> Store::keep_carrier(const Hub& hub, const seal::EnvelopeView& carrier, const seal::Digest& hash,
                                 const seal::Digest& record, bool filed) {
    auto insert =
        database_.prepare("INSERT INTO carriers (terminal, epoch, sequence, hub, previous, hash, record, "
                          "filed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    const auto done = insert->bind(1, seal::ByteView(carrier.terminal))
                          .bind(2, std::int64_t{carrier.position.epoch})
                          .bind(3, static_cast<std::int64_t>(carrier.position.sequence))
                          .bind(4, hub.number)
                          .bind(5, seal::ByteView(carrier.position.previous))
                          .bind(6, seal::ByteView(hash))
                          .bind(7, seal::ByteView(record))
                          .bind(8, std::int64_t{filed ? 1 : 0})
                          .step();
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Result<bool> Store::was_carried(const seal::Digest& record) {
    auto row = database_.prepare("SELECT 1 FROM carriers WHERE record = ?");
    if (!row)
        return tl::unexpected(row.error());
    return row->bind(1, seal::ByteView(record)).step();
}

Result<bool> Store::succeeds(const seal::TerminalId& terminal, const seal::TerminalId& before) {
    auto row = database_.prepare("WITH RECURSIVE line(terminal) AS (SELECT ?1 UNION SELECT "
                                 "invitations.succeeds FROM invitations JOIN line "
                                 "ON invitations.terminal = line.terminal WHERE invitations.used > 0 AND "
                                 "length(invitations.succeeds) = 16) "
                                 "SELECT 1 FROM line WHERE terminal = ?2 AND terminal <> ?1");
    if (!row)
        return tl::unexpected(row.error());
    return row->bind(1, seal::ByteView(terminal)).bind(2, seal::ByteView(before)).step();
}

Result<SignedRecord> Store::record_in(seal::ByteView bytes) {
    auto envelope = seal::parse_envelope(bytes);
    if (envelope && envelope->carries)
        envelope = seal::carried_record(*envelope);
    if (!envelope)
        return tl::unexpected(envelope.error());
    const auto key = terminal_key(envelope->terminal);
    if (!key)
        return tl::unexpected(key.error());
    if (!*key)
        return seal::fail(seal::ErrorClass::not_found, "the terminal's key is gone from the database");
    return SignedRecord{*envelope, **key};
}

} // namespace istiqbal::office
