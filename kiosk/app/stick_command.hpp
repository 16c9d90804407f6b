// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk stick export|import DIR`: what the page of the memory stick does, for scripts and for a
// terminal whose screen is broken. Not beside the running kiosk, which has the journal.
#pragma once

#include "kiosk/app/options.hpp"

#include <cstdio>

namespace istiqbal::app {

// The program's status: 0, or 1 with a sentence on `problems`.
int run_stick_command(const Options& options, std::FILE* out, std::FILE* problems);

} // namespace istiqbal::app
