// SPDX-License-Identifier: Apache-2.0
// Decisions in words for a terminal window, with the care of report.hpp.
#pragma once

#include "sync/office/decisions.hpp"

namespace istiqbal::office {

// One line a case of due_cases(), under a head; says so when there is none.
std::string due_table(const std::vector<Case>& cases, std::int64_t now);

// Each step of a case, oldest first: when, where it led, by whom, and what the person was told. Empty when
// there is none.
std::string history_report(const OfficeKeys& keys, const std::vector<Decision>& decisions);

} // namespace istiqbal::office
