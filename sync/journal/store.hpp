// SPDX-License-Identifier: Apache-2.0
// The journal's file: its tables, its settings, its boot check, and how it is made anew. Used by the journal
// alone.
#pragma once

#include "sync/journal/database.hpp"
#include "sync/seal/envelope.hpp"
#include "sync/seal/notice.hpp"

#include <vector>

namespace istiqbal::journal {

inline constexpr std::int64_t application_id = 0x49535451; // "ISTQ"
// 1 had neither tickets nor drafts, 2 no notices, 3 no retention.
inline constexpr std::int64_t schema_version = 4;

// A journal file that opened and was checked.
struct Store {
    Connection connection;
    seal::Position position; // where the next envelope stands
};

// Why a journal file cannot be used as it is.
struct Refusal {
    enum class Kind { damaged, error } kind;
    seal::Error error; // of damaged: only the detail matters
};

// An envelope carried over from a damaged file.
struct SalvagedRecord {
    seal::Position position;
    seal::Digest hash{};
    seal::Bytes envelope;
};

// A ticket and a draft as they lay there: nothing vouches for a ticket, and a draft's seal does for the draft
// when it is opened.
struct SalvagedTicket {
    std::string reference; // canonical
    seal::Bytes claim_key;
    std::int64_t epoch = 0;
    std::int64_t sequence = 0;
    bool acknowledged = false;
};

struct SalvagedDraft {
    std::string id;
    std::string representative;
    std::int64_t updated = 0;
    seal::Bytes sealed;
};

// A notice as it lay there; the office's signature in it vouches for it when it is used.
struct SalvagedNotice {
    seal::NoticeHead head;
    seal::Digest hash{};
    seal::Bytes bytes;
};

// By which a notice is known again when its revision comes a second time.
seal::Digest notice_hash(seal::ByteView notice);

// All that could be read of damaged files.
struct Salvaged {
    std::vector<SalvagedRecord> records;
    std::vector<SalvagedTicket> tickets;
    std::vector<SalvagedDraft> drafts;
    std::vector<SalvagedNotice> notices;
};

// Opens an existing file and takes it exclusively, without looking further than whose it is and of which
// epoch. As open_store() does first; nothing is written to it, also not when it is closed.
tl::expected<Connection, Refusal> open_unchecked(const std::filesystem::path& file,
                                                 const seal::TerminalId& terminal, std::uint32_t least_epoch);

// Opens an existing file, takes it exclusively, and walks all of it: SQLite's own quick_check, then every
// row's layout, owner, sequence and hashes. The file is not written to before it is known to be ours. One of
// an older schema is then brought to the present one, in one transaction.
tl::expected<Store, Refusal> open_store(const std::filesystem::path& file, const seal::TerminalId& terminal,
                                        std::uint32_t least_epoch);

// Makes a complete journal, with what was salvaged in it, under the name FILE.new. On return it is on disk,
// its name too.
seal::Result<void> make_store(const std::filesystem::path& file, const seal::TerminalId& terminal,
                              std::uint32_t epoch, const Salvaged& salvaged);
std::filesystem::path made_store(const std::filesystem::path& file); // FILE.new
// Renames FILE.new to FILE. io: it may be either, and is either after a power cut.
seal::Result<void> put_in_place(const std::filesystem::path& file);

// Whether the disk gives every byte of it. SQLite says of a read that failed that the file is damaged.
bool is_readable(const std::filesystem::path& file);

// Reads whatever envelopes of the terminal are still whole, signature included, from a file that was moved
// aside, and the tickets, drafts and notices that can be read. Works on a copy: the file stays as it was
// found. Envelopes that the office acknowledged are not there any more. no_room, io, in_use: it could not be
// copied or read through this time, and nothing is given.
seal::Result<Salvaged> salvage(const std::filesystem::path& file, const seal::VerifyKey& terminal);

// Puts what was salvaged only now into a journal that goes on already, all or nothing, and gives how many
// records were new. unsupported: one is of the present epoch or a later one, whose chain is not to be
// touched.
seal::Result<std::uint64_t> carry_over(Store& store, const Salvaged& salvaged);

} // namespace istiqbal::journal
