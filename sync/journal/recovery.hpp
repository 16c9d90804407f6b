// SPDX-License-Identifier: Apache-2.0
// How a journal file comes to be open: as it is, made anew, or moved aside and begun again in a new epoch.
// Used by the journal alone.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/journal/store.hpp"

namespace istiqbal::journal {

// Holds FILE.lock (flock) for as long as it lives. It comes before SQLite's own lock, so that a file somebody
// else is writing is never looked at, let alone taken for damaged.
class Lock {
public:
    static Result<Lock> take(const std::filesystem::path& file); // in_use, io
    Lock(Lock&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Lock& operator=(Lock&&) = delete;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock();

private:
    explicit Lock(int descriptor)
        : descriptor_(descriptor) {}

    int descriptor_;
};

struct Recovered {
    Store store;
    Boot boot;
};

// Writes FILE.epoch.
Result<void> write_epoch(const std::filesystem::path& file, std::uint32_t epoch);

// The file as it lies there, unchecked, of the present schema: to read from it what carries its own
// signature. Nothing: open_or_recover() says why. The caller holds the lock.
std::optional<Connection> open_early(const std::filesystem::path& file, const seal::VerifyKey& terminal);

// The caller holds the lock.
Result<Recovered> open_or_recover(const std::filesystem::path& file, const seal::VerifyKey& terminal);

} // namespace istiqbal::journal
