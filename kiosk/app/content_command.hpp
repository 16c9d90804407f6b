// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk content check FOLDER`: whether terminals will take what an office is about to publish.
#pragma once

#include "kiosk/app/options.hpp"

#include <cstdio>

namespace istiqbal::app {

// Reads the folder as `istiqbal-office publish content` packs it and as a terminal with this program reads
// it. The program's exit status: 0 if it is good; else all that is wrong with the first bad part stands in
// `problems`.
int run_content_command(const Options& options, std::FILE* out, std::FILE* problems);

} // namespace istiqbal::app
