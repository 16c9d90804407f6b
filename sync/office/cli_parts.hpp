// SPDX-License-Identifier: Apache-2.0
// What the commands of istiqbal-office share.
#pragma once

#include "sync/office/cli.hpp"
#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"

#include <ostream>

namespace istiqbal::office::cli {

// Says what is wrong, and gives the exit status for it.
inline int fail(Streams streams, const std::string& what) {
    streams.err << "istiqbal-office: " << what << "\n";
    return 1;
}

inline int fail(Streams streams, const seal::Error& error) {
    return fail(streams, error.message());
}

inline int fail(Streams streams, const std::filesystem::path& file, const seal::Error& error) {
    return fail(streams, file.string() + ": " + error.message());
}

// An office that is open for one command.
struct Office {
    OfficeKeys keys;
    std::unique_ptr<Store> store;
};

inline seal::Result<Office> open_office(const std::filesystem::path& directory) {
    auto keys = load_directory(directory);
    if (!keys)
        return tl::unexpected(keys.error());
    auto store = Store::open(database_file(directory));
    if (!store)
        return seal::fail(store.error().kind,
                          database_file(directory).string() + ": " + store.error().detail);
    return Office{std::move(*keys), std::move(*store)};
}

// Brings each hub the notices that it lacks (cli_notices.cpp). What fails is a warning, and goes with the
// next pull.
void bring_to_hubs(const Office& office, Streams streams);

// Pulls from each hub before something is no longer believed; where that fails, a warning says `otherwise`.
void pull_first(const Office& office, const std::string& otherwise, Streams streams);

// By id, or by a name that one terminal bears alone, apart from those that it succeeded.
seal::Result<seal::TerminalId> find_terminal(Store& store, const std::string& wanted);

// Answers what was filed (cli.cpp), also when a hub could not be reached. Gives the exit status.
int answer_records(const Office& office, Streams streams);

} // namespace istiqbal::office::cli
