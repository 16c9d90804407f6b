// SPDX-License-Identifier: Apache-2.0
// Importing: sealed batches that came on a stick (PROTOCOL.md, "Carriage") are verified as a hub would verify
// them, their records filed as those that a hub brings (filing.hpp), and the office's word on them is written
// beside them, for the stick to take back.
//
// Each batch is one transaction, and only what is committed is signed for; so an import may be cut anywhere
// and simply run again. What is acknowledged here goes to the hub as well, with the next pull: a stick may
// never come back.
#pragma once

#include "sync/office/filing.hpp"

#include <filesystem>

namespace istiqbal::office {

// What became of one file.
struct ImportedFile : Filed {
    std::filesystem::path file;
    // Set: it is no batch of a terminal of this office, or was altered. Nothing of it was filed.
    std::optional<seal::Error> refused;
    std::uint64_t acknowledged = 0; // records that the file beside it says are filed here, now or before
};

// A batch file; or a folder of them; or the top of a stick, with such a folder in it. Of a folder only files
// that bear the names of batches are looked at. Foreign bytes: see carriage::names_in() and read_file() for
// the limits. `now`: seconds since 1970-01-01 UTC. not_found: nothing is there to be imported. Any other
// error is the store's; what was committed before stays.
seal::Result<std::vector<ImportedFile>> import_path(Store& store, const OfficeKeys& keys,
                                                    const std::filesystem::path& path, std::int64_t now);

} // namespace istiqbal::office
