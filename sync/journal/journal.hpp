// SPDX-License-Identifier: Apache-2.0
// The terminal's store: one SQLite file of sealed envelopes, in the order they were submitted. Nothing in it
// can be read on the terminal; what it keeps is durability and order.
//
// Beside the envelopes it keeps, in clear, a ticket for each request filed here (its reference and the public
// half of its claim code, follow_up.hpp), and the sealed drafts of representatives (drafts.hpp).
//
// Invariants
//   * append() returns only once the envelope is on disk (WAL, synchronous=FULL); the receipt comes after.
//   * Envelopes of one epoch are consecutive, from 1, each naming the hash of the one before.
//   * An envelope leaves only after the office acknowledged it with the hash that this journal holds: with
//     the acknowledgement, or after the days that the office's settings say. Its sequence and hash stay
//     behind as a tombstone, and its ticket.
//   * A ticket is written in the transaction of its envelope: there is never one without the other.
//   * An epoch number is used by one journal file only. Beside the database, FILE.epoch holds the highest
//     ever used, written before the epoch is: a journal that vanished does not start again at the old one.
//   * What the office said (notices.hpp) never goes back to an older revision.
//   * Neither a power cut nor a read that fails is taken for damage, also not while the first journal is
//   made.
//   * A file that is damaged or not ours is moved aside whole, never repaired, never deleted; intake goes on
//     in a new epoch, and envelopes whose signature still holds are carried over to be sent.
//   * Exactly one connection in one process (locking_mode=EXCLUSIVE before WAL): a second gets in_use.
//
// All member functions may be called from any thread; a mutex within makes them one after another.
#pragma once

#include "sync/journal/notices.hpp"
#include "sync/seal/ack.hpp"
#include "sync/seal/envelope.hpp"
#include "sync/seal/reference.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace istiqbal::journal {

using seal::Bytes;
using seal::ByteView;
using seal::Result;

enum class Condition {
    fresh,     // there was no file: a new journal
    intact,    // the chain was walked and holds
    recovered, // the file was damaged or not ours: moved aside, a new epoch began
};

// What the boot check found.
struct Boot {
    Condition condition = Condition::fresh;
    std::filesystem::path
        moved_to{};             // recovered: where the old file lies now, whole, with its -wal if it had one
    std::uint64_t salvaged = 0; // envelopes carried over from what lies aside, now or from earlier
    // For a person. recovered: what was wrong. Any: which file aside could not be salvaged this time, as when
    // the disk is full; it is tried again at each open.
    std::string reason{};
};

// When the boot check is made: SQLite's own, and the whole chain's. It takes the longer the more is kept.
enum class BootCheck {
    at_once,
    later, // by check(), or by the first call that needs more than what the office said
};

struct Opened;

// How many envelopes are in which state, over all epochs.
struct Counts {
    std::uint64_t unsent = 0;  // not yet spooled by the hub
    std::uint64_t spooled = 0; // at the hub, not yet acknowledged by the office
    std::uint64_t kept = 0;    // acknowledged, and not yet purged
    std::uint64_t purged = 0;  // tombstones
};

// What a batch is made of: consecutive envelopes of one epoch.
struct Unsent {
    std::uint32_t epoch = 0;
    std::uint64_t first_sequence = 0;
    std::vector<Bytes> envelopes; // empty: nothing to send
};

// What ties a reference to whoever holds its claim code: written with the envelope.
struct TicketKey {
    seal::Reference reference;
    seal::Recipient claim_key; // of seal::derive_claim_identity
};

enum class TicketState {
    waiting,     // on this terminal only
    on_its_way,  // the hub has it
    with_office, // the office acknowledged it
    unknown,     // its envelope was lost with a damaged journal; whether it was sent is not known here
};

struct Ticket {
    seal::Recipient claim_key;
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
    TicketState state = TicketState::waiting;
};

// Whether this journal is the only one that writes as its terminal.
enum class HeadFit {
    joins,  // the hub has nothing that contradicts it
    behind, // the hub has records, or an epoch, that this journal never had: it was restored from a copy, or
            // a copy of it runs elsewhere
    forked, // the hub has another record at a place of this journal's: a copy of it runs elsewhere
};

// How long an envelope stays after the office acknowledged it.
struct Retention {
    std::int64_t now = 0;   // seconds since 1970-01-01 UTC
    std::uint32_t days = 0; // 0: it leaves with the acknowledgement
};

// What the hub said it has of an epoch, and the office has not acknowledged: consecutive.
struct SpooledRun {
    std::uint32_t epoch = 0;
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
};

// What purge() did with an office's acknowledgement.
struct Purged {
    std::uint64_t purged = 0;     // acknowledged now: deleted, or kept for a while
    std::uint64_t already = 0;    // acknowledged before: a repeated acknowledgement
    std::uint64_t mismatched = 0; // unknown sequence or another hash: kept, and worth an alarm
};

// What a request may need at the most, from its beginning to its receipt, many times over, with room for
// SQLite's log and the system's own: while less is free, none is begun.
inline constexpr std::uint64_t request_reserve = std::uint64_t{64} << 20U;

class Journal {
public:
    // Opens or makes the journal of the terminal that holds `terminal`. Errors are those that recovery cannot
    // mend: in_use (another process has it: never taken for damage), unsupported (a newer program wrote it:
    // left alone), wrong_key (another terminal's journal: left alone), io, no_room. Anything wrong with the
    // file itself is recovered from and told in `Opened`.
    //
    // With BootCheck::later, what the office said can be read at once (notice(), notices(), retention()), so
    // that a terminal is on the screen as soon with many records as with none. Everything else waits for the
    // check, or makes it, and gives its error if it failed: nothing is written to a file, or taken from it,
    // that was not checked. A file that cannot be opened as it lies there is checked at once all the same.
    static Result<Opened> open(const std::filesystem::path& file, const seal::VerifyKey& terminal,
                               BootCheck when = BootCheck::at_once);

    // Makes the boot check if it was not made, and says what it found. Errors are those of open(), and stay.
    Result<Boot> check();

    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // Where the next envelope stands; nowhere (epoch 0) if the boot check failed.
    seal::Position position() const;

    // Stores an envelope durably, and the ticket with it. broken_chain: it does not stand at position().
    // wrong_key: another terminal's. no_room, io (a reference that is taken, too): nothing was written, and
    // position() is what it was.
    Result<void> append(ByteView envelope, const std::optional<TicketKey>& ticket = std::nullopt);

    // What became of the request with that reference; nothing: it was not filed here. Not for showing by
    // itself: FollowUp asks for the claim code.
    Result<std::optional<Ticket>> ticket(const seal::Reference& reference) const;

    // The oldest envelopes to send: at most `count_limit`, and at most `byte_limit` bytes though always one.
    // Salvaged epochs come before the present one. A run stops at a gap, so that what is returned always
    // chains.
    Result<Unsent> unsent(std::size_t count_limit, std::size_t byte_limit) const;

    // The same of what the office has not acknowledged, whether the hub has it or not: the first run behind
    // that place. What is carried on a stick; asked again and again with the place of the last one.
    Result<Unsent> unacknowledged(std::uint32_t after_epoch, std::uint64_t after_sequence,
                                  std::size_t count_limit, std::size_t byte_limit) const;

    // The hash of the record at that place, of a tombstone too; nothing: this journal never had it.
    Result<std::optional<seal::Digest>> hash_at(std::uint32_t epoch, std::uint64_t sequence) const;

    // The hub has everything of the epoch up to the sequence. The caller verified the signature; here the
    // terminal and the record's hash must be this journal's (wrong_key, broken_chain), else nothing changes.
    Result<void> mark_spooled(const seal::HubAck& ack);

    // The hub turned out to hold nothing of the epoch behind that sequence, as when it was restored from an
    // older copy: what is behind it and not acknowledged is unsent again.
    Result<void> unmark_spooled(std::uint32_t epoch, std::uint64_t sequence);

    // What is marked as spooled and still waits for the office, in order: of the first 65,536 envelopes.
    Result<std::vector<SpooledRun>> spooled_runs() const;

    // Deletes exactly what the office acknowledged with the hash held here, or, if there is a retention,
    // notes that it is to be deleted. The caller verified the signature.
    Result<Purged> purge(const seal::OfficeAck& ack, const Retention& retention = {});

    // Deletes what was acknowledged so many days ago; gives how many. What was noted by a clock that was
    // ahead counts from now.
    Result<std::uint64_t> purge_kept(const Retention& retention);

    // As the office's settings say that hold here, also expired ones. Nothing said, or nothing that holds:
    // 0 days.
    Result<Retention> retention(const seal::VerifyKey& office, std::int64_t now) const;

    // None while the boot check has not been made; never waits for it.
    Counts counts() const;

    // How what a hub says it holds last of this terminal fits what is here. The caller verified the
    // signature. wrong_key: it speaks of another terminal.
    Result<HeadFit> compare_head(const seal::HubAck& head) const;

    // The terminal was enrolled anew, and `successor` is its key now: every envelope that the office has not
    // acknowledged, spooled or not, goes into a carrier of the new identity (seal/envelope.hpp) in a new
    // epoch, tickets with it, and what was kept for the hub under "uplink." begins anew. What was only kept
    // is purged: it is another terminal's now. All or nothing; gives how many. What the office filed before,
    // it knows again by its hash.
    Result<std::uint64_t> hand_over(const seal::SigningKey& successor);

    // Whether the file system has `reserve_bytes` free beside the journal: asked before a new form is begun,
    // so that the disk is never full in the middle of one. Unknown counts as no.
    bool has_room(std::uint64_t reserve_bytes) const;

    // Small durable values by name, for uplink: a downlink cursor, the last acknowledgement.
    Result<std::optional<Bytes>> value(const std::string& name) const;
    Result<void> set_value(const std::string& name, ByteView value);

    // Takes what the office says, in order, all or nothing together with the cursor; gives the outcome of
    // each. A bad one never keeps those behind it from being taken. Verifies with `office`. `now`: seconds
    // since 1970-01-01 UTC. no_room, io: nothing changed.
    Result<std::vector<NoticeApplied>>
    apply_notices(std::span<const Bytes> notices, const seal::VerifyKey& office, std::int64_t now,
                  const std::optional<NoticeCursor>& cursor = std::nullopt);

    // The notice that holds on this terminal, whole, to be opened with seal::open_notice: the one for this
    // very terminal where there is one, else the one for every terminal; of the two, one that has not expired
    // comes first. Nothing: the office said none, or the reply was dropped.
    Result<std::optional<Bytes>> notice(seal::NoticeKind kind, std::int64_t now,
                                        const seal::NoticeSubject& subject = {}) const;

    // All that is kept but replies: what the staff panel shows, and by which the kiosk sees what is new.
    Result<std::vector<NoticeStanding>> notices() const;

    // Drops replies that have expired, keeping their revisions. Gives how many.
    Result<std::uint64_t> drop_expired_replies(std::int64_t now);

    const seal::TerminalId& terminal() const { return terminal_; }
    // Whom drafts are bound to: the id that the terminal had first, which FILE.first keeps.
    const seal::TerminalId& first_terminal() const { return first_terminal_; }

private:
    friend class Drafts;
    struct Database;
    using Guard = std::unique_lock<std::mutex>;
    Journal(std::unique_ptr<Database> database, std::filesystem::path file, const seal::VerifyKey& key,
            const seal::TerminalId& first_terminal);
    // What every function begins with: alone, and with a file that was checked.
    Result<Guard> enter() const;
    // Alone; the file was perhaps not checked.
    Result<Guard> enter_early() const;
    Result<void> boot() const;

    std::unique_ptr<Database> database_;
    std::filesystem::path file_;
    seal::VerifyKey key_; // that it was opened with
    seal::TerminalId terminal_{};
    seal::TerminalId first_terminal_{};
    std::atomic<bool> mutable checked_ = false; // as the database says; for who must not wait
    mutable std::mutex mutex_;
};

// What came of opening. With BootCheck::later, and unless the check had to be made, of `boot` nothing is
// known yet.
struct Opened : Boot {
    std::unique_ptr<Journal> journal{};
};

} // namespace istiqbal::journal
