// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk enroll request|install`: makes the terminal one of an office's, or gives it a
// new key.
#pragma once

#include "kiosk/app/options.hpp"

#include <cstdio>

namespace istiqbal::app {

// The program's status: 0, or 1 with a sentence on `problems`. Both print the fingerprint that people compare
// at the office.
// A code that is typed is read from `in`.
int run_enrol_command(const Options& options, std::FILE* in, std::FILE* out, std::FILE* problems);

} // namespace istiqbal::app
