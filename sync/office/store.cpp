// SPDX-License-Identifier: Apache-2.0
#include "sync/office/store.hpp"

#include "sync/seal/pae.hpp"
#include "sync/store/terminals.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace istiqbal::office {

using seal::Result;

namespace {

constexpr const char* first_tables = R"(
CREATE TABLE terminals (
    terminal    BLOB PRIMARY KEY,
    key         BLOB NOT NULL,
    name        TEXT NOT NULL,
    certificate BLOB NOT NULL
) STRICT;
CREATE TABLE hubs (
    number INTEGER PRIMARY KEY,
    key    BLOB NOT NULL UNIQUE,
    urls   TEXT NOT NULL,
    cursor INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE cases (
    number         INTEGER PRIMARY KEY,
    hub            INTEGER NOT NULL REFERENCES hubs,
    terminal       BLOB NOT NULL REFERENCES terminals,
    epoch          INTEGER NOT NULL,
    sequence       INTEGER NOT NULL,
    previous       BLOB NOT NULL,
    hash           BLOB NOT NULL,
    reference      TEXT NOT NULL,
    form           TEXT NOT NULL,
    language       TEXT NOT NULL,
    created        INTEGER NOT NULL,
    received       INTEGER NOT NULL,
    status         TEXT NOT NULL,
    missing        INTEGER NOT NULL,
    committee_date TEXT NOT NULL,
    acknowledged   INTEGER NOT NULL DEFAULT 0,
    envelope       BLOB NOT NULL,
    UNIQUE (terminal, epoch, sequence)
) STRICT;
CREATE INDEX cases_by_reference ON cases (reference);
CREATE INDEX cases_to_acknowledge ON cases (hub, terminal, epoch, sequence) WHERE acknowledged = 0;
CREATE TABLE quarantine (
    hash     BLOB PRIMARY KEY,
    hub      INTEGER NOT NULL REFERENCES hubs,
    reason   TEXT NOT NULL,
    received INTEGER NOT NULL,
    envelope BLOB NOT NULL
) STRICT;
)";

// Since version 2. Ratings apart from cases: they have no reference, no status and nobody to answer (G6).
// What is in `flag` is the reason why it may be misuse; empty: none. `filed` is every record of either kind.
constexpr const char* rating_tables = R"(
CREATE TABLE ratings (
    number       INTEGER PRIMARY KEY,
    hub          INTEGER NOT NULL REFERENCES hubs,
    terminal     BLOB NOT NULL REFERENCES terminals,
    epoch        INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    previous     BLOB NOT NULL,
    hash         BLOB NOT NULL,
    language     TEXT NOT NULL,
    created      INTEGER NOT NULL,
    received     INTEGER NOT NULL,
    score        INTEGER NOT NULL,
    scale        TEXT NOT NULL,
    service      TEXT NOT NULL,
    department   TEXT NOT NULL,
    reasons      TEXT NOT NULL,
    flag         TEXT NOT NULL,
    acknowledged INTEGER NOT NULL DEFAULT 0,
    envelope     BLOB NOT NULL,
    UNIQUE (terminal, epoch, sequence)
) STRICT;
CREATE INDEX ratings_to_acknowledge ON ratings (hub, terminal, epoch, sequence) WHERE acknowledged = 0;
CREATE VIEW filed AS
    SELECT hub, terminal, epoch, sequence, previous, hash, acknowledged FROM cases
    UNION ALL SELECT hub, terminal, epoch, sequence, previous, hash, acknowledged FROM ratings;
)";

// Since version 3. Which case a record completes, by the reference that was typed: whether there is such a
// case is asked anew each time. `brought`: 1, came with this record; 0, was missing when it was sent.
constexpr const char* completion_tables = R"(
CREATE TABLE completions (
    number    INTEGER PRIMARY KEY REFERENCES cases,
    completes TEXT NOT NULL
) STRICT;
CREATE TABLE documents (
    number   INTEGER NOT NULL REFERENCES cases,
    document TEXT NOT NULL,
    shown    TEXT NOT NULL,
    brought  INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_of_case ON documents (number);
)";

// Since version 4. Who rated, a visitor or a colleague (G7); empty: not asked.
constexpr const char* rater_column = "ALTER TABLE ratings ADD COLUMN rater TEXT NOT NULL DEFAULT '';";

// Since version 5. Numbers rise with each issue; `posted` is what a hub confirmed, by the number that it
// gave. `epoch` of a revoked terminal: closed up to this one; 0: the terminal itself is revoked.
constexpr const char* notice_tables = R"(
CREATE TABLE notices (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     INTEGER NOT NULL,
    scope    BLOB NOT NULL,
    subject  BLOB NOT NULL,
    revision INTEGER NOT NULL,
    expires  INTEGER NOT NULL,
    notice   BLOB NOT NULL,
    UNIQUE (kind, scope, subject)
) STRICT;
CREATE TABLE posted (
    hub    INTEGER PRIMARY KEY REFERENCES hubs,
    notice INTEGER NOT NULL,
    number INTEGER NOT NULL
) STRICT;
CREATE TABLE revocations (
    terminal BLOB PRIMARY KEY REFERENCES terminals,
    since    INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    epoch    INTEGER NOT NULL
) STRICT;
)";

// Since version 6. A row is a step that a case took; `reply` is sealed to the office's own keys.
constexpr const char* decision_tables = R"(
CREATE TABLE decisions (
    number    INTEGER PRIMARY KEY,
    subject   INTEGER NOT NULL REFERENCES cases,
    status    TEXT NOT NULL,
    decided   INTEGER NOT NULL,
    person    TEXT NOT NULL,
    early     INTEGER NOT NULL,
    last_case INTEGER NOT NULL,
    reply     BLOB NOT NULL
) STRICT;
CREATE INDEX decisions_of_case ON decisions (subject);
CREATE INDEX cases_by_status ON cases (status);
)";

// Since version 7. A one-time code by its id; `secret` is empty once it was used or its time is past, and
// `succeeds` where it is for a new terminal.
constexpr const char* invitation_table = R"(
CREATE TABLE invitations (
    invitation BLOB PRIMARY KEY,
    secret     BLOB NOT NULL,
    name       TEXT NOT NULL,
    mode       TEXT NOT NULL,
    hub        TEXT NOT NULL,
    urls       TEXT NOT NULL,
    succeeds   BLOB NOT NULL,
    expires    INTEGER NOT NULL,
    used       INTEGER NOT NULL DEFAULT 0,
    terminal   BLOB
) STRICT;
CREATE INDEX invitations_by_terminal ON invitations (terminal, used);
)";

// Since version 8. Every carrier that was taken, with the hash of the record in it. `filed`: 1, that record
// was filed by it, at its place; 0, it had come already.
constexpr const char* carrier_table = R"(
CREATE TABLE carriers (
    terminal     BLOB NOT NULL REFERENCES terminals,
    epoch        INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    hub          INTEGER NOT NULL REFERENCES hubs,
    previous     BLOB NOT NULL,
    hash         BLOB NOT NULL,
    record       BLOB NOT NULL,
    filed        INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (terminal, epoch, sequence)
) STRICT;
CREATE INDEX carriers_by_record ON carriers (record);
CREATE INDEX carriers_to_acknowledge ON carriers (hub, terminal, epoch, sequence) WHERE acknowledged = 0;
DROP VIEW filed;
CREATE VIEW filed AS
    SELECT hub, terminal, epoch, sequence, previous, hash, acknowledged FROM cases
    UNION ALL SELECT hub, terminal, epoch, sequence, previous, hash, acknowledged FROM ratings
    UNION ALL SELECT hub, terminal, epoch, sequence, previous, hash, acknowledged FROM carriers WHERE filed = 0;
)";

// Since version 9. The highest number under which the hub confirmed an acknowledgement.
constexpr const char* confirmed_table = R"(
CREATE TABLE confirmed (
    hub    INTEGER PRIMARY KEY REFERENCES hubs,
    number INTEGER NOT NULL
) STRICT;
)";

constexpr std::array added_tables{rating_tables,   completion_tables, rater_column,  notice_tables,
                                  decision_tables, invitation_table,  carrier_table, confirmed_table};
constexpr store::Schema schema{0x4953514f, first_tables, added_tables}; // "ISQO"

Result<void> run(Result<store::Statement>& statement) {
    if (auto done = statement->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

std::int64_t stored_number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file) {
    auto database = store::Database::open(file, schema, store::Sharing::shared);
    if (!database)
        return tl::unexpected(database.error());
    return std::unique_ptr<Store>(new Store(std::move(*database)));
}

Result<void> Store::add_terminal(const seal::Certificate& certificate, seal::ByteView certificate_file) {
    auto insert = database_.prepare(
        "INSERT INTO terminals (terminal, key, name, certificate) VALUES (?, ?, ?, ?) ON CONFLICT (terminal) "
        "DO UPDATE SET name = excluded.name, certificate = excluded.certificate");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, seal::ByteView(certificate.terminal))
        .bind(2, seal::ByteView(certificate.key.bytes()))
        .bind(3, std::string_view(certificate.name))
        .bind(4, certificate_file);
    return run(insert);
}

Result<std::optional<seal::VerifyKey>> Store::terminal_key(const seal::TerminalId& terminal) {
    return store::terminal_key(database_, terminal);
}

Result<void> Store::add_hub(const seal::VerifyKey& key, const std::vector<std::string>& urls) {
    auto insert = database_.prepare("INSERT INTO hubs (key, urls) VALUES (?, ?) ON CONFLICT (key) "
                                    "DO UPDATE SET urls = excluded.urls");
    if (!insert)
        return tl::unexpected(insert.error());
    const std::string list = nlohmann::json(urls).dump();
    insert->bind(1, seal::ByteView(key.bytes())).bind(2, std::string_view(list));
    return run(insert);
}

Result<std::vector<Hub>> Store::hubs() {
    auto statement = database_.prepare("SELECT number, key, urls, cursor FROM hubs ORDER BY number");
    if (!statement)
        return tl::unexpected(statement.error());
    std::vector<Hub> found;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return found;
        const auto key = seal::VerifyKey::from_bytes(statement->blob(1));
        if (!key)
            return tl::unexpected(key.error());
        Hub hub{statement->integer(0), {}, *key, static_cast<std::uint64_t>(statement->integer(3))};
        const auto urls = nlohmann::json::parse(statement->text(2), nullptr, false);
        for (const auto& url : urls) {
            if (url.is_string())
                hub.urls.push_back(url.get<std::string>());
        }
        found.push_back(std::move(hub));
    }
}

Result<Hub> Store::hub_of(const seal::TerminalId& terminal) {
    auto all = hubs();
    if (!all)
        return tl::unexpected(all.error());
    if (all->empty())
        return seal::fail(seal::ErrorClass::not_found, "no hub is known yet; enroll a terminal first");
    const auto enrolled = invitation_of(terminal);
    if (!enrolled)
        return tl::unexpected(enrolled.error());
    if (*enrolled)
        for (const Hub& hub : *all)
            if (hub.key == (*enrolled)->hub.key)
                return hub;
    return all->back();
}

Result<void> Store::set_cursor(const Hub& hub, std::uint64_t cursor) {
    // Two pulls at once: the one that came further stands.
    auto update = database_.prepare("UPDATE hubs SET cursor = max(cursor, ?) WHERE number = ?");
    if (!update)
        return tl::unexpected(update.error());
    update->bind(1, stored_number(cursor)).bind(2, hub.number);
    return run(update);
}

Result<std::optional<Store::Place>> Store::at(const seal::TerminalId& terminal, std::uint32_t epoch,
                                              std::uint64_t sequence) {
    auto statement = database_.prepare(
        "SELECT hash, previous FROM filed WHERE terminal = ? AND epoch = ? AND sequence = ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal))
        .bind(2, std::int64_t{epoch})
        .bind(3, stored_number(sequence));
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<Place>();
    return std::optional(Place{seal::Reader(statement->blob(0)).array<sizeof(seal::Digest)>(),
                               seal::Reader(statement->blob(1)).array<sizeof(seal::Digest)>()});
}

Result<void> Store::file_rating(const Hub& hub, const seal::EnvelopeView& envelope, const seal::Digest& hash,
                                const RatingFiling& filing, std::int64_t now) {
    auto insert = database_.prepare("INSERT INTO ratings (hub, terminal, epoch, sequence, previous, hash, "
                                    "language, created, received, score, scale, service, department, "
                                    "reasons, flag, envelope, rater) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    std::string reasons;
    for (const std::string& reason : filing.rating.reasons)
        reasons += (reasons.empty() ? "" : " ") + reason;
    const bool rightward = filing.rating.scale == seal::ScaleDirection::left_to_right;
    insert->bind(1, hub.number)
        .bind(2, seal::ByteView(envelope.terminal))
        .bind(3, std::int64_t{envelope.position.epoch})
        .bind(4, stored_number(envelope.position.sequence))
        .bind(5, seal::ByteView(envelope.position.previous))
        .bind(6, seal::ByteView(hash))
        .bind(7, std::string_view(filing.language))
        .bind(8, filing.created)
        .bind(9, now)
        .bind(10, std::int64_t{filing.rating.score})
        .bind(11, std::string_view(rightward ? "ltr" : "rtl"))
        .bind(12, std::string_view(filing.rating.service))
        .bind(13, std::string_view(filing.rating.department))
        .bind(14, std::string_view(reasons))
        .bind(15, std::string_view(filing.rating.flag))
        .bind(16, envelope.bytes)
        .bind(17, std::string_view(filing.rating.rater));
    return run(insert);
}

Result<std::vector<RatingRow>> Store::ratings() {
    auto statement =
        database_.prepare("SELECT created, score, service, department, reasons, flag, rater FROM ratings "
                          "ORDER BY created, number");
    if (!statement)
        return tl::unexpected(statement.error());
    std::vector<RatingRow> found;
    return statement
        ->each_row([&] {
            found.push_back({statement->integer(0), static_cast<int>(statement->integer(1)),
                             statement->text(2), statement->text(3), statement->text(4), statement->text(5),
                             statement->text(6)});
        })
        .map([&found] { return std::move(found); });
}

Result<void> Store::quarantine(const Hub& hub, seal::ByteView envelope, const std::string& reason,
                               std::int64_t now) {
    auto insert = database_.prepare("INSERT INTO quarantine (hash, hub, reason, received, envelope) "
                                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    if (!insert)
        return tl::unexpected(insert.error());
    const seal::Digest hash = seal::labelled_hash(seal::Label::content, {envelope});
    insert->bind(1, seal::ByteView(hash))
        .bind(2, hub.number)
        .bind(3, std::string_view(reason))
        .bind(4, now)
        .bind(5, envelope);
    return run(insert);
}

Result<std::uint64_t> Store::quarantined() {
    auto statement = database_.prepare("SELECT count(*) FROM quarantine");
    if (!statement)
        return tl::unexpected(statement.error());
    if (auto row = statement->step(); !row)
        return tl::unexpected(row.error());
    return static_cast<std::uint64_t>(statement->integer(0));
}

} // namespace istiqbal::office
