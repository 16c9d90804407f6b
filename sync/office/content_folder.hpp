// SPDX-License-Identifier: Apache-2.0
// A folder of content, as a person keeps it, becomes a bundle.
#pragma once

#include "sync/seal/bundle.hpp"

#include <filesystem>

namespace istiqbal::office {

// Every file below forms/, catalogue/, strings/ and theme/ goes in. malformed: anything else is there, so
// that nothing is left out that somebody believes to be published; a link, too. too_large, not_found, io.
seal::Result<seal::Bytes> bundle_of(const std::filesystem::path& folder);

} // namespace istiqbal::office
