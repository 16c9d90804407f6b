// SPDX-License-Identifier: Apache-2.0
// Copying to a memory stick, for representatives without a network and for the staff (C8, G4): what is to be
// done now, how far it has come, and when the stick may be taken out.
#pragma once

#include "kiosk/screens/intents.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace istiqbal::screens {

enum class StickPage { absent, several, writing, checking, copied, failed };
// By what a person can do about it.
enum class StickTrouble { gone, full, read_only, unfaithful, faulty, own };

struct StickView {
    StickPage page = StickPage::absent;
    std::vector<std::string> names{};            // several
    std::uint64_t done = 0;                      // writing or checking, of …
    std::uint64_t total = 0;                     // …
    std::uint64_t copied = 0;                    // records that the stick holds for the office
    std::uint64_t confirmed = 0;                 // that the office's word, which was on it, let go
    StickTrouble trouble = StickTrouble::faulty; // failed
};

void stick(ui::Frame& frame, const StickView& view, Intents& intents);

} // namespace istiqbal::screens
