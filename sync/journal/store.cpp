// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/store.hpp"

#include "sync/journal/salvaged_rows.hpp"
#include "sync/seal/keys.hpp"

#include <fstream>

namespace istiqbal::journal {

namespace {

using seal::ErrorClass;

// locking_mode comes before journal_mode, so that the WAL index lives in this process's memory and no second
// connection can ever join.
constexpr std::array settings{
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON",
};
// Before the first table, or it does nothing. Not asked of an existing file, which it would write to.
constexpr const char* creation_settings = "PRAGMA auto_vacuum=INCREMENTAL";

// A tombstone is a record without its envelope. `spooled` is the highest sequence of the epoch that the hub
// has.
constexpr const char* schema =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;"
    "CREATE TABLE epoch (number INTEGER PRIMARY KEY, spooled INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE record (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,"
    "  hash BLOB NOT NULL, envelope BLOB, UNIQUE (epoch, sequence)) STRICT;"
    "CREATE TABLE value (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;";

// Since version 2. `acknowledged` outlives the tombstone, which a damaged journal takes with it.
constexpr const char* schema_of_2 =
    "CREATE TABLE ticket (reference TEXT PRIMARY KEY, claim_key BLOB NOT NULL, epoch INTEGER NOT NULL,"
    "  sequence INTEGER NOT NULL, acknowledged INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX ticket_by_place ON ticket (epoch, sequence);"
    "CREATE TABLE draft (id TEXT PRIMARY KEY, representative TEXT NOT NULL, updated INTEGER NOT NULL,"
    "  sealed BLOB NOT NULL) STRICT;";

// Since version 3. Without `bytes`: a reply that was dropped, whose revision stays.
constexpr const char* schema_of_3 =
    "CREATE TABLE notice (kind INTEGER NOT NULL, scope BLOB NOT NULL, subject BLOB NOT NULL,"
    "  revision INTEGER NOT NULL, issued INTEGER NOT NULL, expires INTEGER NOT NULL, hash BLOB NOT NULL,"
    "  bytes BLOB, PRIMARY KEY (kind, scope, subject)) STRICT;"
    "CREATE INDEX notice_expiring ON notice (expires) WHERE kind = 1 AND bytes IS NOT NULL;";

// Since version 4. `acknowledged`: when the office's word was taken for an envelope that is still kept. The
// indexes hold what is looked for again and again, and are small however many tombstones there are.
constexpr const char* schema_of_4 =
    "ALTER TABLE record ADD COLUMN acknowledged INTEGER;"
    "CREATE INDEX record_due ON record (epoch, sequence) WHERE envelope IS NOT NULL AND acknowledged IS NULL;"
    "CREATE INDEX record_kept ON record (acknowledged) WHERE envelope IS NOT NULL AND acknowledged IS NOT"
    " NULL;";

// What each version since the first has added, in order.
constexpr std::array added_schemas{schema_of_2, schema_of_3, schema_of_4};
static_assert(added_schemas.size() + 1 == schema_version);

tl::unexpected<Refusal> damaged(std::string detail) {
    return tl::unexpected<Refusal>({Refusal::Kind::damaged, {ErrorClass::malformed, std::move(detail)}});
}

tl::unexpected<Refusal> error(ErrorClass kind, std::string detail) {
    return tl::unexpected<Refusal>({Refusal::Kind::error, {kind, std::move(detail)}});
}

tl::unexpected<Refusal> refuse(Connection& connection, Verdict verdict, const std::string& what) {
    if (verdict == Verdict::damaged || verdict == Verdict::row || verdict == Verdict::done)
        return damaged(what + ": " + connection.message());
    return error(error_class(verdict), what + ": " + connection.message());
}

tl::expected<void, Refusal> check_numbers(const std::filesystem::path& file, std::int64_t application,
                                          std::int64_t version) {
    if (application != application_id)
        return damaged("the file is a database of another program");
    if (version > schema_version)
        return error(ErrorClass::unsupported, "a newer version of this program wrote " + file.string());
    return {};
}

// The first bytes of the file, read without SQLite, which would already touch a file that is not ours.
tl::expected<void, Refusal> check_header(const std::filesystem::path& file) {
    constexpr std::size_t header_size = 100;
    constexpr std::size_t version_offset = 60;
    constexpr std::size_t application_offset = 68;
    std::ifstream in(file, std::ios::binary);
    seal::Bytes header(header_size);
    in.read(reinterpret_cast<char*>(header.data()), header_size);
    const auto got = static_cast<std::size_t>(in.gcount());
    if (in.bad() || (got == 0 && !in.eof()))
        return error(ErrorClass::io, "cannot read " + file.string());
    if (got < header_size)
        return damaged(got == 0 ? "the file is empty" : "the file is too short to be a journal");
    if (!seal::equal(seal::ByteView(header).first(16), seal::view(std::string_view("SQLite format 3\0", 16))))
        return damaged("the file is not a database");
    seal::Reader version(seal::ByteView(header).subspan(version_offset));
    seal::Reader application(seal::ByteView(header).subspan(application_offset));
    return check_numbers(file, application.u32(), version.u32());
}

bool has_wal(const std::filesystem::path& file) {
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(file.string() + "-wal", problem);
    return !problem && size > 0;
}

// The header as SQLite reads it, through the -wal.
tl::expected<void, Refusal> check_header(const std::filesystem::path& file, Connection& connection) {
    if (const Verdict verdict = connection.execute(settings.front()); verdict != Verdict::done)
        return refuse(connection, verdict, "the journal does not open");
    const std::optional<std::int64_t> application = connection.number("PRAGMA application_id");
    const std::optional<std::int64_t> version = connection.number("PRAGMA user_version");
    if (!application || !version)
        return refuse(connection, connection.last(), "the file is not a database");
    return check_numbers(file, *application, *version);
}

// Walks all records in order and gives the position after the last one of the present epoch.
tl::expected<seal::Position, Refusal> walk(Connection& connection, const seal::TerminalId& terminal,
                                           std::uint32_t epoch) {
    std::optional<Statement> rows =
        connection.prepare("SELECT epoch, sequence, hash, envelope FROM record ORDER BY epoch, sequence");
    if (!rows)
        return refuse(connection, connection.last(), "the records cannot be read");
    seal::Position before{0, 0, {}};
    Verdict verdict = rows->step();
    for (; verdict == Verdict::row; verdict = rows->step()) {
        seal::Position here{
            static_cast<std::uint32_t>(rows->number(0)), static_cast<std::uint64_t>(rows->number(1)), {}};
        const std::string place =
            "record " + std::to_string(here.epoch) + "/" + std::to_string(here.sequence);
        const bool follows = here.epoch == before.epoch && here.sequence == before.sequence + 1;
        // Only what was carried over from a damaged journal may have gaps.
        if (here.epoch > epoch || (here.epoch == epoch && !follows && here.sequence != 1))
            return damaged(place + " does not follow the one before");
        const seal::ByteView stored_hash = rows->blob(2);
        if (stored_hash.size() != before.previous.size())
            return damaged(place + " has no hash");
        if (!rows->is_null(3)) {
            const seal::Result<seal::EnvelopeView> envelope = seal::parse_envelope(rows->blob(3));
            if (!envelope)
                return damaged(place + ": " + envelope.error().detail);
            if (envelope->terminal != terminal || envelope->position.epoch != here.epoch ||
                envelope->position.sequence != here.sequence)
                return damaged(place + " holds another record");
            if (follows && envelope->position.previous != before.previous)
                return damaged(place + " does not continue the chain");
            if (!seal::equal(seal::record_hash(*envelope), stored_hash))
                return damaged(place + " does not have its hash");
        }
        std::copy(stored_hash.begin(), stored_hash.end(), here.previous.begin());
        before = here;
    }
    if (verdict != Verdict::done)
        return refuse(connection, verdict, "the records cannot be read");
    if (before.epoch != epoch)
        return seal::Position{epoch, 1, {}};
    return seal::Position{epoch, before.sequence + 1, before.previous};
}

void remove_database(const std::filesystem::path& file) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(file.string() + suffix, ignored);
}

// Brings an older file to the present schema, or leaves it as it was.
tl::expected<void, Refusal> migrate(Connection& connection) {
    const std::optional<std::int64_t> version = connection.number("PRAGMA user_version");
    if (!version)
        return refuse(connection, connection.last(), "the journal does not say which version it is of");
    if (*version > schema_version)
        return error(ErrorClass::unsupported, "a newer version of this program wrote the journal");
    if (*version == schema_version)
        return {};
    if (*version < 1)
        return damaged("the journal is of no known version");
    Transaction transaction(connection);
    Verdict verdict = transaction.begin();
    for (auto lacking = static_cast<std::size_t>(*version - 1); lacking < added_schemas.size(); ++lacking)
        if (verdict == Verdict::done)
            verdict = connection.execute(added_schemas[lacking]);
    if (verdict == Verdict::done)
        verdict = connection.execute(("PRAGMA user_version=" + std::to_string(schema_version)).c_str());
    if (verdict == Verdict::done)
        verdict = transaction.commit();
    if (verdict != Verdict::done)
        return refuse(connection, verdict, "the journal cannot be brought to this version");
    return {};
}

Verdict fill(Connection& connection, const seal::TerminalId& terminal, std::uint32_t epoch,
             const Salvaged& salvaged) {
    Transaction transaction(connection);
    Verdict verdict = transaction.begin();
    if (verdict == Verdict::done)
        verdict = connection.execute(schema);
    for (const char* sql : added_schemas)
        if (verdict == Verdict::done)
            verdict = connection.execute(sql);
    if (verdict != Verdict::done)
        return verdict;
    const std::string numbers = "PRAGMA application_id=" + std::to_string(application_id) +
                                "; PRAGMA user_version=" + std::to_string(schema_version) +
                                "; INSERT INTO epoch (number) VALUES (" + std::to_string(epoch) + ")";
    if ((verdict = connection.execute(numbers.c_str())) != Verdict::done)
        return verdict;
    std::optional<Statement> meta = connection.prepare("INSERT INTO meta VALUES ('terminal', ?)");
    if (!meta)
        return connection.last();
    if ((verdict = meta->bind(1, seal::ByteView(terminal)).step()) != Verdict::done)
        return verdict;
    if (const tl::expected<std::uint64_t, Verdict> inserted = insert_salvaged(connection, salvaged);
        !inserted)
        return inserted.error();
    return transaction.commit();
}

// Opens an existing file and takes it exclusively. What is refused from here on stays as it was found, its
// -wal beside it.
tl::expected<Connection, Refusal> take_file(const std::filesystem::path& file) {
    const tl::expected<void, Refusal> header = check_header(file);
    // A checkpoint that a power cut ended may have left the first page torn, while the -wal has it whole.
    const bool in_wal = has_wal(file);
    if (!header && (header.error().kind == Refusal::Kind::error || !in_wal))
        return tl::unexpected<Refusal>(header.error());
    std::optional<Connection> opened = Connection::open(file, false);
    if (!opened)
        return error(ErrorClass::io, "cannot open " + file.string());
    Connection& connection = *opened;
    connection.checkpoint_at_close(!in_wal);
    if (!header)
        if (tl::expected<void, Refusal> checked = check_header(file, connection); !checked)
            return tl::unexpected<Refusal>(checked.error());
    for (const char* sql : settings)
        if (const Verdict verdict = connection.execute(sql); verdict != Verdict::done)
            return refuse(connection, verdict, "the journal does not open");
    if (connection.text("PRAGMA journal_mode") != "wal")
        return refuse(connection, connection.last(), "the journal does not open in WAL mode");
    // Also takes the lock, which is then never let go.
    if (const Verdict verdict = connection.execute("BEGIN IMMEDIATE; COMMIT"); verdict != Verdict::done)
        return refuse(connection, verdict, "the journal cannot be locked");
    // By now there is a -wal, for as long as the connection lives. SQLite syncs its name too, but goes on if
    // that fails, and what is committed to a file without a name is lost at a power cut.
    if (seal::Result<void> synced = seal::sync_folder(file.parent_path()); !synced)
        return error(synced.error().kind, synced.error().detail);
    return std::move(connection);
}

// Whose it is, and its epoch.
tl::expected<std::uint32_t, Refusal> check_owner(Connection& connection, const std::filesystem::path& file,
                                                 const seal::TerminalId& terminal,
                                                 std::uint32_t least_epoch) {
    const std::optional<std::string> owner =
        connection.text("SELECT value FROM meta WHERE name = 'terminal'");
    const std::optional<std::int64_t> epoch = connection.number("SELECT max(number) FROM epoch");
    if (!owner || !epoch || *epoch < 1 || *epoch > UINT32_MAX)
        return refuse(connection, connection.last(), "the journal does not say whose it is");
    if (!seal::equal(seal::view(*owner), terminal))
        return error(ErrorClass::wrong_key, file.string() + " is the journal of another terminal");
    if (*epoch < least_epoch)
        return damaged("the journal is an older one: a later epoch was used already");
    return static_cast<std::uint32_t>(*epoch);
}

} // namespace

bool is_readable(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 65536> block{};
    while (in.read(block.data(), block.size())) {
    }
    return in.eof();
}

tl::expected<Store, Refusal> open_store(const std::filesystem::path& file, const seal::TerminalId& terminal,
                                        std::uint32_t least_epoch) {
    tl::expected<Connection, Refusal> opened = take_file(file);
    if (!opened)
        return tl::unexpected<Refusal>(opened.error());
    Connection& connection = *opened;
    const std::optional<std::string> check = connection.text("PRAGMA quick_check(1)");
    if (!check)
        return refuse(connection, connection.last(), "the journal cannot be checked");
    if (*check != "ok")
        return damaged("the journal is damaged: " + *check);
    const auto epoch = check_owner(connection, file, terminal, least_epoch);
    if (!epoch)
        return tl::unexpected<Refusal>(epoch.error());
    tl::expected<seal::Position, Refusal> position = walk(connection, terminal, *epoch);
    if (!position)
        return tl::unexpected<Refusal>(position.error());
    if (tl::expected<void, Refusal> migrated = migrate(connection); !migrated)
        return tl::unexpected<Refusal>(migrated.error());
    connection.checkpoint_at_close(true);
    return Store{std::move(connection), *position};
}

tl::expected<Connection, Refusal> open_unchecked(const std::filesystem::path& file,
                                                 const seal::TerminalId& terminal,
                                                 std::uint32_t least_epoch) {
    tl::expected<Connection, Refusal> opened = take_file(file);
    if (!opened)
        return opened;
    opened->checkpoint_at_close(false);
    if (const auto epoch = check_owner(*opened, file, terminal, least_epoch); !epoch)
        return tl::unexpected<Refusal>(epoch.error());
    return opened;
}

std::filesystem::path made_store(const std::filesystem::path& file) {
    return file.string() + ".new";
}

seal::Result<void> make_store(const std::filesystem::path& file, const seal::TerminalId& terminal,
                              std::uint32_t epoch, const Salvaged& salvaged) {
    const std::filesystem::path temporary = made_store(file);
    remove_database(temporary);
    const auto failed = [&temporary](ErrorClass kind, const std::string& detail) {
        remove_database(temporary);
        return seal::fail(kind, "cannot make the journal: " + detail);
    };
    {
        std::optional<Connection> connection = Connection::open(temporary, true);
        if (!connection)
            return failed(ErrorClass::io, "cannot open " + temporary.string());
        Verdict verdict = connection->execute(creation_settings);
        for (const char* sql : settings)
            if (verdict == Verdict::done)
                verdict = connection->execute(sql);
        if (verdict == Verdict::done)
            verdict = fill(*connection, terminal, epoch, salvaged);
        // So that the header of the main file already says whose it is, and no -wal is left to be lost on the
        // way.
        if (verdict == Verdict::done)
            verdict = connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
        if (verdict != Verdict::done)
            return failed(error_class(verdict), connection->message());
    }
    return seal::sync_folder(file.parent_path());
}

seal::Result<void> put_in_place(const std::filesystem::path& file) {
    std::error_code problem;
    std::filesystem::rename(made_store(file), file, problem);
    if (problem)
        return seal::fail(ErrorClass::io, "cannot put the journal in its place: " + problem.message());
    return seal::sync_folder(file.parent_path());
}

} // namespace istiqbal::journal
