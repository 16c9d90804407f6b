// SPDX-License-Identifier: Apache-2.0
// The page to look at the pictures with.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::gallery {

// Writes folder/index.html: every picture of these screens that lies in the folder, whichever run made it.
// It needs no server and loads nothing but the pictures.
tl::expected<void, std::string> write_index(const std::filesystem::path& folder,
                                            const std::vector<std::string>& screens);

} // namespace istiqbal::gallery
