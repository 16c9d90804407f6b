// SPDX-License-Identifier: Apache-2.0
// A folder of content, as a person keeps it, becomes a bundle; and a bundle a folder again.
//
// A bundle has one spelling: the bundle of an unpacked folder is the same bytes as the one that was unpacked.
// So whoever kept its hash (bundle_hash) sees whether anything in the folder changed since.
#pragma once

#include "sync/seal/bundle.hpp"

#include <filesystem>

namespace istiqbal::seal {

// Every file below forms/, catalogue/, strings/ and theme/ goes in. malformed: anything else is there, so
// that nothing is left out that somebody believes to be published; a link, too. too_large, not_found, io.
Result<Bytes> bundle_of(const std::filesystem::path& folder);

// H(content, "bundle", bundle)
Digest bundle_hash(ByteView bundle);

// Writes the files into a new folder under another name, syncs each, and renames it: `folder` is whole and
// durable, or not there. What lay at `folder` before is removed first, and so is what a power cut left of an
// earlier try. As parse_bundle refuses; no_room, io.
Result<void> unpack_bundle(ByteView bundle, const std::filesystem::path& folder);

// Removes a folder with all that is in it, or a file; links are removed and not followed. One that is not
// there is no error. io.
Result<void> remove_folder(const std::filesystem::path& folder);

} // namespace istiqbal::seal
