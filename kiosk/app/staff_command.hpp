// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk staff add|list|remove`: who works with this terminal. A PIN is read from the input, one
// line, never from the command line, where others of the machine could see it; it is not echoed when the
// input is a terminal.
#pragma once

#include "kiosk/app/options.hpp"

#include <cstdio>

namespace istiqbal::app {

// The program's status: 0, or 1 with a sentence on `problems`. `list` prints a person a line: id, role, name.
int run_staff_command(const Options& options, std::FILE* in, std::FILE* out, std::FILE* problems);

} // namespace istiqbal::app
