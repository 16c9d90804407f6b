// SPDX-License-Identifier: Apache-2.0
// Pictures written as PNG (ISO/IEC 15948) fast rather than small: a gallery has thousands.
#pragma once

#include "kiosk/platform/window.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>

namespace istiqbal::gallery {

// Eight bits of red, green and blue; each row is the difference to the one above, which on flat areas is
// nothing. An error is a sentence.
tl::expected<void, std::string> write_png(const platform::Picture& picture,
                                          const std::filesystem::path& file);

} // namespace istiqbal::gallery
