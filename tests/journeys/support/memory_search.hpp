// SPDX-License-Identifier: Apache-2.0
// Every readable, writable byte of a process, searched for what should not be in it any more.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace istiqbal::journeys {

// The parts as UTF-8, UTF-16 and UTF-32 keep them in memory.
std::vector<std::string> in_all_widths(const std::vector<std::string>& parts);

// Where a mapping of the process holds one of the needles: the mapping's line in /proc/PID/maps, and what is
// around it.
std::vector<std::string> find_in_memory(pid_t process, const std::vector<std::string>& needles);

} // namespace istiqbal::journeys
