// SPDX-License-Identifier: Apache-2.0
// What the journal and the drafts in it share: the one connection. Used under the journal's mutex, by the
// journal alone.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/journal/recovery.hpp"

namespace istiqbal::journal {

struct Journal::Database {
    Lock lock; // dies last: the next process may come in only when the connection is closed
    Connection connection;
    std::optional<Statement> insert;
};

inline tl::unexpected<seal::Error> refuse(Connection& connection, Verdict verdict) {
    return seal::fail(error_class(verdict), "the journal: " + connection.message());
}

inline std::int64_t signed_number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

} // namespace istiqbal::journal
