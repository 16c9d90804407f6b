// SPDX-License-Identifier: Apache-2.0
// What the journal and the drafts in it share: the one connection. Used under the journal's mutex, by the
// journal alone.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/journal/recovery.hpp"

namespace istiqbal::journal {

struct Journal::Database {
    Lock lock; // dies last: the next process may come in only when the connection is closed
    Connection connection{};
    std::optional<Statement> insert{};
    bool checked = false;                 // the boot check was made
    std::optional<seal::Error> failure{}; // of the boot check: there is no connection
    Boot boot{};
    seal::Position position{}; // where the next envelope stands
    // Counted once, since counting takes the longer the more there is, and kept up with each commit.
    Counts counts{};
};

Result<Counts> count_states(Connection& connection);

inline tl::unexpected<seal::Error> refuse(Connection& connection, Verdict verdict) {
    return seal::fail(error_class(verdict), "the journal: " + connection.message());
}

// The hash stored for a record; nothing when the journal never had it.
Result<std::optional<seal::Digest>> stored_hash(Connection& connection, std::uint32_t epoch,
                                                std::uint64_t sequence);

// FILE.first: the id that the terminal had when it was first enrolled, in hexadecimal; where there is none,
// or no id in it, that is the present one. io: it cannot be read.
Result<seal::TerminalId> read_first_terminal(const std::filesystem::path& file,
                                             const seal::TerminalId& present);

inline std::int64_t signed_number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace istiqbal::journal
