// SPDX-License-Identifier: Apache-2.0
// What the hub keeps: verified records in the order they arrived, what did not fit as evidence, and the
// office's acknowledgements and notices on their way to the terminals. The hub can read none of the records,
// and no reply.
//
// Ingest is idempotent by (terminal, epoch, sequence). A batch is stored whole in one transaction or not at
// all:
//   * stored: every record is now there; those that were there already bear the same hash.
//   * forked: a record is there with another hash, or does not follow the one before it. The batch is
//     kept whole in quarantine, as evidence that two devices write as one terminal, and an alarm is noted.
//   * revoked: the office revoked the terminal, or closed the epoch, and the batch has records that are
//     not there yet. It is kept whole in quarantine, with an alarm; none of it reaches the list of records.
//   * What the office acknowledged is not missing, though it never came here: it went by stick. A record that
//     contradicts what the office acknowledged is a fork.
//   * A gap (records are missing before the batch) is stored and noted as an alarm: a terminal that
//     salvaged a damaged journal has lost what it cannot send, and everything after it must still reach
//     the office. Should the missing records come later they are taken if the chain closes over them.
//
// Of notices the latest of each kind, scope and subject is kept. Notices of a (kind, scope, subject) never go
// back to a lower revision.
//
// All functions may be called from any thread; a mutex makes them one after another.
#pragma once

#include "sync/hub/wire.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/store/database.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::hub {

enum class Verdict { stored, forked, revoked };

struct Ingested {
    Verdict verdict = Verdict::stored;
    std::uint64_t fresh = 0;          // records that were not there before
    std::uint64_t duplicates = 0;     // records that were
    std::optional<std::string> alarm; // a line for the log; set only the first time it is noticed
};

struct StoreCounts {
    std::uint64_t records = 0;
    std::uint64_t quarantined = 0; // batches
    std::uint64_t alarms = 0;
};

enum class NoticeVerdict {
    stored,      // it is the latest now
    held,        // the very same was there
    older,       // a higher revision is there
    conflicting, // another notice with the same revision is there
};

struct NoticeStored {
    NoticeVerdict verdict = NoticeVerdict::stored;
    std::uint64_t number = 0; // of the one that is the latest
};

// The last record held of one epoch of a terminal.
struct ChainHead {
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
    seal::Digest hash{};
};

class Store {
public:
    // A terminal whose batches fork again and again fills its own share of the quarantine only.
    static constexpr std::int64_t quarantine_per_terminal = 256;

    // `now`: seconds since 1970-01-01 UTC. in_use: another hub runs on this file.
    //
    // The numbers of lists do not go back when the file is restored from an older copy, while the office and
    // the terminals keep their cursors into the lost one: from each open on they are above `now` * 2^20,
    // which the lost one reached only if it took in more than 2^20 rows a second.
    static seal::Result<std::unique_ptr<Store>> open(const std::filesystem::path& file, std::int64_t now);

    // `batch` points into `batch_bytes`. On return without error the outcome is on disk.
    seal::Result<Ingested> ingest(const seal::Batch& batch, seal::ByteView batch_bytes, std::int64_t now);

    // The key of a terminal that has sent a batch before.
    seal::Result<std::optional<seal::VerifyKey>> terminal_key(const seal::TerminalId& terminal);
    // Without an epoch: of the highest.
    seal::Result<std::optional<ChainHead>> head(const seal::TerminalId& terminal,
                                                std::optional<std::uint32_t> epoch);

    // The last of the records that are held one after another behind `after`; nothing: the next one is not
    // held. At most run_limit are counted.
    seal::Result<std::optional<ChainHead>> run_end(const seal::TerminalId& terminal, std::uint32_t epoch,
                                                   std::uint64_t after);

    seal::Result<std::vector<Listed>> records_after(std::uint64_t after, std::size_t limit);

    // `ack` is verified by the caller. The same bytes again change nothing. Gives its number.
    seal::Result<std::uint64_t> add_acknowledgement(const seal::TerminalId& terminal, seal::ByteView ack);
    seal::Result<std::uint64_t> last_acknowledgement(); // the highest number held; 0: none
    seal::Result<std::vector<Listed>> acknowledgements_after(const seal::TerminalId& terminal,
                                                             std::uint64_t after);

    // `notice` is verified by the caller; of revocations `revocations` is what its body says, and takes
    // effect in the same transaction.
    seal::Result<NoticeStored> add_notice(const seal::NoticeView& notice,
                                          const std::vector<seal::Revocation>& revocations, std::int64_t now);
    // For that terminal and for all; to a revoked one only the revocations. Replies that have expired are
    // left out.
    seal::Result<std::vector<Listed>> notices_after(const seal::TerminalId& terminal, std::uint64_t after,
                                                    std::int64_t now);
    // A batch that was put aside as revoked, and of whose terminal and epoch the list no longer speaks; the
    // first behind `after`. Once it was ingested anew, forget_released() takes it out of quarantine.
    struct Released {
        std::int64_t number = 0;
        std::int64_t received = 0;
        seal::Bytes batch;
    };
    seal::Result<std::optional<Released>> released_after(std::int64_t after);
    seal::Result<void> forget_released(const Released& released);
    seal::Result<std::uint64_t> last_notice();    // the highest number of a notice held; 0: none
    seal::Result<std::uint64_t> notice_numbers(); // the highest number that any notice ever had here

    seal::Result<StoreCounts> counts();

private:
    explicit Store(store::Database database)
        : database_(std::move(database)) {}

    // A hash that the record bears: its own, or that of the one before it. Nothing: the record is not held.
    enum class HashColumn { own, previous };
    seal::Result<std::optional<seal::Digest>> hash_at(HashColumn column, const seal::TerminalId& terminal,
                                                      std::uint32_t epoch, std::uint64_t sequence);
    seal::Result<void> raise_numbers(std::int64_t now);
    // A batch against what is held of its terminal and epoch.
    struct Comparison {
        bool forked = false;    // they contradict each other
        bool gap = false;       // the record before the batch is not held
        std::vector<bool> held; // for each record of the batch
    };
    seal::Result<Comparison> compare(const seal::Batch& batch);
    // The hash by which the office acknowledged the record; nothing: it did not, as far as is known here.
    seal::Result<std::optional<seal::Digest>> acknowledged_hash(const seal::TerminalId& terminal,
                                                                std::uint32_t epoch, std::uint64_t sequence);
    seal::Result<void> insert_missing(const seal::Batch& batch, const std::vector<bool>& held,
                                      std::int64_t now);
    seal::Result<void> remember_terminal(const seal::Certificate& certificate);
    seal::Result<void> quarantine(const seal::Batch& batch, seal::ByteView bytes, const std::string& reason,
                                  std::int64_t now);
    seal::Result<bool> note_alarm(const seal::Batch& batch, const std::string& what, std::int64_t now);
    seal::Result<bool> is_revoked(const seal::TerminalId& terminal, std::uint32_t epoch);
    seal::Result<std::optional<NoticeStored>> compare(const seal::NoticeView& notice,
                                                      const seal::Digest& hash);
    seal::Result<void> replace_notice(const seal::NoticeView& notice, const seal::Digest& hash);
    seal::Result<void> replace_revocations(const std::vector<seal::Revocation>& revocations);
    seal::Result<std::uint64_t> number(const char* sql);
    seal::Result<std::vector<Listed>> list(store::Statement statement, const ListKind& kind);

    store::Database database_;
    // Counted when it is first asked for, and kept up: to count takes the longer the more there is.
    std::optional<std::uint64_t> records_;
    std::mutex mutex_;
};

} // namespace istiqbal::hub
