// SPDX-License-Identifier: Apache-2.0
// Searching for what should be nowhere: in a process's memory as a core file or a swap device would hold it,
// and in files.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::journeys {

// The parts as UTF-8, UTF-16 and UTF-32 keep them in memory.
std::vector<std::string> in_all_widths(const std::vector<std::string>& parts);
// Those, and as files and logs have them besides: \u escapes of JSON, hexadecimal, and base64 at each of its
// three places.
std::vector<std::string> in_all_forms(const std::vector<std::string>& parts);

// Where the process's memory holds one of the needles: the mapping's line in /proc/PID/smaps, and what is
// around it. Every page is read that is not just a file's: those that were written, whoever may read them.
// That is what a core file is made of (coredump_filter's default: anonymous pages, private and shared), more
// than it where a mapping is excepted from dumps, and all that a kernel could write to a swap device. A real
// core file is not asked for: where and whether one is written is the host's own matter (core_pattern), and
// its pages are the same.
std::vector<std::string> find_in_memory(pid_t process, const std::vector<std::string>& needles);

// Each file below the folder that holds one of the needles, and where. Names of files are searched, too. A
// folder without files fails the test.
std::vector<std::string> find_in_files(const std::filesystem::path& folder,
                                       const std::vector<std::string>& needles);
// The same of one text, as of a program's output.
std::vector<std::string> find_in_text(const std::string& text, const std::vector<std::string>& needles);

} // namespace istiqbal::journeys
